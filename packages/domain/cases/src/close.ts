import { defined } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, fact } from './case-event.ts';
import { assigned, type CaseState, type Closure } from './case-state.ts';
import { clockOf, stopClocks } from './clock.ts';
import type { Given } from './given.ts';

/** Why a case is closed although a reporter says that it is not solved. */
export type UnsolvedReason = 'beyondPowers' | 'unreasonableDemand' | 'otherProcedure' | 'withdrawn';

/** Ends the loop (结案). */
export interface Close extends Given {
  readonly type: 'close';
  /** Needed where a reporter said that it is not solved. */
  readonly unsolved?: UnsolvedReason;
}

/** Data of `cases/closed`. */
export type ClosedData = {
  /** The level at which it was settled. */
  readonly level: string;
  readonly unsolved?: UnsolvedReason;
};

/** Decides {@link Close}: nothing ends without an answer to every reporter who can be reached. */
export function close(command: Close, state: CaseState): readonly CaseEvent[] {
  const { reporters, level } = assigned(state, ['checked']);
  const { unsolved } = command;
  const waiting = reporters.filter((each) => each.callBack && each.answer === undefined);
  if (waiting.length > 0)
    throw refusal('cases/call-back-missing', 'Every reporter must be called back first.', {
      reports: waiting.map(({ report }) => report),
    });
  const unhappy = reporters.filter(({ answer }) => answer?.reached === true && !answer.solved);
  if (unhappy.length > 0 && unsolved === undefined)
    throw refusal('cases/unsolved', 'A reporter says that it is not solved: rework, or a reason.', {
      reports: unhappy.map(({ report }) => report),
    });
  return [fact('cases/closed', defined<ClosedData>({ level, unsolved }))];
}

/** Follows {@link close}: every clock stops. */
export function afterClosed(state: CaseState, { at }: { readonly at: number }): CaseState {
  if (state.status !== 'checked') return state;
  const { level } = state;
  const clocks = stopClocks(state.clocks, at);
  const closure = defined<Closure>({ at, level, whole: clockOf(clocks, 'whole') });
  const closures = [...state.closures, closure];
  return { ...state, at, status: 'closed', closedAt: at, clocks, closures };
}
