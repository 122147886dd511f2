import { dayMs } from './local-date.ts';
import { eachOpening, reachAfter, reachBefore } from './openings.ts';
import { lastEnd } from './shifts.ts';
import { steadyTimes } from './steady-times.ts';
import type { WorkingDays } from './working-days.ts';
import type { Zone } from './zone.ts';

/**
 * The working time of a run of years without a hole, as sums: whatever is asked is a difference of two of them. A
 * shift over midnight belongs to the day on which it begins.
 */
export interface WorkRun {
  /** The first day, and the day after the last. */
  readonly firstDay: number;
  readonly endDay: number;
  /** Where shifts run over midnight: when the night before the first day ends at the latest, of which nothing is known, and when the last day's own ends. */
  readonly knownFrom: number;
  readonly knownUntil: number;
  /** When each opening begins and ends, ascending. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Milliseconds worked before each opening; one more entry for all of them. */
  readonly before: Float64Array;
  /** The first opening of each day and of those after it; one more entry for the end. */
  readonly dayStart: Int32Array;
  /** When each workday ends its last shift; how many of them come before each day, one more entry for all. */
  readonly closings: Float64Array;
  readonly workdaysBefore: Int32Array;
}

function dayOf(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1) / dayMs;
}

/** Adds up the working time from the first day of one year to the last day of another. */
export function workRun(
  firstYear: number,
  lastYear: number,
  { hoursOn, latestEnd }: WorkingDays,
  where: Zone,
): WorkRun {
  const [firstDay, endDay] = [dayOf(firstYear), dayOf(lastYear + 1)];
  const days = endDay - firstDay;
  const [since, until] = [(firstDay - 1) * dayMs - reachBefore, endDay * dayMs + reachAfter];
  const steady = steadyTimes(since, until, where);
  const opened: number[] = [];
  const ended: number[] = [];
  const closings: number[] = [];
  const dayStart = new Int32Array(days + 1);
  const workdaysBefore = new Int32Array(days + 1);
  const open = (from: number, to: number) => {
    opened.push(from);
    ended.push(to);
  };
  let begun = 0;
  for (let i = 0; i < days; i++) {
    const day = firstDay + i;
    while ((steady[begun]?.[1] ?? Number.POSITIVE_INFINITY) <= day * dayMs - reachBefore) begun++;
    const hours = hoursOn(day);
    if (hours) eachOpening(day, hours.spans, steady, begun, open);
    const last = ended.length - 1;
    if (last >= (dayStart[i] as number)) closings.push(ended[last] as number);
    dayStart[i + 1] = opened.length;
    workdaysBefore[i + 1] = closings.length;
  }
  const before = new Float64Array(opened.length + 1);
  for (let i = 0; i < opened.length; i++)
    before[i + 1] = (before[i] as number) + (ended[i] as number) - (opened[i] as number);
  /** When a day ends that goes on for so many minutes, if it is over midnight. */
  const nightEnd = (day: number, minutes: number) => {
    let end = Number.NEGATIVE_INFINITY;
    if (minutes > 1440)
      eachOpening(day, [[0, minutes]], steady, 0, (_, to) => {
        end = to;
      });
    return end;
  };
  const lastHours = hoursOn(endDay - 1);
  return {
    firstDay,
    endDay,
    knownFrom: nightEnd(firstDay - 1, latestEnd(firstDay - 1)),
    knownUntil: nightEnd(endDay - 1, lastHours ? lastEnd(lastHours) : 0),
    from: Float64Array.from(opened),
    to: Float64Array.from(ended),
    before,
    dayStart,
    closings: Float64Array.from(closings),
    workdaysBefore,
  };
}

/** The first opening of a run that ends after an instant, which lies on a day. */
export function openingAfter(
  { to, dayStart, firstDay, endDay }: WorkRun,
  day: number,
  at: number,
): number {
  // what is open may have begun the evening before
  let i = dayStart[Math.max(0, Math.min(day, endDay) - 1 - firstDay)] as number;
  while (i < to.length && (to[i] as number) <= at) i++;
  return i;
}

/** Milliseconds worked from the beginning of a run to an instant, whose next opening is known. */
export function workedUntil({ from, before }: WorkRun, opening: number, at: number): number {
  return (before[opening] as number) + Math.max(0, at - (from[opening] ?? at));
}

/** The earliest instant by which so much of a run was worked, looked for from an opening on; undefined where it is more than all. */
export function instantOf(
  { from, before }: WorkRun,
  worked: number,
  opening: number,
): number | undefined {
  const count = from.length;
  if (worked > (before[count] as number)) return undefined;
  let low = opening;
  let step = 1;
  while (low + step < count && (before[low + step] as number) < worked) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, count);
  // before[low] < worked <= before[high]
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((before[middle] as number) < worked) low = middle;
    else high = middle;
  }
  return (from[low] as number) + worked - (before[low] as number);
}

/** The years of a run without a hole, first and last, for each known year. */
export function runsOf(
  years: Iterable<number>,
): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const year of [...years].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1];
    if (last && last[1] === year - 1) last[1] = year;
    else runs.push([year, year]);
  }
  return runs;
}
