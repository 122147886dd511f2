import { type PairwiseResult, pairwiseResult } from './condorcet.ts';
import { type LockedPair, type Locking, lockPairs } from './lock-pairs.ts';
import { type Election, packed } from './packed-election.ts';
import { preferences, type StrengthOptions, strengths } from './pairwise.ts';
import { type TieOptions, wayCounter } from './tie.ts';

/** The options of {@link rankedPairs}. */
export interface RankedPairsOptions extends StrengthOptions {
  readonly ties?: TieOptions;
}

/** A win of one over another. */
export interface RankedPair {
  readonly winner: string;
  readonly loser: string;
  readonly strength: number;
}

/** The outcome of {@link rankedPairs}. */
export interface RankedPairsResult extends PairwiseResult {
  /** The wins that were locked, the strongest first; where equal wins make a circle, one of the ways. */
  readonly locked: readonly RankedPair[];
  /** The wins that would have closed a circle, in the same way. */
  readonly passedOver: readonly RankedPair[];
}

/**
 * Counts by ranked pairs (排序对法): wins are locked from the strongest on, unless they close a circle. Where equally
 * strong wins close circles among themselves, every order of them is followed, and all who win in any are winners that
 * tie; unless `ties.order` names all candidates: then of equal wins that of the first in it is locked first, and of these
 * the one over the last in it. The order is made by counting again without those who won. Refuses with `conventions/invalid-candidates`,
 * `conventions/invalid-option`, `conventions/lot-mismatch`, and with `conventions/too-many-ties` where more than 20,000
 * ways would have to be followed.
 */
export function rankedPairs(
  election: Election,
  options: RankedPairsOptions = {},
): RankedPairsResult {
  const rows = packed(election);
  const counted = preferences(rows, options);
  const { candidates } = rows;
  const wins = strengths(counted, options);
  const { order = [] } = options.ties ?? {};
  const ranks = candidates.map((name) => order.indexOf(name));
  const rank = ranks.includes(-1) ? undefined : (one: number): number => ranks[one] as number;
  const groups: (readonly number[])[] = [];
  let left: readonly number[] = Array.from(candidates.keys());
  let first: Locking | undefined;
  while (left.length > 0) {
    const locking = lockPairs(wins, candidates.length, left, rank, wayCounter());
    first ??= locking;
    groups.push(locking.winners);
    left = left.filter((one) => !locking.winners.includes(one));
  }
  const told = ({ winner, loser, strength }: LockedPair): RankedPair => ({
    winner: candidates[winner] as string,
    loser: candidates[loser] as string,
    strength,
  });
  return {
    ...pairwiseResult(rows, counted, groups, options.ties),
    locked: (first?.locked ?? []).map(told),
    passedOver: (first?.passedOver ?? []).map(told),
  };
}
