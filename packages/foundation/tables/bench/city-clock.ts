/** Beijing has no summer time. The epoch was a Thursday. */
const beijingMinutes = 8 * 60 + 3 * 1440;

/** The minute of the week in Beijing, from Monday 00:00; -1 where there is no instant. */
export function minuteOfWeek(at: unknown): number {
  return typeof at === 'number' ? (Math.floor(at / 60_000) + beijingMinutes) % 10_080 : -1;
}

/** The minute of the day of `HH:MM`. */
export function minuteOfDay(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
