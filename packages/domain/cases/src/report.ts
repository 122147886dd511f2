import type {
  CaseId,
  DeviceId,
  GridCode,
  Happened,
  PersonalPart,
  SubjectRef,
} from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import { defined } from './defined.ts';
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
}

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

/** Refuses a severity that is no whole number from 0 to 4. */
export function checkSeverity(severity: number | undefined): void {
  if (severity === undefined) return;
  if (!Number.isInteger(severity) || severity < 0 || severity > 4)
    throw refusal('cases/invalid-severity', 'A severity is a whole number from 0 to 4.');
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
  const { source, category, severity, grid, device, levels, level, reporter, callBack } = data;
  return {
    status: 'reported',
    id: data.case,
    createdAt: at,
    at,
    source,
    category,
    ...defined<{ severity?: number; grid?: GridCode; device?: DeviceId }>({
      severity,
      grid,
      device,
    }),
    levels,
    level,
    reporters: [
      { report: data.case, ...(reporter === undefined ? {} : { subject: reporter }), callBack },
    ],
    whistles: [],
    mediations: [],
    clocks: [],
    escalations: 0,
    returns: 0,
    supervised: false,
  };
}
