import type { Frame } from './frame.ts';
import type { MatrixGrid } from './matrix-input.ts';
import type { MatrixIssue } from './matrix-issue.ts';
import { cyclesIn } from './parent-cycle.ts';

/**
 * The cells of the grid tree by number. A cell keeps its number through every re-division, and new cells get new ones,
 * so that what is known of a cell that did not change stays true.
 */
export interface CellTree {
  readonly grids: ReadonlyMap<string, MatrixGrid>;
  readonly idOf: ReadonlyMap<string, number>;
  /** By number; a retired cell keeps its code. */
  readonly codes: readonly string[];
  /** By number; -1 of a root. */
  readonly parents: Int32Array;
  /** By number: how many cells lie at and below it; 0 of a retired one. */
  readonly sizes: Int32Array;
  /** By number × levels: the cell from which an answer is sought at that level; -1 where all above are lower. */
  readonly starts: Int32Array;
  /** The living cells, every one after its parent. */
  readonly downwards: readonly number[];
  /** The living cells in the order of the input. */
  readonly living: readonly number[];
}

/** The parents that codes name, and what contradicts. */
export function checkGrids(
  grids: ReadonlyMap<string, MatrixGrid>,
  levels: ReadonlyMap<string, number>,
  pathOf: (code: string) => readonly (string | number)[],
): readonly MatrixIssue[] {
  const issues: MatrixIssue[] = [];
  const parents = new Map<string, string | null>();
  for (const [code, { parent = null, level }] of grids) {
    parents.set(code, parent);
    const path = pathOf(code);
    if (!levels.has(level))
      issues.push({ code: 'cases/unknown-level', path: [...path, 'level'], what: level });
    if (parent !== null && !grids.has(parent))
      issues.push({ code: 'cases/unknown-parent', path: [...path, 'parent'], what: parent });
  }
  for (const code of cyclesIn(parents))
    issues.push({ code: 'cases/parent-cycle', path: pathOf(code), what: code });
  return issues;
}

function downwardsFrom(living: readonly number[], parents: Int32Array): readonly number[] {
  const children = new Map<number, number[]>();
  for (const cell of living) {
    const parent = parents[cell] as number;
    const siblings = children.get(parent);
    if (siblings) siblings.push(cell);
    else children.set(parent, [cell]);
  }
  const order = [...(children.get(-1) ?? [])];
  for (let i = 0; i < order.length; i++)
    for (const child of children.get(order[i] as number) ?? []) order.push(child);
  return order;
}

/** Numbers the cells and finds what each level begins from; `before` gives the numbers that are taken. */
export function cellTree(
  grids: ReadonlyMap<string, MatrixGrid>,
  { levelOf: levels, start }: Pick<Frame, 'levelOf' | 'start'>,
  before: CellTree | undefined,
): CellTree {
  const codes = [...(before?.codes ?? [])];
  const idOf = new Map<string, number>();
  const living: number[] = [];
  for (const code of grids.keys()) {
    let id = before?.idOf.get(code);
    if (id === undefined) {
      id = codes.length;
      codes.push(code);
    }
    idOf.set(code, id);
    living.push(id);
  }
  const parents = new Int32Array(codes.length).fill(-1);
  const ranks = new Int32Array(codes.length);
  for (const [code, { parent, level }] of grids) {
    const id = idOf.get(code) as number;
    ranks[id] = levels.get(level) as number;
    if (typeof parent === 'string') parents[id] = idOf.get(parent) as number;
  }
  const downwards = downwardsFrom(living, parents);
  const sizes = new Int32Array(codes.length);
  for (let i = downwards.length - 1; i >= 0; i--) {
    const cell = downwards[i] as number;
    const parent = parents[cell] as number;
    sizes[cell] = (sizes[cell] as number) + 1;
    if (parent >= 0) sizes[parent] = (sizes[parent] as number) + (sizes[cell] as number);
  }
  const starts = new Int32Array(codes.length * levels.size).fill(-1);
  for (const cell of downwards)
    for (let level = 0; level < levels.size; level++) {
      const parent = parents[cell] as number;
      const own = start === 'place' || (ranks[cell] as number) >= level;
      const above = parent < 0 ? -1 : (starts[parent * levels.size + level] as number);
      starts[cell * levels.size + level] = own ? cell : above;
    }
  return { grids, idOf, codes, parents, sizes, starts, downwards, living };
}

/** The fewest codes that hold exactly these cells (living, in ascending order): whole subtrees, and cells alone. */
export function subtreesOf(
  { codes, parents, sizes }: CellTree,
  cells: readonly number[],
): { readonly within: readonly string[]; readonly only: readonly string[] } {
  const counts = new Int32Array(codes.length);
  for (const cell of cells)
    for (let at = cell; at >= 0; at = parents[at] as number)
      counts[at] = (counts[at] as number) + 1;
  const isWhole = (cell: number): boolean => counts[cell] === sizes[cell];
  const within: string[] = [];
  const only: string[] = [];
  for (const cell of cells) {
    const parent = parents[cell] as number;
    if (!isWhole(cell)) only.push(codes[cell] as string);
    else if (parent < 0 || !isWhole(parent)) within.push(codes[cell] as string);
  }
  return { within, only };
}
