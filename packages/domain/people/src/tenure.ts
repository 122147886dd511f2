import type { PersonId, PostId } from '@civigrid/kernel';

/** Who holds a post from when to when (任职). */
export type Tenure = {
  readonly post: PostId;
  readonly person: PersonId;
  /** UTC milliseconds, included. */
  readonly from: number;
  /** UTC milliseconds, not included; left out while it lasts. */
  readonly until?: number;
};

/** Who acts for a post from when to when (代理), whether its holder is away or there is none. */
export type StandIn = Tenure;

/** The end of a term, for comparisons. */
export function endOf({ until }: Tenure): number {
  return until ?? Number.POSITIVE_INFINITY;
}

/** Whether a term ends after it begins; never so where one of the two is no number. */
export function isTerm(tenure: Tenure): boolean {
  return tenure.from < endOf(tenure);
}

/** Whether an instant lies within a term. */
export function covers(tenure: Tenure, at: number): boolean {
  return tenure.from <= at && at < endOf(tenure);
}

/** Whether two terms share an instant. */
export function overlap(one: Tenure, other: Tenure): boolean {
  return one.from < endOf(other) && other.from < endOf(one);
}
