import type { Happened } from '@civigrid/kernel';
import { type Assignment, assignmentOf } from './assignment.ts';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, inStatus, isOpen } from './case-state.ts';
import { startClock } from './clock.ts';
import type { Given } from './given.ts';
import { mediationUnderWay } from './mediation.ts';
import { currentStage, stageStarted } from './stage.ts';

/** Gives the case to a post and to those who assist (派遣). Again after a return, or to somebody else. */
export interface Dispatch extends Given {
  readonly type: 'dispatch';
  readonly lead: Assignment;
  readonly assist?: readonly Assignment[];
  /** The last instance has decided (终审强派): this order does not come back. */
  readonly forced?: {
    /** Code of the decision or legal text. */
    readonly basis: string;
  };
}

/** Data of `cases/dispatched`. */
export type DispatchedData = {
  readonly lead: Assignment;
  readonly assist: readonly Assignment[];
  readonly forced?: { readonly basis: string };
};

/** Decides {@link Dispatch}. */
export function dispatch(command: Dispatch, state: CaseState): readonly CaseEvent[] {
  const known = inStatus(state, ['routed', 'dispatched', 'signed', 'returned']);
  if (mediationUnderWay(known.mediations) !== undefined)
    throw refusal('cases/mediation-under-way', 'A mediation must end before somebody else leads.');
  const { lead, assist = [], forced } = command;
  if (forced !== undefined && forced.basis.trim() === '')
    throw refusal('cases/basis-missing', 'The last instance decides on a legal basis.');
  const orders = { lead: assignmentOf(lead), assist: assist.map(assignmentOf) };
  const data = forced === undefined ? orders : { ...orders, forced: { basis: forced.basis } };
  return [fact('cases/dispatched', data)];
}

/** Follows {@link dispatch}: the clocks of the order begin anew, that of the whole case goes on. */
export function afterDispatched(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/dispatched'>>,
): CaseState {
  if (!('routing' in state) || !isOpen(state)) return state;
  const { sign, handle } = state.routing.budgets;
  const since = at;
  const signing = startClock(state.clocks, { clock: 'sign', since, budget: sign });
  const handling = startClock(signing, { clock: 'handle', since, budget: handle });
  const clocks = stageStarted(handling, currentStage(state), since);
  return { ...state, at, status: 'dispatched', assignment: data, clocks };
}
