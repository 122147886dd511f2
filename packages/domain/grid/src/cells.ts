import type { GridCode, JsonObject } from '@civigrid/kernel';
import { type CellKind, cellKinds, type DrawnCell, type GridLevel } from './cell.ts';

/** What is known of the cells by number, in the order of their codes (by code unit). */
export interface Cells {
  readonly count: number;
  /** Of cells that are not read from bytes. */
  readonly columns?: CellColumns;
  code(cell: number): GridCode;
  /** The number of the cell that bears a code, or -1. */
  find(code: string): number;
  level(cell: number): GridLevel | undefined;
  kind(cell: number): CellKind;
  /** Whether it stands in its parent as a building does, and tiles nothing. */
  isWithin(cell: number): boolean;
  /** Whether its geometry was there but nothing of it could be used. */
  isRefused(cell: number): boolean;
  properties(cell: number): JsonObject;
}

/** Finds a code among codes in their order. */
export function findCode(code: string, count: number, codeAt: (cell: number) => string): number {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = codeAt(middle);
    if (found === code) return middle;
    if (found < code) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** What is known of cells, each thing a list of its own. */
export interface CellColumns {
  readonly codes: readonly GridCode[];
  readonly levels: readonly (GridLevel | undefined)[];
  readonly properties: readonly JsonObject[];
  /** Kind's number · 4, + 1 for within, + 2 for refused. */
  readonly marks: Uint8Array;
}

/** The mark of a cell in its column. */
export function markOf({ kind, isWithin, refused }: DrawnCell): number {
  return cellKinds.indexOf(kind) * 4 + (isWithin ? 1 : 0) + (refused ? 2 : 0);
}

/** The columns of any cells; of those that were made from columns their own. */
export function columnsOf(cells: Cells): CellColumns {
  if (cells.columns) return cells.columns;
  const all = Array.from({ length: cells.count }, (_, cell) => cell);
  return {
    codes: all.map(cells.code),
    levels: all.map(cells.level),
    properties: all.map(cells.properties),
    marks: Uint8Array.from(all, (cell) => {
      const kind = cellKinds.indexOf(cells.kind(cell));
      return kind * 4 + (cells.isWithin(cell) ? 1 : 0) + (cells.isRefused(cell) ? 2 : 0);
    }),
  };
}

/** Cells by their columns. */
export function cellsFrom(columns: CellColumns): Cells {
  const { codes, levels, properties, marks } = columns;
  const mark = (cell: number) => marks[cell] as number;
  return {
    columns,
    count: codes.length,
    code: (cell) => codes[cell] as GridCode,
    find: (code) => findCode(code, codes.length, (cell) => codes[cell] as GridCode),
    level: (cell) => levels[cell],
    kind: (cell) => cellKinds[mark(cell) >> 2] as CellKind,
    isWithin: (cell) => (mark(cell) & 1) !== 0,
    isRefused: (cell) => (mark(cell) & 2) !== 0,
    properties: (cell) => properties[cell] as JsonObject,
  };
}

/** What is known of cells that were read just now, in the order of their codes; their drawings are left to the index. */
export function cellsOf(drawn: readonly DrawnCell[]): Cells {
  return cellsFrom({
    codes: drawn.map(({ code }) => code),
    levels: drawn.map(({ level }) => level),
    properties: drawn.map(({ properties }) => properties),
    marks: Uint8Array.from(drawn, markOf),
  });
}
