import { refuse } from './error-code.ts';

const hour = 3_600_000;
const day = 24 * hour;
const form = /^\d{4}-\d{2}-\d{2}$/;

/** The day that the law counts (北京时间) at an instant in UTC milliseconds, as `YYYY-MM-DD`; for the years 0 to 9999. */
export function beijingDay(at: number): string {
  return new Date(at + 8 * hour).toISOString().slice(0, 10);
}

/** Refuses with `conventions/invalid-day` what is no day of the calendar in the form `YYYY-MM-DD`. */
export function checkDay(text: string): void {
  const at = typeof text === 'string' && form.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text)
    throw refuse('invalid-day', 'A day has the form YYYY-MM-DD and stands in the calendar.');
}

/** The last day of a period of whole days: the day on which it begins is not counted (民法典201). */
export function lastDay(begins: string, days: number): string {
  return new Date(Date.parse(`${begins}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** The first instant at which a Beijing day is over, in UTC milliseconds. */
export function dayOver(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) + day - 8 * hour;
}
