import type { Cell, TreeCell } from '../cell.ts';
import type { TreeColumn } from '../column.ts';
import type { ColumnSpace } from './column-space.ts';
import { knownRanks } from './known-ranks.ts';
import { type Spans, union } from './spans.ts';

/**
 * Codes: rank 0 for every code that lies in none that is mentioned, then the mentioned ones in the order in which
 * one walks down the tree, so that a code and all mentioned ones below it are one span. A rank holds the code itself
 * and what lies in it but in no mentioned code below it.
 */
export function treeSpace(column: TreeColumn, cells: Iterable<Cell>): ColumnSpace {
  const above = parentOf(column);
  const mentioned = new Set<string>();
  for (const cell of cells) for (const code of (cell as TreeCell).within) mentioned.add(code);
  /** The nearest mentioned code above. */
  const holder = (code: string): string | undefined => {
    let up = above(code);
    while (up !== undefined && !mentioned.has(up)) up = above(up);
    return up;
  };
  const below = new Map<string | undefined, string[]>();
  for (const code of mentioned) {
    const up = holder(code);
    const others = below.get(up);
    if (others) others.push(code);
    else below.set(up, [code]);
  }
  const ranks = new Map<string, number>();
  const codes = [''];
  const leave: number[] = [1];
  const open: { readonly rank: number; readonly inside: readonly string[]; next: number }[] = [
    { rank: 0, inside: below.get(undefined) ?? [], next: 0 },
  ];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const code = last.inside[last.next++];
    if (code === undefined) {
      leave[last.rank] = codes.length;
      open.pop();
      continue;
    }
    const rank = codes.length;
    ranks.set(code, rank);
    codes.push(code);
    open.push({ rank, inside: below.get(code) ?? [], next: 0 });
  }
  const rankOf = knownRanks(ranks, (code) => ranks.get(holder(code) ?? code) ?? 0);
  const subtree = (code: string): Spans => {
    const rank = ranks.get(code) ?? 0;
    return [rank, leave[rank] ?? 0];
  };
  let other = 'other';
  while (rankOf(other) !== 0) other += '-';
  return {
    column,
    size: codes.length,
    ends: leave,
    rankOf,
    spansOf: (cell) => {
      const { within } = cell as TreeCell;
      const [only] = within;
      return only !== undefined && within.length === 1 ? subtree(only) : union(within.map(subtree));
    },
    sampleOf: (rank) => (rank === 0 ? other : codes[rank]),
  };
}

/** How one goes up: by the column's own parents, or by the segments of the code. */
function parentOf({ parents }: TreeColumn): (code: string) => string | undefined {
  if (parents) {
    const above = new Map(Object.entries(parents));
    return (code) => above.get(code) ?? undefined;
  }
  return (code) => {
    const dot = code.lastIndexOf('.');
    return dot < 0 ? undefined : code.slice(0, dot);
  };
}
