import { refuse } from './calendar-error.ts';
import type { CalendarDay } from './known-days.ts';
import { dateOf, weekdayOf } from './local-date.ts';
import { type Hours, lastEnd, runsInto } from './shifts.ts';
import type { HoursBy } from './timetable.ts';
import { readWeekdays } from './weekdays.ts';
import { leapDay, yearDayOf, yearDays, yearDayText } from './year-day.ts';

/** Which days are worked, and by which hours. Whether a day's year is known is asked elsewhere. */
export interface WorkingDays {
  isWorked(day: number): boolean;
  /** The hours of a day that is worked; undefined of one that is not. */
  hoursOn(day: number): Hours | undefined;
  /** The latest minute at which a shift of a day may end of which only its place in the year is known. */
  latestEnd(day: number): number;
}

const week = [1, 2, 3, 4, 5, 6, 7];

/**
 * Brings hours, weekends and notices together. Refuses with `calendar/bad-weekend`, `calendar/no-timetable` where a
 * workday has no hours, and `calendar/bad-shift` where a night runs into the first shift of the day after it.
 */
export function workingDays(
  hoursBy: HoursBy,
  weekends: readonly number[],
  days: ReadonlyMap<number, CalendarDay>,
): WorkingDays {
  const free = readWeekdays(weekends);
  if (!free)
    throw refuse(
      'calendar/bad-weekend',
      'The weekends are a list of 1 (Monday) to 7 (Sunday), each once.',
    );
  checkPlainWeeks(hoursBy, free);

  const isWorked = (day: number) => {
    const noticed = days.get(day);
    return noticed ? noticed.kind === 'work' : !free.has(weekdayOf(day));
  };
  const hoursOn = (day: number) =>
    isWorked(day) ? hoursBy(yearDayOf(day), days.get(day)?.as ?? weekdayOf(day)) : undefined;

  for (const [day, { kind, date }] of days) {
    if (kind !== 'work') continue;
    if (!hoursOn(day))
      throw refuse('calendar/no-timetable', 'A make-up workday has no timetable.', { date });
    for (const eve of [day - 1, day])
      if (runsInto(hoursOn(eve), hoursOn(eve + 1))) throw runningInto({ date: dateOf(eve) });
  }
  const latestEnd = (day: number) =>
    Math.max(
      ...week.map((weekday) => {
        const hours = hoursBy(yearDayOf(day), weekday);
        return hours ? lastEnd(hours) : 0;
      }),
    );
  return { isWorked, hoursOn, latestEnd };
}

/** Every day of the year falls on every weekday sooner or later. */
function checkPlainWeeks(hoursBy: HoursBy, free: ReadonlySet<number>): void {
  const worked = week.filter((weekday) => !free.has(weekday));
  for (let yearDay = 0; yearDay < yearDays; yearDay++) {
    const after = (yearDay + 1) % yearDays;
    const followers = after === leapDay ? [after, after + 1] : [after];
    for (const weekday of worked) {
      const hours = hoursBy(yearDay, weekday);
      const where = () => ({ day: yearDayText(yearDay), weekday });
      if (!hours) throw refuse('calendar/no-timetable', 'A workday has no timetable.', where());
      const next = (weekday % 7) + 1;
      if (!free.has(next) && followers.some((day) => runsInto(hours, hoursBy(day, next))))
        throw runningInto(where());
    }
  }
}

function runningInto(where: { readonly [key: string]: string | number }): Error {
  return refuse(
    'calendar/bad-shift',
    'The last shift of a day runs into the first one of the day after it.',
    where,
  );
}
