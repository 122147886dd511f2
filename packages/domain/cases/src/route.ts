import type { GridCode, Happened, JsonObject } from '@civigrid/kernel';
import { type Budget, isBudget } from './budget.ts';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, inStatus } from './case-state.ts';
import { limitClock } from './clock.ts';
import { defined } from './defined.ts';
import type { Given } from './given.ts';
import { defaultLadder, isLadder, type Ladder } from './ladder.ts';
import { higherLevel } from './level.ts';

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
  readonly ladder: Ladder;
  readonly mediation: boolean;
  readonly grid?: GridCode;
};

function checkBudgets(budgets: CaseBudgets): void {
  for (const clock of ['sign', 'handle', 'whole'] as const) {
    const budget = budgets[clock];
    if (budget !== undefined && !isBudget(budget))
      throw refusal(
        'cases/invalid-budget',
        'A budget is a positive amount of a known unit; working days are whole.',
        { clock },
      );
  }
}

/** Decides {@link Route}: after filing, again before dispatch, and again when an order came back. */
export function route(command: Route, state: CaseState): readonly CaseEvent[] {
  const known = inStatus(state, ['filed', 'routed', 'returned']);
  const { reason, lead, assist, tier, budgets, ladder = defaultLadder, mediation, grid } = command;
  const { level = known.level } = command;
  checkBudgets(budgets);
  if (!known.levels.includes(level))
    throw refusal('cases/unknown-level', 'The level is not one of the town.', { level });
  if (!isLadder(ladder))
    throw refusal(
      'cases/invalid-ladder',
      'Every rung has a name of its own in its clock, and a time.',
      { ladder: ladder.name },
    );
  const { sign, handle, whole } = budgets;
  const { table, version, rule, ruleId, inputs } = reason;
  const data = defined<RoutedData>({
    reason: defined<RoutingReason>({ table, version, rule, ruleId, inputs }),
    lead,
    assist,
    tier,
    level: higherLevel(known.levels, known.level, level),
    budgets: defined<CaseBudgets>({ sign, handle, whole }),
    ladder,
    mediation: mediation ?? false,
    grid,
  });
  return [fact('cases/routed', data)];
}

/** Follows {@link route}. Another limit runs from creation like the first. */
export function afterRouted(
  state: CaseState,
  { data }: Happened<CaseFact<'cases/routed'>>,
): CaseState {
  if (state.status !== 'filed' && state.status !== 'routed' && state.status !== 'returned')
    return state;
  const { budgets, grid, level } = data;
  const clocks = limitClock(state.clocks, {
    clock: 'whole',
    since: state.createdAt,
    budget: budgets.whole,
  });
  const next = { ...state, status: 'routed', routing: data, level, clocks } as const;
  return grid === undefined ? next : { ...next, grid };
}
