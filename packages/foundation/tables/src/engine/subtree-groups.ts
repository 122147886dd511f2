import { type Boxes, spansAt } from './boxes.ts';
import type { Groups } from './groups.ts';

/** A group is worth its words from so many rules on. */
const groupSize = 24;

/**
 * Groups by subtrees: a rule stands at each node that its cell names. Nodes with too few rules of their own leave them
 * to the next node above that has enough, whose other rules they then share words with.
 */
export function subtreeGroups(boxes: Boxes, column: number, positions: readonly number[]): Groups {
  const ends = boxes.ends[column] as readonly number[];
  const size = boxes.sizes[column] as number;
  const from = boxes.from[column] as Int32Array;
  const until = boxes.until[column] as Int32Array;
  /** The one node of a rule; -1 if it leaves the column free, -2 if there are several. */
  const nodeOf = (position: number): number => {
    const node = from[position] as number;
    return node < 0 || ends[node] === until[position] ? node : -2;
  };
  const nodesOf = (position: number): readonly number[] => {
    const spans = spansAt(boxes, column, position);
    const nodes: number[] = [];
    for (let i = 0; i < spans.length; i += 2)
      for (let node = spans[i] as number; node < (spans[i + 1] as number); ) {
        nodes.push(node);
        node = Math.max(node + 1, ends[node] as number);
      }
    return nodes;
  };
  const counts = new Int32Array(size);
  for (const position of positions) {
    const node = nodeOf(position);
    if (node >= 0) counts[node] = (counts[node] as number) + 1;
    else if (node === -2)
      for (const one of nodesOf(position)) counts[one] = (counts[one] as number) + 1;
  }
  const above = aboveOf(ends, size);
  // From the leaves up: whoever has too few hands them to the node above.
  for (let node = size - 1; node >= 0; node--) {
    const own = counts[node] as number;
    const up = above[node] as number;
    if (own >= groupSize || own === 0 || up < 0) continue;
    counts[up] = (counts[up] as number) + own;
    counts[node] = 0;
  }
  const groupOf = new Int32Array(size);
  const around: number[] = [];
  for (let node = 0; node < size; node++) {
    const up = above[node] as number;
    const outer = up < 0 ? -1 : (groupOf[up] as number);
    if ((counts[node] as number) < groupSize) groupOf[node] = outer;
    else groupOf[node] = around.push(outer) - 1;
  }
  const homesOf = (position: number): readonly number[] =>
    outermost(new Set(nodesOf(position).map((node) => groupOf[node] as number)), around);
  return {
    column,
    groupOf,
    around: Int32Array.from(around),
    homesOf,
    homeOf: (position) => {
      const node = nodeOf(position);
      if (node !== -2) return node < 0 ? -1 : (groupOf[node] as number);
      const homes = homesOf(position);
      // In the free part it is found for every value, so it must not stand anywhere else.
      if (homes.includes(-1)) return -1;
      return homes.length === 1 ? (homes[0] as number) : -2;
    },
  };
}

/** Of groups around one another only the outer ones: whoever looks into an inner group looks into those too. */
function outermost(homes: ReadonlySet<number>, around: readonly number[]): readonly number[] {
  if (homes.size === 1) return [...homes];
  return [...homes].filter((home) => {
    for (let outer = around[home] ?? -1; outer >= 0; outer = around[outer] as number)
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
