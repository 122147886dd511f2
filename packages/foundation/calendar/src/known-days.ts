import { refuse } from './calendar-error.ts';
import { dayNumber } from './local-date.ts';

/** One day of a yearly notice (节假日安排): `off` is a day off, `work` a make-up workday (调休上班). */
export interface CalendarDay {
  /** `'YYYY-MM-DD'`. */
  readonly date: string;
  readonly kind: 'off' | 'work';
  /** The holiday that it belongs to, in the notice's words. */
  readonly name?: string;
}

/** The notices by year. A year that stands here is known, also when its list is empty; every other year is not. */
export type CalendarYears = Readonly<Record<number | string, readonly CalendarDay[]>>;

/** The years that are known and the days that differ from the plain week, by day number. */
export interface KnownDays {
  readonly years: ReadonlySet<number>;
  readonly days: ReadonlyMap<number, CalendarDay>;
}

/**
 * Reads the notices. A row may lie in a neighbouring year (the notice for a year also sets days of the last
 * December): it then counts for its day and makes only its own list's year known. Refuses with
 * `calendar/bad-year`, `calendar/bad-day`, and `calendar/conflicting-day` where two rows disagree.
 */
export function readYears(notices: CalendarYears): KnownDays {
  if (typeof notices !== 'object' || notices === null)
    throw refuse('calendar/bad-year', 'The years are an object of lists by year.');
  const years = new Set<number>();
  const days = new Map<number, CalendarDay>();
  for (const [key, rows] of Object.entries(notices)) {
    if (!/^\d{4}$/.test(key) || !Array.isArray(rows))
      throw refuse('calendar/bad-year', 'A year is four digits and its value a list of days.', {
        year: key,
      });
    years.add(Number(key));
    rows.forEach((row: unknown, index) => {
      const [day, read] = readRow(row, key, index);
      const before = days.get(day);
      if (before && before.kind !== read.kind)
        throw refuse('calendar/conflicting-day', 'One day is both off and worked.', {
          date: read.date,
        });
      days.set(day, read);
    });
  }
  return { years, days };
}

function readRow(row: unknown, year: string, index: number): readonly [number, CalendarDay] {
  const { date, kind, name } = (row ?? {}) as Readonly<Record<keyof CalendarDay, unknown>>;
  const day = typeof date === 'string' ? dayNumber(date) : undefined;
  if (day === undefined || (kind !== 'off' && kind !== 'work'))
    throw refuse(
      'calendar/bad-day',
      "A day is { date: 'YYYY-MM-DD', kind: 'off' | 'work', name? }.",
      {
        year,
        index,
      },
    );
  const read = { date: String(date), kind } as const;
  return [day, typeof name === 'string' ? { ...read, name } : read];
}
