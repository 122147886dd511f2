import { amountMs, type Budget, isAmount, isCalendarUnit } from './budget.ts';
import { refuse } from './calendar-error.ts';
import { isInstant } from './instant.ts';
import { type CalendarYears, readYears } from './known-days.ts';
import { dayNumber, yearOf } from './local-date.ts';
import type { Shift } from './shifts.ts';
import { readTimetables, type Timetable } from './timetable.ts';
import { instantOf, openingAfter, runsOf, type WorkRun, workedUntil, workRun } from './work-run.ts';
import { workingDays } from './working-days.ts';
import { zone as zoneOf } from './zone.ts';
import { localDay } from './zoned-time.ts';

/** The answer of a calendar that was asked about a year without data: the first one on the way. Never a guess. */
export interface UnknownYear {
  readonly ok: false;
  readonly code: 'calendar/unknown-year';
  readonly year: number;
}

/** An instant (UTC ms), or the year that is missing. */
export type InstantResult = { readonly ok: true; readonly at: number } | UnknownYear;

/** Working minutes (fractions where seconds count), or the year that is missing. */
export type MinutesResult = { readonly ok: true; readonly minutes: number } | UnknownYear;

/** Whether work is going on, or the year that is missing. */
export type OpenResult = { readonly ok: true; readonly open: boolean } | UnknownYear;

/** What a day is: plain workday (工作日), plain weekend (周休息日), day off by notice (节假日), make-up workday (调休). */
export type DayKind = 'workday' | 'weekend' | 'off' | 'makeUp';

/** What a day is and why, or the year that is missing. */
export type DayResult =
  | {
      readonly ok: true;
      readonly kind: DayKind;
      readonly working: boolean;
      /** The notice's name for it. */
      readonly name?: string;
      /** What says so, where it was given: the row's own source, else that of its year's notice. */
      readonly source?: string;
      /** Of a make-up workday: the weekday by whose hours it is worked, where the notice names one. */
      readonly as?: number;
    }
  | UnknownYear;

/** The shifts of a day in order, none where it is not worked, or the year that is missing. */
export type ShiftsResult = { readonly ok: true; readonly shifts: readonly Shift[] } | UnknownYear;

/** What a work calendar is made of. */
export interface WorkCalendarOptions {
  /** `'Asia/Shanghai'` if left out; see {@link zone} for the names. */
  readonly zone?: string;
  /**
   * The shifts of every workday, in order; or timetables by season and weekday, of which the first that applies to a
   * day holds. Every workday must have one.
   */
  readonly shifts: readonly Shift[] | readonly Timetable[];
  /** The weekdays that are off unless a notice says otherwise, 1 = Monday … 7 = Sunday; `[6, 7]` if left out, perhaps none. */
  readonly weekends?: readonly number[];
  /** The yearly notices: for the mainland `chinaCalendarYears` of the subpath `./china`. */
  readonly years: CalendarYears;
}

/** Working time (工作时) of one place. Instants are UTC ms, intervals half-open, days local to the zone. */
export interface WorkCalendar {
  readonly zone: string;
  /** The years that have data, ascending. */
  readonly years: readonly number[];
  /**
   * When a limit that starts at `at` is due. `minute hour day` are plain time and need no year. `workMinute` and
   * `workHour` end at the earliest instant by which that much was worked: the end of a shift, not the next
   * opening. `workDay` does not count the day of `at` and ends with the last shift of the n-th workday after it
   * (《民法典》第二百零一条、第二百零三条). 0 of any unit is `at`. Refuses with `calendar/unknown-unit`,
   * `calendar/bad-value`, `calendar/bad-instant`.
   */
  add(at: number, budget: Budget): InstantResult;
  /** Working minutes from `from` up to `to`; negative where `to` lies before `from`. */
  between(from: number, to: number): MinutesResult;
  /** Whether `at` lies within a shift of a workday. */
  isOpen(at: number): OpenResult;
  /** `at` itself where work is going on, else the next instant at which it begins. */
  nextOpen(at: number): InstantResult;
  /** What the day `'YYYY-MM-DD'` is, and what says so; refuses with `calendar/bad-date`. */
  dayKind(date: string): DayResult;
  /** By which shifts the day `'YYYY-MM-DD'` is worked; refuses with `calendar/bad-date`. */
  shiftsOn(date: string): ShiftsResult;
}

/**
 * Makes a work calendar from a zone, shifts, weekends and yearly notices. Refuses with `calendar/unknown-zone`,
 * `calendar/bad-shift`, `calendar/bad-timetable`, `calendar/no-timetable`, `calendar/bad-weekend`, `calendar/bad-year`,
 * `calendar/too-many-years`, `calendar/bad-day`, `calendar/conflicting-day`.
 *
 * @example
 * const calendar = workCalendar({ shifts: [['08:30', '12:00'], ['14:00', '17:30']], years: chinaCalendarYears });
 * const due = calendar.add(filedAt, { value: 5, unit: 'workDay' });
 */
