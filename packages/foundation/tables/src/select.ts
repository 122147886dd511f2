import { DomainError, type Json, type JsonObject } from '@civigrid/kernel';
import { outcomeOf } from './computed-outcome.ts';
import type { TableErrorCode } from './issue.ts';
import { sameJson } from './same-json.ts';
import type { Output, Rule, Table } from './table.ts';
import type { TableInput } from './table-input.ts';

/** A code with which a table refuses to choose. */
export type ConflictCode = Extract<TableErrorCode, 'tables/not-any' | 'tables/not-unique'>;

/** Why a policy does not choose among the rules that match; nothing where it does. */
export function conflictOf(
  table: Table,
  matched: readonly number[],
  input: TableInput,
): ConflictCode | undefined {
  const [first] = matched;
  if (first === undefined || matched.length < 2) return undefined;
  if (table.hit === 'unique') return 'tables/not-unique';
  if (table.hit !== 'any') return undefined;
  const said = outcomeAt(table, first, input);
  const alike = matched.every((index) => sameJson(outcomeAt(table, index, input), said));
  return alike ? undefined : 'tables/not-any';
}

/** What a rule says about an input. */
export function outcomeAt({ rules }: Table, index: number, input: TableInput): JsonObject {
  return outcomeOf(rules[index] ?? { when: {}, then: {} }, input);
}

export function conflict(code: ConflictCode, rules: readonly number[]): DomainError<ConflictCode> {
  return new DomainError(code, 'Several rules match and the table may not choose.', { rules });
}

/** Whether the order in which rules count depends on what they compute. */
export function isOrderComputed({ hit, outputs, rules }: Table): boolean {
  if (hit !== 'priority' && hit !== 'outputOrder') return false;
  const ranked = outputs.filter(({ values }) => values !== undefined);
  return rules.some(({ compute }) => ranked.some(({ name }) => compute?.[name] !== undefined));
}

/**
 * Rules in the order in which they count: best outputs first for `priority` and `outputOrder`, equals and all others
 * as they stand in the table.
 */
export function inOrder(
  table: Table,
  rules: readonly number[],
  input: TableInput,
): readonly number[] {
  if (table.hit !== 'priority' && table.hit !== 'outputOrder') return rules;
  const ranked = table.outputs.filter(({ values }) => values !== undefined);
  const ranks = new Map(
    rules.map((index) => {
      const outcome = outcomeAt(table, index, input);
      return [index, ranked.map((output) => rankOf(outcome, output))] as const;
    }),
  );
  const compare = (a: readonly number[] = [], b: readonly number[] = []): number => {
    const at = a.findIndex((rank, i) => rank !== b[i]);
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
  };
  return [...rules].sort((a, b) => compare(ranks.get(a), ranks.get(b)) || a - b);
}

/** An outcome without the output, or with null there, comes last. */
export function rankOf(outcome: Rule['then'], { name, values = [] }: Output): number {
  const value: Json = Object.hasOwn(outcome, name) ? (outcome[name] ?? null) : null;
  const rank = values.findIndex((one) => sameJson(one, value));
  return rank < 0 ? values.length : rank;
}

/** What `collect` makes of the first output of what rules say; nothing where it has nothing to work on. */
export function aggregateOf(
  { aggregate, outputs }: Table,
  said: readonly JsonObject[],
): number | undefined {
  if (aggregate === undefined) return undefined;
  if (aggregate === 'count') return said.length;
  const name = outputs[0]?.name ?? '';
  const numbers = said.flatMap((outcome) => {
    const value = outcome[name];
    return typeof value === 'number' ? [value] : [];
  });
  // What is computed may be null: then there is no sum and no extreme.
  if (numbers.length === 0 || numbers.length < said.length) return undefined;
  if (aggregate === 'sum') return numbers.reduce((sum, number) => sum + number);
  return numbers.reduce((a, b) => (aggregate === 'min' ? Math.min(a, b) : Math.max(a, b)));
}
