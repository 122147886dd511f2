import type { SeededRandom } from '../seeded-random.ts';
import type { Mesh } from './mesh.ts';

/** The mesh cells of the street, by community, grid and micro-grid: `division[community][grid][microGrid]` is a cell. */
export type Division = readonly (readonly (readonly number[])[])[];

/** Bands of rows from north to south, five communities each; together 1,623 cells of a mesh of 41 × 40. */
const bands = [
  { firstRow: 26, rows: 14, cells: 557 },
  { firstRow: 13, rows: 13, cells: 533 },
  { firstRow: 0, rows: 13, cells: 533 },
];
const communitiesPerBand = 5;
/** Five communities have three grids, ten have four: 55. */
const gridsPerCommunity = [3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4];

/** The size of the mesh that {@link divideStreet} divides. */
export const meshSize: { readonly columns: number; readonly rows: number } = {
  columns: 41,
  rows: 40,
};

/** Whether the cells hang together, without a hole and without a corner that touches itself. */
const isBlock = (mesh: Mesh, cells: readonly number[]): boolean => mesh.rings(cells)?.length === 1;

/** Up and down the columns of a band from west to east: any run of this path hangs together. */
function columnPath(mesh: Mesh, { firstRow, rows, cells }: (typeof bands)[number]) {
  return Array.from({ length: cells }, (_, i) => {
    const column = Math.floor(i / rows);
    const step = i % rows;
    const row = firstRow + (column % 2 === 1 ? step : rows - 1 - step);
    return row * mesh.columns + column;
  });
}

/** To and fro along the rows of a community from north to south. */
function rowPath(mesh: Mesh, cells: readonly number[]): readonly number[] {
  const row = (cell: number): number => Math.floor(cell / mesh.columns);
  return cells.toSorted((a, b) => row(b) - row(a) || (row(a) % 2 === 0 ? a - b : b - a));
}

/** Cuts a path into so many blocks of nearly equal size; a cut moves by a few cells where a piece would be no block. */
function cut(mesh: Mesh, path: readonly number[], pieces: number, random: SeededRandom) {
  const result: (readonly number[])[] = [];
  let rest = path;
  for (let left = pieces; left > 1; left--) {
    const ideal = Math.round(rest.length / left) + random.integer(7) - 3;
    const size = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]
      .map((shift) => ideal + shift)
      .find((n) => isBlock(mesh, rest.slice(0, n)) && isBlock(mesh, rest.slice(n)));
    if (size === undefined) throw new Error('A community could not be cut into grids.');
    result.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return [...result, rest];
}

/** Divides the mesh into 15 communities, 55 grids and 1,623 micro-grids, numbered from north-west to south-east. */
export function divideStreet(mesh: Mesh, random: SeededRandom): Division {
  const counts = random.shuffle(gridsPerCommunity);
  const northWestFirst = (cells: readonly number[]): readonly number[] =>
    cells.toSorted((a, b) => Math.floor(b / mesh.columns) - Math.floor(a / mesh.columns) || a - b);
  return bands
    .flatMap((band) => cut(mesh, columnPath(mesh, band), communitiesPerBand, random))
    .map((community, i) =>
      cut(mesh, rowPath(mesh, community), counts[i] ?? 4, random).map(northWestFirst),
    );
}
