import type { CaseId, DeviceId, GridCode, SubjectRef } from '@civigrid/kernel';
import type { CallBackAnswer } from './call-back.ts';
import { refusal } from './case-error.ts';
import type { ClockRun } from './clock.ts';
import type { DispatchedData } from './dispatch.ts';
import type { Mediation } from './mediation.ts';
import type { CaseSource } from './report.ts';
import type { RoutedData } from './route.ts';
import type { WhistleCall } from './whistle.ts';

/** Who reported the matter and what became of their call-back (回访). */
export interface Reporter {
  /** The report: the case's own id, or that of a merged report. */
  readonly report: CaseId;
  readonly subject?: SubjectRef;
  /** Whether they left a way to be called back. */
  readonly callBack: boolean;
  /** The last attempt. */
  readonly answer?: CallBackAnswer;
}

/** A stream in which nothing was reported yet. */
export interface Unreported {
  readonly status: 'unreported';
}

/** What every reported case has. */
export interface CaseRecord {
  readonly id: CaseId;
  /** When it was reported: UTC milliseconds. The whole-case clock runs from here. */
  readonly createdAt: number;
  /** When something last happened: UTC milliseconds. */
  readonly at: number;
  readonly source: CaseSource;
  readonly category: string;
  /** 0 to 4. */
  readonly severity?: number;
  /** The home grid (属地); absent where the report had no place. */
  readonly grid?: GridCode;
  readonly device?: DeviceId;
  /** The levels of this town, lowest first. */
  readonly levels: readonly string[];
  /** The level that answers now. */
  readonly level: string;
  readonly reporters: readonly Reporter[];
  readonly whistles: readonly WhistleCall[];
  /** The last one may be under way. */
  readonly mediations: readonly Mediation[];
  /** One entry for each clock that ever ran. */
  readonly clocks: readonly ClockRun[];
  /** How often it went up a level or was put under supervision. */
  readonly escalations: number;
  /** How often an order came back. */
  readonly returns: number;
  /** Whether a higher level watches it (督办). */
  readonly supervised: boolean;
}

/** A case before anybody was made responsible. */
export interface EnteredCase extends CaseRecord {
  readonly status: 'reported' | 'filed' | 'refused';
}

/** A case of which a rule has said who leads. */
export interface RoutedCase extends CaseRecord {
  readonly status: 'routed';
  readonly routing: RoutedData;
}

/** A case that has been given to somebody. */
export interface AssignedCase extends CaseRecord {
  readonly status: 'dispatched' | 'signed' | 'returned' | 'handled' | 'checked';
  readonly routing: RoutedData;
  readonly assignment: DispatchedData;
}

/** A case at the end of its loop (结案). */
export interface ClosedCase extends CaseRecord {
  readonly status: 'closed';
  readonly routing: RoutedData;
  readonly assignment: DispatchedData;
  /** UTC milliseconds. */
  readonly closedAt: number;
}

/** A case that has been reported, whatever became of it. */
export type KnownCase = EnteredCase | RoutedCase | AssignedCase | ClosedCase;

/** The state of a case (案件): plain JSON, told apart by `status`. */
export type CaseState = Unreported | KnownCase;

/** Where a case stands in its life. */
export type CaseStatus = CaseState['status'];

/** Where a case stands in its life (案件状态). */
export function caseStatus(state: CaseState): CaseStatus {
  return state.status;
}

/** Whether something is still to be done: reported, and neither refused nor closed. */
export function isOpen(state: CaseState): state is EnteredCase | RoutedCase | AssignedCase {
  return state.status !== 'unreported' && state.status !== 'refused' && state.status !== 'closed';
}

/** Refuses a case that nobody reported. */
export function reported(state: CaseState): KnownCase {
  if (state.status === 'unreported')
    throw refusal('cases/not-reported', 'Nobody has reported this case.');
  return state;
}

/** Refuses a case that is refused or closed. */
export function open(state: CaseState): EnteredCase | RoutedCase | AssignedCase {
  const known = reported(state);
  if (isOpen(known)) return known;
  throw refusal('cases/not-open', 'Only an open case can be changed.', { status: known.status });
}

/** Refuses an open case that stands elsewhere in its life. */
export function inStatus(
  state: CaseState,
  allowed: readonly CaseStatus[],
): EnteredCase | RoutedCase | AssignedCase {
  const known = open(state);
  if (!allowed.includes(known.status)) throw wrongStatus(known.status, allowed);
  return known;
}

/** Refuses a case that is not in somebody's hands in one of these ways. */
export function assigned(
  state: CaseState,
  allowed: readonly AssignedCase['status'][],
): AssignedCase {
  const known = inStatus(state, allowed);
  if ('assignment' in known) return known;
  throw wrongStatus(known.status, allowed);
}

function wrongStatus(status: CaseStatus, allowed: readonly CaseStatus[]): Error {
  return refusal('cases/wrong-status', 'The case stands elsewhere in its life.', {
    status,
    allowed,
  });
}
