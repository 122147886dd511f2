import type { CaseId, Happened, PersonalPart, SubjectRef } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import {
  type CaseState,
  isOpen,
  type KnownCase,
  open,
  openedAt,
  type Reporter,
  reported,
} from './case-state.ts';
import { clockOf, stopClock } from './clock.ts';
import type { Given } from './given.ts';
import { type MergeReason, mergeReason } from './merge-reason.ts';
import { checkedParts } from './personal.ts';
import { type Photo, photoOf } from './photo.ts';
import { type CaseSource, saidAt, wantsCallBack } from './report.ts';

/** Takes another report of the same matter into this case (并案); its reporter keeps a call-back and a clock of their own. */
export interface Merge extends Given {
  readonly type: 'merge';
  /** The id of the report: the one that it would have as a case. */
  readonly report: CaseId;
  readonly source: CaseSource;
  /** When it was said, if that was before now: UTC milliseconds. */
  readonly since?: number;
  readonly photos?: readonly Photo[];
  readonly reporter?: SubjectRef;
  readonly personal?: readonly PersonalPart[];
  /** Why it was taken for the same matter. */
  readonly suggestion?: MergeReason;
}

/** Takes a report out again, or a case that was absorbed with all its reporters (撤销并案). */
export interface Unmerge extends Given {
  readonly type: 'unmerge';
  /** The report, or the case. */
  readonly report: CaseId;
}

/** Data of `cases/merged`. */
export type MergedData = {
  readonly report: CaseId;
  readonly source: CaseSource;
  readonly since?: number;
  readonly photos: readonly Photo[];
  readonly reporter?: SubjectRef;
  readonly callBack: boolean;
  readonly suggestion?: MergeReason;
};

/** Data of `cases/unmerged`. */
export type UnmergedData = { readonly report: CaseId };

/** Whether a report, or the reports of a case, belong here already. */
export function hasReport({ reporters }: KnownCase, id: CaseId): boolean {
  return reporters.some(({ report, cameWith }) => report === id || cameWith === id);
}

/** Decides {@link Merge}; the same report again changes nothing. */
export function merge(command: Merge, state: CaseState): readonly CaseEvent[] {
  const known = open(state);
  const { report, source, reporter, photos = [], suggestion } = command;
  if (report === known.id)
    throw refusal('cases/merge-into-itself', 'A case is no other report of its own matter.');
  if (hasReport(known, report)) return [];
  const personal = checkedParts(command.personal);
  const data = defined<MergedData>({
    report,
    source,
    since: saidAt(command),
    photos: photos.map(photoOf),
    reporter,
    callBack: wantsCallBack(reporter, personal),
    suggestion: suggestion === undefined ? undefined : mergeReason(suggestion),
  });
  return [fact('cases/merged', data, personal)];
}

/** Decides {@link Unmerge}; the case's own report stays. */
export function unmerge({ report }: Unmerge, state: CaseState): readonly CaseEvent[] {
  const known = reported(state);
  if (known.status === 'merged')
    throw refusal('cases/not-open', 'Only an open case can be changed.', { status: 'merged' });
  if (report === known.id) throw refusal('cases/unmerge-itself', 'A case keeps its own report.');
  if (!hasReport(known, report))
    throw refusal('cases/unknown-report', 'No such report belongs to this case.', { report });
  return [fact('cases/unmerged', { report })];
}

/** The reporters of a case, its whole-case clock running from the first of them. */
export function withReporters<Known extends KnownCase>(
  state: Known,
  reporters: readonly Reporter[],
): Known {
  const next = { ...state, reporters };
  const whole = clockOf(state.clocks, 'whole');
  if (whole === undefined || whole.stoppedAt !== undefined) return next;
  const since = openedAt(next);
  if (since === whole.since) return next;
  return { ...next, clocks: state.clocks.map((run) => (run === whole ? { ...run, since } : run)) };
}

/** Follows {@link merge}. */
export function afterMerged(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/merged'>>,
): CaseState {
  if (!isOpen(state) || hasReport(state, data.report)) return state;
  const { report, reporter: subject, callBack, since = at } = data;
  const joined = defined<Reporter>({ report, subject, since, callBack });
  return withReporters(state, [...state.reporters, joined]);
}

/** Follows {@link unmerge}. */
export function afterUnmerged(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/unmerged'>>,
): CaseState {
  if (state.status === 'unreported' || state.status === 'merged') return state;
  if (data.report === state.id) return state;
  const gone = state.reporters.filter(
    ({ report, cameWith }) => report === data.report || cameWith === data.report,
  );
  const clocks = gone.reduce(
    (all, { report }) => stopClock(all, { clock: 'callBack', part: report }, at),
    state.clocks,
  );
  return withReporters(
    { ...state, clocks },
    state.reporters.filter((each) => !gone.includes(each)),
  );
}
