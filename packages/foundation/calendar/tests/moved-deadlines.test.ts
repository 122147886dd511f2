import {
  type Budget,
  type CalendarYears,
  calendarUnits,
  movedDeadlines,
  type RunningLimit,
  workCalendar,
} from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const shifts = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const;
const by = (years: CalendarYears) => workCalendar({ shifts, years });
const at = (text: string) => Date.parse(`${text}+08:00`);
const limit = <Key>(key: Key, from: string, value: number, unit: Budget['unit']) => ({
  key,
  from: at(from),
  budget: { value, unit },
});

const today = by(chinaCalendarYears);
/** A second notice: the holiday of May goes on for a day, and a Sunday is worked for it. */
const corrected = by({
  ...chinaCalendarYears,
  2026: [
    ...(chinaCalendarYears[2026]?.days ?? []),
    { date: '2026-05-06', kind: 'off' },
    { date: '2026-05-10', kind: 'work' },
  ],
});

test('a second notice moves the limits that run over its days, and no others', () => {
  const limits = [
    limit('ends before', '2026-04-20T09:00', 2, 'workDay'),
    limit('over the new day off', '2026-04-30T09:00', 1, 'workDay'),
    limit('over both: as many days as before', '2026-04-30T09:00', 5, 'workDay'),
    limit('plain time', '2026-04-30T09:00', 10, 'day'),
    limit('over the new workday', '2026-05-09T16:30', 3, 'workHour'),
  ];
  expect(movedDeadlines(today, corrected, limits)).toEqual([
    {
      key: 'over the new day off',
      before: { ok: true, at: at('2026-05-06T17:30') },
      after: { ok: true, at: at('2026-05-07T17:30') },
    },
    {
      key: 'over the new workday',
      before: { ok: true, at: at('2026-05-11T10:30') },
      after: { ok: true, at: at('2026-05-10T10:30') },
    },
  ]);
});

test('the notice of a missing year gives an end to what had none', () => {
  const { 2026: next, ...known } = chinaCalendarYears;
  const limits = [limit(7, '2025-12-31T16:00', 1, 'workDay')];
  expect(movedDeadlines(by(known), by({ ...known, 2026: next ?? [] }), limits)).toEqual([
    {
      key: 7,
      before: { ok: false, code: 'calendar/unknown-year', year: 2026 },
      after: { ok: true, at: at('2026-01-04T17:30') },
    },
  ]);
});

test('summer hours that begin later move what ends on their days, by the minute', () => {
  const summer = {
    shifts: [
      ['08:30', '12:00'],
      ['14:30', '18:00'],
    ],
    from: '05-01',
    to: '09-30',
  } as const;
  const later = { ...summer, from: '06-01' } as const;
  const [before, after] = [summer, later].map((season) =>
    workCalendar({ shifts: [season, { shifts }], years: chinaCalendarYears }),
  );
  const limits = [
    limit('in May', '2026-05-11T09:00', 1, 'workDay'),
    limit('from May into June', '2026-05-29T09:00', 1, 'workDay'),
    limit('half a day of May', '2026-05-11T09:00', 4, 'workHour'),
  ];
  expect(before && after && movedDeadlines(before, after, limits)).toEqual([
    {
      key: 'in May',
      before: { ok: true, at: at('2026-05-12T18:00') },
      after: { ok: true, at: at('2026-05-12T17:30') },
    },
    {
      key: 'half a day of May',
      before: { ok: true, at: at('2026-05-11T15:30') },
      after: { ok: true, at: at('2026-05-11T15:00') },
    },
  ]);
});

test('whatever changes: those are told, and only those, whose ends differ', () => {
  const day = fc.integer({ min: 0, max: 364 });
  const running = fc.record({
    key: fc.nat(),
    from: fc.integer({ min: at('2025-01-01T00:00'), max: at('2026-12-31T00:00') }),
    budget: fc.record({
      value: fc.integer({ min: 0, max: 60 }),
      unit: fc.constantFrom(...calendarUnits),
    }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(day),
      fc.array(running),
      (changed, limits: RunningLimit<number>[]) => {
        const dates = changed.map((i) =>
          new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
        );
        const noticed = new Set((chinaCalendarYears[2026]?.days ?? []).map(({ date }) => date));
        const rows = dates
          .filter((date) => !noticed.has(date))
          .map((date) => ({ date, kind: 'off' }) as const);
        const other = by({
          ...chinaCalendarYears,
          2026: [...(chinaCalendarYears[2026]?.days ?? []), ...rows],
        });
        const expected = limits.filter(
          ({ from, budget }) =>
            JSON.stringify(today.add(from, budget)) !== JSON.stringify(other.add(from, budget)),
        );
        const moved = movedDeadlines(today, other, limits);
        expect(moved.map(({ key }) => key)).toEqual(expected.map(({ key }) => key));
        expect(movedDeadlines(today, today, limits)).toEqual([]);
      },
    ),
  );
});
