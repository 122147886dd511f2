import { type Boxes, isFree, spansAt } from './boxes.ts';
import type { Groups } from './groups.ts';

/** A group is worth its words from so many rules on; more than so many groups are not wanted. */
const groupSize = 24;
const mostGroups = 64;

/** Groups by ranges of ranks; a rule stands in each that its cell reaches into, or in none if these are many. */
export function bandGroups(
  boxes: Boxes,
  column: number,
  positions: readonly number[],
): Groups | undefined {
  const size = boxes.sizes[column] as number;
  const ends = new Int32Array(size + 1);
  let bound = 0;
  for (const position of positions) {
    if (isFree(boxes, column, position)) continue;
    bound++;
    for (const end of spansAt(boxes, column, position)) ends[end] = (ends[end] as number) + 1;
  }
  const wanted = Math.max(groupSize, bound / mostGroups);
  const groupOf = new Int32Array(size);
  let group = 0;
  let seen = 0;
  for (let rank = 0; rank < size; rank++) {
    const here = ends[rank] as number;
    if (here > 0 && seen >= wanted) {
      group++;
      seen = 0;
    }
    seen += here;
    groupOf[rank] = group;
  }
  if (group === 0) return undefined;
  const most = Math.max(2, group / 4);
  const homesOf = (position: number): readonly number[] => {
    const spans = spansAt(boxes, column, position);
    const homes: number[] = [];
    for (let i = 0; i < spans.length; i += 2) {
      const last = groupOf[(spans[i + 1] as number) - 1] as number;
      for (let home = groupOf[spans[i] as number] as number; home <= last; home++)
        if (homes.at(-1) !== home) homes.push(home);
    }
    return homes;
  };
  const from = boxes.from[column] as Int32Array;
  const until = boxes.until[column] as Int32Array;
  return {
    column,
    groupOf,
    around: new Int32Array(group + 1).fill(-1),
    homesOf,
    homeOf: (position) => {
      const rank = from[position] as number;
      if (rank < 0) return -1;
      const home = groupOf[rank] as number;
      if (home === groupOf[(until[position] as number) - 1]) return home;
      return homesOf(position).length > most ? -1 : -2;
    },
  };
}
