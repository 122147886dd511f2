import { dayMs } from './local-date.ts';
import type { Span } from './shifts.ts';
import type { Zone } from './zone.ts';

/** A stretch of instants, from inclusive, to exclusive. */
export type Opening = readonly [from: number, to: number];

const hourMs = 3_600_000;

/** A stretch of time in which local clocks are not moved. */
type Segment = readonly [from: number, to: number, offset: number];

/**
 * The instants of one local day at which a clock on the wall shows a time within the shifts, in order. Where
 * clocks are moved that day, an hour that is skipped is not there and an hour shown twice is there twice.
 */
export function openingsOf(day: number, shifts: readonly Span[], where: Zone): readonly Opening[] {
  const segments =
    day * dayMs - 15 * hourMs >= where.steadyFrom ? [always(day, where)] : segmentsOf(day, where);
  return segments.flatMap(([from, to, offset]) =>
    shifts
      .map(([start, end]): Opening => {
        const midnight = day * dayMs - offset;
        return [Math.max(from, midnight + start * 60_000), Math.min(to, midnight + end * 60_000)];
      })
      .filter(([start, end]) => start < end),
  );
}

function always(day: number, where: Zone): Segment {
  return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, where.offsetAt(day * dayMs)];
}

/** Local days anywhere lie between UTC+14 and UTC−12, a last shift up to a day longer; no zone moves its clocks twice within such a stretch. */
function segmentsOf(day: number, where: Zone): readonly Segment[] {
  const from = day * dayMs - 15 * hourMs;
  const until = day * dayMs + 61 * hourMs;
  const [before, after] = [where.offsetAt(from), where.offsetAt(until)];
  if (before === after) return [[from, until, before]];
  const moved = changeBetween(from, until, where);
  return [
    [from, moved, before],
    [moved, until, after],
  ];
}

/** The first instant at which the offset of `until` holds, by halving. */
function changeBetween(from: number, until: number, where: Zone): number {
  const after = where.offsetAt(until);
  let [low, high] = [from, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (where.offsetAt(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}
