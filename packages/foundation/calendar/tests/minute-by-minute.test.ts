import {
  type CalendarDay,
  type CalendarYears,
  dateOf,
  dayNumber,
  type InstantResult,
  type Shift,
  workCalendar,
} from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** What a wall shows: found by Intl, which the engine does not use for these zones or uses in another way. */
function wall(zone: string): (at: number) => { date: string; time: string } {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const shown = new Map<number, { date: string; time: string }>();
  return (at) => {
    const minute = Math.floor(at / 60_000);
    const known = shown.get(minute);
    if (known) return known;
    const [date = '', time = ''] = format.format(at).split(' ');
    const found = { date, time };
    shown.set(minute, found);
    return found;
  };
}

/** The plain reading: is a clerk at work at this instant? */
function oracle(zone: string, shifts: readonly Shift[], years: CalendarYears) {
  const rows = new Map<string, CalendarDay>();
  for (const row of Object.values(years).flat()) rows.set(row.date, row);
  const look = wall(zone);
  const unknown = (date: string): { ok: false; code: 'calendar/unknown-year'; year: number } => ({
    ok: false,
    code: 'calendar/unknown-year',
    year: Number(date.slice(0, 4)),
  });
  const isKnown = (date: string) => Object.hasOwn(years, date.slice(0, 4));
  const isWorked = (date: string) => {
    const row = rows.get(date);
    if (row) return row.kind === 'work';
    const weekday = new Date(`${date}T00:00Z`).getUTCDay();
    return weekday >= 1 && weekday <= 5;
  };
  /** How long the last shift of the day before goes on. */
  const nightEnd = shifts.find(([from, to]) => to < from)?.[1] ?? '00:00';
  /** The day whose shift may go on at an instant: that of the wall, or at night the one before. */
  const homeOf = (at: number): string => {
    const { date, time } = look(at);
    return time < nightEnd ? dateOf((dayNumber(date) ?? 0) - 1) : date;
  };
  const isKnownAt = (at: number) => isKnown(homeOf(at));
  const isOpen = (at: number) => {
    const { time } = look(at);
    const isNight = time < nightEnd;
    const within = ([from, to]: Shift) =>
      to < from ? isNight || from <= time : from <= time && time < to;
    return isWorked(homeOf(at)) && shifts.some(within);
  };
  return {
    isOpen,
    addWork(at: number, count: number, step: number): InstantResult {
      let t = at;
      for (let done = 0; done < count; t += step) {
        if (!isKnownAt(t)) return unknown(homeOf(t));
        if (isOpen(t)) done++;
      }
      return { ok: true, at: t };
    },
    addDays(at: number, count: number): InstantResult {
      const start = look(at).date;
      if (!isKnown(start)) return unknown(start);
      const days: { date: string; end: number }[] = [];
      let t = Math.floor(at / 60_000) * 60_000;
      // Walks on until a workday more has begun, or a year that nobody knows: only then is the n-th over.
      for (; days.length <= count && (isKnown(look(t).date) || isKnownAt(t)); t += 60_000) {
        const date = homeOf(t);
        if (date <= start || !isOpen(t)) continue;
        if (days[days.length - 1]?.date !== date) days.push({ date, end: t });
        days[days.length - 1] = { date, end: t + 60_000 };
      }
      const last = days[count - 1];
      return last ? { ok: true, at: last.end } : unknown(homeOf(t));
    },
    between(from: number, to: number) {
      let minutes = 0;
      for (let t = from; t < to; t += 60_000) {
        if (!isKnownAt(t)) return unknown(homeOf(t));
        if (isOpen(t)) minutes++;
      }
      return { ok: true, minutes };
    },
  };
}

