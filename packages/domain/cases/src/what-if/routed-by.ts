import { isDomainError, type Json } from '@civigrid/kernel';
import type { CompiledTable, TableInput } from '@civigrid/tables';
import { type Budget, isBudget } from '../budget.ts';
import { isRecord } from '../unread.ts';
import type { ChangeSums } from './changes.ts';

/** The limits that are replayed. */
export interface ReplayedLimits {
  readonly sign?: Budget;
  readonly handle?: Budget;
  readonly whole?: Budget;
}

/** What a rule says about a case: who leads, and its limits. */
export interface RuleAnswer {
  /** Empty where no rule matches and nobody is named. */
  readonly lead: string;
  readonly limits: ReplayedLimits;
  /** What is summed up for the lead, kept at hand. */
  sums?: ChangeSums;
}

/** What a table says about a case, or why it says nothing. */
export type TableAnswer = RuleAnswer | 'cases/table-conflict' | 'cases/no-lead';

/** Reads the outputs `lead`, `sign`, `handle` and `limit` (the whole case) of a rule. */
function answerOf(outcome: Json): TableAnswer {
  if (!isRecord(outcome)) return 'cases/no-lead';
  const { lead, sign, handle, limit } = outcome as Readonly<Record<string, unknown>>;
  if (typeof lead !== 'string' || lead === '') return 'cases/no-lead';
  return {
    lead,
    limits: {
      ...(isBudget(sign) ? { sign } : {}),
      ...(isBudget(handle) ? { handle } : {}),
      ...(isBudget(limit) ? { whole: limit } : {}),
    },
  };
}

/** Asks a table; what a rule says is read once. Of a table that takes several rules the first leads. */
export function routedBy(table: CompiledTable): (input: TableInput) => TableAnswer {
  const { rules } = table.table;
  const nobody: RuleAnswer = { lead: '', limits: {} };
  const read: (TableAnswer | undefined)[] = new Array(rules.length + 1);
  const said = (rule: number, outcome: Json): TableAnswer => {
    const known = read[rule + 1];
    if (known !== undefined) return known;
    const answer = answerOf(outcome);
    // What is computed holds for this input only.
    if (rules[rule]?.compute === undefined) read[rule + 1] = answer;
    return answer;
  };
  const ask = (input: TableInput): TableAnswer => {
    if (table.kind === 'single') {
      const decision = table.decide(input);
      return decision === undefined ? nobody : said(decision.rule, decision.outcome);
    }
    const { rules: matched, outcomes } = table.decide(input);
    const [rule] = matched;
    return rule === undefined ? nobody : said(rule, outcomes[0] as Json);
  };
  return (input) => {
    try {
      return ask(input);
    } catch (error) {
      if (isDomainError(error)) return 'cases/table-conflict';
      throw error;
    }
  };
}
