import { dateOf, yearOf } from '@civigrid/calendar';
import type { DueCalendar } from '../budget.ts';
import { ruledOnOrAfter } from './recurrence.ts';
import { numberOf, type Schedule } from './schedule.ts';

/** What a plan asks of a work calendar (工作日历); `workCalendar` of `@civigrid/calendar` has this form. */
export interface TaskCalendar extends DueCalendar {
  /** Whether the day `'YYYY-MM-DD'` is worked, or the year that nobody knows. */
  dayKind(date: string): { readonly ok: true; readonly working: boolean } | Unknown;
}

/** A year that no calendar knows on the way to an answer; nothing is guessed. */
export interface Unknown {
  readonly ok: false;
  /** The calendar's code. */
  readonly code: string;
  readonly year: number;
}

/** One occurrence of a plan (计划日). */
export type PlannedDay = {
  /** The day that the rule names: the name of the occurrence. */
  readonly ruled: string;
  /** The day on which it falls once holidays are looked at. */
  readonly falls: string;
};

/** The last occurrence that was settled, and until when it kept somebody busy. */
export type Settled = PlannedDay & {
  /** The day on which it was planned or settled, whichever is later: `afterDone` counts from it. */
  readonly last: string;
};

/** The next occurrence; no `next` where the plan has come to its end. */
export type NextDay = { readonly ok: true; readonly next?: PlannedDay } | Unknown;

/** So many ruled days in a row without a worked day near them are a calendar that cannot be worked by. */
const patience = 2_000;

/** The first day after `after` that the plan names, holidays not looked at; undefined at its end. */
export function ruledAfter(schedule: Schedule, settled: Settled | undefined): number | undefined {
  const { rule, until, except = [], also = [] } = schedule;
  const first = numberOf(schedule.first);
  const last = until === undefined ? Number.POSITIVE_INFINITY : numberOf(until);
  if (rule === undefined) return settled === undefined ? first : undefined;
  if (rule.every === 'afterDone' && settled !== undefined) {
    // Counted from what was done; never back before a day that the rule had named.
    const base = numberOf(settled.last) + rule.days;
    const day = ruledOnOrAfter(rule, base, numberOf(settled.ruled) + 1);
    return day !== undefined && day <= last ? day : undefined;
  }
  const left = new Set(except.map(numberOf));
  let from = settled === undefined ? first : numberOf(settled.ruled) + 1;
  for (;;) {
    const day = earliest(ruledOnOrAfter(rule, first, from), also.map(numberOf), from);
    if (day === undefined || day > last) return undefined;
    if (!left.has(day)) return day;
    from = day + 1;
  }
}

function earliest(ruled: number | undefined, also: readonly number[], from: number) {
  const further = also.find((day) => day >= from);
  if (ruled === undefined || further === undefined) return ruled ?? further;
  return Math.min(ruled, further);
}

/** The worked day to which a ruled day goes; no `day` where the occurrence falls out. */
function worked(
  day: number,
  schedule: Schedule,
  calendar: TaskCalendar,
): { readonly ok: true; readonly day?: number } | Unknown {
  const { onHoliday } = schedule;
  if (onHoliday === undefined) return { ok: true, day };
  const step = onHoliday === 'before' ? -1 : 1;
  for (let tries = 0; tries < patience; tries++) {
    const there = day + step * tries;
    const kind = calendar.dayKind(dateOf(there));
    if (!kind.ok) return { ok: false, code: kind.code, year: kind.year };
    if (kind.working) return { ok: true, day: there };
    if (onHoliday === 'skip') return { ok: true };
  }
  return { ok: false, code: 'cases/no-workday', year: yearOf(day) };
}

/**
 * The occurrence behind the last settled one, or the first. It follows from the plan and from what was settled, never
 * from how late that was, unless the rule is `afterDone`. Asks the calendar only where holidays matter.
 */
export function nextDay(
  schedule: Schedule,
  settled: Settled | undefined,
  calendar: TaskCalendar,
): NextDay {
  let behind = settled;
  for (let tries = 0; tries < patience; tries++) {
    const ruled = ruledAfter(schedule, behind);
    if (ruled === undefined) return { ok: true };
    const found = worked(ruled, schedule, calendar);
    if (!found.ok) return found;
    const name = dateOf(ruled);
    const { day } = found;
    // One that comes to lie on the day of another, or before it, is the same occurrence.
    if (day !== undefined && (settled === undefined || dateOf(day) > settled.falls))
      return { ok: true, next: { ruled: name, falls: dateOf(day) } };
    behind = { ruled: name, falls: name, last: name };
  }
  return { ok: false, code: 'cases/no-workday', year: Number(behind?.ruled.slice(0, 4)) };
}

/** The days of a plan as far as they are known. */
export interface PlannedDays {
  readonly days: readonly PlannedDay[];
  /** Where no calendar goes on. */
  readonly unknown?: Unknown;
}

/** The last day that a rule may name for an occurrence that falls up to `to`: no year behind it need be known. */
function lastRuled({ onHoliday }: Schedule, to: string, calendar: TaskCalendar): string {
  if (onHoliday !== 'before') return to;
  // What is named on the first worked day behind the span, or later, does not come back into it.
  for (let day = numberOf(to) + 1; day <= numberOf(to) + patience; day++) {
    const kind = calendar.dayKind(dateOf(day));
    if (!kind.ok) return '9998-12-31';
    if (kind.working) return dateOf(day - 1);
  }
  return '9998-12-31';
}

/**
 * The days of a plan from one day to another, both included, as if each were settled on its day: for a calendar on
 * the wall. At most `limit`, 400 if left out.
 */
export function plannedDays(
  schedule: Schedule,
  calendar: TaskCalendar,
  span: { readonly from: string; readonly to: string; readonly limit?: number },
): PlannedDays {
  const { from, to, limit = 400 } = span;
  const days: PlannedDay[] = [];
  const until = lastRuled(schedule, to, calendar);
  const spanned =
    schedule.until !== undefined && schedule.until < until ? schedule : { ...schedule, until };
  let settled: Settled | undefined;
  while (days.length < limit) {
    const found = nextDay(spanned, settled, calendar);
    if (!found.ok) return { days, unknown: found };
    const { next } = found;
    if (next === undefined || next.falls > to) break;
    if (next.falls >= from) days.push(next);
    settled = { ...next, last: next.falls };
  }
  return { days };
}
