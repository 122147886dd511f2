import { byName } from './candidates.ts';
import { type PairwiseResult, pairwiseResult } from './condorcet.ts';
import { byScore } from './order.ts';
import { type Election, packed } from './packed-election.ts';
import { preferences, type StrengthOptions, strengths } from './pairwise.ts';
import type { TieOptions } from './tie.ts';

/** The options of {@link minimax}. */
export interface MinimaxOptions extends StrengthOptions {
  readonly ties?: TieOptions;
}

/** The strongest win of anybody over a candidate; by nobody, and 0, where none is beaten. */
export interface Defeat {
  readonly by: string | undefined;
  readonly strength: number;
}

/** The outcome of {@link minimax}. */
export interface MinimaxResult extends PairwiseResult {
  /** By name; a record without a prototype. */
  readonly worstDefeats: Readonly<Record<string, Defeat>>;
}

/**
 * Counts by minimax (最小最大法): the candidate whose worst defeat is the least wins. Refuses with
 * `conventions/invalid-candidates`, `conventions/invalid-option`, `conventions/lot-mismatch`.
 */
export function minimax(election: Election, options: MinimaxOptions = {}): MinimaxResult {
  const rows = packed(election);
  const counted = preferences(rows, options);
  const { candidates } = rows;
  const n = candidates.length;
  const wins = strengths(counted, options);
  const worst = candidates.map((_, one) =>
    candidates.reduce(
      (most, _name, other) => {
        const strength = wins[other * n + one] as number;
        return strength > most.strength ? { by: candidates[other], strength } : most;
      },
      { by: undefined, strength: 0 } as Defeat,
    ),
  );
  const groups = byScore(worst.map(({ strength }) => -strength));
  return {
    ...pairwiseResult(rows, counted, groups, options.ties),
    worstDefeats: byName(candidates, worst.entries()),
  };
}
