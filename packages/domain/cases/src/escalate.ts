import type { Happened } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseRecord, type CaseState, open } from './case-state.ts';
import { type ClockName, markRung } from './clock.ts';
import type { Given } from './given.ts';
import type { RungEffect } from './ladder.ts';
import { levelAbove } from './level.ts';

/** Takes the case a level up (升级) because a whistle or a person says so; a clock does it by a timer. */
export interface Escalate extends Given {
  readonly type: 'escalate';
  readonly cause: 'whistle' | 'order';
  /** A level above; the next one if left out. */
  readonly to?: string;
  /** Roles that are told. */
  readonly tell: readonly string[];
}

/** Data of `cases/escalated`: where it was, where it is now, who is told, and why. */
export type EscalatedData = {
  readonly from: string;
  readonly to: string;
  readonly effect: RungEffect;
  readonly tell: readonly string[];
} & (
  | { readonly cause: 'whistle' | 'order' }
  | {
      readonly cause: 'clock';
      readonly clock: ClockName;
      readonly part?: string;
      readonly run: number;
      readonly rung: string;
      /** For which instant the rung was set: UTC milliseconds. */
      readonly due: number;
    }
);

/** Decides {@link Escalate}. */
export function escalate(command: Escalate, state: CaseState): readonly CaseEvent[] {
  const { levels, level: from } = open(state);
  const { cause, tell, to = levelAbove(levels, from) } = command;
  if (!levels.includes(to))
    throw refusal('cases/unknown-level', 'The level is not one of the town.', { level: to });
  if (levels.indexOf(to) <= levels.indexOf(from))
    throw refusal('cases/level-not-above', 'A case goes up to a level above its own.', {
      from,
      to,
    });
  return [fact('cases/escalated', { from, to, effect: 'levelUp', tell, cause })];
}

function watchedBy({ supervisedBy }: CaseRecord, level: string): readonly string[] {
  return supervisedBy.includes(level) ? supervisedBy : [...supervisedBy, level];
}

/** Follows {@link escalate} and the timer. */
export function afterEscalated(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/escalated'>>,
): CaseState {
  if (state.status === 'unreported' || state.status === 'closed' || state.status === 'merged')
    return state;
  const { effect, to } = data;
  return {
    ...state,
    at,
    level: to,
    clocks: data.cause === 'clock' ? markRung(state.clocks, data) : state.clocks,
    escalations: state.escalations + (effect === 'warn' ? 0 : 1),
    supervisedBy:
      effect === 'supervise' ? watchedBy(state, levelAbove(state.levels, to)) : state.supervisedBy,
  };
}
