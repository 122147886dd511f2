import type { Happened } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, isOpen, open } from './case-state.ts';
import type { Given } from './given.ts';
import { levelAbove } from './level.ts';

/** Why a higher level watches. */
export type SupervisionReason = 'overdue' | 'serious' | 'complaint' | 'ordered';

/** A higher level watches the case until it is closed (督办). */
export interface Supervise extends Given {
  readonly type: 'supervise';
  /** The level that watches; the one above the case's own if left out. */
  readonly level?: string;
  readonly reason: SupervisionReason;
}

/** Data of `cases/supervised`. */
export type SupervisedData = { readonly level: string; readonly reason: SupervisionReason };

/** Decides {@link Supervise}; a level that watches already changes nothing. */
export function supervise(command: Supervise, state: CaseState): readonly CaseEvent[] {
  const { levels, level: own, supervisedBy } = open(state);
  const { reason, level = levelAbove(levels, own) } = command;
  if (!levels.includes(level))
    throw refusal('cases/unknown-level', 'The level is not one of the town.', { level });
  if (levels.indexOf(level) < levels.indexOf(own))
    throw refusal('cases/level-not-above', 'Nobody watches the level above.', {
      from: own,
      to: level,
    });
  return supervisedBy.includes(level) ? [] : [fact('cases/supervised', { level, reason })];
}

/** Follows {@link supervise}. */
export function afterSupervised(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/supervised'>>,
): CaseState {
  if (!isOpen(state)) return state;
  if (state.supervisedBy.includes(data.level)) return state;
  return { ...state, at, supervisedBy: [...state.supervisedBy, data.level] };
}
