import type { Plan } from './plan.ts';
import { type CellVerdict, verdictOf } from './rule-verdict.ts';
import type { TableInput } from './table-input.ts';

/** A rule that failed by exactly one cell (差一项), and that cell. */
export interface NearMiss {
  readonly rule: number;
  readonly id?: string;
  readonly failed: CellVerdict;
}

export function nearMissesOf(plan: Plan, input: TableInput): readonly NearMiss[] {
  const ranks = plan.ranksOf(input);
  const found: NearMiss[] = [];
  for (let rule = 0; rule < plan.table.rules.length; rule++) {
    let failures = 0;
    for (let at = 0; at < ranks.length && failures < 2; at++)
      if (!plan.passes(rule, at, ranks, input)) failures++;
    if (failures !== 1) continue;
    const { id, cells } = verdictOf(plan, rule, ranks, input);
    const failed = cells.find(({ fate }) => fate !== 'met');
    if (failed) found.push({ rule, ...(id !== undefined && { id }), failed });
  }
  return found;
}
