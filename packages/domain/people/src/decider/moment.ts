import { DomainError, type JsonObject, type PostId } from '@civigrid/kernel';
import type { PeopleErrorCode } from '../people-error.ts';
import type { Post } from '../post.ts';
import { covers, type Term } from '../tenure.ts';
import type { RosterState } from './roster-state.ts';

export function refusal(
  code: PeopleErrorCode,
  message: string,
  details: JsonObject,
): DomainError<PeopleErrorCode> {
  return new DomainError(code, message, details);
}

/** The later of the command's time and the stream's last: time never runs backwards inside a stream. */
export function momentOf({ at }: { readonly at: number }, state: RosterState): number {
  return Math.max(at, state.at ?? at);
}

export function postOf(id: PostId, { posts }: RosterState): Post {
  const post = posts.find((each) => each.id === id);
  if (post === undefined)
    throw refusal('people/unknown-post', 'The roster has no such post.', { post: id });
  return post;
}

export function standingPost(id: PostId, state: RosterState): Post {
  const post = postOf(id, state);
  if (post.until !== undefined)
    throw refusal('people/post-abolished', 'The post was abolished.', { post: id });
  return post;
}

/** Those of the bounds that were given, as a fact keeps them. */
export function given({
  from,
  until,
}: {
  readonly from?: number;
  readonly until?: number;
}): Partial<Term> {
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

/** Terms of which one ends: what covers the instant is cut there, and is gone if it would begin there. */
export function cut<Kind extends Term>(
  terms: readonly Kind[],
  concerns: (term: Kind) => boolean,
  until: number,
): readonly Kind[] {
  return terms.flatMap((term): readonly Kind[] => {
    if (!concerns(term) || !covers(term, until)) return [term];
    return term.from === until ? [] : [{ ...term, until }];
  });
}
