import { byName } from './candidates.ts';
import { type PairwiseResult, pairwiseResult } from './condorcet.ts';
import { byScore } from './order.ts';
import { type Election, packed } from './packed-election.ts';
import { type PairwiseOptions, preferences } from './pairwise.ts';
import type { TieOptions } from './tie.ts';

/** The options of {@link copeland}. */
export interface CopelandOptions extends PairwiseOptions {
  readonly ties?: TieOptions;
}

/** How somebody fared against each of the others. */
export interface Duels {
  readonly won: number;
  readonly even: number;
  readonly lost: number;
}

/** The outcome of {@link copeland}. */
export interface CopelandResult extends PairwiseResult {
  /** By name; a record without a prototype. */
  readonly duels: Readonly<Record<string, Duels>>;
}

/**
 * Counts by the Copeland method (科普兰法): a win over another counts one, an even pair a half. Refuses with
 * `conventions/invalid-candidates`, `conventions/invalid-option`, `conventions/lot-mismatch`.
 */
export function copeland(election: Election, options: CopelandOptions = {}): CopelandResult {
  const rows = packed(election);
  const counted = preferences(rows, options);
  const { candidates } = rows;
  const { votes } = counted;
  const n = candidates.length;
  const duels = candidates.map((_, one) => {
    const duel = { won: 0, even: 0, lost: 0 };
    for (let other = 0; other < n; other++) {
      if (other === one) continue;
      const difference = (votes[one * n + other] as number) - (votes[other * n + one] as number);
      if (difference > 0) duel.won++;
      else if (difference < 0) duel.lost++;
      else duel.even++;
    }
    return duel;
  });
  const groups = byScore(duels.map(({ won, even }) => 2 * won + even));
  return {
    ...pairwiseResult(rows, counted, groups, options.ties),
    duels: byName(candidates, duels.entries()),
  };
}
