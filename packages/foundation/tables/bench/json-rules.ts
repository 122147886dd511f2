import type { Rule, Table, TableInput } from '@civigrid/tables';
import { type ConditionProperties, Engine } from 'json-rules-engine';
import type { Asker } from './asker.ts';
import { cityCells } from './city-cells.ts';
import { minuteOfDay, minuteOfWeek } from './city-clock.ts';

/** Its operators compare numbers only with numbers; a missing value is undefined there and meets none of these. */
function addOperators(engine: Engine): void {
  engine.addOperator<unknown, readonly string[]>(
    'within',
    (code, upper) => typeof code === 'string' && upper.some((prefix) => code.startsWith(prefix)),
  );
  engine.addOperator<unknown, readonly unknown[]>(
    'noneOf',
    (value, barred) => typeof value === 'string' && !barred.includes(value),
  );
  engine.addOperator<unknown, { from: number; to: number; days: readonly number[] }>(
    'during',
    (week, { from, to, days }) => {
      if (typeof week !== 'number') return false;
      const [day, minute] = [Math.floor(week / 1440), week % 1440];
      if (from < to) return from <= minute && minute < to && days.includes(day);
      return minute >= from ? days.includes(day) : minute < to && days.includes((day + 6) % 7);
    },
  );
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** A code ends with a dot in its facts, so that a prefix with its dot is a whole segment. */
function conditionsOf(rule: Rule): ConditionProperties[] {
  const { category, grid, source, severity, amount, protected: guarded, at } = cityCells(rule);
  const conditions: ConditionProperties[] = [];
  const ask = (fact: string, operator: string, value: unknown) => {
    if (value !== undefined) conditions.push({ fact, operator, value });
  };
  const dotted = (codes: readonly string[] | undefined) => codes?.map((code) => `${code}.`);
  ask('category', 'within', dotted(category?.within));
  ask('grid', 'within', dotted(grid?.within));
  ask('source', 'in', source?.is);
  ask('source', 'noneOf', source?.not);
  ask('severity', 'in', severity?.is);
  ask('severity', 'greaterThanInclusive', severity?.gte);
  ask('severity', 'lessThanInclusive', severity?.lte);
  ask('amount', 'greaterThanInclusive', amount?.gte);
  ask('amount', 'lessThan', amount?.lt);
  ask('protected', 'in', guarded?.is);
  if (at)
    ask('week', 'during', {
      from: minuteOfDay(at.between[0]),
      to: minuteOfDay(at.between[1]),
      days: (at.days ?? everyDay).map((day) => day - 1),
    });
  return conditions;
}

/** A case as facts; made before the clock starts, so that nobody waits for it. */
function factsOf({ category, grid, at, ...others }: TableInput): Record<string, unknown> {
  const week = minuteOfWeek(at);
  return {
    ...others,
    ...(typeof category === 'string' && { category: `${category}.` }),
    ...(typeof grid === 'string' && { grid: `${grid}.` }),
    ...(week >= 0 && { week }),
  };
}

/** json-rules-engine: a priority for every rule, and stopped by the first that holds. It answers one by one only. */
export function jsonRulesAsker(table: Table, inputs: readonly TableInput[]): Asker {
  const engine = new Engine([], { allowUndefinedFacts: true });
  addOperators(engine);
  table.rules.forEach((rule, index) => {
    engine.addRule({
      conditions: { all: conditionsOf(rule) },
      priority: table.rules.length - index,
      event: { type: 'decided', params: { rule: index } },
    });
  });
  engine.on('success', () => engine.stop());
  const facts = inputs.map(factsOf);
  return {
    name: 'json-rules-engine',
    async ask(start, count, answers) {
      for (let i = 0; i < count; i++) {
        const { events } = await engine.run(facts[start + i]);
        const rule: unknown = events[0]?.params?.['rule'];
        answers[i] = typeof rule === 'number' ? rule : -1;
      }
    },
  };
}
