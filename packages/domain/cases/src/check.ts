import type { Happened } from '@civigrid/kernel';
import { askingClocks } from './call-back.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { assigned, type CaseState, type Reporter } from './case-state.ts';
import { resumeClock, stopClocks } from './clock.ts';
import type { Given } from './given.ts';

/** Why it must be done again: not done, done in part, not shown to be done, or the reporter says that it is not solved. */
export type ReworkReason = 'notDone' | 'partlyDone' | 'notProven' | 'reporterUnsatisfied';

/** Was it done? (核查) Rework may still be asked for after the call-back. */
export type Check = Given & { readonly type: 'check' } & CheckedData;

/** Data of `cases/checked`. */
export type CheckedData =
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'rework'; readonly reason: ReworkReason };

/** Decides {@link Check}. */
export function check(command: Check, state: CaseState): readonly CaseEvent[] {
  if (command.outcome === 'pass') {
    assigned(state, ['handled']);
    return [fact('cases/checked', { outcome: 'pass' })];
  }
  assigned(state, ['handled', 'checked']);
  return [fact('cases/checked', { outcome: 'rework', reason: command.reason })];
}

/** Whoever was not told of a solution is asked again after the next attempt. */
export function askedAgain({ answer, ...reporter }: Reporter): Reporter {
  return answer?.reached === true && answer.solved ? { ...reporter, answer } : reporter;
}

/** Follows {@link check}: rework goes on under the same limit, in the last stage. */
export function afterChecked(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/checked'>>,
): CaseState {
  if (state.status !== 'handled' && state.status !== 'checked') return state;
  if (data.outcome === 'pass')
    return {
      ...state,
      at,
      status: 'checked',
      clocks: askingClocks(state, at, state.routing.budgets.callBack),
    };
  const silent = stopClocks(state.clocks, at, ['callBack']);
  const clocks = resumeClock(silent, { clock: 'handle' });
  const again = {
    ...state,
    at,
    status: 'signed',
    reporters: state.reporters.map(askedAgain),
  } as const;
  const last = state.stagesDone.at(-1);
  if (last === undefined) return { ...again, clocks };
  const stagesDone = state.stagesDone.slice(0, -1);
  return { ...again, stagesDone, clocks: resumeClock(clocks, { clock: 'stage', part: last }) };
}
