import type { Happened } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { checkBasis } from './acceptance.ts';
import { beginPause, endPause, openPause, type PauseReason } from './pause.ts';
import { refusal } from './request-error.ts';
import { fact, type RequestEvent, type RequestFact } from './request-event.ts';
import { isOpenRequest, missingMaterials, openAt, type RequestState } from './request-state.ts';

/** The clocks stand while something lawful is awaited (中止); waiting for the applicant begins with a notice. */
export interface SuspendRequest extends Given {
  readonly type: 'suspend';
  readonly reason: Exclude<PauseReason, 'applicant'>;
  readonly basis: string;
}

/** The clocks go on (恢复). */
export interface ResumeRequest extends Given {
  readonly type: 'resume';
}

/** Data of `cases/request-suspended`. */
export type RequestSuspendedData = { readonly reason: PauseReason; readonly basis: string };

/** Data of `cases/request-resumed`. */
export type RequestResumedData = { readonly reason: PauseReason };

const reasons: readonly string[] = ['hearing', 'inspection', 'expertReview', 'otherAuthority'];

/** Decides {@link SuspendRequest}. */
export function suspend(command: SuspendRequest, state: RequestState): readonly RequestEvent[] {
  const { pauses } = openAt(state, ['accepted', 'submitted']);
  const { reason, basis } = command;
  if (!reasons.includes(reason))
    throw refusal('cases/unknown-command', 'A request is not suspended for such a reason.');
  const lasting = openPause(pauses);
  if (lasting !== undefined)
    throw refusal('cases/already-suspended', 'The clocks stand already.', {
      reason: lasting.reason,
    });
  checkBasis(basis);
  return [fact('cases/request-suspended', { reason, basis })];
}

/** Follows {@link suspend}. */
export function afterSuspended(
  state: RequestState,
  { data }: Happened<RequestFact<'cases/request-suspended'>>,
): RequestState {
  if (!isOpenRequest(state) || state.status === 'asked') return state;
  return { ...state, pauses: beginPause(state.pauses, state.at, data.reason) };
}

/** Decides {@link ResumeRequest}; what waits for the applicant goes on when nothing is missing. */
export function resume(_: ResumeRequest, state: RequestState): readonly RequestEvent[] {
  const request = openAt(state, ['accepted', 'submitted']);
  const lasting = openPause(request.pauses);
  if (lasting === undefined) throw refusal('cases/not-suspended', 'The clocks do not stand.');
  const missing = missingMaterials(request);
  if (lasting.reason === 'applicant' && missing.length > 0)
    throw refusal('cases/materials-missing', 'The applicant has not brought everything.', {
      materials: missing,
    });
  return [fact('cases/request-resumed', { reason: lasting.reason })];
}

/** Follows {@link resume}. */
export function afterResumed(
  state: RequestState,
  _: Happened<RequestFact<'cases/request-resumed'>>,
): RequestState {
  if (!isOpenRequest(state)) return state;
  return { ...state, pauses: endPause(state.pauses, state.at) };
}
