import type { CaseBudgets, StageLimit } from '@civigrid/cases';
import { type LimitRow, limitsFor, limitTable } from '@civigrid/cases/limits';
import type { TownLimits } from './options.ts';

type Writable = { -readonly [Clock in keyof CaseBudgets]: CaseBudgets[Clock] };

/** The limits of a row as a case takes them: intake is over when a rule decides. */
function budgetsOf({ limits }: LimitRow): CaseBudgets {
  const budgets: Writable = {};
  const stages: StageLimit[] = [];
  for (const limit of limits)
    if (limit.clock === 'stage')
      stages[limit.stage - 1] = { stage: limit.name, budget: limit.budget };
    else if (limit.clock !== 'intake') budgets[limit.clock] = limit.budget;
  if (stages.length > 0) budgets.stages = stages;
  return budgets;
}

/** What the limits of a town say of a category at an instant; nothing where there are none. Refuses `cases/invalid-limits`. */
export function limitBudgets(
  limits: TownLimits | undefined,
): (category: string, at: number) => CaseBudgets {
  if (limits === undefined) return () => ({});
  const { data, jurisdiction } = limits;
  const table = limitTable(data);
  return (category, at) => {
    const found = limitsFor(table, { jurisdiction, category, at });
    return found.ok ? budgetsOf(found.row) : {};
  };
}
