import { type Zone, zone as zoneOf } from '@civigrid/calendar';
import { type Cell, isInputRef, type RangeCell } from './cell.ts';
import type { ColumnType } from './column.ts';
import { isScaled, scaleOf } from './scale.ts';

/** A place between two values of a scale: before (0) or after (1) the value. */
type Cut = readonly [value: number, side: 0 | 1];

/** Stretches of a scale from cut to cut, in order, none touching the next. */
type Stretches = readonly (readonly [from: Cut, to: Cut])[];

/** A set of texts or booleans, or all but these. */
interface Listed {
  readonly values: ReadonlySet<unknown>;
  readonly except: boolean;
}

/** How sets of values of one kind are joined and turned round. */
interface Algebra<Region> {
  readonly none: Region;
  union(a: Region, b: Region): Region;
  complement(a: Region): Region;
  isEmpty(a: Region): boolean;
  list(values: readonly unknown[]): Region;
  range(cell: RangeCell<unknown>): Region;
}

/** What a cell matches for certain and what it may match, as other inputs happen to be. */
interface Reach<Region> {
  readonly sure: Region;
  readonly maybe: Region;
}

/** Whether no value at all can satisfy a cell, whose parts are right by themselves; not for `tree` and `weekTime`. */
export function neverMatches(cell: Cell, type: ColumnType, zone: Zone = zoneOf('UTC')): boolean {
  if (type === 'text' || type === 'boolean') {
    const algebra = listedValues(type === 'boolean' ? 2 : Number.POSITIVE_INFINITY);
    return algebra.isEmpty(reachOf(cell, algebra).maybe);
  }
  const algebra = onScale(type, zone);
  return algebra.isEmpty(reachOf(cell, algebra).maybe);
}

function reachOf<Region>(cell: Cell, algebra: Algebra<Region>): Reach<Region> {
  const { none, union, complement } = algebra;
  if ('any' in cell)
    return cell.any
      .map((one) => reachOf(one, algebra))
      .reduce((a, b) => ({ sure: union(a.sure, b.sure), maybe: union(a.maybe, b.maybe) }), {
        sure: none,
        maybe: none,
      });
  if ('not' in cell) {
    const inner = reachOf('length' in cell.not ? { is: cell.not } : cell.not, algebra);
    return { sure: complement(inner.maybe), maybe: complement(inner.sure) };
  }
  if ('is' in cell) {
    const known = algebra.list(cell.is.filter((item) => !isInputRef(item)));
    return { sure: known, maybe: cell.is.some(isInputRef) ? complement(none) : known };
  }
  const bounds = Object.entries(cell);
  const known = bounds.filter(([, bound]) => !isInputRef(bound));
  const maybe = algebra.range(Object.fromEntries(known));
  return { sure: known.length === bounds.length ? maybe : none, maybe };
}

function listedValues(size: number): Algebra<Listed> {
  const both = (a: Listed, b: Listed) => [...a.values].filter((value) => b.values.has(value));
  const minus = (a: Listed, b: Listed) => [...a.values].filter((value) => !b.values.has(value));
  return {
    none: { values: new Set(), except: false },
    union: (a, b) => {
      if (a.except && b.except) return { values: new Set(both(a, b)), except: true };
      if (a.except) return { values: new Set(minus(a, b)), except: true };
      if (b.except) return { values: new Set(minus(b, a)), except: true };
      return { values: new Set([...a.values, ...b.values]), except: false };
    },
    complement: ({ values, except }) => ({ values, except: !except }),
    isEmpty: ({ values, except }) => values.size === (except ? size : 0),
    list: (values) => ({ values: new Set(values), except: false }),
    // Texts and booleans have no ranges: the checks refuse them before.
    range: () => ({ values: new Set(), except: true }),
  };
}

const start: Cut = [Number.NEGATIVE_INFINITY, 0];
const end: Cut = [Number.POSITIVE_INFINITY, 1];

function onScale(type: ColumnType, zone: Zone): Algebra<Stretches> {
  const scale = isScaled(type) ? scaleOf(type, zone) : undefined;
  const place = (value: unknown) =>
    scale && typeof value === 'string' ? (scale(value) ?? Number.NaN) : Number(value);
  // Where values go by ones nothing lies between neighbours: after 3 is before 4.
  const stepped = type === 'integer' || type === 'date' || type === 'yearMonthDuration';
  const cut = (value: unknown, side: 0 | 1): Cut => {
    const at = place(value);
    return stepped && side === 1 && Number.isSafeInteger(at) ? [at + 1, 0] : [at, side];
  };
  return {
    none: [],
    union: (a, b) => joined([...a, ...b]),
    complement,
    isEmpty: (a) => a.length === 0,
    list: (values) => joined(values.map((value) => [cut(value, 0), cut(value, 1)] as const)),
    range: ({ gte, gt, lte, lt }) => {
      const lower = [
        ...(gte === undefined ? [] : [cut(gte, 0)]),
        ...(gt === undefined ? [] : [cut(gt, 1)]),
      ];
      const upper = [
        ...(lte === undefined ? [] : [cut(lte, 1)]),
        ...(lt === undefined ? [] : [cut(lt, 0)]),
      ];
      const from = lower.reduce((a, b) => (order(a, b) < 0 ? b : a), start);
      const to = upper.reduce((a, b) => (order(a, b) > 0 ? b : a), end);
      return joined([[from, to]]);
    },
  };
}

function order([a, sideA]: Cut, [b, sideB]: Cut): number {
  return a === b ? sideA - sideB : a - b;
}

function joined(stretches: Stretches): Stretches {
  const sorted = stretches
    .filter(([from, to]) => order(from, to) < 0)
    .sort(([a], [b]) => order(a, b));
  const made: (readonly [Cut, Cut])[] = [];
  for (const [from, to] of sorted) {
    const last = made.at(-1);
    if (last && order(from, last[1]) <= 0)
      made[made.length - 1] = [last[0], order(last[1], to) < 0 ? to : last[1]];
    else made.push([from, to]);
  }
  return made;
}

function complement(stretches: Stretches): Stretches {
  const ends = [start, ...stretches.flat(), end];
  return joined(
    ends.flatMap((from, i) => (i % 2 === 0 ? [[from, ends[i + 1] ?? end] as const] : [])),
  );
}
