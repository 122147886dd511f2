import { compare, cut, type Fraction, none, one, over, plus, times, whole } from './fraction.ts';
import { climb, type Ladders, reasons } from './reading.ts';

/** How a surplus is passed on. */
export interface SurplusRule {
  /** Decimals that are kept, the rest cut off; exact where undefined. */
  readonly decimals: number | undefined;
  /** Cuts surplus × value ÷ votes once for each paper; otherwise first the share, then each paper's part of it. */
  readonly perPaper: boolean;
}

/** Ballots in piles by the candidate they count for, each worth a part of a vote. Ballots of one worth are counted together. */
export interface WeightedPiles {
  readonly continuing: Uint8Array;
  /** The worths that occur, by number; the first is one whole vote. */
  readonly worths: Fraction[];
  readonly worthOf: Uint32Array;
  /** Ballots on each candidate's pile, by the number of their worth. */
  readonly held: readonly number[][];
  readonly inactive: readonly number[][];
  readonly heads: Int32Array;
  readonly below: Int32Array;
  readonly places: Uint32Array;
}

/** The reason beyond those of reading: the last seat was filled. */
const finalRoundSurplus = reasons.length;

function add(held: readonly number[][], at: number, worth: number, count: number): void {
  const sums = held[at] as number[];
  while (sums.length <= worth) sums.push(0);
  sums[worth] = (sums[worth] as number) + count;
}

/** Deals the ballots out to those who stand, each worth one. */
export function dealWeighted(rows: Ladders, continuing: Uint8Array): WeightedPiles {
  const { counts, starts, candidates } = rows;
  const piles: WeightedPiles = {
    continuing,
    worths: [one],
    worthOf: new Uint32Array(counts.length),
    held: candidates.map(() => []),
    inactive: Array.from({ length: finalRoundSurplus + 1 }, () => []),
    heads: new Int32Array(candidates.length).fill(-1),
    below: new Int32Array(counts.length),
    places: starts.slice(0, counts.length),
  };
  for (let row = 0; row < counts.length; row++)
    lay(rows, piles, row, climb(rows, piles.places, row, continuing));
  return piles;
}

function lay({ counts }: Ladders, piles: WeightedPiles, row: number, to: number): void {
  const { held, inactive, heads, below, worthOf } = piles;
  const count = counts[row] as number;
  const worth = worthOf[row] as number;
  if (to < 0) {
    add(inactive, ~to, worth, count);
    return;
  }
  below[row] = heads[to] as number;
  heads[to] = row;
  add(held, to, worth, count);
}

/** The worth of counts by the number of their worth. */
function sum(counts: readonly number[], worths: readonly Fraction[]): Fraction {
  return counts.reduce(
    (total, count, worth) =>
      count === 0 ? total : plus(total, times(whole(count), worths[worth] as Fraction)),
    none,
  );
}

/** The votes of a candidate. */
export function votesOf({ held, worths }: WeightedPiles, candidate: number): Fraction {
  return sum(held[candidate] ?? [], worths);
}

/** The votes that count for nobody, by the number of the reason; the last is the final surplus. */
export function inactiveVotes({ inactive, worths }: WeightedPiles): readonly Fraction[] {
  return inactive.map((counts) => sum(counts, worths));
}

/** What a pile gave to each candidate, and last to nobody. */
export type MovedVotes = readonly Fraction[];

/** Moves a whole pile on; whoever held it no longer stands. `isFinal` ends every ballot on it. */
function move(
  rows: Ladders,
  piles: WeightedPiles,
  from: number,
  worthAfter: ((worth: number) => number) | undefined,
  isFinal: boolean,
): MovedVotes {
  const { continuing, worths, worthOf, held, heads, below, places } = piles;
  const moved: number[][] = Array.from({ length: continuing.length + 1 }, () => []);
  held[from]?.splice(0);
  for (let row = heads[from] as number; row >= 0; ) {
    const under = below[row] as number;
    const worth = worthOf[row] as number;
    if (worthAfter !== undefined) worthOf[row] = worthAfter(worth);
    const to = isFinal ? ~finalRoundSurplus : climb(rows, places, row, continuing);
    lay(rows, piles, row, to);
    add(moved, to < 0 ? continuing.length : to, worthOf[row] as number, rows.counts[row] as number);
    row = under;
  }
  heads[from] = -1;
  return moved.map((counts) => sum(counts, worths));
}

/** Takes candidates out and moves their piles at the worth they have. */
export function takeOutWeighted(
  rows: Ladders,
  piles: WeightedPiles,
  losers: readonly number[],
): readonly MovedVotes[] {
  for (const loser of losers) piles.continuing[loser] = 0;
  return losers.map((loser) => move(rows, piles, loser, undefined, false));
}

/** Passes on what somebody elected has beyond the quota: every ballot of the pile, each at a part of its worth. */
export function passOn(
  rows: Ladders,
  piles: WeightedPiles,
  from: number,
  surplus: Fraction,
  { decimals, perPaper }: SurplusRule,
  isFinal: boolean,
): MovedVotes {
  const { worths } = piles;
  const votes = votesOf(piles, from);
  if (compare(surplus, none) <= 0) return [];
  const share = cut(over(surplus, votes), perPaper ? undefined : decimals);
  const after = new Map<number, number>();
  return move(
    rows,
    piles,
    from,
    (worth) => {
      let next = after.get(worth);
      if (next === undefined) {
        const value = cut(times(share, worths[worth] as Fraction), decimals);
        next = worths.findIndex((known) => compare(known, value) === 0);
        if (next < 0) next = worths.push(value) - 1;
        after.set(worth, next);
      }
      return next;
    },
    isFinal,
  );
}

/** The same piles once more, to try another way. */
export function copiedWeighted(piles: WeightedPiles): WeightedPiles {
  const { continuing, worths, worthOf, held, inactive, heads, below, places } = piles;
  return {
    continuing: continuing.slice(),
    worths: [...worths],
    worthOf: worthOf.slice(),
    held: held.map((counts) => [...counts]),
    inactive: inactive.map((counts) => [...counts]),
    heads: heads.slice(),
    below: below.slice(),
    places: places.slice(),
  };
}
