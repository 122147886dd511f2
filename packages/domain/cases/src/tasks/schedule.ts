import { dayNumber, findZone, minuteOfDay } from '@civigrid/calendar';
import { defined } from '@civigrid/kernel';
import { type Budget, isBudget } from '../budget.ts';
import { isPlanDay, isRecurrence, type Recurrence } from './recurrence.ts';
import { refusal } from './task-error.ts';

/** When on its day a task may begin, and how much time it then has (时间窗). */
export type TaskWindow = {
  /** `'HH:MM'` on the clock of the zone. */
  readonly opens: string;
  /** From then on: plain or working time. */
  readonly budget: Budget;
};

/**
 * What becomes of an occurrence whose day is not worked: it falls out (`skip`), or goes to the nearest worked day
 * `before` or `after` it. Two that come to lie on one day are one.
 */
export type HolidayRule = 'skip' | 'before' | 'after';

/** On which days, within which hours (计划): days are `'YYYY-MM-DD'`, local to the zone. */
export type Schedule = {
  /** IANA name, `'Asia/Shanghai'` in the record where it was left out. */
  readonly zone: string;
  /** The first day on which it may fall; without a rule the only one. */
  readonly first: string;
  readonly window: TaskWindow;
  readonly rule?: Recurrence;
  /** The last day that the rule may name. */
  readonly until?: string;
  /** Days that the rule names and that are left out, before holidays are looked at. */
  readonly except?: readonly string[];
  /** Further days, besides those of the rule. */
  readonly also?: readonly string[];
  /** Workdays only, by the calendar that is passed in; any day if left out. */
  readonly onHoliday?: HolidayRule;
};

/** A schedule as it is handed over: its zone may be left out. */
export type ScheduleInput = Omit<Schedule, 'zone'> & { readonly zone?: string };

const holidayRules: readonly unknown[] = [undefined, 'skip', 'before', 'after'];

/** More exceptions than a plan of many years needs. */
const mostDays = 400;

const areDays = (list: readonly string[] | undefined) =>
  list === undefined || (Array.isArray(list) && list.length <= mostDays && list.every(isPlanDay));

/** The part of a schedule that is wrong, or undefined. */
function wrongPart({ zone, first, window, rule, until, except, also, onHoliday }: Schedule) {
  if (typeof zone !== 'string' || findZone(zone) === undefined) return 'zone';
  if (!isPlanDay(first)) return 'first';
  const opens = typeof window?.opens === 'string' ? minuteOfDay(window.opens) : undefined;
  if (opens === undefined || opens === 1440) return 'window.opens';
  if (!isBudget(window.budget)) return 'window.budget';
  if (rule !== undefined && !isRecurrence(rule)) return 'rule';
  if (until !== undefined && (!isPlanDay(until) || until < first)) return 'until';
  // What drifts names no days beforehand that could be left out or added.
  const fixed = rule !== undefined && rule.every !== 'afterDone';
  if (!areDays(except) || (except !== undefined && !fixed)) return 'except';
  if (!areDays(also) || (also !== undefined && !fixed)) return 'also';
  if (also?.some((day) => day < first)) return 'also';
  return holidayRules.includes(onHoliday) ? undefined : 'onHoliday';
}

/** The schedule as the record keeps it; refuses with `cases/invalid-schedule`, `part` says where. */
export function checkedSchedule(input: ScheduleInput): Schedule {
  const given = { ...input, zone: input?.zone ?? 'Asia/Shanghai' } as Schedule;
  const part = wrongPart(given);
  if (part !== undefined)
    throw refusal('cases/invalid-schedule', 'The plan cannot be read.', { part });
  const { zone, first, window, rule, until, except, also, onHoliday } = given;
  const { opens, budget } = window;
  return defined<Schedule>({
    zone,
    first,
    window: { opens, budget: { value: budget.value, unit: budget.unit } },
    rule: rule && ruleOf(rule),
    until,
    except: except && [...except].sort(),
    also: also && [...also].sort(),
    onHoliday,
  });
}

/** A copy that holds nothing besides. */
function ruleOf(rule: Recurrence): Recurrence {
  switch (rule.every) {
    case 'day':
      return { every: 'day', interval: rule.interval };
    case 'week':
      return { every: 'week', interval: rule.interval, weekdays: [...rule.weekdays] };
    case 'monthDay':
      return { every: 'monthDay', interval: rule.interval, day: rule.day };
    case 'monthWeekday': {
      const { interval, nth, weekday } = rule;
      return { every: 'monthWeekday', interval, nth, weekday };
    }
    case 'afterDone':
      return { every: 'afterDone', days: rule.days };
  }
}

/** The number of a day that was checked before. */
export function numberOf(day: string): number {
  return dayNumber(day) as number;
}
