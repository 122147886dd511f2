import type { Ladder } from '@civigrid/cases';
import { canonicalJson, type Digest, isDomainError, type Json, toHex } from '@civigrid/kernel';
import {
  type CompiledTable,
  compileTable,
  type Explanation,
  type TableInput,
} from '@civigrid/tables';
import { refusal } from './governance-error.ts';
import { checkOutcome, type RoutingOutcome, routingOutcome } from './routing-outcome.ts';

/** Which rule decided, and what it says; without a rule the backstop leads. */
interface Routed {
  readonly rule: number | null;
  readonly ruleId?: string;
  readonly outcome?: RoutingOutcome;
}

/** The routing table of a town, compiled and checked. */
export interface Routing {
  /** The first 16 digits of the hash of its canonical JSON. */
  readonly version: string;
  readonly table: CompiledTable;
  decide(input: TableInput): Routed;
  explain(input: TableInput): Explanation;
}

/** Compiles the routing table; refuses with `tables/invalid` what is no table, with `governance/invalid-routing` outputs that cannot be carried out. */
export function routingOf(source: unknown, ladders: readonly Ladder[], digest: Digest): Routing {
  const table = compileTable(source);
  const names = ladders.map(({ name }) => name);
  const { rules } = table.table;
  const issues = rules.flatMap((rule, index) => checkOutcome(index, rule.then as Json, names));
  if (issues.length > 0)
    throw refusal('governance/invalid-routing', 'Some rules cannot be carried out.', {
      issues: issues.map((issue) => ({ ...issue })),
    });

  function first(input: TableInput): number | undefined {
    try {
      if (table.kind === 'single') return table.decide(input)?.rule;
      return table.decide(input).rules[0];
    } catch (error) {
      // A table that contradicts itself decides nothing; `explain` says why, and the backstop leads meanwhile.
      if (isDomainError(error)) return undefined;
      throw error;
    }
  }

  return {
    version: toHex(digest.sha256(canonicalJson(table.table))).slice(0, 16),
    table,
    decide: (input) => {
      const rule = first(input);
      const found = rule === undefined ? undefined : rules[rule];
      if (rule === undefined || found === undefined) return { rule: null };
      const outcome = routingOutcome(found.then as Json);
      return {
        rule,
        ...(found.id === undefined ? {} : { ruleId: found.id }),
        ...(outcome === undefined ? {} : { outcome }),
      };
    },
    explain: (input) => table.explain(input),
  };
}
