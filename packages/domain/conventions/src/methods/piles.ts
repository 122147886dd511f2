import { climb, type Ladders, reasons } from './reading.ts';

/** Ballots in piles by the candidate they now count for: only the pile of whoever goes is ever moved. */
export interface Piles {
  readonly continuing: Uint8Array;
  readonly tally: Float64Array;
  /** Ballots that count for nobody, by the number of the reason. */
  readonly inactive: Float64Array;
  /** The first row of each candidate's pile; -1 for none. */
  readonly heads: Int32Array;
  /** The row below each row; -1 for none. */
  readonly below: Int32Array;
  /** How far each row was climbed. */
  readonly places: Uint32Array;
}

/** Deals the ballots out to those who stand. */
export function deal(rows: Ladders, continuing: Uint8Array): Piles {
  const { counts, starts, candidates } = rows;
  const piles: Piles = {
    continuing,
    tally: new Float64Array(candidates.length),
    inactive: new Float64Array(reasons.length),
    heads: new Int32Array(candidates.length).fill(-1),
    below: new Int32Array(counts.length),
    places: starts.slice(0, counts.length),
  };
  for (let row = 0; row < counts.length; row++) {
    const to = climb(rows, piles.places, row, continuing);
    lay(piles, row, to, counts[row] as number);
  }
  return piles;
}

function lay({ tally, inactive, heads, below }: Piles, row: number, to: number, count: number) {
  if (to < 0) {
    inactive[~to] = (inactive[~to] as number) + count;
    return;
  }
  below[row] = heads[to] as number;
  heads[to] = row;
  tally[to] = (tally[to] as number) + count;
}

/** What a pile gave to each candidate, and last to nobody. */
export type Moved = Float64Array;

/** Takes candidates out and moves their piles. */
export function takeOut(rows: Ladders, piles: Piles, losers: readonly number[]): readonly Moved[] {
  const { continuing, tally, heads, below, places } = piles;
  for (const loser of losers) continuing[loser] = 0;
  return losers.map((loser) => {
    const moved = new Float64Array(continuing.length + 1);
    tally[loser] = 0;
    for (let row = heads[loser] as number; row >= 0; ) {
      const under = below[row] as number;
      const to = climb(rows, places, row, continuing);
      const count = rows.counts[row] as number;
      lay(piles, row, to, count);
      const into = to < 0 ? continuing.length : to;
      moved[into] = (moved[into] as number) + count;
      row = under;
    }
    heads[loser] = -1;
    return moved;
  });
}

/** The same piles once more, to try another way. */
export function copied({ continuing, tally, inactive, heads, below, places }: Piles): Piles {
  return {
    continuing: continuing.slice(),
    tally: tally.slice(),
    inactive: inactive.slice(),
    heads: heads.slice(),
    below: below.slice(),
    places: places.slice(),
  };
}
