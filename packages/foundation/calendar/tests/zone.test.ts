import {
  dateOf,
  dayNumber,
  findZone,
  isInstant,
  isLocalDate,
  localDay,
  minuteOfDay,
  weekMinute,
  zone,
  zonedTime,
} from '@civigrid/calendar';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('Beijing needs no Intl, and summers with the clock ahead are known', () => {
  const beijing = zone('Asia/Shanghai');
  expect(zonedTime(Date.parse('2026-03-01T23:30+08:00'), beijing)).toEqual({
    date: '2026-03-01',
    minute: 1410,
    weekday: 7,
  });
  expect(zonedTime(Date.parse('1988-07-01T00:00Z'), beijing).minute).toBe(9 * 60);
});

test.each(['Asia/Shanghai', 'UTC', 'Asia/Kathmandu', 'America/New_York', '+08:00', '-03:30'])(
  'the wall in %s shows what Intl says since 1950',
  (name) => {
    const where = zone(name);
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: name,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const instants = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2100, 0, 1) });
    // Round the hours at which China's clocks were moved.
    const moves = fc
      .tuple(
        fc.integer({ min: 1986, max: 1992 }),
        fc.constantFrom(3, 4, 8),
        fc.integer({ min: 0, max: 30 * 24 * 12 }),
      )
      .map(([year, month, fives]) => Date.UTC(year, month, 1) + fives * 300_000);
    fc.assert(
      fc.property(fc.oneof(instants, moves), (at) => {
        const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
        const shown = zonedTime(at, where);
        const weekday = weekdays.indexOf(parts.get('weekday') ?? '') + 1;
        const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
        expect(shown).toEqual({
          date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
          minute,
          weekday,
        });
        expect(weekMinute(at, where)).toBe((weekday - 1) * 1440 + minute);
        expect(localDay(at, where)).toBe(dayNumber(shown.date));
      }),
      { numRuns: 2_000 },
    );
  },
);

test('names that nobody knows are no zones', () => {
  for (const name of ['', 'Mars/Olympus', '+8', '+15:00', '+08:60', '08:00', '__proto__'])
    expect(findZone(name)).toBeUndefined();
  let caught: unknown;
  try {
    zone('Mars/Olympus');
  } catch (error) {
    caught = error;
  }
  expect(isDomainError(caught, 'calendar/unknown-zone')).toBe(true);
});

test('an engine without Intl knows the built-in zones and no other', () => {
  const kept = globalThis.Intl;
  try {
    Reflect.deleteProperty(globalThis, 'Intl');
    expect(zonedTime(0, zone('Asia/Shanghai')).minute).toBe(480);
    expect(zonedTime(0, zone('-01:00')).date).toBe('1969-12-31');
    expect(findZone('Europe/London')).toBeUndefined();
  } finally {
    Object.assign(globalThis, { Intl: kept });
  }
  expect(findZone('Europe/London')?.offsetAt(Date.UTC(2026, 6, 1))).toBe(3_600_000);
});

test('days are read and written back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 2_932_532 }), (day) => {
      expect(dayNumber(dateOf(day))).toBe(day);
    }),
  );
  for (const wrong of [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '26-01-01',
    '2026-01-01T00:00',
    '',
  ])
    expect(isLocalDate(wrong)).toBe(false);
  expect(isLocalDate('2024-02-29')).toBe(true);
  expect(isLocalDate(20240229)).toBe(false);
});

test('times of the day reach from 00:00 to 24:00', () => {
  expect(['00:00', '08:30', '24:00'].map(minuteOfDay)).toEqual([0, 510, 1440]);
  for (const wrong of ['24:01', '25:00', '7:00', '07:60', '-1:00', '12', ''])
    expect(minuteOfDay(wrong)).toBeUndefined();
});

test('an instant is whole milliseconds in years of four digits', () => {
  expect([0, -1, Date.UTC(9998, 11, 31)].map(isInstant)).toEqual([true, true, true]);
  for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, '0', null])
    expect(isInstant(wrong)).toBe(false);
});
