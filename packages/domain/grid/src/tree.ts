import type { GridCode } from '@civigrid/kernel';
import type { DrawnCell } from './cell.ts';
import type { GridIssue } from './issue.ts';

/** The cells in the order of their codes (by code unit), and who lies in whom; all by number. */
export interface Tree {
  readonly cells: readonly DrawnCell[];
  readonly numbers: ReadonlyMap<string, number>;
  /** -1 at a root. */
  readonly parents: Int32Array;
  readonly children: readonly (readonly number[])[];
  readonly leaves: readonly number[];
}

/** What was wrong with the parents, besides the tree that is left when they are mended. */
export interface Grown {
  readonly tree: Tree;
  readonly issues: readonly GridIssue[];
}

/** Cells whose parents lead back to themselves. */
function onCycles(parents: Int32Array): readonly number[] {
  /** 0 not seen, otherwise the walk in which it was seen first. */
  const seen = new Int32Array(parents.length);
  const found: number[] = [];
  for (let start = 0; start < parents.length; start++) {
    let at = start;
    while (at >= 0 && seen[at] === 0) {
      seen[at] = start + 1;
      at = parents[at] as number;
    }
    if (at < 0 || seen[at] !== start + 1) continue;
    const first = at;
    do {
      found.push(at);
      at = parents[at] as number;
    } while (at !== first);
  }
  return found;
}

/** Joins cells by the names of their parents. An orphan and every cell of a cycle become roots. */
export function grow(drawn: readonly DrawnCell[]): Grown {
  const cells = [...drawn].sort((a, b) => (a.code < b.code ? -1 : 1));
  const numbers = new Map<string, number>(cells.map(({ code }, i) => [code, i]));
  const issues: GridIssue[] = [];
  const say = (
    code: GridIssue['code'],
    { code: cell, feature }: { code: GridCode; feature: number },
  ) => issues.push({ code, cell, path: ['features', feature] });
  const parents = Int32Array.from(cells, (cell) => {
    if (cell.parent === undefined) return -1;
    const parent = numbers.get(cell.parent);
    if (parent === undefined) say('orphan', cell);
    return parent ?? -1;
  });
  for (const number of onCycles(parents)) {
    parents[number] = -1;
    say('parent-cycle', cells[number] as DrawnCell);
  }
  const children: number[][] = cells.map(() => []);
  parents.forEach((parent, child) => {
    children[parent]?.push(child);
  });
  const leaves = cells.flatMap((_, i) => (children[i]?.length === 0 ? [i] : []));
  for (const leaf of leaves) {
    const cell = cells[leaf] as DrawnCell;
    if (!cell.shape && !cell.refused) say('no-geometry', cell);
  }
  return { tree: { cells, numbers, parents, children, leaves }, issues };
}

/** The cells that draw what a cell covers: itself, or, where it has no geometry, the nearest ones below that have. */
export function drawnWithin(tree: Tree, cell: number): readonly number[] {
  const found: number[] = [];
  const waiting = [cell];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    if (tree.cells[at]?.shape) found.push(at);
    else for (const child of tree.children[at] ?? []) waiting.push(child);
  return found.sort((a, b) => a - b);
}
