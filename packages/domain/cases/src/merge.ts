import type { CaseId, Happened, PersonalPart, SubjectRef } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, open } from './case-state.ts';
import { defined } from './defined.ts';
import type { Given } from './given.ts';
import { type MergeReason, mergeReason } from './merge-reason.ts';
import { checkedParts } from './personal.ts';
import { type Photo, photoOf } from './photo.ts';
import { type CaseSource, wantsCallBack } from './report.ts';

/** Takes another report of the same matter into this case (并案); its reporter keeps a call-back of their own. */
export interface Merge extends Given {
  readonly type: 'merge';
  /** The id of the report: the one that it would have as a case. */
  readonly report: CaseId;
  readonly source: CaseSource;
  readonly photos?: readonly Photo[];
  readonly reporter?: SubjectRef;
  readonly personal?: readonly PersonalPart[];
  /** Why it was taken for the same matter. */
  readonly suggestion?: MergeReason;
}

/** Data of `cases/merged`. */
export type MergedData = {
  readonly report: CaseId;
  readonly source: CaseSource;
  readonly photos: readonly Photo[];
  readonly reporter?: SubjectRef;
  readonly callBack: boolean;
  readonly suggestion?: MergeReason;
};

/** Decides {@link Merge}; the same report again changes nothing. */
export function merge(command: Merge, state: CaseState): readonly CaseEvent[] {
  const known = open(state);
  const { report, source, reporter, photos = [], suggestion } = command;
  if (report === known.id)
    throw refusal('cases/merge-into-itself', 'A case is no other report of its own matter.');
  if (known.reporters.some((each) => each.report === report)) return [];
  const personal = checkedParts(command.personal);
  const data = defined<MergedData>({
    report,
    source,
    photos: photos.map(photoOf),
    reporter,
    callBack: wantsCallBack(reporter, personal),
    suggestion: suggestion === undefined ? undefined : mergeReason(suggestion),
  });
  return [fact('cases/merged', data, personal)];
}

/** Follows {@link merge}. */
export function afterMerged(
  state: CaseState,
  { data }: Happened<CaseFact<'cases/merged'>>,
): CaseState {
  if (state.status === 'unreported' || state.status === 'closed') return state;
  const { report, reporter, callBack } = data;
  const joined = { report, ...(reporter === undefined ? {} : { subject: reporter }), callBack };
  return { ...state, reporters: [...state.reporters, joined] };
}
