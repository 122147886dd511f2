import type { Happened } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { refusal } from './request-error.ts';
import { fact, type RequestEvent, type RequestFact } from './request-event.ts';
import { missingMaterials, openAt, type RequestState } from './request-state.ts';

/** The request is accepted (受理): its materials are complete. */
export interface AcceptRequest extends Given {
  readonly type: 'accept';
}

/** Why a request is not accepted. */
export type DeclineReason = 'notNeeded' | 'otherAuthority' | 'notEntitled' | 'outsideScope';

/** The request is not accepted (不予受理), with the legal basis. */
export interface DeclineRequest extends Given {
  readonly type: 'decline';
  readonly reason: DeclineReason;
  /** The provision, by its reference. */
  readonly basis: string;
}

/** Data of `cases/request-accepted`. */
export type RequestAcceptedData = { readonly version: string };

/** Data of `cases/request-declined`. */
export type RequestDeclinedData = { readonly reason: DeclineReason; readonly basis: string };

/** Refuses a decision without the provision on which it rests. */
export function checkBasis(basis: string): void {
  if (typeof basis !== 'string' || basis.trim() === '')
    throw refusal('cases/basis-missing', 'Say on which provision this rests.');
}

/** Decides {@link AcceptRequest}. */
export function accept(_: AcceptRequest, state: RequestState): readonly RequestEvent[] {
  const request = openAt(state, ['asked']);
  const missing = missingMaterials(request);
  if (missing.length > 0)
    throw refusal('cases/materials-missing', 'Materials are missing: tell the applicant at once.', {
      materials: missing,
    });
  return [fact('cases/request-accepted', { version: request.item.version })];
}

/** Follows {@link accept}. */
export function afterAccepted(state: RequestState): RequestState {
  return state.status === 'asked' ? { ...state, status: 'accepted' } : state;
}

/** Decides {@link DeclineRequest}. */
export function decline(command: DeclineRequest, state: RequestState): readonly RequestEvent[] {
  openAt(state, ['asked']);
  const { reason, basis } = command;
  checkBasis(basis);
  return [fact('cases/request-declined', { reason, basis })];
}

/** Follows {@link decline}. */
export function afterDeclined(
  state: RequestState,
  _: Happened<RequestFact<'cases/request-declined'>>,
): RequestState {
  if (state.status !== 'asked') return state;
  return { ...state, status: 'declined', closedAt: state.at };
}