const places: readonly (readonly [string, readonly Shift[]])[] = [
  [
    'Asia/Shanghai',
    [
      ['08:30', '12:00'],
      ['14:00', '17:30'],
    ],
  ],
  [
    '+05:45',
    [
      ['00:00', '06:00'],
      ['06:00', '06:01'],
      ['22:00', '24:00'],
    ],
  ],
  ['UTC', [['09:00', '17:00']]],
  [
    'Asia/Kathmandu',
    [
      ['10:00', '16:00'],
      ['16:30', '23:59'],
    ],
  ],
  ['America/New_York', [['00:00', '24:00']]],
  [
    'Asia/Shanghai',
    [
      ['08:00', '12:00'],
      ['22:00', '06:00'],
    ],
  ],
  [
    'America/New_York',
    [
      ['12:00', '13:00'],
      ['18:30', '12:00'],
    ],
  ],
  [
    'Europe/London',
    [
      ['00:30', '01:30'],
      ['01:45', '10:00'],
    ],
  ],
];
const years = { ...chinaCalendarYears };
// Make-up days on which European and American clocks are moved, so that these days are worked.
const withMoves: CalendarYears = {
  ...years,
  2026: [
    ...(chinaCalendarYears[2026] ?? []),
    { date: '2026-03-08', kind: 'work' },
    { date: '2026-11-01', kind: 'work' },
    { date: '2026-03-29', kind: 'work' },
    { date: '2026-10-25', kind: 'work' },
  ],
};

/** Instants about which there is something to get wrong, and others. */
const minute = (date: string) => (dayNumber(date) ?? 0) * 1440;
const around = (date: string) =>
  fc.integer({ min: minute(date) - 2 * 1440, max: minute(date) + 2 * 1440 });
const instants = fc
  .oneof(
    fc.integer({ min: minute('2023-12-30'), max: minute('2027-01-02') }),
    ...['2024-01-01', '2025-12-31', '2026-02-14', '2026-02-23', '2026-03-08'].map(around),
    ...['2026-03-29', '2026-05-09', '2026-10-25', '2026-11-01', '2026-12-30'].map(around),
  )
  .map((m) => m * 60_000);

describe.each(places)('in %s with %j', (zone, shifts) => {
  const calendar = workCalendar({ zone, shifts, years: withMoves });
  const plain = oracle(zone, shifts, withMoves);

  test('working minutes and hours are those that a walk minute by minute counts', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 2_000 }), (at, value) => {
        const walked = plain.addWork(at, value, 60_000);
        expect(calendar.add(at, { value, unit: 'workMinute' })).toEqual(walked);
        expect(calendar.add(at, { value: value / 60, unit: 'workHour' })).toEqual(walked);
      }),
      { numRuns: 100 },
    );
  });

  test('seconds are those that a walk second by second counts', () => {
    const seconds = fc.tuple(instants, fc.integer({ min: 0, max: 59 }));
    fc.assert(
      fc.property(seconds, fc.integer({ min: 0, max: 90 }), ([at, second], value) => {
        const from = at + second * 1000;
        expect(calendar.add(from, { value, unit: 'workMinute' })).toEqual(
          plain.addWork(from, value * 60, 1000),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('working days are those that the walk counts', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 6 }), (at, value) => {
        expect(calendar.add(at, { value, unit: 'workDay' })).toEqual(plain.addDays(at, value));
      }),
      { numRuns: 50 },
    );
  });

  test('the time between two instants is what the walk counts, and adding it leads back', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 15_000 }), (from, length) => {
        const to = from + length * 60_000;
        const found = calendar.between(from, to);
        expect(found).toEqual(plain.between(from, to));
        if (!found.ok) return;
        const due = calendar.add(from, { value: found.minutes, unit: 'workMinute' });
        expect(due.ok && due.at <= to && calendar.between(due.at, to)).toEqual({
          ok: true,
          minutes: 0,
        });
      }),
      { numRuns: 60 },
    );
  });

  test('open and next open agree with the walk', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const open = calendar.isOpen(at);
        if (!open.ok) return;
        expect(open.open).toBe(plain.isOpen(at));
        const next = calendar.nextOpen(at);
        const walked = plain.addWork(at, 1, 60_000);
        expect(next).toEqual(walked.ok ? { ok: true, at: walked.at - 60_000 } : walked);
      }),
      { numRuns: 100 },
    );
  });
});
