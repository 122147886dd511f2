import type { DrawnCell } from './cell.ts';
import type { Cells } from './cells.ts';
import type { GridIssue } from './issue.ts';

/** Who lies in whom; all by number, flat. */
export interface Tree {
  /** -1 at a root. */
  readonly parents: Int32Array;
  /** Where the children of each cell begin in `children`; one more entry for the end. */
  readonly childStarts: Int32Array;
  readonly children: Int32Array;
  /** The cells that are located: without children that tile them, and no building or chat group themselves. */
  readonly leaves: Int32Array;
  /** The number of the shape of each cell, -1 for none: leaves come first, in their order. */
  readonly shapes: Int32Array;
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

function childrenOf(parents: Int32Array) {
  const count = parents.length;
  const childStarts = new Int32Array(count + 1);
  for (const parent of parents)
    if (parent >= 0) childStarts[parent + 1] = (childStarts[parent + 1] as number) + 1;
  for (let i = 0; i < count; i++)
    childStarts[i + 1] = (childStarts[i + 1] as number) + (childStarts[i] as number);
  const children = new Int32Array(childStarts[count] as number);
  const filled = childStarts.slice(0, count);
  for (let child = 0; child < count; child++) {
    const parent = parents[child] as number;
    if (parent < 0) continue;
    const at = filled[parent] as number;
    children[at] = child;
    filled[parent] = at + 1;
  }
  return { childStarts, children };
}

/** A tree by its parents; who lies right below whom is worked out when it is first asked for. */
export function treeOf(parents: Int32Array, leaves: Int32Array, shapes: Int32Array): Tree {
  let known: ReturnType<typeof childrenOf> | undefined;
  const found = () => {
    known ??= childrenOf(parents);
    return known;
  };
  return {
    parents,
    leaves,
    shapes,
    get childStarts() {
      return found().childStarts;
    },
    get children() {
      return found().children;
    },
  };
}

/** The cells right below a cell. */
export function below({ childStarts, children }: Tree, cell: number): Int32Array {
  return children.subarray(childStarts[cell], childStarts[cell + 1]);
}

/** Whether a cell has a part in the tiling of what lies above it: a building stands in it, a chat group is nowhere. */
function isTile(cells: Cells, cell: number): boolean {
  return !cells.isWithin(cell) && cells.kind(cell) !== 'virtual';
}

function leavesOf(cells: Cells, parents: Int32Array): Int32Array {
  const isTiled = new Uint8Array(cells.count);
  for (let cell = 0; cell < cells.count; cell++) {
    const parent = parents[cell] as number;
    if (parent >= 0 && isTile(cells, cell)) isTiled[parent] = 1;
  }
  const leaves: number[] = [];
  for (let cell = 0; cell < cells.count; cell++)
    if (isTiled[cell] === 0 && isTile(cells, cell)) leaves.push(cell);
  return Int32Array.from(leaves);
}

/** Who lies in whom, by the names of the parents, and what was wrong: an orphan and every cell of a cycle become roots. */
export function grow(
  drawn: readonly DrawnCell[],
  cells: Cells,
): { readonly tree: Tree; readonly issues: readonly GridIssue[] } {
  const issues: GridIssue[] = [];
  const say = (code: GridIssue['code'], { code: cell, feature }: DrawnCell) =>
    issues.push({ code, cell, path: ['features', feature] });
  const known = new Map<string, number>();
  const numberOf = (code: string): number => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const found = cells.find(code);
    known.set(code, found);
    return found;
  };
  const parents = new Int32Array(cells.count).fill(-1);
  for (let i = 0; i < drawn.length; i++) {
    const cell = drawn[i] as DrawnCell;
    if (cell.parent === undefined) continue;
    const parent = numberOf(cell.parent);
    if (parent < 0) say('orphan', cell);
    parents[i] = parent;
  }
  for (const number of onCycles(parents)) {
    parents[number] = -1;
    say('parent-cycle', drawn[number] as DrawnCell);
  }
  const leaves = leavesOf(cells, parents);
  const shapes = new Int32Array(cells.count).fill(-1);
  for (let leaf = 0; leaf < leaves.length; leaf++) {
    const cell = drawn[leaves[leaf] as number] as DrawnCell;
    if (cell.shape) shapes[leaves[leaf] as number] = leaf;
    else if (!cell.refused) say('no-geometry', cell);
  }
  let number = leaves.length;
  for (let i = 0; i < drawn.length; i++)
    if ((drawn[i] as DrawnCell).shape && (shapes[i] as number) < 0) shapes[i] = number++;
  return { tree: treeOf(parents, leaves, shapes), issues };
}

/** The cells that draw what a cell covers: itself, or, where it has no geometry, the nearest ones below that have; buildings draw nothing but themselves. */
export function drawnWithin(tree: Tree, cells: Cells, cell: number): readonly number[] {
  const found: number[] = [];
  const waiting = [cell];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    if ((tree.shapes[at] as number) >= 0) found.push(at);
    else for (const child of below(tree, at)) if (!cells.isWithin(child)) waiting.push(child);
  return found.sort((a, b) => a - b);
}
