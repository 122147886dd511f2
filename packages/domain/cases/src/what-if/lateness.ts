import type { Budget, DueCalendar } from '../budget.ts';
import { dueOf } from '../clock-due.ts';
import type { CaseRow } from '../statistics/case-rows.ts';

/** The clocks that can be replayed from a row. */
export type ReplayedClock = 'sign' | 'handle' | 'whole';

export const replayedClocks: readonly ReplayedClock[] = ['sign', 'handle', 'whole'];

/** How a clock came out under a limit: nothing to tell, in time, late, or no calendar knows a year on the way. */
export type Lateness = 'none' | 'inTime' | 'late' | 'unknown';

/** When a clock of a row ended; what still runs is judged at `asOf`. */
function endOf(row: CaseRow, clock: ReplayedClock, asOf: number | undefined): number | undefined {
  if (clock === 'whole') return row.closedAt ?? asOf;
  return (clock === 'sign' ? row.signedAt : row.handledAt) ?? asOf;
}

/** Under what lateness is judged. */
export interface Judging {
  readonly calendar: DueCalendar;
  /** UTC milliseconds. */
  readonly asOf: number | undefined;
}

/** How a clock of a row comes out under a limit, given the time that it really took. */
export function latenessOf(
  row: CaseRow,
  clock: ReplayedClock,
  budget: Budget | undefined,
  { calendar, asOf }: Judging,
): Lateness {
  if (budget === undefined) return 'none';
  const since = clock === 'whole' ? row.at : row.dispatchedAt;
  const end = endOf(row, clock, asOf);
  if (since === undefined || end === undefined) return 'none';
  const { pauses } = row;
  const due =
    pauses === undefined || clock === 'sign'
      ? calendar.add(since, budget)
      : dueOf({ since, budget, changes: [] }, 1, pauses, calendar);
  if (due === undefined) return 'inTime';
  if (!due.ok) return 'unknown';
  return due.at < end ? 'late' : 'inTime';
}
