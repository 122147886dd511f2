const day = 86_400_000;

/** The weekday of an instant, 0 = Monday, where local time is ahead of UTC by an offset. */
export function weekdayAt(at: number, offsetMs: number): number {
  const days = Math.floor((at + offsetMs) / day);
  // 1970-01-01 was a Thursday.
  return (((days + 3) % 7) + 7) % 7;
}

/** How much time of each weekday lies in a window, half-open, in milliseconds. */
export function timeByWeekday(from: number, until: number, offsetMs: number): Float64Array {
  const time = new Float64Array(7);
  const weeks = Math.max(0, Math.floor((until - from) / (7 * day)) - 1);
  time.fill(weeks * day);
  for (let at = from + weeks * 7 * day; at < until; ) {
    const next = Math.min(until, (Math.floor((at + offsetMs) / day) + 1) * day - offsetMs);
    const weekday = weekdayAt(at, offsetMs);
    time[weekday] = (time[weekday] as number) + next - at;
    at = next;
  }
  return time;
}
