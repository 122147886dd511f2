import { refuse } from './division-error.ts';

const form = /^\d{4}-\d{2}-\d{2}$/;

/** Refuses with `grid/invalid-day` what is no day of the calendar in the form `YYYY-MM-DD`; such days compare as texts. */
export function checkDay(day: string): void {
  const at = typeof day === 'string' && form.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day)
    throw refuse('invalid-day', 'A day has the form YYYY-MM-DD and stands in the calendar.');
}

/** The later of two days. */
export function laterDay(a: string, b: string): string {
  return a < b ? b : a;
}
