import { isDomainError } from '@civigrid/kernel';
import { type CompiledTable, compileTable } from '../compile-table.ts';
import type { Outcome, Table } from '../table.ts';
import type { TableInput } from '../table-input.ts';
import { outcomeKey } from '../verify/standing.ts';
import type { Replay, TableAnswer } from './table-diff.ts';

/** Numbers answers: equal numbers for equal ones. */
interface Answers {
  /** The number of what a table answers, and the rule that says it or -1. */
  readonly ask: (side: 0 | 1, input: TableInput) => number;
  readonly ruleOf: () => number;
  readonly answerOf: (number: number) => TableAnswer;
}

/**
 * Decides inputs by both tables and counts the changes, grouped by what was answered. Inputs that surely do not change
 * are only counted.
 */
export function replay(
  tables: readonly [before: Table, after: Table],
  inputs: Iterable<TableInput>,
  mayChange: (input: TableInput) => boolean = () => true,
): Replay {
  const { ask, ruleOf, answerOf } = answersOf(tables);
  const groups = new Map<number, Group>();
  let total = 0;
  let changed = 0;
  for (const input of inputs) {
    total++;
    if (!mayChange(input)) continue;
    const from = ask(0, input);
    const rule = ruleOf();
    const to = ask(1, input);
    if (from === to) continue;
    changed++;
    const key = from * most + to;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { from, to, before: rule, after: ruleOf(), count: 1, example: input });
  }
  const changes = [...groups.values()].sort((a, b) => b.count - a.count);
  return {
    total,
    changed,
    changes: changes.map((group) => ({
      from: answerOf(group.from),
      to: answerOf(group.to),
      ...(group.before >= 0 && { before: group.before }),
      ...(group.after >= 0 && { after: group.after }),
      count: group.count,
      example: group.example,
    })),
  };
}

/** More answers than there ever are. */
const most = 2 ** 26;

interface Group {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
  count: number;
  readonly example: TableInput;
}

function answersOf(tables: readonly [Table, Table]): Answers {
  const answers: TableAnswer[] = [undefined, 'tables/not-any', 'tables/not-unique'];
  const numbers = new Map<string, number>();
  const added = (key: string, answer: TableAnswer): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = answers.push(answer) - 1;
    numbers.set(key, number);
    return number;
  };
  /** The number of what each rule says, once it was asked; 0 before. */
  const known = tables.map(({ rules }) => new Int32Array(rules.length));
  const numberOf = (side: 0 | 1, rule: number, outcome: Outcome): number => {
    const before = known[side]?.[rule];
    if (before) return before;
    const number = added(outcomeKey(outcome), outcome);
    // What is computed holds for this input only.
    if (rule >= 0 && !tables[side].rules[rule]?.compute) (known[side] as Int32Array)[rule] = number;
    return number;
  };
  let last = -1;
  const askOne = (side: 0 | 1, input: TableInput): number => {
    last = -1;
    const table = compiled[side] as CompiledTable;
    if (table.kind === 'single') {
      const decision = table.decide(input);
      if (!decision) return 0;
      last = decision.rule;
      return numberOf(side, decision.rule, decision.outcome);
    }
    const { rules, outcomes } = table.decide(input);
    if (rules.length === 1) last = rules[0] as number;
    const said = rules.map((rule, i) => numberOf(side, rule, outcomes[i] as Outcome));
    return added(`all ${table.table.aggregate ?? ''} ${said.join()}`, outcomes);
  };
  const compiled = tables.map((table): CompiledTable => compileTable(table));
  return {
    ask: (side, input) => {
      try {
        return askOne(side, input);
      } catch (error) {
        if (isDomainError(error, 'tables/not-any')) return 1;
        if (isDomainError(error, 'tables/not-unique')) return 2;
        throw error;
      }
    },
    ruleOf: () => last,
    answerOf: (number) => answers[number],
  };
}
