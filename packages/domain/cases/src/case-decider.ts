import { type Decider, type Happened, isInstant } from '@civigrid/kernel';
import { absorb, afterAbsorbed, afterJoined, afterSeparated, join, separate } from './absorb.ts';
import type { DueCalendar } from './budget.ts';
import { afterCalledBack, callBack } from './call-back.ts';
import type { CaseCommand } from './case-command.ts';
import { caseDeadlines } from './case-deadlines.ts';
import { refusal } from './case-error.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import { afterChecked, check } from './check.ts';
import { afterClosed, close } from './close.ts';
import { afterDispatched, dispatch } from './dispatch.ts';
import { afterEscalated, escalate } from './escalate.ts';
import {
  afterExtensionAsked,
  afterExtensionDecided,
  askExtension,
  decideExtension,
} from './extension.ts';
import { afterFiled, afterRefused, file, refuseToFile } from './filing.ts';
import { afterHandled, handleCase } from './handle.ts';
import {
  afterMediated,
  afterMediationStarted,
  recordMediation,
  startMediation,
} from './mediation.ts';
import { afterMerged, afterUnmerged, merge, unmerge } from './merge.ts';
import { afterReturned, afterSigned, returnOrder, sign } from './order.ts';
import { afterArchived, afterReopened, archive, reopen } from './reopen.ts';
import { afterReported, report } from './report.ts';
import { afterRouted, route } from './route.ts';
import { afterSupervised, supervise } from './supervise.ts';
import { afterResumed, afterSuspended, resume, suspend } from './suspension.ts';
import { timer } from './timer.ts';
import { afterReportedIn, afterWhistled, reportIn, whistle } from './whistle.ts';

function decided(command: CaseCommand, state: CaseState): readonly CaseEvent[] {
  switch (command.type) {
    case 'report':
      return report(command, state);
    case 'file':
      return file(command, state);
    case 'refuse':
      return refuseToFile(command, state);
    case 'route':
      return route(command, state);
    case 'dispatch':
      return dispatch(command, state);
    case 'sign':
      return sign(command, state);
    case 'return':
      return returnOrder(command, state);
    case 'handle':
      return handleCase(command, state);
    case 'check':
      return check(command, state);
    case 'callBack':
      return callBack(command, state);
    case 'close':
      return close(command, state);
    case 'whistle':
      return whistle(command, state);
    case 'reportIn':
      return reportIn(command, state);
    case 'startMediation':
      return startMediation(command, state);
    case 'recordMediation':
      return recordMediation(command, state);
    case 'escalate':
      return escalate(command, state);
    case 'timer':
      return timer(command, state);
    case 'merge':
      return merge(command, state);
    case 'unmerge':
      return unmerge(command, state);
    case 'absorb':
      return absorb(command, state);
    case 'join':
      return join(command, state);
    case 'separate':
      return separate(command, state);
    case 'suspend':
      return suspend(command, state);
    case 'resume':
      return resume(command, state);
    case 'askExtension':
      return askExtension(command, state);
    case 'decideExtension':
      return decideExtension(command, state);
    case 'supervise':
      return supervise(command, state);
    case 'reopen':
      return reopen(command, state);
    case 'archive':
      return archive(command, state);
  }
}

