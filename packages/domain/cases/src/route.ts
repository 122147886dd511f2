import type { GridCode, Happened, JsonObject } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import { type Budget, checkBudget } from './budget.ts';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, inStatus, openedAt } from './case-state.ts';
import { clockNames, limitClock } from './clock.ts';
import type { Given } from './given.ts';
import { defaultLadder, isLadder, type Ladder } from './ladder.ts';
import { higherLevel } from './level.ts';
import type { StageLimit } from './stage.ts';
import type { PauseRule } from './suspension.ts';

/** How heavy a matter is, and so who deals with it (微诉求党员帮忙, 小矛盾支部调处, 小问题联手解决, 大事情上报办理). */
export type Tier = 'microDemand' | 'smallDispute' | 'smallProblem' | 'bigMatter';

/** Why this one leads: kept, so that it can be explained later under the very table that decided. */
export type RoutingReason = {
  readonly table: string;
  readonly version: string;
  /** Index of the rule; null where none matched and the backstop leads (兜底). */
  readonly rule: number | null;
  readonly ruleId?: string;
  /** What the table saw; nothing personal. */
  readonly inputs: JsonObject;
};

/** The limits of a case, by clock; a clock without one stands. */
export type CaseBudgets = {
  readonly sign?: Budget;
  readonly handle?: Budget;
  readonly whole?: Budget;
  readonly callBack?: Budget;
  readonly reportIn?: Budget;
  /** The plan by which it is handled, stage after stage. */
  readonly stages?: readonly StageLimit[];
};

/** Says which rule of which table decided who leads, who assists, and how long it may take (分派规则). */
export interface Route extends Given {
  readonly type: 'route';
  readonly reason: RoutingReason;
  /** Role that leads. */
  readonly lead: string;
  /** Roles that assist. */
  readonly assist: readonly string[];
  readonly tier: Tier;
  /** The level at which the lead answers; the case's own if left out. */
  readonly level?: string;
  readonly budgets: CaseBudgets;
  /** Which reasons stop which clocks; the work's clocks if left out. */
  readonly pauses?: readonly PauseRule[];
  /** `defaultLadder` if left out. */
  readonly ladder?: Ladder;
  /** Whether the rule calls for mediation. */
  readonly mediation?: boolean;
  /** The home grid, where it had to be corrected. */
  readonly grid?: GridCode;
}

/** Data of `cases/routed`. */
export type RoutedData = {
  readonly reason: RoutingReason;
  readonly lead: string;
  readonly assist: readonly string[];
  readonly tier: Tier;
  readonly level: string;
  readonly budgets: CaseBudgets;
  readonly pauses?: readonly PauseRule[];
  readonly ladder: Ladder;
  readonly mediation: boolean;
  readonly grid?: GridCode;
};

const limited = ['sign', 'handle', 'whole', 'callBack', 'reportIn'] as const;

/** The budgets without anything besides; refuses those that are none. */
function checkedBudgets(budgets: CaseBudgets): CaseBudgets {
  for (const clock of limited) if (budgets[clock] !== undefined) checkBudget(clock, budgets[clock]);
  const { sign, handle, whole, callBack, reportIn, stages } = budgets;
  const names = new Set(stages?.map(({ stage }) => stage));
  if (stages !== undefined && (names.size !== stages.length || names.has('') || names.size === 0))
    throw refusal('cases/invalid-stages', 'Every stage of a plan has a name of its own.');
  for (const { budget } of stages ?? []) checkBudget('stage', budget);
  return defined<CaseBudgets>({ sign, handle, whole, callBack, reportIn, stages });
}

/** Refuses rules that stop no known clock. */
function checkedPauses(pauses: readonly PauseRule[]): readonly PauseRule[] {
  for (const { reason, clocks } of pauses)
    if (!clocks.every((clock) => clockNames.includes(clock)))
      throw refusal('cases/unknown-clock', 'A case has no such clock.', { reason });
  return pauses.map(({ reason, clocks }) => ({ reason, clocks }));
}

/** Decides {@link Route}: after filing, again before dispatch, and again when an order came back. */
export function route(command: Route, state: CaseState): readonly CaseEvent[] {
  const known = inStatus(state, ['filed', 'routed', 'returned']);
  const { reason, lead, assist, tier, ladder = defaultLadder, mediation, grid, pauses } = command;
  const budgets = checkedBudgets(command.budgets);
  const { level = known.level } = command;
  if (!known.levels.includes(level))
    throw refusal('cases/unknown-level', 'The level is not one of the town.', { level });
  if (ladder !== defaultLadder && !isLadder(ladder))
    throw refusal(
      'cases/invalid-ladder',
      'Every rung has a name of its own in its clock, and a time.',
      { ladder: ladder.name },
    );
  const { table, version, rule, ruleId, inputs } = reason;
  const data = defined<RoutedData>({
    reason: defined<RoutingReason>({ table, version, rule, ruleId, inputs }),
    lead,
    assist,
    tier,
    level: higherLevel(known.levels, known.level, level),
    budgets,
    pauses: pauses && checkedPauses(pauses),
    ladder,
    mediation: mediation ?? false,
    grid,
  });
  return [fact('cases/routed', data)];
}

/** Follows {@link route}. Another limit runs from creation like the first, and mends nothing that was late before. */
export function afterRouted(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/routed'>>,
): CaseState {
  if (state.status !== 'filed' && state.status !== 'routed' && state.status !== 'returned')
    return state;
  const { budgets, grid, level } = data;
  const clocks = limitClock(state.clocks, {
    clock: 'whole',
    since: openedAt(state),
    at,
    budget: budgets.whole,
  });
  const next = { ...state, status: 'routed', routing: data, level, clocks } as const;
  return grid === undefined ? next : { ...next, grid };
}
