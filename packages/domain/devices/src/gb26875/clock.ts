import { beijingMs, civil } from '../intake/written-instant.ts';

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
  const wall = civil(2000 + (bytes[at + 5] as number), month, day, hour, minute, second);
  return Number.isNaN(wall) ? undefined : wall - beijingMs;
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
