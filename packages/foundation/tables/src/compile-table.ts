import { DomainError, type Json, type JsonObject } from '@civigrid/kernel';
import { examine } from './check-table.ts';
import { computedRules, fallbackOf, saidBy } from './computed-outcome.ts';
import { type Explanation, explain } from './explain.ts';
import { isMultiHit, type MultiHit, type SingleHit } from './hit-policy.ts';
import type { TableErrorCode, TableIssue } from './issue.ts';
import { matches, type Plan, planOf } from './plan.ts';
import { aggregateOf, outputOrder, winnerOf } from './select.ts';
import type { Outcome, Table } from './table.ts';
import type { TableInput } from './table-input.ts';

/** What a single-hit table decides (裁定): the rule by its index, and what it says. */
export interface Decision<Said extends Json = Outcome> {
  /** The rule's index; -1 where none matched and the table's `otherwise` speaks. */
  readonly rule: number;
  readonly outcome: Said;
}

/** What a multi-hit table decides: the rules in the policy's order, what they say, and the aggregate. */
export interface Decisions<Said extends Json = Outcome> {
  readonly rules: readonly number[];
  readonly outcomes: readonly Said[];
  /** Only with an aggregate, and except for `count` only if something matched. */
  readonly value?: number;
}

/** What every compiled table has. */
export interface Compiled<Hit extends SingleHit | MultiHit, Answer> {
  /** The table as it was compiled, frozen. */
  readonly table: Table<Hit>;
  /**
   * What the table says about one input. A missing value (absent, undefined, null), NaN and a value of another
   * type than its column's satisfy only rules that leave the column free. Refuses with `tables/not-unique` or
   * `tables/not-any`, the rules in its details, where the policy may not choose.
   */
  decide(input: TableInput): Answer;
  /** The same answers, or the same refusal, one by one in order. */
  decideMany(inputs: Iterable<TableInput>): readonly Answer[];
  /** Why: every rule's cells, which of them failed, and the rules that failed by one cell only. Never refuses. */
  explain(input: TableInput): Explanation;
}

/** A compiled table with one of the policies that choose one rule; undefined where nothing matched. */
export interface SingleHitTable<Said extends Json = Outcome>
  extends Compiled<SingleHit, Decision<Said> | undefined> {
  readonly kind: 'single';
}

/** A compiled table with one of the policies that take all matching rules. */
export interface MultiHitTable<Said extends Json = Outcome>
  extends Compiled<MultiHit, Decisions<Said>> {
  readonly kind: 'multi';
}

/** A compiled table whose policy is not known beforehand; `kind` tells. */
export type CompiledTable = SingleHitTable | MultiHitTable;

/** What compiling an input gives: one kind where its hit policy is known to the compiler, else either. */
export type CompiledAs<Input> = Input extends { readonly hit: SingleHit }
  ? SingleHitTable<SaidBy<Input>>
  : Input extends { readonly hit: MultiHit }
    ? MultiHitTable<SaidBy<Input>>
    : CompiledTable;

/** What the outcomes of a table are, as far as its type tells: records, unless an output of it may be bare. */
export type SaidBy<Input> = Input extends { readonly outputs: readonly (infer One)[] }
  ? [One] extends [never]
    ? JsonObject
    : 'bare' extends keyof One
      ? Outcome
      : JsonObject
  : Outcome;

/**
 * Compiles a table (编译决策表) once, to be asked often; it keeps its own copy. Refuses with `tables/invalid`, the
 * issues of {@link checkTable} in its details.
 *
 * @example
 * const routing = compileTable({
 *   hit: 'first',
 *   inputs: [{ name: 'category', type: 'tree' }],
 *   outputs: [{ name: 'lead' }],
 *   rules: [{ when: { category: { within: ['env'] } }, then: { lead: 'gridLeader' } }],
 * });
 * routing.decide({ category: 'env.waste' }); // { rule: 0, outcome: { lead: 'gridLeader' } }
 */
export function compileTable<const Input>(table: Input): CompiledAs<Input> {
  const examined = examine(table);
  if (!('table' in examined)) throw invalid(examined.issues);
  const plan = planOf(examined.table);
  const compiled: CompiledTable = isMultiHit(examined.table.hit) ? multiHit(plan) : singleHit(plan);
  // What the type says of the input's hit policy, the checked table has.
  return compiled as CompiledAs<Input>;
}

function invalid(issues: readonly TableIssue[]): DomainError<TableErrorCode> {
  return new DomainError('tables/invalid', 'The table has issues and cannot be compiled.', {
    issues: issues.map((issue) => ({ ...issue })),
  });
}

function singleHit(plan: Plan): SingleHitTable {
  const best = outputOrder(plan);
  const pick = (input: TableInput) => {
    const met = plan.read(input);
    if (plan.table.hit === 'first') {
      const rule = plan.rules.find((one) => matches(one, met, input));
      return rule && computedRules(plan, [rule], input)[0];
    }
    const matched = plan.rules.filter((rule) => matches(rule, met, input));
    return winnerOf(plan, computedRules(plan, matched, input), best);
  };
  const said = saidBy(plan.table);
  const fallback = fallbackOf(plan.table);
  const decide = (input: TableInput): Decision | undefined => {
    const rule = pick(input);
    return rule ? { rule: rule.index, outcome: said(rule.outcome) } : fallback;
  };
  return Object.freeze<SingleHitTable>({
    kind: 'single',
    table: plan.table as Table<SingleHit>,
    decide,
    decideMany: (inputs) => Array.from(inputs, decide),
    explain: (input) => explain(plan, best, input),
  });
}

function multiHit(plan: Plan): MultiHitTable {
  const best = outputOrder(plan);
  const said = saidBy(plan.table);
  const decide = (input: TableInput): Decisions => {
    const met = plan.read(input);
    const found = plan.rules.filter((rule) => matches(rule, met, input));
    const matched = computedRules(plan, found, input);
    const ordered = plan.table.hit === 'outputOrder' ? best(matched) : matched;
    const value = aggregateOf(plan, ordered);
    return {
      rules: ordered.map(({ index }) => index),
      outcomes: ordered.map(({ outcome }) => said(outcome)),
      ...(value !== undefined && { value }),
    };
  };
  return Object.freeze<MultiHitTable>({
    kind: 'multi',
    table: plan.table as Table<MultiHit>,
    decide,
    decideMany: (inputs) => Array.from(inputs, decide),
    explain: (input) => explain(plan, best, input),
  });
}
