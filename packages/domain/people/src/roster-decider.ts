import {
  type Decider,
  DomainError,
  type Happened,
  type PersonalPart,
  type PostId,
} from '@civigrid/kernel';
import type { PeopleErrorCode } from './people-error.ts';
import type { Post } from './post.ts';
import type {
  AbolishPost,
  Appoint,
  CreatePost,
  HolderContact,
  Relieve,
  RosterCommand,
} from './roster-command.ts';
import type { RosterFact } from './roster-fact.ts';
import { contactPurpose, type RosterState, type SealedContact } from './roster-state.ts';
import { covers, endOf, isTerm, overlap, type Tenure } from './tenure.ts';

function refusal(
  code: PeopleErrorCode,
  message: string,
  post: PostId,
): DomainError<PeopleErrorCode> {
  return new DomainError(code, message, { post });
}

/** The later of the command's time and the stream's last: time never runs backwards inside a stream. */
function momentOf({ at }: { readonly at: number }, state: RosterState): number {
  return Math.max(at, state.at ?? at);
}

function postOf(id: PostId, { posts }: RosterState): Post {
  const post = posts.find((each) => each.id === id);
  if (post === undefined) throw refusal('people/unknown-post', 'The roster has no such post.', id);
  return post;
}

function runningTerm(post: PostId, at: number, { tenures }: RosterState): Tenure | undefined {
  return tenures.find((tenure) => tenure.post === post && covers(tenure, at));
}

function createPost({ post, role, grid }: CreatePost, state: RosterState): readonly RosterFact[] {
  if (state.posts.some(({ id }) => id === post))
    throw refusal('people/post-exists', 'A post of this id stands or stood in the roster.', post);
  return [{ type: 'people/post-created', schema: 1, data: { post, role, grid } }];
}

function contactParts({ subject, name, phone }: HolderContact): readonly PersonalPart[] {
  const value = phone === undefined ? { name } : { name, phone };
  return [{ subject, purpose: contactPurpose, value }];
}

function appoint(command: Appoint, state: RosterState): readonly RosterFact[] {
  const { post, person, from, until, contact } = command;
  if (postOf(post, state).until !== undefined)
    throw refusal('people/post-abolished', 'The post was abolished.', post);
  const ends = until === undefined ? {} : { until };
  const term: Tenure = { post, person, from: from ?? momentOf(command, state), ...ends };
  if (!isTerm(term)) throw refusal('people/term-reversed', 'A term ends after it begins.', post);
  if (state.tenures.some((tenure) => tenure.post === post && overlap(tenure, term)))
    throw refusal('people/post-held', 'Somebody holds the post within this term.', post);
  return [
    {
      type: 'people/appointed',
      schema: 1,
      data: { post, person, ...(from !== undefined && { from }), ...ends },
      ...(contact !== undefined && { personal: contactParts(contact) }),
    },
  ];
}

function relieve(command: Relieve, state: RosterState): readonly RosterFact[] {
  const { post, until } = command;
  postOf(post, state);
  const running = runningTerm(post, until ?? momentOf(command, state), state);
  if (running === undefined)
    throw refusal('people/post-vacant', 'Nobody holds the post at that instant.', post);
  const { person } = running;
  const data = until === undefined ? { post, person } : { post, person, until };
  return [{ type: 'people/relieved', schema: 1, data }];
}

function abolishPost(command: AbolishPost, state: RosterState): readonly RosterFact[] {
  const { post } = command;
  const moment = momentOf(command, state);
  if (postOf(post, state).until !== undefined)
    throw refusal('people/post-abolished', 'The post was abolished already.', post);
  if (state.tenures.some((tenure) => tenure.post === post && endOf(tenure) > moment))
    throw refusal('people/post-held', 'Somebody holds the post, or will.', post);
  return [{ type: 'people/post-abolished', schema: 1, data: { post } }];
}

function decide(command: RosterCommand, state: RosterState): readonly RosterFact[] {
  switch (command.type) {
    case 'createPost':
      return createPost(command, state);
    case 'appoint':
      return appoint(command, state);
    case 'relieve':
      return relieve(command, state);
    case 'abolishPost':
      return abolishPost(command, state);
  }
}

type Happening<Type extends RosterFact['type']> = Extract<
  Happened<RosterFact>,
  { readonly type: Type }
>;

function appointed(
  state: RosterState,
  happened: Happening<'people/appointed'>,
  moment: number,
): RosterState {
  const { data, sealed = [], id: event, schema } = happened;
  const { person } = data;
  const contact = sealed.find(({ purpose }) => purpose === contactPurpose);
  const contacts: readonly SealedContact[] =
    contact === undefined
      ? state.contacts
      : [
          ...state.contacts.filter((each) => each.person !== person),
          { person, event, schema, sealed: contact },
        ];
  return { ...state, contacts, tenures: [...state.tenures, { from: moment, ...data }] };
}

/** A term that is ended at the instant of its beginning has not been. */
function relieved(
  state: RosterState,
  { data }: Happening<'people/relieved'>,
  moment: number,
): RosterState {
  const until = data.until ?? moment;
  const tenures = state.tenures.flatMap((tenure): readonly Tenure[] => {
    if (tenure.post !== data.post || !covers(tenure, until)) return [tenure];
    return tenure.from === until ? [] : [{ ...tenure, until }];
  });
  return { ...state, tenures };
}

function evolve(before: RosterState, happened: Happened<RosterFact>): RosterState {
  const at = momentOf(happened, before);
  const state = { ...before, at };
  switch (happened.type) {
    case 'people/post-created': {
      const { post: id, role, grid } = happened.data;
      return { ...state, posts: [...state.posts, { id, role, grid }] };
    }
    case 'people/appointed':
      return appointed(state, happened, at);
    case 'people/relieved':
      return relieved(state, happened, at);
    case 'people/post-abolished': {
      const { post } = happened.data;
      const posts = state.posts.map((each) => (each.id === post ? { ...each, until: at } : each));
      return { ...state, posts };
    }
  }
}

/**
 * The life of a roster (岗位名册), stream kind `roster`: posts are created and abolished, people appointed and relieved. A
 * fact names a person by id only; name and phone travel in a personal part of the purpose `contact`. One stream a
 * community keeps it short.
 */
export const rosterDecider: Decider<RosterState, RosterCommand, RosterFact> = {
  initial: { posts: [], tenures: [], contacts: [], at: null },
  decide,
  evolve,
};
