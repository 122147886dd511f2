import { dateOf, dayMs, weekdayOf } from './local-date.ts';
import type { Zone } from './zone.ts';

/** What clock and calendar on the wall show at an instant (当地时间). */
export interface ZonedTime {
  /** The local day, `'YYYY-MM-DD'`. */
  readonly date: string;
  /** Whole minutes since local midnight, by the clock: 0 to 1439. */
  readonly minute: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
}

/** The local day number (days since 1970-01-01 on the wall's calendar) at an instant. */
export function localDay(at: number, where: Zone): number {
  return Math.floor((at + where.offsetAt(at)) / dayMs);
}

/** What clock and calendar on the wall show at the instant `at` (UTC ms, within the years 0 to 9999). */
export function zonedTime(at: number, where: Zone): ZonedTime {
  const week = weekMinute(at, where);
  return {
    date: dateOf(localDay(at, where)),
    minute: week % 1440,
    weekday: Math.floor(week / 1440) + 1,
  };
}

/** Whole minutes since local Monday 00:00 by the clock, 0 to 10,079, at the instant `at` (UTC ms). */
export function weekMinute(at: number, where: Zone): number {
  const local = at + where.offsetAt(at);
  const day = Math.floor(local / dayMs);
  return (weekdayOf(day) - 1) * 1440 + Math.floor((local - day * dayMs) / 60_000);
}
