import { isInstant } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import { refusal } from './household-error.ts';

/** How often visits are made (走访频次): data of a town. */
export interface VisitRhythm {
  /** From one visit to the next, 1 to 36,500 days of 24 hours. */
  readonly everyDays: number;
  /** How many days after it is due a visit is overdue; 0 or more. */
  readonly graceDays: number;
  /** Which kinds of visits count: `careVisit`. At least one. */
  readonly kinds: readonly string[];
}

/** The rhythms of a town: by care level, and for every household. */
export interface VisitRhythms {
  readonly careLevels: ReadonlyMap<string, VisitRhythm>;
  /** Left out where households are not visited by plan. */
  readonly household?: VisitRhythm;
}

/** When the next visit is due and from when it is overdue, after one at an instant. */
export function nextVisit(
  { everyDays, graceDays, kinds }: VisitRhythm,
  last: number,
): { readonly due: number; readonly overdue: number } {
  const due = last + everyDays * dayMs;
  const overdue = due + graceDays * dayMs;
  const whole = Number.isInteger(everyDays) && Number.isInteger(graceDays);
  const within = everyDays >= 1 && everyDays <= 36_500 && graceDays >= 0 && isInstant(overdue);
  if (!whole || !within || kinds.length === 0)
    throw refusal('people/invalid-rhythm', 'A rhythm has whole days and a kind of visit.', {
      everyDays: Number.isFinite(everyDays) ? everyDays : null,
      graceDays: Number.isFinite(graceDays) ? graceDays : null,
    });
  return { due, overdue };
}
