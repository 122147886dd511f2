import type { Cell } from '../cell.ts';
import { nextDouble } from '../space/next-double.ts';
import { difference, type Spans } from '../space/spans.ts';
import type { Axis } from './axis.ts';
import { widthOf } from './cell-column.ts';
import type { Box, RuleBoxes } from './rule-boxes.ts';
import { type TreeRegion, treeRegion } from './tree-region.ts';
import { windowsOf } from './windows.ts';

/** Values that satisfy one of these cells. */
export interface AnyOf {
  readonly anyOf: readonly Cell[];
}

/** A missing value, alone or besides others. */
export interface OrMissing {
  readonly missing: true;
}

/** Which values of a column belong to a region: a cell of the table's own language where one can say it. */
export type RegionCell =
  | Cell
  | TreeRegion
  | AnyOf
  | OrMissing
  | (Cell & OrMissing)
  | (TreeRegion & OrMissing)
  | (AnyOf & OrMissing);

/** A part of the universe (区域), by column; a column left out is free, as in a rule. */
export type Region = Readonly<Record<string, RegionCell>>;

/** A box in words of cells. What lies outside of the universe may belong or not. */
export function regionOf({ columns }: Pick<RuleBoxes, 'columns'>, box: Box): Region {
  return Object.fromEntries(
    columns.flatMap(({ axis }, at): readonly (readonly [string, RegionCell])[] => {
      const spans = box[at] as Spans;
      return widthOf(spans) === axis.size ? [] : [[axis.column.name, regionCell(axis, spans)]];
    }),
  );
}

function regionCell(axis: Axis, spans: Spans): RegionCell {
  const isOpen = axis.optional && spans.at(-1) === axis.size;
  const values = isOpen ? difference(spans, [axis.valued, axis.size]) : spans;
  if (values.length === 0) return { missing: true };
  const cell = valuesCell(axis, values);
  return isOpen ? { ...cell, missing: true } : cell;
}

function valuesCell(axis: Axis, spans: Spans): Cell | TreeRegion | AnyOf {
  const { column, space, listed } = axis;
  if (column.type === 'tree') return treeRegion(axis, spans);
  if (column.type === 'weekTime') {
    const windows = windowsOf(rawSpans(axis, spans), space.cuts ?? []);
    const [only] = windows;
    return only && windows.length === 1 ? only : { anyOf: windows };
  }
  const places = placesIn(spans);
  // A list of values is a cell of these types; that all are of the column's type was checked.
  if (listed) return { is: places.flatMap((place) => listed[place] ?? []) } as Cell;
  if (column.type === 'boolean')
    return { is: places.map((place) => axis.sampleOf(place) === true) };
  if (column.type === 'text') return textCell(axis, spans);
  const ranges = rawSpans(axis, spans);
  const cells: Cell[] = [];
  for (let i = 0; i < ranges.length; i += 2)
    cells.push(rangeCell(axis, ranges[i] as number, ranges[i + 1] as number));
  const [only] = cells;
  return only && cells.length === 1 ? only : { anyOf: cells };
}

function textCell(axis: Axis, spans: Spans): Cell {
  const textsOf = (some: Spans) => placesIn(some).map((place) => String(axis.sampleOf(place)));
  const hasOthers = spans[0] === 0 && axis.ranks[0] === 0;
  if (!hasOthers) return { is: textsOf(spans) };
  return { not: textsOf(difference([0, axis.valued], spans)) };
}

/** From one rank to before another, by the bounds that lie there. */
function rangeCell({ column, space }: Axis, from: number, until: number): Cell {
  const hasLow = from > 0;
  const hasHigh = until < space.size;
  if (column.type === 'number') {
    const [low = 0, high = 0] = [space.cuts?.[from - 1], space.cuts?.[until - 1]];
    if (hasLow && hasHigh && nextDouble(low) === high) return { is: [low] };
    return { ...(hasLow && shorter(low, 'gt', 'gte')), ...(hasHigh && shorter(high, 'lte', 'lt')) };
  }
  // Other scales come in steps, and the first value of a rank is its bound.
  const first = hasLow ? space.sampleOf(from) : undefined;
  const last = hasHigh ? space.sampleOf(until) : undefined;
  if (column.type === 'integer' && first !== undefined && last === Number(first) + 1)
    return { is: [first] } as Cell;
  return {
    ...(first !== undefined && { gte: first }),
    ...(last !== undefined && { lt: last }),
  } as Cell;
}

/** A cut before a double, told by the double or by the one before it, whichever is shorter to write. */
function shorter(
  cut: number,
  before: 'gt' | 'lte',
  at: 'gte' | 'lt',
): Partial<Record<string, number>> {
  const previous = -nextDouble(-cut);
  const useBefore = cut === Infinity || String(previous).length < String(cut).length;
  return useBefore ? { [before]: previous } : { [at]: cut };
}

/** The ranks of places; where the universe has no value between them they are joined. */
function rawSpans({ ranks }: Axis, spans: Spans): Spans {
  return spans.map((place, i) =>
    i % 2 === 0 ? (ranks[place] as number) : (ranks[place - 1] as number) + 1,
  );
}

function placesIn(spans: Spans): readonly number[] {
  const places: number[] = [];
  for (let i = 0; i < spans.length; i += 2)
    for (let place = spans[i] as number; place < (spans[i + 1] as number); place++)
      places.push(place);
  return places;
}
