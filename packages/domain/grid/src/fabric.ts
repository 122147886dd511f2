import type { GridCode } from '@civigrid/kernel';
import {
  type CoverageIndex,
  coverageIndex,
  type Datum,
  outlineOf,
  type Shape,
  sidesOf,
} from '@civigrid/spatial';
import type { DrawnCell } from './cell.ts';
import { type Cells, cellsOf } from './cells.ts';
import type { Seamlessness } from './defect.ts';
import type { GridIssue } from './issue.ts';
import type { Reading } from './read-features.ts';
import { drawnWithin, grow, type Tree } from './tree.ts';

/** What a hierarchy is made of: flat, unchanging, and nothing of the file that it came from. */
export interface Fabric {
  readonly datum: Datum;
  readonly reading: Reading;
  readonly cells: Cells;
  readonly tree: Tree;
  /** The leaves by their numbers, then the outlines that are drawn over them, and buildings. */
  readonly index: CoverageIndex;
  readonly issues: readonly GridIssue[];
  /** The proof, where it is known from before a change. */
  readonly proof?: Seamlessness;
}

/** Joins cells that were read; their order does not matter. */
export function fabricOf(
  drawn: readonly DrawnCell[],
  issues: readonly GridIssue[],
  reading: Reading,
  datum: Datum,
): Fabric {
  const sorted = [...drawn].sort((a, b) => (a.code < b.code ? -1 : 1));
  const cells = cellsOf(sorted);
  const grown = grow(sorted, cells);
  const { leaves, shapes } = grown.tree;
  const drawings: (Shape | undefined)[] = Array.from(leaves, () => undefined);
  for (let cell = 0; cell < sorted.length; cell++) {
    const number = shapes[cell] as number;
    if (number >= 0) drawings[number] = sorted[cell]?.shape;
  }
  return {
    datum,
    reading,
    cells,
    tree: grown.tree,
    index: coverageIndex(drawings, leaves.length),
    issues: [...issues, ...grown.issues],
  };
}

/** What a cell draws itself. */
export function drawingOf({ tree, index }: Fabric, cell: number): Shape | undefined {
  const number = tree.shapes[cell] as number;
  return number < 0 ? undefined : index.shape(number);
}

/** What a cell covers: its drawing, or the outline of what lies below it. */
export function coveredBy(fabric: Fabric, cell: number): Shape | undefined {
  const own = drawingOf(fabric, cell);
  if (own) return own;
  const shapes = drawnWithin(fabric.tree, fabric.cells, cell).flatMap(
    (below) => drawingOf(fabric, below) ?? [],
  );
  return outlineOf(shapes.flatMap((shape, owner) => sidesOf(shape, owner, 1)));
}

/** The cells as they were read, to be joined anew. */
export function drawnCells(
  fabric: Fabric,
  parentOf: (cell: number) => string | undefined,
): readonly DrawnCell[] {
  const { cells } = fabric;
  return Array.from({ length: cells.count }, (_, cell) => {
    const [parent, level, shape] = [parentOf(cell), cells.level(cell), drawingOf(fabric, cell)];
    return {
      code: cells.code(cell),
      parent,
      level,
      shape,
      properties: cells.properties(cell),
      kind: cells.kind(cell),
      isWithin: cells.isWithin(cell),
      refused: cells.isRefused(cell),
      feature: -1,
    };
  });
}

/** Codes of cells by their numbers, lowest first, each once. */
export function codesOf({ cells }: Fabric, numbers: Iterable<number>): readonly GridCode[] {
  return [...new Set(numbers)]
    .filter((number) => number >= 0)
    .sort((a, b) => a - b)
    .map(cells.code);
}
