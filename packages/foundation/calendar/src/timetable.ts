import { refuse } from './calendar-error.ts';
import { type Hours, readShifts, type Shift } from './shifts.ts';
import { readWeekdays } from './weekdays.ts';
import { readYearDay, yearDays } from './year-day.ts';

/**
 * Hours of work (作息时间) for a season, for some weekdays, or both: `{ from: '05-01', to: '09-30', shifts }` are
 * summer hours (夏令作息). A shift over midnight goes on by the hours of the day on which it begins.
 */
export interface Timetable {
  /** In order; only the last may run over midnight. */
  readonly shifts: readonly Shift[];
  /** The first day of the season, `'MM-DD'`, in every year; with `to`, or neither. */
  readonly from?: string;
  /**
   * The last day of the season, `'MM-DD'`, which belongs to it; before `from` where the season goes on over the
   * year's end. `'02-29'` is the end of February in every year.
   */
  readonly to?: string;
  /** The weekdays for which it stands, 1 = Monday … 7 = Sunday; all of them if left out. */
  readonly weekdays?: readonly number[];
}

/** The hours of each day of the year by weekday, whether it is worked or not; undefined where none are given. */
export type HoursBy = (yearDay: number, weekday: number) => Hours | undefined;

/**
 * Reads the shifts of every day, or timetables of which the first that applies to a day holds. Refuses with
 * `calendar/bad-shift`, and with `calendar/bad-timetable` also one that never comes to use because those before it
 * apply on all of its days: the general one stands last.
 */
export function readTimetables(list: readonly Shift[] | readonly Timetable[]): HoursBy {
  if (!Array.isArray(list) || list.length === 0 || Array.isArray(list[0])) {
    const hours = readShifts(list);
    return () => hours;
  }
  const table: (Hours | undefined)[] = Array.from({ length: yearDays * 7 }, () => undefined);
  for (let index = 0; index < list.length; index++) {
    const { hours, days, weekdays } = readTimetable(list[index], index);
    let used = false;
    for (const yearDay of days)
      for (const weekday of weekdays) {
        const place = yearDay * 7 + weekday - 1;
        if (table[place]) continue;
        table[place] = hours;
        used = true;
      }
    if (!used) throw bad(index, 'The timetables before it apply on all of its days.');
  }
  return (yearDay, weekday) => table[yearDay * 7 + weekday - 1];
}

interface Read {
  readonly hours: Hours;
  readonly days: readonly number[];
  readonly weekdays: ReadonlySet<number>;
}

function readTimetable(value: unknown, timetable: number): Read {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(timetable, 'A timetable is { shifts, from?, to?, weekdays? }.');
  const { shifts, from, to, weekdays } = value as Readonly<Record<keyof Timetable, unknown>>;
  const hours = readShifts(shifts, { timetable });
  const [first, last] = [seasonDay(from, 0), seasonDay(to, yearDays - 1)];
  if (first === undefined || last === undefined || (from === undefined) !== (to === undefined))
    throw bad(timetable, "A season has a first and a last day, each 'MM-DD'.");
  const on = readWeekdays(weekdays === undefined ? [1, 2, 3, 4, 5, 6, 7] : weekdays);
  if (!on || on.size === 0)
    throw bad(timetable, 'Weekdays are a list of 1 (Monday) to 7 (Sunday), each once.');
  const isIn = (day: number) =>
    first <= last ? first <= day && day <= last : day >= first || day <= last;
  const days = Array.from({ length: yearDays }, (_, day) => day).filter(isIn);
  return { hours, days, weekdays: on };
}

function seasonDay(text: unknown, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return typeof text === 'string' ? readYearDay(text) : undefined;
}

function bad(timetable: number, message: string): Error {
  return refuse('calendar/bad-timetable', message, { timetable });
}
