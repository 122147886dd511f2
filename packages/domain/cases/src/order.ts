import { refusal } from './case-error.ts';
import { type CaseEvent, fact } from './case-event.ts';
import { assigned, type CaseState } from './case-state.ts';
import { stopClock, stopClocks } from './clock.ts';
import type { Given } from './given.ts';
import { mediationUnderWay } from './mediation.ts';

/** Why an order comes back: not our territory (属地不符), whose it is is unclear (权属不清), duties overlap (职能交叉). */
export type ReturnReason = 'wrongTerritory' | 'unclearOwnership' | 'overlappingDuties';

/** The unit takes the order (签收). */
export interface Sign extends Given {
  readonly type: 'sign';
}

/** The unit sends the order back, with its reason and the legal basis (退单). */
export interface ReturnOrder extends Given {
  readonly type: 'return';
  readonly reason: ReturnReason;
  /** Code of the legal text. */
  readonly basis: string;
}

/** Data of `cases/signed`. */
export type SignedData = Readonly<Record<string, never>>;

/** Data of `cases/returned`. */
export type ReturnedData = { readonly reason: ReturnReason; readonly basis: string };

/** Decides {@link Sign}. */
export function sign(_command: Sign, state: CaseState): readonly CaseEvent[] {
  const { assignment } = assigned(state, ['dispatched']);
  if (assignment.lead.tenure === 'vacant')
    throw refusal('cases/post-vacant', 'Nobody holds the post that leads: dispatch it again.', {
      role: assignment.lead.role,
      grid: assignment.lead.grid,
    });
  return [fact('cases/signed', {})];
}

/** Decides {@link ReturnOrder}. */
export function returnOrder(command: ReturnOrder, state: CaseState): readonly CaseEvent[] {
  const known = assigned(state, ['dispatched', 'signed']);
  const { reason, basis } = command;
  if (mediationUnderWay(known.mediations) !== undefined)
    throw refusal('cases/mediation-under-way', 'A mediation must end before the order goes back.');
  if (known.assignment.forced !== undefined)
    throw refusal('cases/assignment-forced', 'What was assigned in the last instance stays.');
  if (basis.trim() === '')
    throw refusal('cases/basis-missing', 'An order goes back only on a legal basis.');
  return [fact('cases/returned', { reason, basis })];
}

/** Follows {@link sign}. */
export function afterSigned(state: CaseState, { at }: { readonly at: number }): CaseState {
  if (state.status !== 'dispatched') return state;
  return {
    ...state,
    at,
    status: 'signed',
    clocks: stopClock(state.clocks, { clock: 'sign' }, at),
  };
}

/** Follows {@link returnOrder}: the clocks of the order stop, that of the whole case goes on. */
export function afterReturned(state: CaseState, { at }: { readonly at: number }): CaseState {
  if (state.status !== 'dispatched' && state.status !== 'signed') return state;
  const clocks = stopClocks(state.clocks, at, ['sign', 'handle', 'stage']);
  return { ...state, at, status: 'returned', clocks, returns: state.returns + 1 };
}
