import { bandGroups } from './band-groups.ts';
import type { Boxes } from './boxes.ts';
import type { Groups } from './groups.ts';
import { subtreeGroups } from './subtree-groups.ts';

/** Rules (by position, ascending) told apart by one column. */
export interface Grouping {
  readonly groups: Groups;
  readonly members: readonly (readonly number[])[];
  /** Those that leave the column free, or whose cell reaches over too much of it. */
  readonly free: readonly number[];
}

/** So few rules are looked through faster than told apart. */
const fewRules = 96;

/** The column that leaves the least to look through; undefined where none is worth it. */
export function bestSplit(
  boxes: Boxes,
  positions: readonly number[],
  used: Uint8Array,
): Grouping | undefined {
  if (positions.length <= fewRules) return undefined;
  let best: Groups | undefined;
  let least = words(positions.length) * 0.7;
  for (let column = 0; column < boxes.sizes.length; column++) {
    // A table of the ranks of the column comes with every split: it must not outgrow the rules.
    const isLarge = (boxes.sizes[column] as number) > 8 * positions.length + 64;
    if (used[column] === 1 || isLarge) continue;
    const groups = boxes.ends[column]
      ? subtreeGroups(boxes, column, positions)
      : bandGroups(boxes, column, positions);
    const cost = groups ? costOf(groups, positions) : Infinity;
    if (cost >= least) continue;
    least = cost;
    best = groups;
  }
  return best && grouping(best, positions);
}

function words(rules: number): number {
  return Math.ceil(rules / 32);
}

/** How many words a case has to look through, if cases are spread as the rules are; a group costs a step of its own. */
function costOf({ around, homeOf, homesOf }: Groups, positions: readonly number[]): number {
  const sizes = new Int32Array(around.length);
  let free = 0;
  let copies = 0;
  for (const position of positions) {
    const home = homeOf(position);
    if (home === -1) free++;
    else if (home >= 0) {
      sizes[home] = (sizes[home] as number) + 1;
      copies++;
    } else
      for (const one of homesOf(position)) {
        sizes[one] = (sizes[one] as number) + 1;
        copies++;
      }
  }
  const bound = positions.length - free;
  if (bound < positions.length / 4 || copies > 3 * bound) return Infinity;
  const inside = Float64Array.from(sizes);
  let all = 0;
  for (let group = around.length - 1; group >= 0; group--) {
    const outer = around[group] as number;
    if (outer < 0) all += inside[group] as number;
    else inside[outer] = (inside[outer] as number) + (inside[group] as number);
  }
  let cost = words(free) + 1;
  for (let group = 0; group < around.length; group++)
    cost += ((inside[group] as number) / all) * (words(sizes[group] as number) + 1);
  return cost;
}

function grouping(groups: Groups, positions: readonly number[]): Grouping {
  const members: number[][] = Array.from(groups.around, () => []);
  const free: number[] = [];
  for (const position of positions) {
    const home = groups.homeOf(position);
    if (home === -1) free.push(position);
    else if (home >= 0) members[home]?.push(position);
    else for (const one of groups.homesOf(position)) members[one]?.push(position);
  }
  return { groups, members, free };
}
