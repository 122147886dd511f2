import type { GridCode, JsonObject } from '@civigrid/kernel';
import type { CellKind, DrawnCell, GridLevel } from './cell.ts';

/** What is known of the cells by number, in the order of their codes (by code unit). */
export interface Cells {
  readonly count: number;
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

/** What is known of cells that were read just now; their drawings are left to the index. */
export function cellsOf(drawn: readonly DrawnCell[]): Cells {
  const codes = drawn.map(({ code }) => code);
  const levels = drawn.map(({ level }) => level);
  const properties = drawn.map((cell) => cell.properties);
  const kinds = drawn.map(({ kind }) => kind);
  const flags = Uint8Array.from(
    drawn,
    ({ isWithin, refused }) => (isWithin ? 1 : 0) + (refused ? 2 : 0),
  );
  return {
    count: codes.length,
    code: (cell) => codes[cell] as GridCode,
    find: (code) => findCode(code, codes.length, (cell) => codes[cell] as GridCode),
    level: (cell) => levels[cell],
    kind: (cell) => kinds[cell] as CellKind,
    isWithin: (cell) => ((flags[cell] as number) & 1) !== 0,
    isRefused: (cell) => ((flags[cell] as number) & 2) !== 0,
    properties: (cell) => properties[cell] as JsonObject,
  };
}
