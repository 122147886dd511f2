import { dateOf, dayMs, dayNumber } from './local-date.ts';

/** Days that a year may have, 29 February among them; they are numbered from 0, in every year alike. */
export const yearDays = 366;

/** The number of 29 February, which most years leave out. */
export const leapDay = 59;

/** 1 January of a year that has all of them. */
const begin = dayNumber('2024-01-01') ?? 0;

/** Days of such a year before each month. */
const monthStart: readonly number[] = Array.from(
  { length: 12 },
  (_, month) => Date.UTC(2024, month, 1) / dayMs - begin,
);

/** The place in the year of a day number. */
export function yearDayOf(day: number): number {
  const date = new Date(day * dayMs);
  return (monthStart[date.getUTCMonth()] as number) + date.getUTCDate() - 1;
}

/** Reads a day of every year `'MM-DD'`; undefined where there is none. */
export function readYearDay(text: string): number | undefined {
  const day = /^\d{2}-\d{2}$/.test(text) ? dayNumber(`2024-${text}`) : undefined;
  return day === undefined ? undefined : day - begin;
}

/** The text `'MM-DD'` of a place in the year. */
export function yearDayText(yearDay: number): string {
  return dateOf(begin + yearDay).slice(5);
}
