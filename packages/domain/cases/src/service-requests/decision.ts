import type { Happened, PersonalPart } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { checkedParts } from '../personal.ts';
import { type Photo, photoOf } from '../photo.ts';
import { checkBasis } from './acceptance.ts';
import { endPause, openPause } from './pause.ts';
import { refusal } from './request-error.ts';
import { fact, type RequestEvent, type RequestFact } from './request-event.ts';
import { decidedRequest, missingMaterials, openAt, type RequestState } from './request-state.ts';

/** The office grants or refuses it, with the legal basis (决定). */
export interface DecideRequest extends Given {
  readonly type: 'decide';
  readonly outcome: 'granted' | 'refused';
  readonly basis: string;
  /** The document, by reference. */
  readonly document?: Photo;
  readonly personal?: readonly PersonalPart[];
}

/** Data of `cases/request-decided`. */
export type RequestDecidedData = {
  readonly outcome: 'granted' | 'refused';
  readonly basis: string;
  readonly document?: Photo;
};

/** How a decision reaches the applicant. */
export type DeliveryWay = 'atHome' | 'atCounter' | 'byPost' | 'online';

/** The applicant has what was decided in their hands (送达). */
export interface DeliverRequest extends Given {
  readonly type: 'deliver';
  readonly way: DeliveryWay;
  /** The receipt, by reference. */
  readonly proof?: Photo;
}

/** Data of `cases/request-delivered`. */
export type RequestDeliveredData = { readonly way: DeliveryWay; readonly proof?: Photo };

/** The applicant takes it back (撤回). */
export interface WithdrawRequest extends Given {
  readonly type: 'withdraw';
}

/** Data of `cases/request-withdrawn`. */
export type RequestWithdrawnData = { readonly from: 'asked' | 'accepted' | 'submitted' };

/** Decides {@link DecideRequest}: nothing is granted while something is missing or awaited. */
export function decide(command: DecideRequest, state: RequestState): readonly RequestEvent[] {
  const request = openAt(state, ['submitted']);
  const { outcome, basis, document } = command;
  if (outcome !== 'granted' && outcome !== 'refused')
    throw refusal('cases/unknown-command', 'A request is granted or refused.');
  checkBasis(basis);
  const missing = missingMaterials(request);
  if (outcome === 'granted' && missing.length > 0)
    throw refusal('cases/materials-missing', 'Materials are missing.', { materials: missing });
  if (outcome === 'granted' && openPause(request.pauses) !== undefined)
    throw refusal('cases/request-suspended', 'Something is awaited: let the clocks go on first.');
  const data: RequestDecidedData = {
    outcome,
    basis,
    ...(document === undefined ? {} : { document: photoOf(document) }),
  };
  return [fact('cases/request-decided', data, checkedParts(command.personal))];
}

/** Follows {@link decide}. */
export function afterDecided(
  state: RequestState,
  { data }: Happened<RequestFact<'cases/request-decided'>>,
): RequestState {
  if (state.status !== 'submitted') return state;
  const pauses = endPause(state.pauses, state.at);
  return { ...state, status: data.outcome, decidedAt: state.at, pauses };
}

/** Decides {@link DeliverRequest}. */
export function deliver(command: DeliverRequest, state: RequestState): readonly RequestEvent[] {
  decidedRequest(state);
  const { way, proof } = command;
  const data = { way, ...(proof === undefined ? {} : { proof: photoOf(proof) }) };
  return [fact('cases/request-delivered', data)];
}

/** Follows {@link deliver}. */
export function afterDelivered(state: RequestState): RequestState {
  if (state.status !== 'granted' && state.status !== 'refused') return state;
  const { decidedAt: _, status: outcome, ...record } = state;
  return { ...record, status: 'delivered', outcome, closedAt: state.at };
}

/** Decides {@link WithdrawRequest}; a decision can no longer be withdrawn. */
export function withdraw(_: WithdrawRequest, state: RequestState): readonly RequestEvent[] {
  const { status } = openAt(state, ['asked', 'accepted', 'submitted']);
  return [fact('cases/request-withdrawn', { from: status })];
}

/** Follows {@link withdraw}. */
export function afterWithdrawn(state: RequestState): RequestState {
  if (state.status !== 'asked' && state.status !== 'accepted' && state.status !== 'submitted')
    return state;
  const pauses = endPause(state.pauses, state.at);
  return { ...state, status: 'withdrawn', closedAt: state.at, pauses };
}
