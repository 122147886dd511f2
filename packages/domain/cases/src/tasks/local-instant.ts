import { dateOf, localDay, minuteOfDay, zone } from '@civigrid/calendar';
import { dayMs } from '../day.ts';
import { numberOf } from './schedule.ts';

/**
 * The instant (UTC ms) at which the clock of the zone shows `'HH:MM'` on a day: the earlier one where it shows it
 * twice, and as long after midnight where clocks jump over it.
 */
export function instantOn(day: string, time: string, zoneName: string): number {
  const where = zone(zoneName);
  const local = numberOf(day) * dayMs + (minuteOfDay(time) as number) * 60_000;
  const before = local - where.offsetAt(local - dayMs);
  if (before + where.offsetAt(before) === local) return before;
  const after = local - where.offsetAt(local + dayMs);
  return after + where.offsetAt(after) === local ? after : before;
}

/** The day (`'YYYY-MM-DD'`) that the calendar on the wall of the zone shows at an instant. */
export function dayAt(at: number, zoneName: string): string {
  return dateOf(localDay(at, zone(zoneName)));
}

/** The later of two days; their texts sort like the days. */
export function laterDay(one: string, other: string): string {
  if (one > other) return one;
  return other;
}
