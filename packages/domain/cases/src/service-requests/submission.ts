import type { Happened } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { fact, type RequestEvent, type RequestFact } from './request-event.ts';
import { openAt, type RequestState } from './request-state.ts';

/** The grid agent carries it to the office that decides (代办递交). */
export interface SubmitRequest extends Given {
  readonly type: 'submit';
  /** The item's own office if left out. */
  readonly office?: string;
}

/** Data of `cases/request-submitted`. */
export type RequestSubmittedData = { readonly office: string };

/** Decides {@link SubmitRequest}. */
export function submit(command: SubmitRequest, state: RequestState): readonly RequestEvent[] {
  const { item } = openAt(state, ['accepted']);
  return [fact('cases/request-submitted', { office: command.office ?? item.decidedAt })];
}

/** Follows {@link submit}. */
export function afterSubmitted(
  state: RequestState,
  { data }: Happened<RequestFact<'cases/request-submitted'>>,
): RequestState {
  if (state.status !== 'accepted') return state;
  return { ...state, status: 'submitted', office: data.office };
}
