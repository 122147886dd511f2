import type { Happened, PersonalPart } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { assigned, type CaseState } from './case-state.ts';
import { stopClock } from './clock.ts';
import { defined } from './defined.ts';
import type { Given } from './given.ts';
import { mediationUnderWay } from './mediation.ts';
import { checkedParts } from './personal.ts';
import { type Photo, photoOf } from './photo.ts';

/** Does the work, or a stage of it (处置). */
export interface HandleCase extends Given {
  readonly type: 'handle';
  /** Whether this is the claim that everything is done. */
  readonly done: boolean;
  /** Name of the stage. */
  readonly stage?: string;
  /** Proofs. */
  readonly photos?: readonly Photo[];
  readonly personal?: readonly PersonalPart[];
}

/** Data of `cases/handled`. */
export type HandledData = {
  readonly done: boolean;
  readonly stage?: string;
  readonly photos: readonly Photo[];
};

/** Decides {@link HandleCase}. */
export function handleCase(command: HandleCase, state: CaseState): readonly CaseEvent[] {
  const known = assigned(state, ['signed']);
  const { done, stage, photos = [] } = command;
  if (done && mediationUnderWay(known.mediations) !== undefined)
    throw refusal('cases/mediation-under-way', 'A mediation must end before the case is handled.');
  const data = defined<HandledData>({ done, stage, photos: photos.map(photoOf) });
  return [fact('cases/handled', data, checkedParts(command.personal))];
}

/** Follows {@link handleCase}. */
export function afterHandled(
  state: CaseState,
  { data }: Happened<CaseFact<'cases/handled'>>,
): CaseState {
  if (state.status !== 'signed' || !data.done) return state;
  return { ...state, status: 'handled', clocks: stopClock(state.clocks, 'handle', state.at) };
}
