import { minuteOfDay } from '@civigrid/calendar';
import type { LimitHours } from './limit-row.ts';

/** The minutes of a day in which a row holds, as one or two half-open spans; undefined where they cannot be read. */
export function minutesOf(
  hours: LimitHours | undefined,
): readonly (readonly [from: number, to: number])[] | undefined {
  if (hours === undefined) return [[0, 1440]];
  if (typeof hours !== 'object' || hours === null) return undefined;
  const { from = '00:00', to = '24:00' } = hours;
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  const [start, end] = [minuteOfDay(from), minuteOfDay(to)];
  if (start === undefined || end === undefined || start === 1440 || start === end) return undefined;
  if (start < end) return [[start, end]];
  return end === 0
    ? [[start, 1440]]
    : [
        [0, end],
        [start, 1440],
      ];
}

/** Whether a minute of the day lies within the hours of a row. */
export function holdsAt(hours: LimitHours | undefined, minute: number): boolean {
  return minutesOf(hours)?.some(([from, to]) => from <= minute && minute < to) === true;
}

/** Whether two rows hold at one minute of the day. */
export function meet(one: LimitHours | undefined, other: LimitHours | undefined): boolean {
  const others = minutesOf(other) ?? [];
  return (minutesOf(one) ?? []).some(([from, to]) =>
    others.some(([start, end]) => from < end && start < to),
  );
}
