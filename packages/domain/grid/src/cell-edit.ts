import type { DrawnCell } from './cell.ts';
import { type CellMoves, cellMoves } from './cell-moves.ts';
import { type CellChunk, type Cells, cellsFrom, chunkOf, chunkSize, chunksOf } from './cells.ts';

/** Cells after some were taken out and others put in, and where their numbers went. */
export interface CellEdit {
  readonly cells: Cells;
  readonly moves: CellMoves;
  /** The new numbers of the cells that were put. */
  readonly put: readonly number[];
}

/** How many codes of a sorted list come before a code. */
function before(code: string, count: number, codeAt: (i: number) => string): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codeAt(middle) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

function slice(
  { codes, levels, properties, marks, hasWithin }: CellChunk,
  from: number,
  end: number,
): CellChunk {
  return {
    codes: codes.slice(from, end),
    levels: levels.slice(from, end),
    properties: properties.slice(from, end),
    marks: marks.slice(from, end),
    hasWithin,
  };
}

function joined(pieces: readonly CellChunk[]): CellChunk {
  return {
    codes: pieces.flatMap(({ codes }) => codes),
    levels: pieces.flatMap(({ levels }) => levels),
    properties: pieces.flatMap(({ properties }) => properties),
    marks: Uint8Array.from(pieces.flatMap(({ marks }) => Array.from(marks))),
    hasWithin: pieces.some(({ hasWithin }) => hasWithin),
  };
}

/** One chunk without some codes, and with others in their places; in several pieces where it grew too long. */
function editChunk(
  chunk: CellChunk,
  gone: ReadonlySet<string>,
  put: readonly DrawnCell[],
): readonly CellChunk[] {
  const anew = new Map<string, DrawnCell>(put.map((cell) => [cell.code, cell]));
  const pieces: CellChunk[] = [];
  const { codes } = chunk;
  let from = 0;
  const steps = [
    ...put.map((cell) => ({
      at: before(cell.code, codes.length, (i) => codes[i] as string),
      cell,
    })),
    ...codes.flatMap((code, at) =>
      gone.has(code) && !anew.has(code) ? [{ at, cell: undefined }] : [],
    ),
  ].sort((a, b) => a.at - b.at || ((a.cell?.code ?? '') < (b.cell?.code ?? '') ? -1 : 1));
  for (const { at, cell } of steps) {
    if (at > from) pieces.push(slice(chunk, from, at));
    from = Math.max(from, at);
    if (cell) pieces.push(chunkOf([cell]));
    if (!cell || codes[at] === cell.code) from = at + 1;
  }
  if (from < codes.length) pieces.push(slice(chunk, from, codes.length));
  const whole = joined(pieces);
  if (whole.codes.length <= 2 * chunkSize) return whole.codes.length > 0 ? [whole] : [];
  const middle = whole.codes.length >> 1;
  return [slice(whole, 0, middle), slice(whole, middle, whole.codes.length)];
}

/** Takes cells out and puts others in, in the order of their codes; a cell that is put stands in for the one of its code. */
export function editCells(
  cells: Cells,
  gone: readonly number[],
  put: readonly DrawnCell[],
): CellEdit {
  const chunks = chunksOf(cells);
  const codes = new Set<string>(gone.map(cells.code));
  const firsts = chunks.map((chunk) => chunk.codes[0] as string);
  const homeOf = (code: string) => {
    const after = before(code, firsts.length, (i) => firsts[i] as string);
    return firsts[after] === code ? after : Math.max(0, after - 1);
  };
  const edits = new Map<number, { gone: Set<string>; put: DrawnCell[] }>();
  const editOf = (chunk: number) => {
    const known = edits.get(chunk) ?? { gone: new Set<string>(), put: [] };
    edits.set(chunk, known);
    return known;
  };
  for (const code of codes) editOf(homeOf(code)).gone.add(code);
  for (const cell of put) editOf(homeOf(cell.code)).put.push(cell);
  const after = cellsFrom(
    chunks.flatMap((chunk, i) => {
      const edit = edits.get(i);
      return edit ? editChunk(chunk, edit.gone, edit.put) : [chunk];
    }),
  );
  const steps = [
    ...gone.map((at) => ({ at, by: -1 as const })),
    ...put.flatMap(({ code }) => {
      const at = before(code, cells.count, cells.code);
      return at < cells.count && cells.code(at) === code ? [] : [{ at, by: 1 as const }];
    }),
  ];
  return {
    cells: after,
    moves: cellMoves(cells.count, steps),
    put: put.map(({ code }) => after.find(code)),
  };
}
