import { namesOf } from './candidates.ts';
import type { CountIssue } from './election.ts';
import { settle, type Winners } from './final-tie.ts';
import type { Order } from './order.ts';
import type { PackedElection } from './packed-election.ts';
import { type PairwiseTable, type Preferences, pairwiseTable } from './pairwise.ts';
import type { TieOptions } from './tie.ts';

/** What every method that compares candidates pair by pair tells (两两比较). */
export interface PairwiseResult extends Winners {
  /** All candidates, the best first, those who stand alike in one group. */
  readonly order: Order;
  readonly pairwise: PairwiseTable;
  /** Who beats everybody else, if anybody does (孔多塞胜者). */
  readonly condorcetWinner?: string;
  /** All ballots that could be read. */
  readonly ballots: number;
  readonly issues: readonly CountIssue[];
}

/** Tells the outcome: groups of numbers, the best first; the first group wins. */
export function pairwiseResult(
  { ballots, issues }: PackedElection,
  counted: Preferences,
  groups: readonly (readonly number[])[],
  ties: TieOptions | undefined,
): PairwiseResult {
  const { candidates, votes } = counted;
  const n = candidates.length;
  const best = candidates.find((_, one) =>
    candidates.every(
      (_name, other) =>
        one === other || (votes[one * n + other] as number) > (votes[other * n + one] as number),
    ),
  );
  return {
    ...settle(candidates, groups[0] ?? [], ties),
    order: groups.map((group) => namesOf(candidates, group)),
    pairwise: pairwiseTable(counted),
    ...(best === undefined ? {} : { condorcetWinner: best }),
    ballots,
    issues,
  };
}
