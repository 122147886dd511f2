import { type Boxes, isFree, spansAt } from './boxes.ts';

/** Rules (by position, ascending) told apart by one column. */
export interface Grouping {
  readonly column: number;
  readonly groups: readonly (readonly number[])[];
  readonly groupOf: Int32Array;
  readonly around: Int32Array;
  /** Those that leave the column free, or whose cell reaches over too much of it. */
  readonly free: readonly number[];
}

/** So few rules are looked through faster than told apart. */
const fewRules = 96;
/** A group is worth its words from so many rules on. */
const groupSize = 24;

/** The column that leaves the least to look through; undefined where none is worth it. */
export function bestSplit(
  boxes: Boxes,
  positions: readonly number[],
  used: Uint8Array,
): Grouping | undefined {
  if (positions.length <= fewRules) return undefined;
  let best: Grouping | undefined;
  let least = words(positions.length) * 0.7;
  for (let column = 0; column < boxes.sizes.length; column++) {
    if (used[column] !== 0) continue;
    // A table of the ranks of the column comes with every split: it must not outgrow the rules.
    if ((boxes.sizes[column] as number) > 8 * positions.length + 64) continue;
    const grouping = boxes.ends[column]
      ? groupByTree(boxes, column, positions)
      : groupByBands(boxes, column, positions);
    const cost = grouping && costOf(grouping);
    if (cost !== undefined && cost < least) {
      least = cost;
      best = grouping;
    }
  }
  return best;
}

function words(rules: number): number {
  return Math.ceil(rules / 32);
}

/** How many words a case has to look through, if cases are spread as the rules are; a group costs a step of its own. */
function costOf({ groups, around, free }: Grouping): number {
  const inside = new Float64Array(groups.length);
  const within = groups.map((group) => group.length);
  let all = 0;
  for (let group = groups.length - 1; group >= 0; group--) {
    const own = within[group] as number;
    const outer = around[group] as number;
    if (outer >= 0) within[outer] = (within[outer] as number) + own;
    else all += own;
    inside[group] = own;
  }
  let cost = words(free.length) + 1;
  for (let group = 0; group < groups.length; group++)
    cost += ((inside[group] as number) / all) * (words(groups[group]?.length ?? 0) + 1);
  return cost;
}

/**
 * Groups by subtrees: a rule stands at each node that its cell names. Nodes with too few rules of their own leave them
 * to the next node above that has enough, whose other rules they then share words with.
 */
function groupByTree(
  boxes: Boxes,
  column: number,
  positions: readonly number[],
): Grouping | undefined {
  const ends = boxes.ends[column] as readonly number[];
  const size = boxes.sizes[column] as number;
  const counts = new Int32Array(size);
  let copies = 0;
  const nodesOf = (position: number): number[] => {
    const spans = spansAt(boxes, column, position);
    const nodes: number[] = [];
    for (let i = 0; i < spans.length; i += 2)
      for (let node = spans[i] as number; node < (spans[i + 1] as number); ) {
        nodes.push(node);
        node = Math.max(node + 1, ends[node] as number);
      }
    return nodes;
  };
  for (const position of positions)
    if (!isFree(boxes, column, position))
      for (const node of nodesOf(position)) {
        counts[node] = (counts[node] as number) + 1;
        copies++;
      }
  if (copies > 2 * positions.length) return undefined;
  // From the leaves up: whoever has too few hands them to the node above.
  const above = aboveOf(ends, size);
  for (let node = size - 1; node >= 0; node--) {
    const own = counts[node] as number;
    const up = above[node] as number;
    if (own >= groupSize || own === 0 || up < 0) continue;
    counts[up] = (counts[up] as number) + own;
    counts[node] = 0;
  }
  const groupOf = new Int32Array(size).fill(-1);
  const around: number[] = [];
  const groups: number[][] = [];
  for (let node = 0; node < size; node++) {
    const up = above[node] as number;
    const outer = up < 0 ? -1 : (groupOf[up] as number);
    if ((counts[node] as number) >= groupSize) {
      groupOf[node] = groups.length;
      groups.push([]);
      around.push(outer);
    } else groupOf[node] = outer;
  }
  const free: number[] = [];
  for (const position of positions) {
    if (isFree(boxes, column, position)) {
      free.push(position);
      continue;
    }
    const homes = new Set(nodesOf(position).map((node) => groupOf[node] as number));
    // In the free part it is found for every value, so it must not stand anywhere else.
    if (homes.has(-1)) free.push(position);
    else for (const home of outermost(homes, around)) groups[home]?.push(position);
  }
  return { column, groups, groupOf, around: Int32Array.from(around), free };
}

/** Of groups around one another only the outer ones: whoever looks into an inner group looks into those too. */
function outermost(homes: ReadonlySet<number>, around: readonly number[]): readonly number[] {
  if (homes.size === 1) return [...homes];
  return [...homes].filter((home) => {
    for (let outer = around[home] as number; outer >= 0; outer = around[outer] as number)
      if (homes.has(outer)) return false;
    return true;
  });
}

/** The node right above each node of a tree that is numbered downwards. */
function aboveOf(ends: readonly number[], size: number): Int32Array {
  const above = new Int32Array(size).fill(-1);
  const open: number[] = [];
  for (let node = 0; node < size; node++) {
    while (open.length > 0 && (ends[open.at(-1) as number] as number) <= node) open.pop();
    above[node] = open.at(-1) ?? -1;
    open.push(node);
  }
  return above;
}

/** Groups by ranges of ranks; a rule stands in each that its cell reaches into, or in the free part if these are many. */
function groupByBands(
  boxes: Boxes,
  column: number,
  positions: readonly number[],
): Grouping | undefined {
  const size = boxes.sizes[column] as number;
  const starts = new Int32Array(size + 1);
  let bound = 0;
  for (const position of positions) {
    if (isFree(boxes, column, position)) continue;
    bound++;
    for (const end of spansAt(boxes, column, position)) starts[end] = (starts[end] as number) + 1;
  }
  if (bound < positions.length / 4) return undefined;
  const wanted = Math.max(groupSize, bound / 64);
  const groupOf = new Int32Array(size);
  let group = 0;
  let seen = 0;
  for (let rank = 0; rank < size; rank++) {
    const here = starts[rank] as number;
    if (here > 0 && seen >= wanted) {
      group++;
      seen = 0;
    }
    seen += here;
    groupOf[rank] = group;
  }
  if (group === 0) return undefined;
  const groups: number[][] = Array.from({ length: group + 1 }, () => []);
  const free: number[] = [];
  for (const position of positions) {
    if (isFree(boxes, column, position)) {
      free.push(position);
      continue;
    }
    const spans = spansAt(boxes, column, position);
    const homes = new Set<number>();
    for (let i = 0; i < spans.length; i += 2) {
      const last = groupOf[(spans[i + 1] as number) - 1] as number;
      for (let home = groupOf[spans[i] as number] as number; home <= last; home++) homes.add(home);
    }
    if (homes.size > Math.max(2, group / 4)) free.push(position);
    else for (const home of homes) groups[home]?.push(position);
  }
  const copies = groups.reduce((sum, { length }) => sum + length, 0);
  if (copies > 3 * (positions.length - free.length) + 64) return undefined;
  return { column, groups, groupOf, around: new Int32Array(groups.length).fill(-1), free };
}
