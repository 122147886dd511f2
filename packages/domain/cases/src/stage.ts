import type { Budget } from './budget.ts';
import type { AssignedCase, RoutedCase } from './case-state.ts';
import { type ClockRun, startClock } from './clock.ts';

/** A stage of the plan by which a matter is handled (处置阶段), with its own limit. */
export type StageLimit = {
  /** Unique in the plan. */
  readonly stage: string;
  readonly budget: Budget;
};

/** The stage of the plan that is under way; undefined where there is no plan, or all of it is done. */
export function currentStage({
  routing,
  stagesDone,
}: Pick<RoutedCase | AssignedCase, 'routing' | 'stagesDone'>): StageLimit | undefined {
  return routing.budgets.stages?.find(({ stage }) => !stagesDone.includes(stage));
}

/** The clocks with that of a stage started. */
export function stageStarted(
  clocks: readonly ClockRun[],
  stage: StageLimit | undefined,
  since: number,
): readonly ClockRun[] {
  if (stage === undefined) return clocks;
  return startClock(clocks, { clock: 'stage', part: stage.stage, since, budget: stage.budget });
}
