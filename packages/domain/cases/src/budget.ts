/** The units of a limit: plain time, working time (工作时), or working days (工作日). */
export type BudgetUnit = 'minute' | 'hour' | 'day' | 'workMinute' | 'workHour' | 'workDay';

/** An amount of time that a clock may use (时限): `{ value: 4, unit: 'workHour' }`. */
export type Budget = { readonly value: number; readonly unit: BudgetUnit };

/** An instant in UTC milliseconds, or the first year on the way that no calendar knows. */
export type Due =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly code: string; readonly year: number };

/** What the clocks ask of a work calendar (工作日历); `workCalendar` of `@civigrid/calendar` has this form. */
export interface DueCalendar {
  /** The instant at which a budget that starts at `at` (UTC milliseconds) has run out; 0 of anything is `at` itself. */
  add(at: number, budget: Budget): Due;
}

const units: readonly string[] = ['minute', 'hour', 'day', 'workMinute', 'workHour', 'workDay'];

/** A budget lasts, and working days are counted whole. */
export function isBudget({ value, unit }: Budget): boolean {
  if (!units.includes(unit) || !Number.isFinite(value) || value <= 0) return false;
  return unit !== 'workDay' || Number.isInteger(value);
}
