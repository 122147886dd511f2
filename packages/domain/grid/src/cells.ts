import type { GridCode, JsonObject } from '@civigrid/kernel';
import { type CellKind, cellKinds, type DrawnCell, type GridLevel } from './cell.ts';

/** What is known of the cells by number, in the order of their codes (by code unit). */
export interface Cells {
  readonly count: number;
  /** Of cells that are not read from bytes. */
  readonly chunks?: readonly CellChunk[];
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

/** What is known of some cells that follow each other, each thing a list of its own. */
export interface CellChunk {
  readonly codes: readonly GridCode[];
  readonly levels: readonly (GridLevel | undefined)[];
  readonly properties: readonly JsonObject[];
  /** Kind's number · 4, + 1 for within, + 2 for refused. */
  readonly marks: Uint8Array;
  /** Whether any of them stands in its parent as a building does. */
  readonly hasWithin: boolean;
}

/** About how many cells a chunk has: an edit copies the chunks that it touches, and no others. */
export const chunkSize = 512;

/** The mark of a cell in its column. */
function markOf({ kind, isWithin, refused }: DrawnCell): number {
  return cellKinds.indexOf(kind) * 4 + (isWithin ? 1 : 0) + (refused ? 2 : 0);
}

/** A chunk of cells that were read. */
export function chunkOf(drawn: readonly DrawnCell[]): CellChunk {
  return {
    codes: drawn.map(({ code }) => code),
    levels: drawn.map(({ level }) => level),
    properties: drawn.map(({ properties }) => properties),
    marks: Uint8Array.from(drawn, markOf),
    hasWithin: drawn.some(({ isWithin }) => isWithin),
  };
}

function packedChunk(cells: Cells, from: number, end: number): CellChunk {
  const all = Array.from({ length: end - from }, (_, i) => from + i);
  return {
    codes: all.map(cells.code),
    levels: all.map(cells.level),
    properties: all.map(cells.properties),
    marks: Uint8Array.from(all, (cell) => {
      const kind = cellKinds.indexOf(cells.kind(cell));
      return kind * 4 + (cells.isWithin(cell) ? 1 : 0) + (cells.isRefused(cell) ? 2 : 0);
    }),
    hasWithin: all.some(cells.isWithin),
  };
}

/** The chunks of any cells; of those that were made of chunks their own. */
export function chunksOf(cells: Cells): readonly CellChunk[] {
  if (cells.chunks) return cells.chunks;
  const chunks: CellChunk[] = [];
  for (let from = 0; from < cells.count; from += chunkSize)
    chunks.push(packedChunk(cells, from, Math.min(cells.count, from + chunkSize)));
  return chunks;
}

/** Cells by their chunks. */
export function cellsFrom(chunks: readonly CellChunk[]): Cells {
  const starts = new Int32Array(chunks.length + 1);
  for (const [i, { codes }] of chunks.entries())
    starts[i + 1] = (starts[i] as number) + codes.length;
  const count = starts[chunks.length] as number;
  const home = (cell: number): number => {
    let chunk = Math.min(Math.floor(cell / chunkSize), chunks.length - 1);
    while ((starts[chunk] as number) > cell) chunk--;
    while ((starts[chunk + 1] as number) <= cell) chunk++;
    return chunk;
  };
  const known = <Value>(cell: number, of: (chunk: CellChunk) => ArrayLike<Value>): Value => {
    const chunk = home(cell);
    return of(chunks[chunk] as CellChunk)[cell - (starts[chunk] as number)] as Value;
  };
  const code = (cell: number) => known(cell, ({ codes }) => codes);
  const mark = (cell: number) => known(cell, ({ marks }) => marks);
  return {
    chunks,
    count,
    code,
    find: (asked) => findCode(asked, count, code),
    level: (cell) => known(cell, ({ levels }) => levels),
    kind: (cell) => cellKinds[mark(cell) >> 2] as CellKind,
    isWithin: (cell) => (mark(cell) & 1) !== 0,
    isRefused: (cell) => (mark(cell) & 2) !== 0,
    properties: (cell) => known(cell, ({ properties }) => properties),
  };
}

/** What is known of cells that were read just now, in the order of their codes; their drawings are left to the index. */
export function cellsOf(drawn: readonly DrawnCell[]): Cells {
  const chunks: CellChunk[] = [];
  for (let from = 0; from < drawn.length; from += chunkSize)
    chunks.push(chunkOf(drawn.slice(from, from + chunkSize)));
  return cellsFrom(chunks);
}
