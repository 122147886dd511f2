import { dayMs } from '../day.ts';

/** The weekday of an instant, 0 = Monday, where local time is ahead of UTC by an offset. */
export function weekdayAt(at: number, offsetMs: number): number {
  const days = Math.floor((at + offsetMs) / dayMs);
  // 1970-01-01 was a Thursday.
  return (((days + 3) % 7) + 7) % 7;
}

/** How much time of each weekday lies in a window, half-open, in milliseconds. */
export function timeByWeekday(from: number, until: number, offsetMs: number): Float64Array {
  const time = new Float64Array(7);
  const weeks = Math.max(0, Math.floor((until - from) / (7 * dayMs)) - 1);
  time.fill(weeks * dayMs);
  for (let at = from + weeks * 7 * dayMs; at < until; ) {
    const next = Math.min(until, (Math.floor((at + offsetMs) / dayMs) + 1) * dayMs - offsetMs);
    const weekday = weekdayAt(at, offsetMs);
    time[weekday] = (time[weekday] as number) + next - at;
    at = next;
  }
  return time;
}
