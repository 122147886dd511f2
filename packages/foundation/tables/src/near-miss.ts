import type { Plan, PlannedRule } from './plan.ts';
import type { Met } from './read-value.ts';
import { type CellVerdict, verdictOf } from './rule-verdict.ts';
import type { TableInput } from './table-input.ts';

/** A rule that failed by exactly one cell (差一项), and that cell. */
export interface NearMiss {
  readonly rule: number;
  readonly id?: string;
  readonly failed: CellVerdict;
}

export function nearMissesOf(plan: Plan, input: TableInput): readonly NearMiss[] {
  const met = plan.read(input);
  const found: NearMiss[] = [];
  for (let index = 0; index < plan.table.rules.length; index++) {
    const rule = plan.ruleAt(index);
    if (failures(rule, met, input) !== 1) continue;
    const { id, cells } = verdictOf(rule, met, input);
    const failed = cells.find(({ fate }) => fate !== 'met');
    if (failed) found.push({ rule: index, ...(id !== undefined && { id }), failed });
  }
  return found;
}

/** How many cells fail, counted up to two. */
function failures({ cells }: PlannedRule, met: readonly Met[], input: TableInput): number {
  let failed = 0;
  for (const { at, test } of cells) {
    const value = met[at];
    if (value !== undefined && test(value, input)) continue;
    if (++failed === 2) break;
  }
  return failed;
}
