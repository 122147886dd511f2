const beijingMs = 8 * 3_600_000;
const dayMs = 86_400_000;
/** Days from 1970-01-01 to 2000-01-01. */
const daysTo2000 = 10_957;
const monthDays = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
const daysBefore = Uint16Array.of(0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334);

/** Of the years 2000 to 2255, counted from 2000. */
const isLeap = (year: number): boolean => (year & 3) === 0 && year !== 100 && year !== 200;

/**
 * Second, minute, hour, day, month, year − 2000, each a binary byte (时间标签); wall time of +08:00 as UTC milliseconds,
 * or undefined where the calendar has no such time.
 */
export function readClock(bytes: Uint8Array, at: number): number | undefined {
  const second = bytes[at] as number;
  const minute = bytes[at + 1] as number;
  const hour = bytes[at + 2] as number;
  const day = bytes[at + 3] as number;
  const month = bytes[at + 4] as number;
  const year = bytes[at + 5] as number;
  if (second > 59 || minute > 59 || hour > 23 || day === 0 || month === 0 || month > 12)
    return undefined;
  const leap = isLeap(year);
  if (day > (monthDays[month] as number) + (month === 2 && leap ? 1 : 0)) return undefined;
  const leapYears = ((year + 3) >> 2) - (year > 100 ? 1 : 0) - (year > 200 ? 1 : 0);
  const days = 365 * year + leapYears + (daysBefore[month] as number) + (month > 2 && leap ? 1 : 0);
  const wall = (daysTo2000 + days + day - 1) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
  return wall - beijingMs;
}

/** Writes UTC milliseconds as the six bytes of a wall time of +08:00; a year outside 2000 to 2255 is held at the nearest. */
export function writeClock(out: Uint8Array, at: number, instant: number): void {
  const wall = new Date(instant + beijingMs);
  out.set(
    [
      wall.getUTCSeconds(),
      wall.getUTCMinutes(),
      wall.getUTCHours(),
      wall.getUTCDate(),
      wall.getUTCMonth() + 1,
      Math.min(Math.max(wall.getUTCFullYear() - 2000, 0), 255),
    ],
    at,
  );
}
