import type { Zone } from '@civigrid/calendar';
import type { Cell, ListCell, RangeCell } from '../cell.ts';
import type { Column } from '../column.ts';
import { isScaled, scaleOf, textOn } from '../scale.ts';
import { type CellPart, partsOf, spansOfParts } from './cell-parts.ts';
import type { ColumnSpace } from './column-space.ts';
import { knownRanks } from './known-ranks.ts';
import { nextDouble } from './next-double.ts';
import { type Spans, union } from './spans.ts';
import { stepsThrough } from './steps-through.ts';

type Bound = number | string;

/**
 * Numbers, days, times, durations: cut at every bound. A rank holds what lies from one cut to before the next; bounds
 * that count themselves and bounds that do not are both such cuts, for doubles come one after another.
 */
export function orderedSpace(column: Column, cells: Iterable<Cell>, zone: Zone): ColumnSpace {
  const { type } = column;
  const read = isScaled(type) ? scaleOf(type, zone) : undefined;
  const isStepped = type === 'integer' || type === 'date' || type === 'yearMonthDuration';
  const scale = (bound: Bound): number =>
    typeof bound === 'string' ? (read?.(bound) ?? 0) : bound + 0;
  const after = (bound: Bound): number => {
    const at = scale(bound);
    return isStepped ? Math.max(at + 1, nextDouble(at)) : nextDouble(at);
  };
  /** From and until of each stretch of a part, on the scale; NaN where it has no end. */
  const stretchesOf = (part: CellPart): Spans[] => {
    if ('is' in part)
      return (part as ListCell<Bound>).is.map((one) => [scale(one as Bound), after(one as Bound)]);
    const { gte, gt, lte, lt } = part as RangeCell<Bound>;
    const from = Math.max(
      gte === undefined ? -Infinity : scale(gte as Bound),
      gt === undefined ? -Infinity : after(gt as Bound),
    );
    if (lt === undefined && lte === undefined) return [[from, Number.NaN]];
    const until = Math.min(
      lt === undefined ? Infinity : scale(lt as Bound),
      lte === undefined ? Infinity : after(lte as Bound),
    );
    // Bounds that leave nothing between them, of which others in the cell may make up.
    return from < until ? [[from, until]] : [];
  };
  const found = new Set<number>();
  for (const cell of cells)
    for (const part of partsOf(cell))
      for (const stretch of stretchesOf(part)) for (const cut of stretch) found.add(cut);
  found.delete(Number.NEGATIVE_INFINITY);
  found.delete(Number.NaN);
  const cuts = Float64Array.from(found).sort();
  const size = cuts.length + 1;
  const places = new Map(Array.from(cuts, (cut, i) => [cut, i + 1] as const));
  const placed = ([from = 0, until = 0]: Spans): Spans => [
    places.get(from) ?? 0,
    places.get(until) ?? size,
  ];
  const rankAt = stepsThrough(cuts);
  const rankOfText = knownRanks(new Map(), (text) => {
    const at = read?.(text);
    return at === undefined ? -1 : rankAt(at);
  });
  const isNumber = (raw: unknown): raw is number =>
    typeof raw === 'number' &&
    !Number.isNaN(raw) &&
    (!isStepped || Number.isInteger(raw) || raw === Infinity || raw === -Infinity);
  return {
    column,
    size,
    cuts,
    rankOf: read ? rankOfText : (raw) => (isNumber(raw) ? rankAt(raw) : -1),
    spansOf: (cell) =>
      spansOfParts(cell, size, (part) => {
        const stretches = stretchesOf(part);
        const [only] = stretches;
        return only && stretches.length === 1 ? placed(only) : union(stretches.map(placed));
      }),
    sampleOf: (rank) => {
      const value = sampleBetween(cuts[rank - 1] ?? -Infinity, cuts[rank] ?? Infinity);
      if (!isScaled(type)) return value;
      const text = textOn(type, value);
      return text !== undefined && rankOfText(text) === rank ? text : undefined;
    },
  };
}

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
