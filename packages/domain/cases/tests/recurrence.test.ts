import { dateOf, dayNumber, weekdayOf, workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import {
  checkedSchedule,
  type PlannedDay,
  plannedDays,
  type Recurrence,
  type ScheduleInput,
} from '@civigrid/cases/tasks';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const china = workCalendar({
  shifts: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
  years: chinaCalendarYears,
});

const number = (day: string) => dayNumber(day) as number;
const window = { opens: '09:00', budget: { value: 8, unit: 'hour' } } as const;
const planned = (input: Omit<ScheduleInput, 'window'>, from: string, to: string) =>
  plannedDays(checkedSchedule({ ...input, window }), china, { from, to });
const falls = (input: Omit<ScheduleInput, 'window'>, from: string, to: string) =>
  planned(input, from, to).days.map((day) => day.falls);

/** Whether the rule names a day, read off the words of the rule, one day at a time. */
function names(rule: Recurrence, first: number, day: number): boolean {
  if (day < first) return false;
  const [then, now] = [dateOf(first), dateOf(day)];
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  switch (rule.every) {
    case 'day':
      return (day - first) % rule.interval === 0;
    case 'week': {
      const week = (each: number) => Math.floor((each - number('2024-01-01')) / 7);
      return (
        (week(day) - week(first)) % rule.interval === 0 && rule.weekdays.includes(weekdayOf(day))
      );
    }
    case 'monthDay': {
      if ((months(now) - months(then)) % rule.interval !== 0) return false;
      const isLast = dateOf(day + 1).slice(8) === '01';
      return isLast ? rule.day >= Number(now.slice(8)) : rule.day === Number(now.slice(8));
    }
    case 'monthWeekday': {
      if ((months(now) - months(then)) % rule.interval !== 0) return false;
      if (weekdayOf(day) !== rule.weekday) return false;
      if (rule.nth === 'last') return dateOf(day + 7).slice(0, 7) !== now.slice(0, 7);
      return Math.ceil(Number(now.slice(8)) / 7) === rule.nth;
    }
    case 'afterDone':
      return (day - first) % rule.days === 0;
  }
}

/** The naive reading: walk day by day, shift holidays day by day, drop what lies on a day that is taken. */
function walked(
  input: Omit<ScheduleInput, 'window'>,
  to: number,
): { days: PlannedDay[]; unknown: boolean } {
  const { first, rule, until = '9000-01-01', except = [], also = [], onHoliday } = input;
  const days: PlannedDay[] = [];
  let last = '';
  const working = (day: number) => {
    const kind = china.dayKind(dateOf(day));
    if (!kind.ok) throw new RangeError('unknown');
    return kind.working;
  };
  try {
    for (let day = number(first); day <= Math.min(to + 3_000, number(until)); day++) {
      const text = dateOf(day);
      // Behind the span only what goes back over days off could still fall into it.
      if (day > to && onHoliday !== 'before') break;
      if (day > to && china.dayKind(text).ok && working(day)) break;
      const named = rule === undefined ? text === first : names(rule, number(first), day);
      if (!(named || also.includes(text)) || except.includes(text)) continue;
      let there = day;
      if (onHoliday === 'skip' && !working(day)) continue;
      if (onHoliday === 'before') while (!working(there)) there--;
      if (onHoliday === 'after') while (!working(there)) there++;
      if (dateOf(there) <= last) continue;
      if (there > to) break;
      last = dateOf(there);
      days.push({ ruled: text, falls: last });
    }
  } catch (error) {
    if (error instanceof RangeError) return { days, unknown: true };
    throw error;
  }
  return { days, unknown: false };
}

const day = fc
  .integer({ min: number('2023-12-20'), max: number('2026-12-20') })
  .map((each) => dateOf(each));
const interval = fc.integer({ min: 1, max: 5 });
const rule: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), interval }),
  fc.record({
    every: fc.constant('week' as const),
    interval,
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  }),
  fc.record({
    every: fc.constant('monthDay' as const),
    interval,
    day: fc.integer({ min: 1, max: 31 }),
  }),
  fc.record({
    every: fc.constant('monthWeekday' as const),
    interval,
    nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 'last' as const),
    weekday: fc.integer({ min: 1, max: 7 }),
  }),
);

test('the engine names the days that a walk day by day names, holidays included', () => {
  const seen = { days: 0, unknown: 0, moved: 0 };
  fc.assert(
    fc.property(
      day,
      fc.option(rule, { nil: undefined }),
      fc.record(
        {
          until: fc.integer({ min: 0, max: 500 }),
          except: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
          also: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
          onHoliday: fc.constantFrom('skip' as const, 'before' as const, 'after' as const),
        },
        { requiredKeys: [] },
      ),
      fc.integer({ min: 0, max: 300 }),
      (first, every, more, length) => {
        const later = (days: number) => dateOf(number(first) + days);
        const input: Omit<ScheduleInput, 'window'> = {
          first,
          ...(every === undefined ? {} : { rule: every }),
          ...(more.until === undefined ? {} : { until: later(more.until) }),
          ...(more.onHoliday === undefined ? {} : { onHoliday: more.onHoliday }),
          ...(more.except === undefined || !every ? {} : { except: more.except.map(later) }),
          ...(more.also === undefined || !every ? {} : { also: more.also.map(later) }),
        };
        const to = later(length);
        const found = planned(input, '0001-01-01', to);
        const naive = walked(input, number(to));
        if (found.unknown === undefined) expect(found.days).toEqual(naive.days);
        else {
          // Where the engine stops, the walk stops too, and both know the same days until then.
          expect(naive).toEqual({ days: found.days, unknown: true });
          expect(found.unknown.code).toBe('calendar/unknown-year');
          seen.unknown++;
        }
        seen.days += found.days.length;
        seen.moved += found.days.filter((each) => each.ruled !== each.falls).length;
      },
    ),
    { numRuns: 3_000 },
  );
  expect(seen.days).toBeGreaterThan(10_000);
  expect(seen.unknown).toBeGreaterThan(10);
  expect(seen.moved).toBeGreaterThan(500);
}, 120_000);

