import { dateOf, dayNumber, isLocalDate } from '@civigrid/calendar';
import type { Cell, ListCell, RangeCell } from '../cell.ts';
import type { Column } from '../column.ts';
import type { ColumnSpace } from './column-space.ts';
import { knownRanks } from './known-ranks.ts';
import { nextDouble } from './next-double.ts';
import { type Spans, union } from './spans.ts';

type Bound = number | string;

/**
 * Numbers and days: cut at every bound. A rank holds what lies from one cut to before the next; bounds that count
 * themselves and bounds that do not are both such cuts, for doubles come one after another.
 */
export function orderedSpace(column: Column, cells: Iterable<Cell>): ColumnSpace {
  const stepped = column.type !== 'number';
  const scale = (bound: Bound): number =>
    typeof bound === 'string' ? (dayNumber(bound) ?? 0) : bound + 0;
  const after = (bound: Bound): number => {
    const at = scale(bound);
    return stepped ? Math.max(at + 1, nextDouble(at)) : nextDouble(at);
  };
  /** From and until of each part of a cell, on the scale. */
  const partsOf = (cell: Cell): Spans[] => {
    if ('is' in cell)
      return (cell as ListCell<Bound>).is.map((one) => [scale(one), after(one)] as const);
    const { gte, gt, lte, lt } = cell as RangeCell<Bound>;
    const from = Math.max(
      gte === undefined ? -Infinity : scale(gte),
      gt === undefined ? -Infinity : after(gt),
    );
    const until = Math.min(
      lt === undefined ? Infinity : scale(lt),
      lte === undefined ? Infinity : after(lte),
    );
    return [[from, lt === undefined && lte === undefined ? Number.NaN : until]];
  };
  const found = new Set<number>();
  for (const cell of cells)
    for (const part of partsOf(cell)) for (const cut of part) found.add(cut);
  found.delete(Number.NEGATIVE_INFINITY);
  found.delete(Number.NaN);
  const cuts = Float64Array.from(found).sort();
  const size = cuts.length + 1;
  const places = new Map(Array.from(cuts, (cut, i) => [cut, i + 1] as const));
  const placeOf = (cut: number, none: number) => places.get(cut) ?? none;
  const rankAt = (value: number): number => {
    let from = 0;
    let until = cuts.length;
    while (from < until) {
      const middle = (from + until) >> 1;
      if ((cuts[middle] as number) <= value) from = middle + 1;
      else until = middle;
    }
    return from;
  };
  const rankOfDay = knownRanks(new Map(), (text) => {
    const day = dayNumber(text);
    return day === undefined ? -1 : rankAt(day);
  });
  const isNumber = (raw: unknown): raw is number =>
    typeof raw === 'number' &&
    !Number.isNaN(raw) &&
    (!stepped || Number.isInteger(raw) || raw === Infinity || raw === -Infinity);
  return {
    column,
    size,
    cuts,
    rankOf: column.type === 'date' ? rankOfDay : (raw) => (isNumber(raw) ? rankAt(raw) : -1),
    spansOf: (cell) =>
      union(partsOf(cell).map(([from = 0, until = 0]) => [placeOf(from, 0), placeOf(until, size)])),
    sampleOf: (rank) => {
      const value = sampleBetween(cuts[rank - 1] ?? -Infinity, cuts[rank] ?? Infinity);
      if (column.type !== 'date') return value;
      const inYears = value >= firstDay && value <= lastDay;
      return inYears && isLocalDate(dateOf(value)) ? dateOf(value) : undefined;
    },
  };
}

const firstDay = dayNumber('0000-01-01') ?? 0;
const lastDay = dayNumber('9999-12-31') ?? 0;

/** A value from one bound to before the other, a whole number if there is one. */
function sampleBetween(from: number, until: number): number {
  if (from === -Infinity) {
    if (until === Infinity) return 0;
    const below = Math.ceil(until) - 1;
    return below < until ? below : until - Math.abs(until);
  }
  const whole = Math.ceil(from);
  if (whole < until) return whole;
  const middle = from + (until - from) / 2;
  return middle < until ? middle : from;
}
