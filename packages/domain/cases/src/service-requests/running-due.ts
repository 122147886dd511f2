import type { Budget, Due, DueCalendar } from '../budget.ts';
import { dueOf } from '../clock-due.ts';
import type { Pause } from './pause.ts';

/** When a clock is over; `standing` while a suspension lasts. */
export type RunningDue = Due | { readonly ok: true; readonly standing: true };

/**
 * When a budget that runs from `since` is used up, the suspensions left out: they add to it as much as they lasted,
 * in its own kind of time.
 */
export function runningDue(
  calendar: DueCalendar,
  clock: { readonly since: number; readonly budget: Budget; readonly pauses: readonly Pause[] },
): RunningDue {
  const { pauses, ...run } = clock;
  return dueOf({ ...run, changes: [] }, 1, pauses, calendar) ?? { ok: true, standing: true };
}
