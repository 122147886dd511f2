import { DomainError, type Json, type JsonObject } from '@civigrid/kernel';
import type { TableErrorCode } from './issue.ts';
import type { Plan, PlannedRule } from './plan.ts';
import { sameJson } from './same-json.ts';
import type { Output } from './table.ts';

/** Why a policy does not choose among the rules that match; nothing where it does. */
export function conflictOf(
  { table }: Plan,
  matched: readonly PlannedRule[],
): Exclude<TableErrorCode, 'tables/invalid'> | undefined {
  const [first] = matched;
  if (!first || matched.length < 2) return undefined;
  if (table.hit === 'unique') return 'tables/not-unique';
  if (table.hit !== 'any') return undefined;
  const alike = matched.every(({ outcome }) => sameJson(outcome, first.outcome));
  return alike ? undefined : 'tables/not-any';
}

/** The rule that a single-hit policy chooses; refuses where it may not choose. */
export function winnerOf(
  plan: Plan,
  matched: readonly PlannedRule[],
  best: (rules: readonly PlannedRule[]) => readonly PlannedRule[],
): PlannedRule | undefined {
  const code = conflictOf(plan, matched);
  if (code)
    throw new DomainError<TableErrorCode>(
      code,
      'Several rules match and the table may not choose.',
      {
        rules: matched.map(({ index }) => index),
      },
    );
  return plan.table.hit === 'priority' ? best(matched)[0] : matched[0];
}

/** Puts matching rules in the order of the outputs' values, best first; equals keep the order of the table. */
export function outputOrder(plan: Plan): (rules: readonly PlannedRule[]) => readonly PlannedRule[] {
  const ranked = plan.table.outputs.filter(({ values }) => values !== undefined);
  const ranks = plan.rules.map(({ outcome }) => ranked.map((output) => rankOf(outcome, output)));
  const compare = (a: readonly number[] = [], b: readonly number[] = []): number => {
    const at = a.findIndex((rank, i) => rank !== b[i]);
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
  };
  const ranksOf = ({ index, outcome }: PlannedRule) =>
    outcome === plan.rules[index]?.outcome
      ? ranks[index]
      : ranked.map((output) => rankOf(outcome, output));
  return (rules) => [...rules].sort((a, b) => compare(ranksOf(a), ranksOf(b)));
}

/** An outcome without the output, or with null there, comes last. */
function rankOf(outcome: JsonObject, { name, values = [] }: Output): number {
  const value: Json = Object.hasOwn(outcome, name) ? (outcome[name] ?? null) : null;
  const rank = values.findIndex((one) => sameJson(one, value));
  return rank < 0 ? values.length : rank;
}

/** What `collect` makes of the first output; nothing where it has nothing to work on. */
export function aggregateOf({ table }: Plan, matched: readonly PlannedRule[]): number | undefined {
  const { aggregate, outputs } = table;
  if (aggregate === undefined) return undefined;
  if (aggregate === 'count') return matched.length;
  const name = outputs[0]?.name ?? '';
  const numbers = matched.flatMap(({ outcome }) => {
    const value = outcome[name];
    return typeof value === 'number' ? [value] : [];
  });
  // What is computed may be null: then there is no sum and no extreme.
  if (numbers.length === 0 || numbers.length < matched.length) return undefined;
  if (aggregate === 'sum') return numbers.reduce((sum, number) => sum + number);
  return numbers.reduce((a, b) => (aggregate === 'min' ? Math.min(a, b) : Math.max(a, b)));
}
