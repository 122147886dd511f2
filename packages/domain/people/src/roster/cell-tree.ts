import type { GridCode } from '@civigrid/kernel';
import type { RosterIssue } from './roster-issue.ts';

/** A cell and the one above it (上级网格): null or undefined for a root. */
export type ParentLink = readonly [cell: GridCode, parent: GridCode | null | undefined];

/** The cells by number, each with the number of the cell above it, or -1. */
export interface CellTree {
  readonly numbers: ReadonlyMap<GridCode, number>;
  readonly codes: readonly GridCode[];
  readonly parents: Int32Array;
}

/** Numbers every cell that is named anywhere. A second parent, and the last link of a circle, are left out. */
export function cellTree(
  links: Iterable<ParentLink>,
  others: Iterable<GridCode>,
  issues: RosterIssue[],
): CellTree {
  const numbers = new Map<GridCode, number>();
  const codes: GridCode[] = [];
  const numberOf = (code: GridCode): number => {
    const known = numbers.get(code);
    if (known !== undefined) return known;
    numbers.set(code, codes.length);
    return codes.push(code) - 1;
  };
  /** The parent of each cell, and where in the list it stood; -1 for a root that says so. */
  const linked = new Map<number, readonly [parent: number, index: number]>();
  let index = -1;
  for (const [code, above] of links) {
    index++;
    const cell = numberOf(code);
    const parent = above === null || above === undefined ? -1 : numberOf(above);
    const before = linked.get(cell);
    if (before === undefined) linked.set(cell, [parent, index]);
    else if (before[0] !== parent)
      issues.push({ code: 'people/two-parents', list: 'parents', index, grid: code });
  }
  for (const code of others) numberOf(code);
  const parents = new Int32Array(codes.length).fill(-1);
  for (const [cell, [parent]] of linked) parents[cell] = parent;
  cutCircles(parents, (cell) => {
    issues.push({
      code: 'people/parents-in-a-circle',
      list: 'parents',
      index: linked.get(cell)?.[1] ?? 0,
      grid: codes[cell] as GridCode,
    });
  });
  return { numbers, codes, parents };
}

/** Cuts each circle at the cell of the highest number. */
function cutCircles(parents: Int32Array, cut: (cell: number) => void): void {
  /** The walk in which a cell was first met; 0 where it was not. */
  const met = new Int32Array(parents.length);
  for (let start = 0; start < parents.length; start++) {
    let cell = start;
    while (cell >= 0 && met[cell] === 0) {
      met[cell] = start + 1;
      cell = parents[cell] as number;
    }
    if (cell < 0 || met[cell] !== start + 1) continue;
    let last = cell;
    for (let at = parents[cell] as number; at !== cell; at = parents[at] as number)
      last = Math.max(last, at);
    parents[last] = -1;
    cut(last);
  }
}