describe('a rule in words', () => {
  test('every working day leaves out holidays and takes the make-up days', () => {
    expect(
      falls(
        { first: '2026-02-12', rule: { every: 'day', interval: 1 }, onHoliday: 'skip' },
        '2026-02-12',
        '2026-03-02',
      ),
    ).toEqual([
      '2026-02-12',
      '2026-02-13',
      '2026-02-14',
      '2026-02-24',
      '2026-02-25',
      '2026-02-26',
      '2026-02-27',
      '2026-02-28',
      '2026-03-02',
    ]);
  });

  test('every week on Thursday goes to the day after the holiday, the next one stays on Thursday', () => {
    expect(
      planned(
        {
          first: '2026-09-24',
          rule: { every: 'week', interval: 1, weekdays: [4] },
          onHoliday: 'after',
        },
        '2026-09-24',
        '2026-10-15',
      ).days,
    ).toEqual([
      { ruled: '2026-09-24', falls: '2026-09-24' },
      { ruled: '2026-10-01', falls: '2026-10-08' },
      { ruled: '2026-10-15', falls: '2026-10-15' },
    ]);
  });

  test('what a month lacks is its last day, and the last Friday is the last one', () => {
    expect(
      falls(
        { first: '2026-01-31', rule: { every: 'monthDay', interval: 1, day: 31 } },
        '2026-01-01',
        '2026-05-01',
      ),
    ).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(
      falls(
        {
          first: '2026-01-01',
          rule: { every: 'monthWeekday', interval: 2, nth: 'last', weekday: 5 },
        },
        '2026-01-01',
        '2026-06-01',
      ),
    ).toEqual(['2026-01-30', '2026-03-27', '2026-05-29']);
  });

  test('a year without a calendar is named, not guessed; without a holiday rule none is needed', () => {
    const rule = { every: 'day', interval: 1 } as const;
    expect(
      planned({ first: '2026-12-31', rule, onHoliday: 'after' }, '2026-12-31', '2027-01-05'),
    ).toEqual({
      days: [{ ruled: '2026-12-31', falls: '2026-12-31' }],
      unknown: { ok: false, code: 'calendar/unknown-year', year: 2027 },
    });
    expect(falls({ first: '2029-12-31', rule }, '2029-12-31', '2030-01-01')).toHaveLength(2);
  });

  test('a calendar in which nobody ever works is told so', () => {
    const idle = workCalendar({
      shifts: [['09:00', '12:00']],
      weekends: [1, 2, 3, 4, 5, 6, 7],
      years: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [2020 + i, []])),
    });
    const schedule = { first: '2026-01-01', window, onHoliday: 'after' } as const;
    expect(
      plannedDays(checkedSchedule(schedule), idle, { from: '2026-01-01', to: '2026-02-01' }),
    ).toMatchObject({ days: [], unknown: { code: 'cases/no-workday', year: 2026 } });
  });
});

test('a plan that cannot be read is refused, and the refusal says where', () => {
  const plan: ScheduleInput = { first: '2026-03-02', window, rule: { every: 'day', interval: 1 } };
  const wrong: readonly [string, object][] = [
    ['zone', { zone: 'Mars/Olympus' }],
    ['first', { first: '2026-02-30' }],
    ['first', { first: '9999-01-01' }],
    ['window.opens', { window: { ...window, opens: '24:00' } }],
    ['window.budget', { window: { ...window, budget: { value: 0, unit: 'hour' } } }],
    ['rule', { rule: { every: 'day', interval: 0 } }],
    ['rule', { rule: { every: 'week', interval: 1, weekdays: [] } }],
    ['rule', { rule: { every: 'week', interval: 1, weekdays: [1, 1] } }],
    ['rule', { rule: { every: 'monthDay', interval: 1, day: 32 } }],
    ['rule', { rule: { every: 'monthWeekday', interval: 1, nth: 5, weekday: 1 } }],
    ['rule', { rule: { every: '__proto__', interval: 1 } }],
    ['until', { until: '2026-03-01' }],
    ['except', { except: ['tomorrow'] }],
    ['except', { rule: { every: 'afterDone', days: 7 }, except: ['2026-03-09'] }],
    ['also', { also: ['2026-03-01'] }],
    ['onHoliday', { onHoliday: 'sometimes' }],
  ];
  for (const [part, change] of wrong) {
    let caught: unknown;
    try {
      checkedSchedule({ ...plan, ...change } as ScheduleInput);
    } catch (error) {
      caught = error;
    }
    expect(isDomainError(caught, 'cases/invalid-schedule') && caught.details, part).toEqual({
      part,
    });
  }
});
