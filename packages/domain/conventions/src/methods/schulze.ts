import { byName } from './candidates.ts';
import { type PairwiseResult, pairwiseResult } from './condorcet.ts';
import { layers } from './order.ts';
import { type Election, packed } from './packed-election.ts';
import { preferences, type StrengthOptions, strengths } from './pairwise.ts';
import type { TieOptions } from './tie.ts';

/** The options of {@link schulze}. */
export interface SchulzeOptions extends StrengthOptions {
  readonly ties?: TieOptions;
}

/** A chain of wins from one candidate to another; its strength is that of its weakest win, 0 where there is none. */
export interface Path {
  readonly strength: number;
  /** From the one to the other; empty where there is none. */
  readonly way: readonly string[];
}

/** The outcome of {@link schulze}. */
export interface SchulzeResult extends PairwiseResult {
  /** The strongest path from one to another: `paths[one][other]`; records without a prototype. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Path>>>>;
}

/**
 * Counts by the Schulze method (舒尔茨法): one candidate is before another if the strongest chain of wins to the other is
 * stronger than the one back. Refuses with `conventions/invalid-candidates`, `conventions/invalid-option`,
 * `conventions/lot-mismatch`.
 */
export function schulze(election: Election, options: SchulzeOptions = {}): SchulzeResult {
  const rows = packed(election);
  const counted = preferences(rows, options);
  const { candidates } = rows;
  const n = candidates.length;
  const strongest = strengths(counted, options);
  // The next candidate on the strongest path.
  const next = new Int32Array(n * n).fill(-1);
  for (let cell = 0; cell < n * n; cell++)
    if ((strongest[cell] as number) > 0) next[cell] = cell % n;
  for (let via = 0; via < n; via++)
    for (let from = 0; from < n; from++) {
      const first = strongest[from * n + via] as number;
      if (from === via || first === 0) continue;
      for (let to = 0; to < n; to++) {
        const weakest = Math.min(first, strongest[via * n + to] as number);
        if (to === from || weakest <= (strongest[from * n + to] as number)) continue;
        strongest[from * n + to] = weakest;
        next[from * n + to] = next[from * n + via] as number;
      }
    }
  const path = (from: number, to: number): Path => {
    const way: number[] = [];
    if ((strongest[from * n + to] as number) > 0) {
      way.push(from);
      for (let at = from; at !== to; ) {
        at = next[at * n + to] as number;
        way.push(at);
      }
    }
    return {
      strength: strongest[from * n + to] as number,
      way: way.map((one) => candidates[one] as string),
    };
  };
  const groups = layers(
    n,
    (one, other) => (strongest[one * n + other] as number) > (strongest[other * n + one] as number),
  );
  return {
    ...pairwiseResult(rows, counted, groups, options.ties),
    paths: byName(
      candidates,
      candidates.map((_, from) => [
        from,
        byName(
          candidates,
          candidates.flatMap((_name, to) => (to === from ? [] : [[to, path(from, to)] as const])),
        ),
      ]),
    ),
  };
}
