import { existsSync, readFileSync } from 'node:fs';
import { type CalendarDay, workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears, chinaHolidayNotices } from '@civigrid/calendar/china';
import { describe, expect, test } from 'vitest';

const file = new URL('../../../../../shared/vectors/cases/calendar/china.json', import.meta.url);
const { CIVIGRID_STRICT } = process.env;
const present = existsSync(file);
if (!present) console.warn('Skipped: the outside holiday vectors are not beside the checkout.');

test('every year names its notice, and its days stand in order within that year', () => {
  expect(chinaHolidayNotices.map(({ year }) => year)).toEqual([2026, 2025, 2024]);
  for (const { year, source, days } of chinaHolidayNotices) {
    expect(source).toContain(`关于${year}年`);
    expect(chinaCalendarYears[year]).toMatchObject({ source, days });
    const dates = days.map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates.filter((date) => !date.startsWith(String(year)))).toEqual([]);
  }
});

test('a strict run has the outside vectors', () => {
  expect(present || CIVIGRID_STRICT !== '1').toBe(true);
});

describe.skipIf(!present)('the outside holiday rows', () => {
  const vector: {
    readonly years: readonly number[];
    readonly days: readonly (Required<CalendarDay> & { readonly source: string })[];
  } = present ? JSON.parse(readFileSync(file, 'utf8')) : { years: [], days: [] };
  const rowsOf = (year: number) =>
    vector.days
      .filter(({ date }) => date.startsWith(`${year}-`))
      .map(({ date, kind, name }) => ({ date, kind, name }));

  test('agree with ours, row by row', () => {
    const years = Object.keys(chinaCalendarYears).map(Number);
    const wrong = years.flatMap((year) => {
      const text = (rows: readonly CalendarDay[]) =>
        rows.map((row) => Object.values(row).join(' '));
      const [ours, theirs] = [text(chinaCalendarYears[year]?.days ?? []), text(rowsOf(year))];
      return [
        ...ours.filter((row) => !theirs.includes(row)),
        ...theirs.filter((row) => !ours.includes(row)),
      ];
    });
    const count = years.flatMap(rowsOf).length;
    expect(wrong, `${count - wrong.length} of ${count} rows agree`).toEqual([]);
    expect(count).toBe(108);
  });

  /** The working days a year that the vectors' README states, 2007 to 2026. */
  const stated = [
    249, 251, 250, 250, 250, 249, 250, 250, 249, 250, 249, 250, 250, 249, 250, 249, 249, 251, 248,
    248,
  ];

  test('give the stated number of working days in each of their twenty years', () => {
    const years = Object.fromEntries(vector.years.map((year) => [year, rowsOf(year)]));
    const calendar = workCalendar({ shifts: [['08:00', '16:00']], years });
    const start = (year: number) => Date.parse(`${year}-01-01T00:00+08:00`);
    const counted = vector.years.map((year) => {
      const found = calendar.between(start(year), start(year + 1));
      return found.ok ? found.minutes / 480 : found;
    });
    expect(counted).toEqual(stated);
  });
});
