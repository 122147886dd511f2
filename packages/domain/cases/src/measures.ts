import type { Due, DueCalendar } from './budget.ts';
import { pausesOf } from './case-deadlines.ts';
import { type CaseState, isOpen, type KnownCase } from './case-state.ts';
import { clockOf } from './clock.ts';
import { dueOf } from './clock-due.ts';

/** Whether the whole-case limit was kept, or why nobody can say. */
export type LimitVerdict =
  | { readonly ok: true; readonly within: boolean; readonly due: number }
  | { readonly ok: false; readonly code: 'cases/not-closed' | 'cases/no-limit' }
  /** No calendar knows this year. */
  | { readonly ok: false; readonly code: 'cases/unknown-year'; readonly year: number };

/**
 * When the whole-case limit of a case ran out or will (到期): of several reporters with limits of their own the first.
 * Extensions and suspensions that came too late move nothing. Undefined where there is no limit, or while it stands still.
 */
export function wholeDue(state: KnownCase, calendar: DueCalendar): Due | undefined {
  const whole = clockOf(state.clocks, 'whole');
  if (whole === undefined) return undefined;
  const stood = pausesOf(state, 'whole');
  let first = dueOf(whole, 1, stood, calendar);
  for (const { limit: budget, since } of state.reporters) {
    if (budget === undefined) continue;
    const changes = whole.changes.filter((change) => 'add' in change);
    const own = { ...whole, since: Math.max(since, state.reopenedAt ?? since), budget, changes };
    const due = dueOf(own, 1, stood, calendar);
    if (due?.ok === false) return due;
    if (due !== undefined && (first === undefined || (first.ok && due.at < first.at))) first = due;
  }
  return first;
}

/** Whether a closed case was closed within its whole-case limit (按期结案); worked out from the record, not from timers. */
export function withinLimit(state: CaseState, calendar: DueCalendar): LimitVerdict {
  if (state.status !== 'closed') return { ok: false, code: 'cases/not-closed' };
  const due = wholeDue(state, calendar);
  if (due === undefined) return { ok: false, code: 'cases/no-limit' };
  if (!due.ok) return { ok: false, code: 'cases/unknown-year', year: due.year };
  return { ok: true, within: state.closedAt <= due.at, due: due.at };
}

/** Whether an open case is past its whole-case limit at an instant; undefined where it has none or the year is unknown. */
export function isOverdue(
  state: CaseState,
  calendar: DueCalendar,
  at: number,
): boolean | undefined {
  if (!isOpen(state)) return undefined;
  const whole = clockOf(state.clocks, 'whole');
  if (whole === undefined) return undefined;
  const due = wholeDue(state, calendar);
  // What stands still before its limit has run out is not late.
  if (due === undefined) return false;
  return due.ok ? due.at < at : undefined;
}

/** The level at which a closed case was settled (小事不出网格, 大事不出社区). */
export function settledAt(state: CaseState): string | undefined {
  return state.status === 'closed' ? state.level : undefined;
}