function followed(state: CaseState, happened: Happened<CaseEvent>): CaseState {
  switch (happened.type) {
    case 'cases/reported':
      return afterReported(state, happened);
    case 'cases/filed':
      return afterFiled(state, happened);
    case 'cases/refused':
      return afterRefused(state, happened);
    case 'cases/routed':
      return afterRouted(state, happened);
    case 'cases/dispatched':
      return afterDispatched(state, happened);
    case 'cases/signed':
      return afterSigned(state, happened);
    case 'cases/returned':
      return afterReturned(state, happened);
    case 'cases/handled':
      return afterHandled(state, happened);
    case 'cases/checked':
      return afterChecked(state, happened);
    case 'cases/called-back':
      return afterCalledBack(state, happened);
    case 'cases/closed':
      return afterClosed(state, happened);
    case 'cases/whistled':
      return afterWhistled(state, happened);
    case 'cases/reported-in':
      return afterReportedIn(state, happened);
    case 'cases/mediation-started':
      return afterMediationStarted(state, happened);
    case 'cases/mediated':
      return afterMediated(state, happened);
    case 'cases/escalated':
      return afterEscalated(state, happened);
    case 'cases/merged':
      return afterMerged(state, happened);
    case 'cases/unmerged':
      return afterUnmerged(state, happened);
    case 'cases/absorbed':
      return afterAbsorbed(state, happened);
    case 'cases/joined':
      return afterJoined(state, happened);
    case 'cases/separated':
      return afterSeparated(state, happened);
    case 'cases/suspended':
      return afterSuspended(state, happened);
    case 'cases/resumed':
      return afterResumed(state, happened);
    case 'cases/extension-asked':
      return afterExtensionAsked(state, happened);
    case 'cases/extension-decided':
      return afterExtensionDecided(state, happened);
    case 'cases/supervised':
      return afterSupervised(state, happened);
    case 'cases/reopened':
      return afterReopened(state, happened);
    case 'cases/archived':
      return afterArchived(state, happened);
  }
}

/** The later of the case's time and what happened: time never runs backwards inside a case. */
function timed(state: CaseState, at: number): CaseState {
  return state.status === 'unreported' || state.status === 'closed'
    ? state
    : { ...state, at: Math.max(state.at, at) };
}

function isAt(state: CaseState, at: number): boolean {
  return state.status !== 'unreported' && state.at === at;
}

function isArchived(state: CaseState): boolean {
  return state.status !== 'unreported' && state.archivedAt !== undefined;
}

/** The case as it stands when a command comes: a suspension may have ended by itself. */
function asOf(state: CaseState, at: number): CaseState {
  if (state.status === 'unreported' || state.suspensions.length === 0) return state;
  return timed(state, at);
}

/**
 * The life of a case (案件) from report to closure, in streams of kind `case`. Refuses with the codes of
 * `CaseErrorCode`; a timer, a repeated merge and a repeated report-in are never refused, they change nothing.
 */
export const caseDecider: Decider<CaseState, CaseCommand, CaseEvent> = {
  initial: { status: 'unreported' },
  decide: (command, state) => {
    if (!isInstant(command.at))
      throw refusal('cases/invalid-instant', 'An instant is a whole number of milliseconds.');
    if (isArchived(state) && command.type !== 'archive' && command.type !== 'timer')
      throw refusal('cases/archived', 'What is archived is reported anew.');
    const facts: readonly CaseEvent[] | undefined = decided(command, asOf(state, command.at));
    if (facts !== undefined) return facts;
    throw refusal('cases/unknown-command', 'A case knows no such command.');
  },
  evolve: (state, happened) => {
    if (isArchived(state)) return state;
    const late = state.status !== 'unreported' && happened.at < state.at;
    const now = late ? { ...happened, at: state.at } : happened;
    // A newer version may have written facts that this one does not know.
    const next: CaseState = (followed(state, now) as CaseState | undefined) ?? state;
    return state.status === 'unreported' || isAt(next, now.at) ? next : timed(next, now.at);
  },
};

/**
 * The same decider under a calendar: a timer is believed only if the calendar still says that its instant has come.
 * This is the one that hosts run, for a corrected calendar leaves wrong instants in the index.
 */
export function caseDeciderUnder(
  calendar: DueCalendar,
): Decider<CaseState, CaseCommand, CaseEvent> {
  return {
    ...caseDecider,
    decide: (command, state) => {
      const facts = caseDecider.decide(command, state);
      if (command.type !== 'timer' || facts.length === 0) return facts;
      const due = caseDeadlines(state, calendar).deadlines.find(
        ({ name }) => name === command.name,
      );
      return due !== undefined && due.at <= command.at ? facts : [];
    },
  };
}
