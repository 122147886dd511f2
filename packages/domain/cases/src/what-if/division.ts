import type { GridCode } from '@civigrid/kernel';
import type { CaseRow } from '../statistics/case-rows.ts';
import type { ChangeSums } from './changes.ts';

/** What became of a cell (沿革): the share of its cases, over 0 and up to 1, that lies in a cell of the division. */
export interface CellShare {
  readonly from: GridCode;
  readonly to: GridCode;
  readonly share: number;
}

/**
 * The cells of a division for recorded cases: a function that says where a case lies, or shares of the recorded cells.
 * A case of a cell that was split counts in every part by its share, because its exact place is not known here.
 */
export type Division = ((row: CaseRow) => GridCode | undefined) | readonly CellShare[];

/** A cell with a weight; undefined where a case has no place. The same object for the same cell of a division. */
export interface WeighedCell {
  readonly cell: GridCode | undefined;
  readonly weight: number;
  /** What is summed up for the cell, kept at hand. */
  sums?: ChangeSums;
}

/** Where a case lies in a division; undefined where the division does not know its cell. */
export type CellsOf = (row: CaseRow) => readonly WeighedCell[] | undefined;

/** Shares may lack a millionth where they were rounded. */
const almost = 1e-6;

/** The cells of a division, looked up once a cell. Shares that do not add up to 1 know no cell. */
export function cellsOf(division: Division | undefined): CellsOf {
  const nowhere: readonly WeighedCell[] = [{ cell: undefined, weight: 1 }];
  const known = new Map<string, readonly WeighedCell[]>();
  const one = (cell: GridCode | undefined): readonly WeighedCell[] => {
    if (cell === undefined) return nowhere;
    const found = known.get(cell);
    if (found !== undefined) return found;
    const cells = [{ cell, weight: 1 }];
    known.set(cell, cells);
    return cells;
  };
  if (division === undefined) return ({ grid }) => one(grid);
  if (typeof division === 'function') return (row) => one(division(row));
  const shares = new Map<string, WeighedCell[]>();
  for (const { from, to, share } of division) {
    const list = shares.get(from);
    const cell = { cell: to, weight: share };
    if (list === undefined) shares.set(from, [cell]);
    else list.push(cell);
  }
  for (const [from, list] of shares) {
    const sum = list.reduce((all, { weight }) => all + weight, 0);
    const isWhole = Math.abs(sum - 1) <= almost && list.every(({ weight }) => weight > 0);
    if (!isWhole) shares.delete(from);
  }
  return ({ grid }) => (grid === undefined ? nowhere : shares.get(grid));
}
