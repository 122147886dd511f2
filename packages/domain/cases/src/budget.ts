import { refusal } from './case-error.ts';

/** The units of a limit: plain time, working time (工作时), or working days (工作日). */
export type BudgetUnit = 'minute' | 'hour' | 'day' | 'workMinute' | 'workHour' | 'workDay';

/** An amount of time that a clock may use (时限): `{ value: 4, unit: 'workHour' }`. */
export type Budget = { readonly value: number; readonly unit: BudgetUnit };

/** An instant in UTC milliseconds, or the first year on the way that no calendar knows. */
export type Due =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly code: string; readonly year: number };

/** How many minutes were worked, or the first year on the way that no calendar knows. */
export type Worked =
  | { readonly ok: true; readonly minutes: number }
  | { readonly ok: false; readonly code: string; readonly year: number };

/** What the clocks ask of a work calendar (工作日历); `workCalendar` of `@civigrid/calendar` has this form. */
export interface DueCalendar {
  /** The instant at which a budget that starts at `at` (UTC milliseconds) has run out; 0 of anything is `at` itself. */
  add(at: number, budget: Budget): Due;
  /** The working minutes from one instant to a later one, both in UTC milliseconds. */
  between(from: number, until: number): Worked;
}

/** All units, plain time first. */
export const budgetUnits: readonly BudgetUnit[] = [
  'minute',
  'hour',
  'day',
  'workMinute',
  'workHour',
  'workDay',
];

/** More than any law gives, and still an instant that calendars know. */
const mostOf = 1_000_000;

/** Whether a budget lasts, not for ever, and counts working days whole (时限是否有效). */
export function isBudget(budget: unknown): budget is Budget {
  if (typeof budget !== 'object' || budget === null) return false;
  const { value, unit } = budget as { readonly value?: unknown; readonly unit?: unknown };
  if (typeof value !== 'number' || !budgetUnits.some((each) => each === unit)) return false;
  return value > 0 && value <= mostOf && (unit !== 'workDay' || Number.isInteger(value));
}

/** Refuses a budget that does not last, or for ever. */
export function checkBudget(clock: string, budget: unknown): void {
  if (!isBudget(budget))
    throw refusal(
      'cases/invalid-budget',
      'A budget is a positive amount of a known unit; working days are whole.',
      { clock },
    );
}
