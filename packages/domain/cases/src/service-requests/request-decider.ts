import { isInstant } from '@civigrid/calendar';
import type { Decider, Happened } from '@civigrid/kernel';
import type { DueCalendar } from '../budget.ts';
import {
  type AcceptRequest,
  accept,
  afterAccepted,
  afterDeclined,
  type DeclineRequest,
  decline,
} from './acceptance.ts';
import { type AskService, afterAsked, ask } from './ask.ts';
import {
  afterDecided,
  afterDelivered,
  afterWithdrawn,
  type DecideRequest,
  type DeliverRequest,
  decide,
  deliver,
  type WithdrawRequest,
  withdraw,
} from './decision.ts';
import {
  afterHandedIn,
  afterSentBack,
  type HandInMaterials,
  handIn,
  type SendBackMaterial,
  sendBack,
} from './materials.ts';
import { afterNotified, type NotifyMissing, notify } from './notice.ts';
import { refusal } from './request-error.ts';
import type { RequestEvent } from './request-event.ts';
import type { RequestState } from './request-state.ts';
import { afterReminded, type RequestTimer, timer } from './request-timer.ts';
import { afterSubmitted, type SubmitRequest, submit } from './submission.ts';
import {
  afterResumed,
  afterSuspended,
  type ResumeRequest,
  resume,
  type SuspendRequest,
  suspend,
} from './suspension.ts';

/** What can be asked of a service request. */
export type RequestCommand =
  | AskService
  | HandInMaterials
  | SendBackMaterial
  | NotifyMissing
  | AcceptRequest
  | DeclineRequest
  | SubmitRequest
  | SuspendRequest
  | ResumeRequest
  | DecideRequest
  | DeliverRequest
  | WithdrawRequest
  | RequestTimer;

function decided(
  command: RequestCommand,
  state: RequestState,
  calendar: DueCalendar,
): readonly RequestEvent[] {
  switch (command.type) {
    case 'ask':
      return ask(command, state);
    case 'handIn':
      return handIn(command, state);
    case 'sendBack':
      return sendBack(command, state);
    case 'notify':
      return notify(command, state);
    case 'accept':
      return accept(command, state);
    case 'decline':
      return decline(command, state);
    case 'submit':
      return submit(command, state);
    case 'suspend':
      return suspend(command, state);
    case 'resume':
      return resume(command, state);
    case 'decide':
      return decide(command, state);
    case 'deliver':
      return deliver(command, state);
    case 'withdraw':
      return withdraw(command, state);
    case 'timer':
      return timer(command, state, calendar);
  }
}

function followed(state: RequestState, happened: Happened<RequestEvent>): RequestState {
  switch (happened.type) {
    case 'cases/service-asked':
      return afterAsked(state, happened);
    case 'cases/materials-handed-in':
      return afterHandedIn(state, happened);
    case 'cases/material-sent-back':
      return afterSentBack(state, happened);
    case 'cases/missing-notified':
      return afterNotified(state, happened);
    case 'cases/request-accepted':
      return afterAccepted(state);
    case 'cases/request-declined':
      return afterDeclined(state, happened);
    case 'cases/request-submitted':
      return afterSubmitted(state, happened);
    case 'cases/request-suspended':
      return afterSuspended(state, happened);
    case 'cases/request-resumed':
      return afterResumed(state, happened);
    case 'cases/request-decided':
      return afterDecided(state, happened);
    case 'cases/request-delivered':
      return afterDelivered(state);
    case 'cases/request-withdrawn':
      return afterWithdrawn(state);
    case 'cases/request-reminded':
      return afterReminded(state, happened);
  }
}

const ended: readonly string[] = ['delivered', 'declined', 'withdrawn'];

/** The later of the request's time and what happened: time never runs backwards inside a request. */
function timed(state: RequestState, at: number): RequestState {
  return state.status === 'unasked' || ended.includes(state.status)
    ? state
    : { ...state, at: Math.max(state.at, at) };
}

/**
 * The life of a service request (办事请求) from the wish to the delivery, in streams of kind `request`, under the
 * calendar by which its reminders are believed. Refuses with the codes of `RequestErrorCode`; a timer, a notice that
 * says nothing new and a material that is there already are never refused: they change nothing.
 */
export function serviceRequestDeciderUnder(
  calendar: DueCalendar,
): Decider<RequestState, RequestCommand, RequestEvent> {
  return {
    initial: { status: 'unasked' },
    decide: (command, state) => {
      if (!isInstant(command.at))
        throw refusal(
          'cases/invalid-instant',
          'An instant is whole milliseconds within the years 1 to 9998.',
        );
      const facts: readonly RequestEvent[] | undefined = decided(command, state, calendar);
      if (facts !== undefined) return facts;
      throw refusal('cases/unknown-command', 'A service request knows no such command.');
    },
    evolve: (state, happened) => {
      // A newer version may have written facts that this one does not know.
      const next: RequestState | undefined = followed(timed(state, happened.at), happened);
      return next ?? state;
    },
  };
}

/** A calendar that knows nothing: no reminder is believed under it. */
const noCalendar: DueCalendar = {
  add: (at) => ({
    ok: false,
    code: 'cases/calendar-missing',
    year: new Date(at).getUTCFullYear(),
  }),
  between: (from) => ({
    ok: false,
    code: 'cases/calendar-missing',
    year: new Date(from).getUTCFullYear(),
  }),
};

/** The same decider without a calendar, for replay and for all but reminders: a timer changes nothing. */
export const serviceRequestDecider: Decider<RequestState, RequestCommand, RequestEvent> =
  /* @__PURE__ */ serviceRequestDeciderUnder(noCalendar);
