import { DomainError, type GridCode, type JsonObject } from '@civigrid/kernel';
import { type CellKind, cellKinds, type GridLevel } from './cell.ts';
import { type Cells, findCode } from './cells.ts';

/** Cells in flat arrays: texts one after the other in UTF-16, with where each begins; one more entry for the end. */
export interface PackedCells {
  readonly levels: readonly GridLevel[];
  readonly codes: Uint16Array;
  readonly codeStarts: Int32Array;
  readonly properties: Uint16Array;
  readonly propertyStarts: Int32Array;
  /** The number of the level + 1, or 0, · 16, + the kind's number · 4, + 1 for within, + 2 for refused. */
  readonly marks: Int32Array;
}

function pack(texts: readonly string[]) {
  const starts = new Int32Array(texts.length + 1);
  texts.forEach((text, i) => {
    starts[i + 1] = (starts[i] as number) + text.length;
  });
  const units = new Uint16Array(starts[texts.length] as number);
  let at = 0;
  for (const text of texts) for (let i = 0; i < text.length; i++) units[at++] = text.charCodeAt(i);
  return { units, starts };
}

/** Writes cells down. */
export function packCells(cells: Cells): PackedCells {
  const levels: GridLevel[] = [];
  const numbers = new Map<GridLevel, number>();
  const all = Array.from({ length: cells.count }, (_, cell) => cell);
  const marks = Int32Array.from(all, (cell) => {
    const level = cells.level(cell);
    if (level !== undefined && !numbers.has(level)) numbers.set(level, levels.push(level));
    const number = level === undefined ? 0 : (numbers.get(level) as number);
    const kind = cellKinds.indexOf(cells.kind(cell));
    return (
      number * 16 + kind * 4 + (cells.isWithin(cell) ? 1 : 0) + (cells.isRefused(cell) ? 2 : 0)
    );
  });
  const codes = pack(all.map(cells.code));
  const properties = pack(all.map((cell) => JSON.stringify(cells.properties(cell))));
  return {
    levels,
    codes: codes.units,
    codeStarts: codes.starts,
    properties: properties.units,
    propertyStarts: properties.starts,
    marks,
  };
}

const most = 4096;

/** Text that lies in UTF-16. */
export function textAt(units: Uint16Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += most)
    text += String.fromCharCode(...units.subarray(at, Math.min(to, at + most)));
  return text;
}

/** Bytes that changed after they were written may show only here. */
function propertiesIn(text: string): JsonObject {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError('grid/not-a-buffer', 'A cell cannot be read.');
  }
}

/** Reads cells where they lie: a text is made when it is asked for. Properties refuse with `grid/not-a-buffer`. */
export function unpackCells(packed: PackedCells): Cells {
  const { levels, codes, codeStarts, properties, propertyStarts, marks } = packed;
  const code = (cell: number) =>
    textAt(codes, codeStarts[cell] as number, codeStarts[cell + 1] as number) as GridCode;
  const mark = (cell: number) => marks[cell] as number;
  return {
    count: marks.length,
    code,
    find: (asked) => findCode(asked, marks.length, code),
    level: (cell) => levels[(mark(cell) >> 4) - 1],
    kind: (cell) => cellKinds[(mark(cell) >> 2) & 3] as CellKind,
    isWithin: (cell) => (mark(cell) & 1) !== 0,
    isRefused: (cell) => (mark(cell) & 2) !== 0,
    properties: (cell) =>
      propertiesIn(
        textAt(properties, propertyStarts[cell] as number, propertyStarts[cell + 1] as number),
      ),
  };
}
