import type { DrawnCell } from './cell.ts';
import { type Cells, cellsFrom, columnsOf, markOf } from './cells.ts';

/** Cells after some were taken out and others put in, and where each number went. */
export interface CellEdit {
  readonly cells: Cells;
  /** The new number of each cell; -1 for one that is gone. */
  readonly to: Int32Array;
  /** The new numbers of the cells that were put. */
  readonly put: readonly number[];
}

/** How many codes of a sorted list come before a code. */
function before(code: string, { count, code: codeAt }: Cells): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codeAt(middle) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes cells out and puts others in, in the order of their codes; a cell that is put stands in for the one of its code. */
export function editCells(
  cells: Cells,
  gone: readonly number[],
  put: readonly DrawnCell[],
): CellEdit {
  const old = columnsOf(cells);
  const removed = new Set(gone);
  const steps = [
    ...put.map((cell, item) => ({ at: before(cell.code, cells), item })),
    ...gone.map((at) => ({ at, item: -1 })),
  ].sort((a, b) => a.at - b.at || ((put[a.item]?.code ?? '' < (put[b.item]?.code ?? '')) ? -1 : 1));
  const to = new Int32Array(cells.count).fill(-1);
  const numbers = new Array<number>(put.length).fill(-1);
  /** Stretches of old cells and, between them, new ones. */
  const pieces: { from: number; end: number; item: number }[] = [];
  let from = 0;
  let length = 0;
  const keep = (end: number) => {
    if (end > from) {
      pieces.push({ from, end, item: -1 });
      for (let i = from; i < end; i++) to[i] = length + i - from;
      length += end - from;
    }
    from = Math.max(from, end);
  };
  for (const { at, item } of steps) {
    keep(at);
    if (item < 0) {
      from = at + 1;
      continue;
    }
    const cell = put[item] as DrawnCell;
    if (at < cells.count && cells.code(at) === cell.code) {
      if (!removed.has(at)) to[at] = length;
      from = at + 1;
    }
    pieces.push({ from: 0, end: 0, item });
    numbers[item] = length++;
  }
  keep(cells.count);
  const joined = <Value>(column: readonly Value[], of: (cell: DrawnCell) => Value): Value[] =>
    ([] as Value[]).concat(
      ...pieces.map((piece) =>
        piece.item < 0 ? column.slice(piece.from, piece.end) : [of(put[piece.item] as DrawnCell)],
      ),
    );
  const marks = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    if (piece.item < 0) {
      marks.set(old.marks.subarray(piece.from, piece.end), at);
      at += piece.end - piece.from;
    } else marks[at++] = markOf(put[piece.item] as DrawnCell);
  }
  return {
    cells: cellsFrom({
      codes: joined(old.codes, ({ code }) => code),
      levels: joined(old.levels, ({ level }) => level),
      properties: joined(old.properties, ({ properties }) => properties),
      marks,
    }),
    to,
    put: numbers,
  };
}
