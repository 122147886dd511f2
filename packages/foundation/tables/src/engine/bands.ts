import { type Boxes, isFree, spansAt } from './boxes.ts';

/** How finely the masks of words tell values apart; more would tell more and fill the caches sooner. */
const most = 15;

/** The ranks of a column in bands (档), coarse enough to have a mask each. */
export interface Bands {
  readonly count: number;
  /** The band of rank r, at r + 1; band 0 is that of what is missing. */
  readonly of: Uint8Array;
  /** Whether every rank has a band of its own, so that the masks say all. */
  readonly isExact: boolean;
}

/** Bands of a column: one a rank where there are few, else about equally many ends of cells in each. */
export function bandsOf(boxes: Boxes, column: number): Bands {
  const size = boxes.sizes[column] ?? 0;
  const of = new Uint8Array(size + 1);
  if (size <= most) {
    for (let rank = 0; rank < size; rank++) of[rank + 1] = rank + 1;
    return { count: size + 1, of, isExact: true };
  }
  const ends = new Int32Array(size + 1);
  let total = 0;
  // A sample of the rules is enough to see where their cells end.
  const step = Math.max(1, Math.floor(boxes.count / 20_000));
  for (let position = 0; position < boxes.count; position += step) {
    if (isFree(boxes, column, position)) continue;
    for (const end of spansAt(boxes, column, position)) {
      ends[end] = (ends[end] as number) + 1;
      total++;
    }
  }
  let band = 1;
  let seen = 0;
  for (let rank = 0; rank < size; rank++) {
    seen += ends[rank] as number;
    if (band < most && seen * most > total * band && (ends[rank] as number) > 0) band++;
    of[rank + 1] = band;
  }
  return { count: band + 1, of, isExact: false };
}
