import type { Budget, DueCalendar } from '../budget.ts';
import type { RequestClock, RequestReminder } from './request-reminder.ts';
import type { RequestState } from './request-state.ts';
import { type RunningDue, runningDue } from './running-due.ts';

/** An instant at which a request must be woken. */
export interface RequestDeadline {
  /** Unique within the request: clock, since when it runs, rung. */
  readonly name: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly clock: RequestClock;
  readonly rung: string;
}

/** A deadline that cannot be told because no calendar knows a year on the way. */
export interface UnknownRequestDeadline {
  readonly name: string;
  readonly clock: RequestClock;
  readonly rung: string;
  /** The calendar's code. */
  readonly code: string;
  readonly year: number;
}

/** All next wake-ups of a request, earliest first, and those that nobody can tell yet. */
export interface RequestDeadlines {
  readonly deadlines: readonly RequestDeadline[];
  readonly unknown: readonly UnknownRequestDeadline[];
}

/** A clock that runs or stands. */
interface Running {
  readonly clock: RequestClock;
  readonly since: number;
  readonly budget: Budget;
}

/** The clock of a stage: none while materials are missing before acceptance, and none at the end. */
function running(state: RequestState): Running | undefined {
  switch (state.status) {
    case 'asked': {
      const { completeAt: since, item } = state;
      const { accept: budget } = item.limits;
      return since === undefined || budget === undefined
        ? undefined
        : { clock: 'accept', since, budget };
    }
    case 'accepted':
    case 'submitted':
      return state.completeAt === undefined
        ? undefined
        : { clock: 'decide', since: state.completeAt, budget: state.item.limits.decide };
    case 'granted':
    case 'refused': {
      const { deliver: budget } = state.item.limits;
      return budget && { clock: 'deliver', since: state.decidedAt, budget };
    }
    default:
      return undefined;
  }
}

/** When the clock that runs is over; undefined where none runs. */
export function requestDue(
  state: RequestState,
  calendar: DueCalendar,
): (RunningDue & { readonly clock: RequestClock }) | undefined {
  const clock = running(state);
  if (clock === undefined || state.status === 'unasked') return undefined;
  const pauses = clock.clock === 'deliver' ? [] : state.pauses;
  return { ...runningDue(calendar, { ...clock, pauses }), clock: clock.clock };
}

/** Whether the clock that runs is over (超期); worked out, never stored. A clock that stands is not over. */
export function isRequestOverdue(
  state: RequestState,
  calendar: DueCalendar,
  at: number,
):
  | { readonly ok: true; readonly overdue: boolean }
  | { readonly ok: false; readonly code: string; readonly year: number } {
  const due = requestDue(state, calendar);
  if (due === undefined || (due.ok && 'standing' in due)) return { ok: true, overdue: false };
  return due.ok ? { ok: true, overdue: due.at < at } : due;
}

/** All next wake-ups of a request under a calendar, those that are past and were never fired included. */
export function requestDeadlines(state: RequestState, calendar: DueCalendar): RequestDeadlines {
  const deadlines: RequestDeadline[] = [];
  const unknown: UnknownRequestDeadline[] = [];
  const clock = running(state);
  const due = requestDue(state, calendar);
  if (state.status === 'unasked' || clock === undefined || due === undefined)
    return { deadlines, unknown };
  if (due.ok && 'standing' in due) return { deadlines, unknown };
  for (const { rung, when, ...reminder } of state.reminders) {
    const named = { name: nameOf(clock, rung), clock: clock.clock, rung };
    if (reminder.clock !== clock.clock || state.fired.includes(named.name)) continue;
    const at = due.ok && typeof when === 'object' ? calendar.add(due.at, when.afterDue) : due;
    if (at.ok) deadlines.push({ ...named, at: at.at });
    else unknown.push({ ...named, code: at.code, year: at.year });
  }
  return { deadlines: deadlines.sort((a, b) => a.at - b.at), unknown };
}

const nameOf = ({ clock, since }: Running, rung: RequestReminder['rung']) =>
  `${clock}/${since}/${rung}`;
