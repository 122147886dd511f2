import type { CaseId, DeviceId, GridCode, SubjectRef } from '@civigrid/kernel';
import type { Assignment } from './assignment.ts';
import type { Budget } from './budget.ts';
import type { CallBackAnswer } from './call-back.ts';
import { refusal } from './case-error.ts';
import type { ClockRun } from './clock.ts';
import type { DispatchedData } from './dispatch.ts';
import type { Extension } from './extension.ts';
import type { Mediation } from './mediation.ts';
import type { CaseSource } from './report.ts';
import type { RoutedData } from './route.ts';
import type { Suspension } from './suspension.ts';
import type { WhistleCall } from './whistle.ts';

/** Who reported the matter and what became of their call-back (回访). */
export interface Reporter {
  /** The report: the case's own id, or that of a merged report. */
  readonly report: CaseId;
  readonly subject?: SubjectRef;
  /** When they reported: UTC milliseconds. Their own clock runs from here. */
  readonly since: number;
  /** Whether they left a way to be called back. */
  readonly callBack: boolean;
  /** The last attempt. */
  readonly answer?: CallBackAnswer;
  /** The case that brought them along when it was merged. */
  readonly cameWith?: CaseId;
  /** The whole-case limit that their own case had. */
  readonly limit?: Budget;
}

/** The end of a loop, kept when the case is reopened. */
export interface Closure {
  /** UTC milliseconds. */
  readonly at: number;
  /** The level at which it was settled. */
  readonly level: string;
  /** The whole-case clock as it stood. */
  readonly whole?: ClockRun;
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
  /** The levels that watch it (督办). */
  readonly supervisedBy: readonly string[];
  /** The ledger of suspensions (挂账); the last one may be under way. */
  readonly suspensions: readonly Suspension[];
  /** The last one may wait for its answer (延期). */
  readonly extensions: readonly Extension[];
  /** The stages of the plan that are done. */
  readonly stagesDone: readonly string[];
  /** Every end of its loop so far. */
  readonly closures: readonly Closure[];
  /** How long a call-back may take where no rule says it. */
  readonly callBackLimit?: Budget;
  /** When it was opened again: UTC milliseconds. The whole-case clock then runs from here. */
  readonly reopenedAt?: number;
  /** When it was put away (归档): UTC milliseconds. */
  readonly archivedAt?: number;
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

/** A case with which something is still to be done. */
export type OpenCase = EnteredCase | RoutedCase | AssignedCase;

/** A case that goes on as part of another (并案). */
export interface MergedCase extends CaseRecord {
  readonly status: 'merged';
  readonly into: CaseId;
  /** The case as it was, to be restored. */
  readonly before: OpenCase;
}

/** A case that has been reported, whatever became of it. */
export type KnownCase = OpenCase | ClosedCase | MergedCase;

/** The state of a case (案件): plain JSON, told apart by `status`. */
export type CaseState = Unreported | KnownCase;

/** Where a case stands in its life. */
export type CaseStatus = CaseState['status'];

/** Where a case stands in its life (案件状态). */
export function caseStatus(state: CaseState): CaseStatus {
  return state.status;
}

/** Whether something is still to be done: reported, and neither refused, merged nor closed. */
export function isOpen(state: CaseState): state is OpenCase {
  const { status } = state;
  return !(
    status === 'unreported' ||
    status === 'refused' ||
    status === 'closed' ||
    status === 'merged'
  );
}

/** What every reported case has, without what its status brings along. */
export function recordOf(state: KnownCase): CaseRecord {
  const { routing: _, assignment: __, closedAt: ___, ...record } = state as ClosedCase;
  return record;
}

/** Whether its clocks stand still at its last instant (挂账中). */
export function isSuspended({ suspensions, at }: CaseRecord): boolean {
  const last = suspensions.at(-1);
  return last !== undefined && !last.over && (last.until === undefined || last.until > at);
}

/** Who answers for the case now (首接负责): whoever got it last, also after they sent it back, until somebody else is named. */
export function leadOf(state: CaseState): Assignment | undefined {
  return 'assignment' in state ? state.assignment.lead : undefined;
}

/** From when the whole-case clock runs: the first report of all that belong to it, or its reopening. */
export function openedAt({ createdAt, reopenedAt, reporters }: CaseRecord): number {
  return reopenedAt ?? reporters.reduce((first, { since }) => Math.min(first, since), createdAt);
}

/** Refuses a case that nobody reported. */
export function reported(state: CaseState): KnownCase {
  if (state.status === 'unreported')
    throw refusal('cases/not-reported', 'Nobody has reported this case.');
  return state;
}

/** Refuses a case that is refused, merged or closed. */
export function open(state: CaseState): OpenCase {
  const known = reported(state);
  if (isOpen(known)) return known;
  throw refusal('cases/not-open', 'Only an open case can be changed.', { status: known.status });
}

/** Refuses an open case that stands elsewhere in its life, or is suspended. */
export function inStatus(state: CaseState, allowed: readonly CaseStatus[]): OpenCase {
  const known = open(state);
  if (!allowed.includes(known.status)) throw wrongStatus(known.status, allowed);
  if (isSuspended(known))
    throw refusal('cases/suspended', 'A suspended case goes on when it is resumed.');
  return known;
}

/** Refuses a case that is not in somebody's hands in one of these ways, or is suspended. */
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
