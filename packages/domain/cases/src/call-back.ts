import type { CaseId, Happened, PersonalPart } from '@civigrid/kernel';
import type { Budget } from './budget.ts';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { assigned, type CaseRecord, type CaseState, reported } from './case-state.ts';
import { type ClockRun, startClock, stopClock } from './clock.ts';
import type { Given } from './given.ts';
import { checkedParts } from './personal.ts';

/** What the reporter said, if they were reached (回访). */
export type CallBackAnswer =
  | { readonly reached: false }
  | { readonly reached: true; readonly solved: boolean; readonly satisfied: boolean };

/** Asks one reporter: reached, solved, satisfied? (回访) */
export interface CallBack extends Given {
  readonly type: 'callBack';
  /** Whose report; the case's own id for the first reporter. */
  readonly report: CaseId;
  readonly answer: CallBackAnswer;
  /** Their words. */
  readonly personal?: readonly PersonalPart[];
}

/** Data of `cases/called-back`. */
export type CalledBackData = { readonly report: CaseId; readonly answer: CallBackAnswer };

/** Decides {@link CallBack}: after the check, or to tell a reporter that the report was refused. */
export function callBack(command: CallBack, state: CaseState): readonly CaseEvent[] {
  const known = reported(state);
  if (known.status !== 'refused') assigned(known, ['checked']);
  const { report, answer } = command;
  const reporter = known.reporters.find((each) => each.report === report);
  if (reporter === undefined)
    throw refusal('cases/unknown-report', 'No such report belongs to this case.', { report });
  if (!reporter.callBack)
    throw refusal('cases/call-back-not-wanted', 'The reporter left no way to be called back.', {
      report,
    });
  if (reporter.answer?.reached === true)
    throw refusal('cases/already-called-back', 'The reporter has been reached before.', { report });
  const said: CallBackAnswer = answer.reached
    ? { reached: true, solved: answer.solved, satisfied: answer.satisfied }
    : { reached: false };
  return [fact('cases/called-back', { report, answer: said }, checkedParts(command.personal))];
}

/** Follows {@link callBack}. */
export function afterCalledBack(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/called-back'>>,
): CaseState {
  if (state.status === 'unreported' || state.status === 'closed' || state.status === 'merged')
    return state;
  const { report, answer } = data;
  const reporters = state.reporters.map((each) =>
    each.report === report ? { ...each, answer } : each,
  );
  if (!answer.reached) return { ...state, at, reporters };
  const clocks = stopClock(state.clocks, { clock: 'callBack', part: report }, at);
  return { ...state, at, reporters, clocks };
}

/** The clocks of a case with those of all reporters whom it now has to call back. */
export function askingClocks(
  { clocks, reporters, callBackLimit }: CaseRecord,
  since: number,
  budget: Budget | undefined = callBackLimit,
): readonly ClockRun[] {
  return reporters
    .filter(({ callBack: wanted, answer }) => wanted && answer?.reached !== true)
    .reduce(
      (all, { report: part }) => startClock(all, { clock: 'callBack', part, since, budget }),
      clocks,
    );
}