export function workCalendar(options: WorkCalendarOptions): WorkCalendar {
  const where = zoneOf(options.zone ?? 'Asia/Shanghai');
  const hoursBy = readTimetables(options.shifts);
  const { years, days } = readYears(options.years);
  const weekends = options.weekends === undefined ? [6, 7] : options.weekends;
  const plan = workingDays(hoursBy, weekends, days);

  const spans = runsOf(years.keys());
  const runs: (WorkRun | undefined)[] = spans.map(() => undefined);
  let latest: WorkRun | undefined;
  /** The run in which a day lies, added up when it is first asked for; undefined where nobody knows the day's year. */
  const runOf = (day: number): WorkRun | undefined => {
    if (latest && day >= latest.firstDay && day < latest.endDay) return latest;
    const year = yearOf(day);
    const i = spans.findIndex(([first, last]) => first <= year && year <= last);
    const span = spans[i];
    if (!span) return undefined;
    latest = runs[i] ?? workRun(span[0], span[1], plan, where);
    runs[i] = latest;
    return latest;
  };

  /** The run that knows whether an instant is worked, or the first year on the way that nobody knows. */
  const runAt = (at: number, day: number): WorkRun | UnknownYear => {
    const run = runOf(day);
    if (run) return at < run.knownFrom ? unknown(yearOf(run.firstDay - 1)) : run;
    const eve = runOf(day - 1);
    return eve && at < eve.knownUntil ? eve : unknown(yearOf(day));
  };
  const beyond = ({ endDay }: WorkRun) => unknown(yearOf(endDay));

  function afterWork(at: number, amount: number): InstantResult {
    const day = localDay(at, where);
    const run = runAt(at, day);
    if (isUnknown(run)) return run;
    const opening = openingAfter(run, day, at);
    const due = instantOf(run, workedUntil(run, opening, at) + amount, opening);
    return due === undefined ? beyond(run) : { ok: true, at: due };
  }

  function afterDays(at: number, count: number): InstantResult {
    const today = localDay(at, where);
    const run = runOf(today);
    if (!run) return unknown(yearOf(today));
    const past = run.workdaysBefore[today - run.firstDay + 1] as number;
    const due = run.closings[past + count - 1];
    return due === undefined ? beyond(run) : { ok: true, at: due };
  }

  function worked(from: number, to: number): MinutesResult {
    if (from === to) return { ok: true, minutes: 0 };
    const day = localDay(from, where);
    const run = runAt(from, day);
    if (isUnknown(run)) return run;
    // the day of the last millisecond: an end at midnight asks nothing of the day that begins there
    const until = localDay(to - 1, where);
    if (until >= run.endDay && to > run.knownUntil) return beyond(run);
    const start = workedUntil(run, openingAfter(run, day, from), from);
    return {
      ok: true,
      minutes: (workedUntil(run, openingAfter(run, until, to), to) - start) / 60_000,
    };
  }

  return Object.freeze<WorkCalendar>({
    zone: where.name,
    years: Object.freeze([...years.keys()].sort((a, b) => a - b)),

    add(at, { value, unit }) {
      instant(at);
      if (!isCalendarUnit(unit))
        throw refuse('calendar/unknown-unit', 'No such unit of time.', { unit: String(unit) });
      if (!isAmount(value, unit))
        throw refuse('calendar/bad-value', 'A limit is at least 0, finite, and whole in workDay.', {
          unit,
          value: String(value),
        });
      if (unit === 'workDay') return value === 0 ? { ok: true, at } : afterDays(at, value);
      const amount = amountMs(value, unit);
      if (amount > 0 && (unit === 'workMinute' || unit === 'workHour'))
        return afterWork(at, amount);
      const due = at + amount;
      if (!isInstant(due))
        throw refuse('calendar/bad-value', 'The limit ends after the year 9998.', {
          unit,
          value,
        });
      return { ok: true, at: due };
    },

    between(from, to) {
      instant(from);
      instant(to);
      if (from <= to) return worked(from, to);
      const back = worked(to, from);
      return back.ok ? { ok: true, minutes: 0 - back.minutes } : back;
    },

    isOpen(at) {
      instant(at);
      const day = localDay(at, where);
      const run = runAt(at, day);
      if (isUnknown(run)) return run;
      const opening = openingAfter(run, day, at);
      return { ok: true, open: at >= (run.from[opening] ?? Number.POSITIVE_INFINITY) };
    },

    nextOpen(at) {
      instant(at);
      const day = localDay(at, where);
      const run = runAt(at, day);
      if (isUnknown(run)) return run;
      const next = run.from[openingAfter(run, day, at)];
      return next === undefined ? beyond(run) : { ok: true, at: Math.max(next, at) };
    },

    dayKind(date) {
      const day = dayOf(date);
      const year = yearOf(day);
      if (!years.has(year)) return unknown(year);
      const noticed = days.get(day);
      const working = plan.isWorked(day);
      const source = noticed ? noticed.source : years.get(year);
      return {
        ok: true,
        kind: kindOf(noticed !== undefined, working),
        working,
        ...(noticed?.name === undefined ? {} : { name: noticed.name }),
        ...(source === undefined ? {} : { source }),
        ...(noticed?.as === undefined ? {} : { as: noticed.as }),
      };
    },

    shiftsOn(date) {
      const day = dayOf(date);
      const year = yearOf(day);
      return years.has(year)
        ? { ok: true, shifts: plan.hoursOn(day)?.shifts ?? [] }
        : unknown(year);
    },
  });
}

function kindOf(noticed: boolean, working: boolean): DayKind {
  if (noticed) return working ? 'makeUp' : 'off';
  return working ? 'workday' : 'weekend';
}

function dayOf(date: string): number {
  const day = typeof date === 'string' ? dayNumber(date) : undefined;
  if (day === undefined)
    throw refuse('calendar/bad-date', "A day is a text 'YYYY-MM-DD' that the calendar has.");
  return day;
}

function unknown(year: number): UnknownYear {
  return { ok: false, code: 'calendar/unknown-year', year };
}

function isUnknown(found: WorkRun | UnknownYear): found is UnknownYear {
  return 'ok' in found;
}

function instant(at: number): void {
  if (!isInstant(at))
    throw refuse(
      'calendar/bad-instant',
      'An instant is whole milliseconds within the years 1 to 9998.',
    );
}
