import { existsSync, readFileSync } from 'node:fs';
import { type CalendarDay, dateOf, dayNumber, type Shift, workCalendar } from '@civigrid/calendar';
import { describe, expect, test } from 'vitest';

const file = new URL('../../../../../shared/vectors/cases/calendar/china.json', import.meta.url);
const isThere = existsSync(file) || process.env['CIVIGRID_STRICT'] === '1';
if (!isThere) console.warn('Skipped: the outside holiday vectors are not beside the checkout.');

/** The notices of twenty years; a row of the December before the first one stands in the first. */
function noticed(): Readonly<Record<string, readonly CalendarDay[]>> {
  const { years, days } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly years: readonly number[];
    readonly days: readonly CalendarDay[];
  };
  const [first = 0] = years;
  return Object.fromEntries(
    years.map((year) => [
      year,
      days.filter(({ date }) => Math.max(first, Number(date.slice(0, 4))) === year),
    ]),
  );
}

const places: readonly (readonly [zone: string, stepMinutes: number, shifts: readonly Shift[]])[] =
  [
    [
      'Asia/Shanghai',
      30,
      [
        ['08:30', '12:00'],
        ['14:00', '17:30'],
      ],
    ],
    ['Asia/Kathmandu', 15, [['22:00', '06:00']]],
    ['America/New_York', 30, [['09:00', '17:00']]],
  ];

describe.skipIf(!isThere)('every year that has data', () => {
  test.each(places)(
    'in %s, in steps of %d minutes with %j: open or not, worked until then, days over',
    (zone, step, shifts) => {
      const years = noticed();
      const calendar = workCalendar({ zone, shifts, years });
      const rows = new Map(
        Object.values(years).flatMap((all) => all.map((row) => [row.date, row])),
      );
      const isWorked = (date: string) => {
        const row = rows.get(date);
        const weekday = new Date(`${date}T00:00Z`).getUTCDay();
        return row ? row.kind === 'work' : weekday >= 1 && weekday <= 5;
      };
      const shown = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
      });
      const night = shifts.find(([from, to]) => to < from)?.[1] ?? '00:00';
      const homeOf = (date: string, time: string) =>
        time < night ? dateOf((dayNumber(date) ?? 0) - 1) : date;
      const goesOn = (time: string) =>
        shifts.some(([from, to]) =>
          to < from ? time < to || time >= from : time >= from && time < to,
        );

      const known = calendar.years;
      const stepMs = step * 60_000;
      const begin = Date.UTC((known[0] ?? 0) - 1, 11, 30);
      const until = Date.UTC((known[known.length - 1] ?? 0) + 1, 0, 3);
      let start: number | undefined;
      let worked = 0;
      let steps = 0;
      let today = '';
      /** Days on which a shift began, and when their last one ended. */
      const ends = new Map<string, number>();
      const asked: { at: number; today: string }[] = [];
      for (let at = begin; at < until; at += stepMs) {
        const [date = '', time = ''] = shown.format(at).split(' ');
        const home = homeOf(date, time);
        const open = calendar.isOpen(at);
        if (!Object.hasOwn(years, home.slice(0, 4))) {
          if (open.ok) expect(zone, new Date(at).toISOString()).toBe('unknown');
          continue;
        }
        start ??= at;
        const isOpen = isWorked(home) && goesOn(time);
        // a matcher for each of a million steps would take longer than the walk
        if (!open.ok || open.open !== isOpen)
          expect({ at: new Date(at).toISOString(), ...open }).toEqual({ ok: true, open: isOpen });
        if (date !== today) {
          expect(calendar.between(start, at)).toEqual({ ok: true, minutes: worked });
          today = date;
          if (Object.hasOwn(years, date.slice(0, 4))) asked.push({ at, today });
        }
        if (isOpen) {
          worked += step;
          ends.set(home, at + stepMs);
        }
        steps++;
      }
      expect(steps).toBeGreaterThan(19 * 365 * 24 * 2);
      const worksOn = [...ends.keys()].filter((date) => Object.hasOwn(years, date.slice(0, 4)));
      let next = 0;
      for (const { at, today: day } of asked) {
        while (next < worksOn.length && (worksOn[next] as string) <= day) next++;
        const due = calendar.add(at, { value: 3, unit: 'workDay' });
        const end = ends.get(worksOn[next + 2] ?? '');
        expect(due.ok ? due.at : undefined).toBe(end);
      }
    },
    60_000,
  );
});
