import { DomainError, type Json } from '@civigrid/kernel';
import type { TableErrorCode } from './issue.ts';
import { sameJson } from './same-json.ts';
import type { Outcome, Output, Table } from './table.ts';

/** A code with which a table refuses to choose. */
export type ConflictCode = Extract<TableErrorCode, 'tables/not-any' | 'tables/not-unique'>;

/** Why a policy does not choose among the rules that match; nothing where it does. */
export function conflictOf(table: Table, matched: readonly number[]): ConflictCode | undefined {
  const [first] = matched;
  if (first === undefined || matched.length < 2) return undefined;
  if (table.hit === 'unique') return 'tables/not-unique';
  if (table.hit !== 'any') return undefined;
  const said = outcomeAt(table, first);
  const alike = matched.every((index) => sameJson(outcomeAt(table, index), said));
  return alike ? undefined : 'tables/not-any';
}

/** What a rule says. */
export function outcomeAt({ rules }: Table, index: number): Outcome {
  return (rules[index]?.then ?? {}) as Outcome;
}

export function conflict(code: ConflictCode, rules: readonly number[]): DomainError<ConflictCode> {
  return new DomainError(code, 'Several rules match and the table may not choose.', { rules });
}

/** The rules in the order in which they count: best outputs first for `priority` and `outputOrder`, else as they stand. */
export function ruleOrder(table: Table): Int32Array {
  const order = Int32Array.from(table.rules.keys());
  if (table.hit !== 'priority' && table.hit !== 'outputOrder') return order;
  const ranked = table.outputs.filter(({ values }) => values !== undefined);
  const ranks = table.rules.map((_, index) =>
    ranked.map((output) => rankOf(outcomeAt(table, index), output)),
  );
  const compare = (a: readonly number[] = [], b: readonly number[] = []): number => {
    const at = a.findIndex((rank, i) => rank !== b[i]);
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
  };
  // Equals keep the order of the table.
  return order.sort((a, b) => compare(ranks[a], ranks[b]) || a - b);
}

/** An outcome without the output, or with null there, comes last. */
function rankOf(outcome: Outcome, { name, values = [] }: Output): number {
  const value: Json = Object.hasOwn(outcome, name) ? (outcome[name] ?? null) : null;
  const rank = values.findIndex((one) => sameJson(one, value));
  return rank < 0 ? values.length : rank;
}

/** What `collect` makes of the first output; nothing where it has nothing to work on. */
export function aggregateOf(table: Table, matched: readonly number[]): number | undefined {
  const { aggregate, outputs } = table;
  if (aggregate === undefined) return undefined;
  if (aggregate === 'count') return matched.length;
  const name = outputs[0]?.name ?? '';
  const numbers = matched.map((index) => Number(outcomeAt(table, index)[name]));
  if (numbers.length === 0) return undefined;
  if (aggregate === 'sum') return numbers.reduce((sum, number) => sum + number);
  return numbers.reduce((a, b) => (aggregate === 'min' ? Math.min(a, b) : Math.max(a, b)));
}
