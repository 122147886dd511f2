import type { PersonId, PostId } from '@civigrid/kernel';
import type { DecidedBy } from './decided-by.ts';

/** From when to when something holds (期间). */
export type Term = {
  /** UTC milliseconds, included. */
  readonly from: number;
  /** UTC milliseconds, not included; left out while it lasts. */
  readonly until?: number;
};

/** Who holds a post from when to when (任职). */
export type Tenure = Term & {
  readonly post: PostId;
  readonly person: PersonId;
  /** Whether the person was elected (选举); otherwise appointed. */
  readonly elected?: true;
  readonly by?: DecidedBy;
};

/** Who acts for a post from when to when (代理), whether its holder is away or there is none. */
export type StandIn = Term & {
  readonly post: PostId;
  readonly person: PersonId;
  readonly by?: DecidedBy;
};

/**
 * From when to when a person is away from a post (请假、离岗) that the person holds, stands in for or takes shifts of.
 * Why is not asked: it would be the person's own.
 */
export type Leave = Term & { readonly post: PostId; readonly person: PersonId };

/** The end of a term, for comparisons. */
export function endOf({ until }: Term): number {
  return until ?? Number.POSITIVE_INFINITY;
}

/** Whether a term ends after it begins; never so where one of the two is no number. */
export function isTerm(term: Term): boolean {
  return term.from < endOf(term);
}

/** Whether an instant lies within a term. */
export function covers(term: Term, at: number): boolean {
  return term.from <= at && at < endOf(term);
}

/** Whether two terms share an instant. */
export function overlap(one: Term, other: Term): boolean {
  return one.from < endOf(other) && other.from < endOf(one);
}
