import { dayNumber, isLocalDate, weekdayOf } from '@civigrid/calendar';
import { dayMs } from '../day.ts';

/**
 * On which days a task comes again (重复规则), before holidays are looked at. Months and weeks are counted from the
 * first day of the plan; a `monthDay` that a month lacks is its last day; weekdays are 1 = Monday … 7 = Sunday.
 * `afterDone` alone counts from the day on which the last occurrence was settled: it may drift, the others never do.
 */
export type Recurrence =
  | { readonly every: 'day'; readonly interval: number }
  | { readonly every: 'week'; readonly interval: number; readonly weekdays: readonly number[] }
  | { readonly every: 'monthDay'; readonly interval: number; readonly day: number }
  | {
      readonly every: 'monthWeekday';
      readonly interval: number;
      /** The first to the fourth of its kind in the month, or the last. */
      readonly nth: 1 | 2 | 3 | 4 | 'last';
      readonly weekday: number;
    }
  | { readonly every: 'afterDone'; readonly days: number };

/** Longer than any round that people keep, in days, weeks or months. */
const longest = 400;

/** The last day that a plan may name: days behind it have no four digits for long. */
const lastDay = dayNumber('9998-12-31') ?? 0;

const within = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;

/** Whether a value is a rule of recurrence with all its figures in range. */
export function isRecurrence(value: unknown): value is Recurrence {
  if (typeof value !== 'object' || value === null) return false;
  const rule = value as Readonly<Record<string, unknown>>;
  const { every, interval, weekdays, day, nth, weekday, days } = rule;
  if (every === 'afterDone') return within(days, longest);
  if (!within(interval, longest)) return false;
  switch (every) {
    case 'day':
      return true;
    case 'week':
      return (
        Array.isArray(weekdays) &&
        weekdays.length > 0 &&
        weekdays.every((each) => within(each, 7)) &&
        new Set(weekdays).size === weekdays.length
      );
    case 'monthDay':
      return within(day, 31);
    case 'monthWeekday':
      return within(weekday, 7) && (nth === 'last' || within(nth, 4));
    default:
      return false;
  }
}

/** The day number of the first of a month, months counted from January of the year 0. */
function firstOf(month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return date.getTime() / dayMs;
}

function monthOf(day: number): number {
  const date = new Date(day * dayMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

type Monthly = Extract<Recurrence, { readonly every: 'monthDay' | 'monthWeekday' }>;

function dayInMonth(rule: Monthly, month: number): number {
  const first = firstOf(month);
  const end = firstOf(month + 1);
  if (rule.every === 'monthDay') return Math.min(first + rule.day, end) - 1;
  if (rule.nth === 'last') return end - 1 - ((weekdayOf(end - 1) - rule.weekday + 7) % 7);
  return first + ((rule.weekday - weekdayOf(first) + 7) % 7) + 7 * (rule.nth - 1);
}

/** The smallest step from `start` by `interval` that reaches `value`. */
const reaching = (start: number, interval: number, value: number) =>
  start + Math.max(0, Math.ceil((value - start) / interval)) * interval;

/**
 * The first day that the rule names on or after `from`, counted from the day `first`; undefined behind the last day
 * of all plans. A few steps of arithmetic however far `from` lies ahead. All are day numbers.
 */
export function ruledOnOrAfter(rule: Recurrence, first: number, from: number): number | undefined {
  const day = unbounded(rule, first, Math.max(from, first));
  return day <= lastDay ? day : undefined;
}

function unbounded(rule: Recurrence, first: number, from: number): number {
  switch (rule.every) {
    case 'day':
      return reaching(first, rule.interval, from);
    case 'afterDone':
      return reaching(first, rule.days, from);
    case 'week': {
      const monday = first - weekdayOf(first) + 1;
      const thisWeek = from - weekdayOf(from) + 1;
      const days = [...rule.weekdays].sort((a, b) => a - b);
      const week = reaching(monday, rule.interval * 7, thisWeek);
      const found = days.find((weekday) => week + weekday - 1 >= from);
      return found === undefined
        ? week + rule.interval * 7 + (days[0] as number) - 1
        : week + found - 1;
    }
    case 'monthDay':
    case 'monthWeekday': {
      const month = reaching(monthOf(first), rule.interval, monthOf(from));
      const day = dayInMonth(rule, month);
      return day >= from ? day : dayInMonth(rule, month + rule.interval);
    }
  }
}

/** Whether a value is a day that a plan may name. */
export function isPlanDay(value: unknown): value is string {
  return isLocalDate(value) && (dayNumber(value) as number) <= lastDay;
}
