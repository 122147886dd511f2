import type { PersonId, PostId } from '@civigrid/kernel';
import { endOf, isTerm, overlap, type Term } from '../tenure.ts';
import type { RosterIssue } from './roster-issue.ts';

/** Adds issues in the order of their list; one by one, since a call takes only so many arguments. */
export function addInOrder(issues: RosterIssue[], refused: readonly RosterIssue[]): void {
  for (const issue of [...refused].sort((one, other) => one.index - other.index))
    issues.push(issue);
}

/** A term of a person at a post. */
export type PersonTerm = Term & { readonly post: PostId; readonly person: PersonId };

interface Candidate {
  readonly term: PersonTerm;
  readonly index: number;
}

/** The terms of known posts that end after they begin, earliest first. */
function candidatesOf(
  list: 'tenures' | 'standIns' | 'leaves',
  terms: readonly PersonTerm[],
  known: ReadonlyMap<PostId, unknown>,
  issues: RosterIssue[],
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const [index, term] of terms.entries()) {
    const { post } = term;
    if (!known.has(post)) issues.push({ code: 'people/unknown-post', list, index, post });
    else if (!isTerm(term)) issues.push({ code: 'people/term-reversed', list, index, post });
    else candidates.push({ term, index });
  }
  return candidates.sort(
    (one, other) => one.term.from - other.term.from || one.index - other.index,
  );
}

/** The terms of each post, in order and without overlap; of two that overlap the one that begins later is left out. */
export function termsByPost(
  list: 'tenures' | 'standIns',
  terms: readonly PersonTerm[],
  known: ReadonlyMap<PostId, unknown>,
  issues: RosterIssue[],
): ReadonlyMap<PostId, readonly PersonTerm[]> {
  const refused: RosterIssue[] = [];
  const byPost = new Map<PostId, PersonTerm[]>();
  for (const { term, index } of candidatesOf(list, terms, known, refused)) {
    const { post } = term;
    const kept = byPost.get(post);
    const last = kept?.[kept.length - 1];
    if (last !== undefined && overlap(last, term))
      refused.push({ code: 'people/terms-overlap', list, index, post });
    else if (kept === undefined) byPost.set(post, [term]);
    else kept.push(term);
  }
  addInOrder(issues, refused);
  return byPost;
}

/** When each person is away from a post, in order; leaves that meet are one: who is away is away. */
export type Absences = ReadonlyMap<PersonId, readonly Term[]>;

export function absencesByPost(
  leaves: readonly PersonTerm[],
  known: ReadonlyMap<PostId, unknown>,
  issues: RosterIssue[],
): ReadonlyMap<PostId, Absences> {
  const byPost = new Map<PostId, Map<PersonId, Term[]>>();
  for (const { term } of candidatesOf('leaves', leaves, known, issues)) {
    const { post, person, from } = term;
    const persons = byPost.get(post) ?? new Map<PersonId, Term[]>();
    byPost.set(post, persons);
    const kept = persons.get(person) ?? [];
    persons.set(person, kept);
    const last = kept[kept.length - 1];
    const until = endOf(term);
    if (last === undefined || endOf(last) < from) kept.push({ from, until });
    else kept[kept.length - 1] = { from: last.from, until: Math.max(endOf(last), until) };
  }
  return byPost;
}

/** The term that covers an instant, of some that stand in order and do not overlap. */
export function termAt<Kind extends Term>(terms: readonly Kind[], at: number): Kind | undefined {
  let [low, high] = [0, terms.length];
  // terms[low - 1].from <= at < terms[high].from
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((terms[middle] as Kind).from <= at) low = middle + 1;
    else high = middle;
  }
  const term = terms[low - 1];
  return term !== undefined && at < endOf(term) ? term : undefined;
}
