import type { Happened, PersonalPart } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type AssignedCase, assigned, type CaseState } from './case-state.ts';
import { type ClockRun, stopClock } from './clock.ts';
import type { Given } from './given.ts';
import { mediationUnderWay } from './mediation.ts';
import { checkedParts } from './personal.ts';
import { type Photo, photoOf } from './photo.ts';
import { currentStage, stageStarted } from './stage.ts';

/** Does the work, or a stage of it (处置). */
export interface HandleCase extends Given {
  readonly type: 'handle';
  /** Whether this is the claim that the stage is done; without a plan of stages, that everything is. */
  readonly done: boolean;
  /** Name of the stage; where the rule has a plan, the one that is under way. */
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
  const { done, photos = [] } = command;
  if (done && mediationUnderWay(known.mediations) !== undefined)
    throw refusal('cases/mediation-under-way', 'A mediation must end before the case is handled.');
  const stage = stageOf(command, known);
  const data = defined<HandledData>({ done, stage, photos: photos.map(photoOf) });
  return [fact('cases/handled', data, checkedParts(command.personal))];
}

/** The stage that is meant; refuses one that the plan does not have, or whose turn it is not. */
function stageOf({ stage }: HandleCase, known: AssignedCase): string | undefined {
  const current = currentStage(known);
  if (current === undefined) return stage;
  if (stage === undefined || stage === current.stage) return current.stage;
  const { stages = [] } = known.routing.budgets;
  if (!stages.some((each) => each.stage === stage))
    throw refusal('cases/unknown-stage', 'The plan has no such stage.', { stage });
  throw refusal('cases/wrong-stage', 'The stages are done one after another.', {
    stage,
    current: current.stage,
  });
}

/** Follows {@link handleCase}: the next stage begins where one is done, and with the last the case is handled. */
export function afterHandled(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/handled'>>,
): CaseState {
  if (state.status !== 'signed' || !data.done) return state;
  const stage = currentStage(state)?.stage;
  if (stage === undefined || stage !== data.stage) return handled(state, state.clocks, at);
  const stagesDone = [...state.stagesDone, stage];
  const clocks = stopClock(state.clocks, { clock: 'stage', part: stage }, at);
  const done = { ...state, at, stagesDone, clocks };
  const next = currentStage(done);
  if (next === undefined) return handled(done, clocks, at);
  return { ...done, clocks: stageStarted(clocks, next, at) };
}

function handled(state: AssignedCase, clocks: readonly ClockRun[], at: number): AssignedCase {
  return { ...state, at, status: 'handled', clocks: stopClock(clocks, { clock: 'handle' }, at) };
}
