import type { Json } from '@civigrid/kernel';
import type { Outcome, Output, Rule, Table } from '../table.ts';

/** What rules say and which of them goes before which, by slot. */
export interface Standing {
  readonly hit: Table['hit'];
  /** Equal numbers for equal outcomes. */
  readonly outcomes: Int32Array;
  /** Where each rule stands in the table. */
  readonly places: Int32Array;
  /** How good its outcome is, column by column of those outputs that list their values; only for `priority`. */
  readonly ranks: readonly Int32Array[];
  /** Whether which rule goes before which depends on what they compute from an input. */
  readonly isOpen: boolean;
}

/** Whether order settles what happens where rules overlap. */
export function isOrdered(hit: Table['hit']): hit is 'first' | 'priority' {
  return hit === 'first' || hit === 'priority';
}

/** Below 0 where the first of two rules goes before the second. */
export function compareRules(
  { ranks, places }: Pick<Standing, 'ranks' | 'places'>,
  a: number,
  b: number,
): number {
  for (const rank of ranks) {
    const better = (rank[a] as number) - (rank[b] as number);
    if (better !== 0) return better;
  }
  return (places[a] as number) - (places[b] as number);
}

/** The outputs that rank outcomes under `priority`. */
export function rankedOutputs({ hit, outputs }: Pick<Table, 'hit' | 'outputs'>): readonly Output[] {
  return hit === 'priority' ? outputs.filter(({ values }) => values !== undefined) : [];
}

/** An outcome as a key: equal JSON, equal key, whatever the order of its names. */
export function outcomeKey(outcome: Outcome): string {
  return JSON.stringify(sorted(outcome));
}

/** What a rule says as a key: rules of one key say the same of every input. */
export function ruleKey({ then, compute }: Rule): string {
  // The checks saw that both are JSON.
  const constant = outcomeKey(then as Outcome);
  return compute ? `${constant} ${outcomeKey(compute as Outcome)}` : constant;
}

function sorted(value: Json): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => ({ name, one: sorted(one as Json) }));
}
