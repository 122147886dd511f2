import type { DueCalendar } from './budget.ts';
import type { CaseState } from './case-state.ts';
import { clockOf } from './clock.ts';

/** Whether the whole-case limit was kept, or why nobody can say. */
export type LimitVerdict =
  | { readonly ok: true; readonly within: boolean; readonly due: number }
  | { readonly ok: false; readonly code: 'cases/not-closed' | 'cases/no-limit' }
  /** No calendar knows this year. */
  | { readonly ok: false; readonly code: 'cases/unknown-year'; readonly year: number };

/** Whether a closed case was closed within its whole-case limit (按期结案); worked out from the record, not from timers. */
export function withinLimit(state: CaseState, calendar: DueCalendar): LimitVerdict {
  if (state.status !== 'closed') return { ok: false, code: 'cases/not-closed' };
  const budget = state.routing.budgets.whole;
  if (budget === undefined) return { ok: false, code: 'cases/no-limit' };
  const due = calendar.add(state.createdAt, budget);
  if (!due.ok) return { ok: false, code: 'cases/unknown-year', year: due.year };
  return { ok: true, within: state.closedAt <= due.at, due: due.at };
}

/** Whether an open case is past its whole-case limit at an instant; undefined where it has none or the year is unknown. */
export function isOverdue(
  state: CaseState,
  calendar: DueCalendar,
  at: number,
): boolean | undefined {
  if (state.status === 'unreported' || state.status === 'closed') return undefined;
  const whole = clockOf(state.clocks, 'whole');
  if (whole === undefined || whole.stoppedAt !== undefined) return undefined;
  const due = calendar.add(whole.since, whole.budget);
  return due.ok ? due.at < at : undefined;
}

/** The level at which a closed case was settled (小事不出网格, 大事不出社区). */
export function settledAt(state: CaseState): string | undefined {
  return state.status === 'closed' ? state.level : undefined;
}
