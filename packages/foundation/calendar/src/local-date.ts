/** Milliseconds of a plain day of 24 hours. */
export const dayMs = 86_400_000;

/**
 * Reads a local day (当地日期) `'YYYY-MM-DD'` as the number of days since 1970-01-01; undefined where the text is
 * no day of the calendar (`'2026-02-30'`).
 */
export function dayNumber(date: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  // Set by parts: Date.UTC would read the years 0 to 99 as 1900 to 1999.
  const read = new Date(0);
  read.setUTCFullYear(year, month - 1, day);
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) return undefined;
  return read.getTime() / dayMs;
}

/** Whether a value is a day `'YYYY-MM-DD'` that the calendar has (日期). */
export function isLocalDate(value: unknown): value is string {
  return typeof value === 'string' && dayNumber(value) !== undefined;
}

/** The text `'YYYY-MM-DD'` of a day number, for the years 0 to 9999. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The civil year of a day number. */
export function yearOf(day: number): number {
  return new Date(day * dayMs).getUTCFullYear();
}

/** The weekday of a day number: 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday; the second remainder brings days before it above zero.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
