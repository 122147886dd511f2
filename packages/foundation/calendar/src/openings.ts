import { dayMs } from './local-date.ts';
import type { Span } from './shifts.ts';
import type { SteadyTime } from './steady-times.ts';

const hourMs = 3_600_000;

/** Before and after the UTC midnight of a local day: no clock was ever farther from UTC, and a last shift ends up to two days after it. */
export const reachBefore: number = 16 * hourMs;
export const reachAfter: number = 64 * hourMs;

/**
 * Calls `open` with each stretch of instants (from inclusive, to exclusive) of one local day at which a clock on the
 * wall shows a time within the shifts, in order. Where clocks are moved that day, an hour that is skipped is not there
 * and an hour shown twice is there twice. `steady` are the stretches of steady clocks about that day, of which those
 * before `first` have ended.
 */
export function eachOpening(
  day: number,
  spans: readonly Span[],
  steady: readonly SteadyTime[],
  first: number,
  open: (from: number, to: number) => void,
): void {
  for (let i = first; i < steady.length; i++) {
    const [from, to, offset] = steady[i] as SteadyTime;
    if (from >= day * dayMs + reachAfter) break;
    const midnight = day * dayMs - offset;
    for (const [start, end] of spans) {
      const opens = Math.max(from, midnight + start * 60_000);
      const closes = Math.min(to, midnight + end * 60_000);
      if (opens < closes) open(opens, closes);
    }
  }
}
