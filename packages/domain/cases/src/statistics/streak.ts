import { dateOf, dayNumber, localDay, zone as zoneOf } from '@civigrid/calendar';
import type { CaseId, GridCode } from '@civigrid/kernel';
import type { CaseRow } from './case-rows.ts';
import { dottedPath, isWithin } from './code-paths.ts';
import { statisticsRefusal } from './statistics-error.ts';

/** Of which cases there shall be none. */
export interface StreakKind {
  /** Categories, each with all below it; any if left out. */
  readonly within?: readonly string[];
  /** The cell, with all that it holds; any if left out. */
  readonly cell?: string;
}

/** What streaks are counted under. */
export interface StreakOptions extends StreakKind {
  /** The first local day of the record, `'YYYY-MM-DD'`. */
  readonly from: string;
  /** The last local day that is counted. */
  readonly until: string;
  /** `Asia/Shanghai` if left out. */
  readonly zone?: string;
  /** The cells that hold a cell, from the root down to itself; by its dots if left out. */
  readonly gridOf?: (grid: GridCode) => readonly string[];
}

/** Local days in a row without a case (连续无案件天数). */
export interface Streak {
  /** Its first and last day; absent where there is no such day. */
  readonly from?: string;
  readonly until?: string;
  readonly days: number;
  /** The first case of the day that ended it; absent where nothing has. */
  readonly brokenBy?: CaseId;
}

/** How long nothing of a kind has happened. */
export interface Streaks {
  /** Up to the last day; no days where a case fell on it. */
  readonly current: Streak;
  /** The longest ever, of equals the first. */
  readonly longest: Streak;
  /** How many cases there were. */
  readonly cases: number;
}

function daysOf({ from, until }: StreakOptions): readonly [number, number] {
  const [first, last] = [dayNumber(from), dayNumber(until)];
  if (first === undefined || last === undefined || first > last)
    throw statisticsRefusal(
      'cases/invalid-streak',
      'A streak is counted from a day to a later one.',
      {
        from,
        until,
      },
    );
  return [first, last];
}

function spanOf(first: number, next: number, brokenBy?: CaseId): Streak {
  const days = next - first;
  const broken = brokenBy === undefined ? {} : { brokenBy };
  return days === 0
    ? { days, ...broken }
    : { from: dateOf(first), until: dateOf(next - 1), days, ...broken };
}

/**
 * Counts the days in a row without a case of a kind ("2,800 days zero"), by the local days of a zone: the day on which
 * a case was reported is not one of them. Rows come from {@link caseRows}, in any order. Refuses with
 * `cases/invalid-streak`.
 */
export function streaksOf(rows: Iterable<CaseRow>, options: StreakOptions): Streaks {
  const [first, last] = daysOf(options);
  const { within, cell, zone = 'Asia/Shanghai', gridOf = dottedPath } = options;
  const where = zoneOf(zone);
  const pathOf = gridOf as (grid: string) => readonly string[];
  const firstOf = new Map<number, CaseRow>();
  let cases = 0;
  for (const row of rows) {
    const { category, grid } = row;
    if (within !== undefined && !within.some((code) => isWithin(category, code))) continue;
    if (cell !== undefined && (grid === undefined || !pathOf(grid).includes(cell))) continue;
    const day = localDay(row.at, where);
    if (day < first || day > last) continue;
    cases++;
    const known = firstOf.get(day);
    const isEarlier =
      known === undefined || row.at < known.at || (row.at === known.at && row.case < known.case);
    if (isEarlier) firstOf.set(day, row);
  }
  let longest: Streak = { days: 0 };
  let start = first;
  for (const day of Array.from(firstOf.keys()).sort((a, b) => a - b)) {
    const streak = spanOf(start, day, firstOf.get(day)?.case);
    if (streak.days > longest.days) longest = streak;
    start = day + 1;
  }
  const current = spanOf(start, last + 1);
  return { current, longest: current.days > longest.days ? current : longest, cases };
}
