import type { Happened } from '@civigrid/kernel';
import type { DueCalendar } from '../budget.ts';
import type { Given } from '../given.ts';
import { requestDeadlines } from './request-deadlines.ts';
import { fact, type RequestEvent, type RequestFact } from './request-event.ts';
import type { RequestClock } from './request-reminder.ts';
import type { RequestState } from './request-state.ts';

/** A reminder is due (到时). Early, late, double or stale firings change nothing: state and calendar are asked again. */
export interface RequestTimer extends Given {
  readonly type: 'timer';
  /** The name of the deadline within the request, as `requestDeadlines` gave it. */
  readonly name: string;
}

/** Data of `cases/request-reminded`. */
export type RequestRemindedData = {
  readonly name: string;
  readonly clock: RequestClock;
  readonly rung: string;
  /** When it was due: UTC milliseconds. */
  readonly due: number;
  readonly tell: readonly string[];
};

/** Decides {@link RequestTimer}; never refuses. */
export function timer(
  { name, at }: RequestTimer,
  state: RequestState,
  calendar: DueCalendar,
): readonly RequestEvent[] {
  if (state.status === 'unasked') return [];
  const due = requestDeadlines(state, calendar).deadlines.find((each) => each.name === name);
  if (due === undefined || due.at > Math.max(at, state.at)) return [];
  const { clock, rung } = due;
  const reminder = state.reminders.find((each) => each.clock === clock && each.rung === rung);
  const tell = reminder?.tell ?? [];
  return [fact('cases/request-reminded', { name, clock, rung, due: due.at, tell })];
}

/** Follows {@link timer}. */
export function afterReminded(
  state: RequestState,
  { data }: Happened<RequestFact<'cases/request-reminded'>>,
): RequestState {
  if (state.status === 'unasked' || state.fired.includes(data.name)) return state;
  return { ...state, fired: [...state.fired, data.name] };
}
