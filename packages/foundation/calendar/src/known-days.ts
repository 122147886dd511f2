import { refuse } from './calendar-error.ts';
import { dayNumber, weekdayOf } from './local-date.ts';
import { isWeekday } from './weekdays.ts';

/** One day of a yearly notice (节假日安排): `off` is a day off, `work` a make-up workday (调休上班). */
export interface CalendarDay {
  /** `'YYYY-MM-DD'`. */
  readonly date: string;
  readonly kind: 'off' | 'work';
  /** The holiday that it belongs to, in the notice's words. */
  readonly name?: string;
  /** The notice that says so, where it is another than the year's. */
  readonly source?: string;
  /** Of a make-up workday only: the weekday by whose hours it is worked, 1 = Monday … 7 = Sunday; its own if left out. */
  readonly as?: number;
}

/** The notice of one year (年度安排): its days, and where they stand. */
export interface CalendarYear {
  /** The notice in its own words, or where it is found. */
  readonly source?: string;
  readonly days: readonly CalendarDay[];
}

/**
 * The notices by year, 1 to 9999, each with its source or as the bare list of its days. A year that stands here is
 * known, also when its list is empty; every other year is not. At most 400 years.
 */
export type CalendarYears = Readonly<
  Record<number | string, readonly CalendarDay[] | CalendarYear>
>;

/** The years that are known, each with its source, and the days that differ from the plain week, by day number. */
export interface KnownDays {
  readonly years: ReadonlyMap<number, string | undefined>;
  readonly days: ReadonlyMap<number, CalendarDay>;
}

/** A whole round of the calendar, more than any office has notices of; all their sums together stay small. */
const mostYears = 400;

/**
 * Reads the notices. A row may lie in a neighbouring year (the notice for a year also sets days of the last
 * December): it then counts for its day and makes only its own list's year known. Refuses with
 * `calendar/bad-year`, `calendar/too-many-years`, `calendar/bad-day`, and `calendar/conflicting-day` where two rows
 * disagree.
 */
export function readYears(notices: CalendarYears): KnownDays {
  if (typeof notices !== 'object' || notices === null)
    throw refuse('calendar/bad-year', 'The years are an object of notices by year.');
  const keys = Object.keys(notices);
  if (keys.length > mostYears)
    throw refuse('calendar/too-many-years', 'No calendar has notices of so many years.', {
      years: keys.length,
      most: mostYears,
    });
  const years = new Map<number, string | undefined>();
  const days = new Map<number, CalendarDay>();
  for (const key of keys) {
    const { rows, source } = readYear(notices[key], key);
    years.set(Number(key), source);
    for (let index = 0; index < rows.length; index++) {
      const [day, read] = readRow(rows[index], { year: key, index }, source);
      const before = days.get(day);
      if (before && (before.kind !== read.kind || hoursLike(before, day) !== hoursLike(read, day)))
        throw refuse(
          'calendar/conflicting-day',
          'One day is both off and worked, or worked by the hours of two weekdays.',
          { date: read.date },
        );
      days.set(day, { ...before, ...read });
    }
  }
  return { years, days };
}

function hoursLike({ as }: CalendarDay, day: number): number {
  return as ?? weekdayOf(day);
}

interface ReadYear {
  readonly rows: readonly unknown[];
  readonly source: string | undefined;
}

function readYear(notice: unknown, year: string): ReadYear {
  const { days, source } = (Array.isArray(notice) ? { days: notice } : (notice ?? {})) as {
    readonly days?: unknown;
    readonly source?: unknown;
  };
  if (!/^\d{4}$/.test(year) || year === '0000' || !Array.isArray(days) || !isWords(source))
    throw refuse(
      'calendar/bad-year',
      'A year is four digits, 0001 to 9999, and its notice a list of days or { source?, days }.',
      { year },
    );
  return { rows: days, source };
}

function readRow(
  row: unknown,
  place: { readonly year: string; readonly index: number },
  ofYear: string | undefined,
): readonly [number, CalendarDay] {
  const { date, kind, name, source, as } = (row ?? {}) as Readonly<
    Record<keyof CalendarDay, unknown>
  >;
  const day = typeof date === 'string' ? dayNumber(date) : undefined;
  if (
    day === undefined ||
    (kind !== 'off' && kind !== 'work') ||
    !isWords(name) ||
    !isWords(source) ||
    !(as === undefined || (kind === 'work' && isWeekday(as)))
  )
    throw refuse(
      'calendar/bad-day',
      "A day is { date: 'YYYY-MM-DD', kind: 'off' | 'work', name?, source? }, a make-up workday also with `as`, 1 to 7.",
      place,
    );
  const from = source ?? ofYear;
  return [
    day,
    {
      date: String(date),
      kind,
      ...(name === undefined ? {} : { name }),
      ...(from === undefined ? {} : { source: from }),
      ...(as === undefined ? {} : { as }),
    },
  ];
}

function isWords(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}
