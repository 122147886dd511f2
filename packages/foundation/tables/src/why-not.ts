import { DomainError } from '@civigrid/kernel';
import type { Matcher } from './engine/matcher.ts';
import { isMultiHit } from './hit-policy.ts';
import type { TableErrorCode } from './issue.ts';
import type { Plan } from './plan.ts';
import { type RuleVerdict, verdictOf } from './rule-verdict.ts';
import { type ConflictCode, conflictOf, inOrder } from './select.ts';
import type { TableInput } from './table-input.ts';

/** Why one rule does not decide an input (为何不是这条规则). */
export interface WhyNot {
  /** Its cells, and which of them failed. */
  readonly verdict: RuleVerdict;
  /** Whether it does decide, alone or among others. */
  readonly decides: boolean;
  /** The rule that comes before it, where all its cells are met and another one is chosen. */
  readonly beatenBy?: number;
  /** Why nothing is chosen, where all its cells are met. */
  readonly refusal?: ConflictCode;
}

export function whyNot(
  plan: Plan,
  matcher: Matcher,
  input: TableInput,
  rule: number | string,
): WhyNot {
  const { rules, hit } = plan.table;
  const index = typeof rule === 'string' ? rules.findIndex(({ id }) => id === rule) : rule;
  if (rules[index] === undefined)
    throw new DomainError<TableErrorCode>('tables/unknown-rule', 'The table has no such rule.', {
      rule,
    });
  const verdict = verdictOf(plan, index, plan.ranksOf(input), input);
  if (!verdict.matched) return { verdict, decides: false };
  const matched = matcher.all(input);
  const refusal = conflictOf(plan.table, matched, input);
  if (refusal) return { verdict, decides: false, refusal };
  const [winner] = inOrder(plan.table, matched, input);
  if (isMultiHit(hit) || winner === undefined || winner === index)
    return { verdict, decides: true };
  return { verdict, decides: false, beatenBy: winner };
}
