import type { Zone } from '@civigrid/calendar';
import type { Cell } from '../cell.ts';
import type { Column } from '../column.ts';
import { difference, lies, meet, type Spans } from '../space/spans.ts';
import { type Axis, axisOf } from './axis.ts';
import type { Realm } from './universe.ts';

/** A column with all its different cells, each numbered and laid on the axis. */
export interface CellColumn {
  readonly axis: Axis;
  readonly realm: Realm;
  /** The number of each cell by how it is written. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly cells: readonly Cell[];
  readonly spans: readonly Spans[];
  /** Where each cell begins and ends, and how many places it has. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly width: Int32Array;
}

/** How a cell is written, as a key. */
export function cellKey(cell: Cell): string {
  return JSON.stringify(cell);
}

export function cellColumn(
  column: Column,
  realm: Realm,
  cells: readonly Cell[],
  zone: Zone,
): CellColumn {
  const axis = axisOf(column, realm, cells, zone);
  const spans = cells.map((cell) => axis.spansOf(cell));
  return {
    axis,
    realm,
    numbers: new Map(cells.map((cell, i) => [cellKey(cell), i] as const)),
    cells,
    spans,
    low: Int32Array.from(spans, (one) => one[0] ?? 0),
    high: Int32Array.from(spans, (one) => one.at(-1) ?? 0),
    width: Int32Array.from(spans, widthOf),
  };
}

/** How many places spans hold. */
export function widthOf(spans: Spans): number {
  let width = 0;
  for (let i = 0; i < spans.length; i += 2)
    width += (spans[i + 1] as number) - (spans[i] as number);
  return width;
}

/** How a cell lies to a part of its column: apart from it, in a part of it, or all over it. */
export type Lie = 0 | 1 | 2;

export function lieOf(column: CellColumn, cell: number, part: Spans): Lie {
  const low = column.low[cell] as number;
  const high = column.high[cell] as number;
  const first = part[0] as number;
  const last = part[part.length - 1] as number;
  if (high <= first || low >= last) return 0;
  const spans = column.spans[cell] as Spans;
  if (spans.length === 2) {
    if (low <= first && high >= last) return 2;
    return part.length === 2 || meet(spans, part) ? 1 : 0;
  }
  if (!meet(spans, part)) return 0;
  return difference(part, spans).length === 0 ? 2 : 1;
}

/** Whether a cell holds a place. */
export function cellHolds(column: CellColumn, cell: number, place: number): boolean {
  if (place < (column.low[cell] as number) || place >= (column.high[cell] as number)) return false;
  const spans = column.spans[cell] as Spans;
  return spans.length === 2 || lies(spans, place);
}
