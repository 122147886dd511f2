import {
  type CaseId,
  type DeviceId,
  defined,
  type GridCode,
  type Happened,
  isInstant,
  type PersonalPart,
  type SubjectRef,
} from '@civigrid/kernel';
import { type Budget, checkBudget } from './budget.ts';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import type { CaseRecord, CaseState, Reporter } from './case-state.ts';
import { startClock } from './clock.ts';
import type { Given } from './given.ts';
import { caseLevels } from './level.ts';
import { checkedParts, reportPurposes } from './personal.ts';
import { type Photo, photoOf } from './photo.ts';
import { isPoint, type Point } from './point.ts';

/** Where a report comes from (来源). It decides whether the case must be verified before it is filed. */
export type CaseSource = 'resident' | 'hotline' | 'patrol' | 'device' | 'superior';

/** A leaf that may be the home grid, with its probability; a fact keeps tenths, or the exact place could be worked out. */
export type CandidateGrid = { readonly grid: GridCode; readonly probability: number };

/** Somebody says what is wrong, with words, photos and a place (上报). */
export interface Report extends Given {
  readonly type: 'report';
  readonly case: CaseId;
  readonly source: CaseSource;
  /** Dotted code of the category. */
  readonly category: string;
  /** 0 to 4. */
  readonly severity?: number;
  readonly grid?: GridCode;
  /** Leaves within the uncertainty of the position, best first. */
  readonly candidates?: readonly CandidateGrid[];
  readonly photos?: readonly Photo[];
  readonly device?: DeviceId;
  /** What the device says, such as `fire.smoke`. */
  readonly kind?: string;
  /** The exact point where the matter itself is public: a manhole cover, a device of the street. Otherwise it goes into a personal part. */
  readonly publicPlace?: Point;
  /** Who reported, as a random reference. */
  readonly reporter?: SubjectRef;
  /** Words, exact point, how to call back: purposes in `reportPurposes`. */
  readonly personal?: readonly PersonalPart[];
  /** The levels of this town, lowest first; `caseLevels` if left out. */
  readonly levels?: readonly string[];
  /** The level that answers first; the lowest if left out. */
  readonly level?: string;
  /** When it was said, if that was before now, as where a report is taken out of another case: UTC milliseconds. The clocks run from here. */
  readonly since?: number;
  /** How long the intake and a call-back may take, before a rule says more. */
  readonly budgets?: EarlyBudgets;
}

/** The limits that hold before a rule has decided. */
export type EarlyBudgets = { readonly intake?: Budget; readonly callBack?: Budget };

/** Data of `cases/reported`. */
export type ReportedData = {
  readonly case: CaseId;
  readonly source: CaseSource;
  readonly category: string;
  readonly severity?: number;
  readonly grid?: GridCode;
  readonly candidates: readonly CandidateGrid[];
  readonly photos: readonly Photo[];
  readonly device?: DeviceId;
  readonly kind?: string;
  readonly publicPlace?: Point;
  readonly reporter?: SubjectRef;
  /** Whether the reporter left a way to be called back. */
  readonly callBack: boolean;
  readonly levels: readonly string[];
  readonly level: string;
  readonly since?: number;
  readonly budgets?: EarlyBudgets;
};

/** What is found by a patrol, ordered from above or measured by a device enters filed (Guilin's handbook; CJ/T 315). */
const entersFiled: readonly CaseSource[] = ['patrol', 'device', 'superior'];

/** Whether the reporter is to be called back; refuses a way to call somebody who is not named. */
export function wantsCallBack(
  reporter: SubjectRef | undefined,
  personal: readonly PersonalPart[],
): boolean {
  const ways = personal.filter(({ purpose }) => purpose === reportPurposes.callBack);
  if (ways.some(({ subject }) => subject !== reporter))
    throw refusal('cases/reporter-missing', 'Only the reporter can be called back.');
  return ways.length > 0;
}

/** When something was said, if that was before the command; refuses what comes from the future. */
export function saidAt({
  since,
  at,
}: {
  readonly since?: number;
  readonly at: number;
}): number | undefined {
  if (since === undefined || since === at) return undefined;
  if (!isInstant(since) || since > at)
    throw refusal('cases/from-the-future', 'A report was made before it is taken in.', { since });
  return since;
}

/** Refuses a severity that is no whole number from 0 to 4. */
export function checkSeverity(severity: number | undefined): void {
  if (severity === undefined) return;
  if (!Number.isInteger(severity) || severity < 0 || severity > 4)
    throw refusal('cases/invalid-severity', 'A severity is a whole number from 0 to 4.');
}

function earlyBudgets({ intake, callBack }: EarlyBudgets): EarlyBudgets {
  for (const [clock, budget] of Object.entries({ intake, callBack }))
    if (budget !== undefined) checkBudget(clock, budget);
  return defined<EarlyBudgets>({ intake, callBack });
}

/** Decides {@link Report}. */
export function report(command: Report, state: CaseState): readonly CaseEvent[] {
  if (state.status !== 'unreported')
    throw refusal('cases/already-reported', 'This case has been reported before.');
  const { source, levels = caseLevels, publicPlace, reporter } = command;
  const [lowest] = levels;
  if (lowest === undefined || new Set(levels).size !== levels.length)
    throw refusal('cases/invalid-levels', 'Levels are a list without doubles, lowest first.');
  const { level = lowest } = command;
  if (!levels.includes(level))
    throw refusal('cases/unknown-level', 'The level is not in the list.', { level });
  checkSeverity(command.severity);
  if (publicPlace !== undefined && !isPoint(publicPlace))
    throw refusal('cases/invalid-point', 'A point is [longitude, latitude] in degrees.');
  const personal = checkedParts(command.personal);
  const data = defined<ReportedData>({
    case: command.case,
    source,
    category: command.category,
    severity: command.severity,
    grid: command.grid,
    candidates: (command.candidates ?? []).map(({ grid, probability }) => ({
      grid,
      probability: Math.round(probability * 10) / 10,
    })),
    photos: (command.photos ?? []).map(photoOf),
    device: command.device,
    kind: command.kind,
    publicPlace,
    reporter,
    callBack: wantsCallBack(reporter, personal),
    levels,
    level,
    since: saidAt(command),
    budgets: command.budgets === undefined ? undefined : earlyBudgets(command.budgets),
  });
  const facts: readonly CaseEvent[] = [fact('cases/reported', data, personal)];
  return entersFiled.includes(source)
    ? [...facts, fact('cases/filed', { verification: 'bySource' })]
    : facts;
}

/** Follows {@link report}. */
export function afterReported(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/reported'>>,
): CaseState {
  if (state.status !== 'unreported') return state;
  const { source, category, severity, grid, device, levels, level, callBack } = data;
  const { case: id, reporter: subject, since = at, budgets } = data;
  const known = { source, category, severity, grid, device, callBackLimit: budgets?.callBack };
  return {
    status: 'reported',
    id,
    createdAt: since,
    at,
    ...defined<Pick<CaseRecord, keyof typeof known>>(known),
    levels,
    level,
    reporters: [defined<Reporter>({ report: id, subject, since, callBack })],
    whistles: [],
    mediations: [],
    clocks: startClock([], { clock: 'intake', since, budget: budgets?.intake }),
    escalations: 0,
    returns: 0,
    supervisedBy: [],
    suspensions: [],
    extensions: [],
    stagesDone: [],
    closures: [],
  };
}
