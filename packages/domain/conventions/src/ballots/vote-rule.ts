import { beijingDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
import { rule } from '../statutes/rule.ts';
import type { AppliedRule } from './verdict.ts';
import type { OpenVote } from './vote-command.ts';

/** The rule that a vote is opened under; refused with `conventions/superseded-day` where its day is past. */
export function appliedOn({
  at,
  rule: id,
  matter,
  asOf = beijingDay(at),
}: Pick<OpenVote, 'at' | 'rule' | 'matter' | 'asOf'>): AppliedRule {
  const today = beijingDay(at);
  const found = rule(id, { ...(matter === undefined ? {} : { matter }), asOf });
  if (asOf < today)
    throw refuse('superseded-day', 'A vote goes by the law of its own day or a later one.', {
      asOf,
      today,
    });
  return { id: found.id, ...(matter === undefined ? {} : { matter }), asOf };
}
