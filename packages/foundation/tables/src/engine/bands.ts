import type { Spans } from '../space/spans.ts';
import type { Boxes } from './boxes.ts';

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
  // A sample of the rules is enough to see where their cells end.
  const { ends, total } = endsOf(boxes, column, Math.max(1, Math.floor(boxes.count / 20_000)));
  let band = 1;
  let seen = 0;
  for (let rank = 0; rank < size; rank++) {
    seen += ends[rank] as number;
    if (band < most && seen * most > total * band && (ends[rank] as number) > 0) band++;
    of[rank + 1] = band;
  }
  return { count: band + 1, of, isExact: false };
}

/** How many cells of a column, one rule in `step`, begin or end at each rank. */
function endsOf({ count, sizes, from, until, parts }: Boxes, column: number, step: number) {
  const ends = new Int32Array((sizes[column] as number) + 1);
  const first = from[column] as Int32Array;
  const last = until[column] as Int32Array;
  const several = parts[column] as ReadonlyMap<number, Spans>;
  let total = 0;
  for (let position = 0; position < count; position += step) {
    const rank = first[position] as number;
    if (rank < 0) continue;
    for (const end of several.get(position) ?? [rank, last[position] as number]) {
      ends[end] = (ends[end] as number) + 1;
      total++;
    }
  }
  return { ends, total };
}

/** How much of a column's bands a rule allows on average: the less, the sooner its masks leave nothing. */
export function densityOf(
  { count, from, until }: Boxes,
  column: number,
  { count: bands, of }: Bands,
): number {
  const step = Math.max(1, Math.floor(count / 1000));
  let share = 0;
  for (let position = 0; position < count; position += step) {
    const rank = (from[column] as Int32Array)[position] as number;
    const end = (until[column] as Int32Array)[position] as number;
    share += rank < 0 ? 1 : ((of[end] as number) - (of[rank + 1] as number) + 1) / bands;
  }
  return share;
}
