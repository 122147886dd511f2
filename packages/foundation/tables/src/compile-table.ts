import type { Json, JsonObject } from '@civigrid/kernel';
import { fallbackOf, saidBy } from './computed-outcome.ts';
import { type Matcher, type MatcherShape, matcherOf } from './engine/matcher.ts';
import { type Explanation, explain } from './explain.ts';
import { isMultiHit, type MultiHit, type SingleHit } from './hit-policy.ts';
import { type Plan, planOf } from './plan.ts';
import {
  aggregateOf,
  conflict,
  conflictOf,
  inOrder,
  isOrderComputed,
  outcomeAt,
} from './select.ts';
import type { Outcome, Table } from './table.ts';
import type { TableInput } from './table-input.ts';
import { validTable } from './valid-table.ts';
import { type WhyNot, whyNot } from './why-not.ts';

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
  /** How its rules are found. */
  readonly shape: MatcherShape;
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
  /**
   * Why: who wins, and, worked out when they are read, all that match, the rules that failed by one cell only, and
   * every rule cell by cell. Later changes of the input do not change it. Never refuses.
   */
  explain(input: TableInput): Explanation;
  /** Why one rule, by its index or id, does not decide: the cells that failed, or the rule that comes before it. Refuses `tables/unknown-rule`. */
  whyNot(input: TableInput, rule: number | string): WhyNot;
  /** The table, so that `JSON.stringify` gives what {@link compileTable} takes. */
  toJSON(): Table<Hit>;
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
  const valid = validTable(table);
  const plan = planOf(valid);
  const compiled: CompiledTable = isMultiHit(valid.hit) ? multiHit(plan) : singleHit(plan);
  // What the type says of the input's hit policy, the checked table has.
  return compiled as CompiledAs<Input>;
}

/** The matcher of a table, its rules in the order in which they count if that can be told beforehand. */
function orderedMatcher(plan: Plan, isDynamic: boolean): Matcher {
  const { table } = plan;
  const given = Array.from(table.rules.keys());
  return matcherOf(plan, Int32Array.from(isDynamic ? given : inOrder(table, given, {})));
}

function singleHit(plan: Plan): SingleHitTable {
  const { table } = plan;
  const isDynamic = isOrderComputed(table);
  const matcher = orderedMatcher(plan, isDynamic);
  const choosesFirst = !isDynamic && (table.hit === 'first' || table.hit === 'priority');
  const said = saidBy(table);
  const fallback = fallbackOf(table);
  const decisions: (Decision | undefined)[] = new Array(table.rules.length);
  const pick = (input: TableInput): number => {
    if (choosesFirst) return matcher.first(input);
    const matched = matcher.all(input);
    const code = conflictOf(table, matched, input);
    if (code) throw conflict(code, matched);
    return inOrder(table, matched, input)[0] ?? -1;
  };
  const decide = (input: TableInput): Decision | undefined => {
    const rule = pick(input);
    if (rule < 0) return fallback;
    const known = decisions[rule];
    if (known) return known;
    const decision = Object.freeze({ rule, outcome: said(outcomeAt(table, rule, input)) });
    // What is computed holds for this input only.
    if (!table.rules[rule]?.compute) decisions[rule] = decision;
    return decision;
  };
  return Object.freeze<SingleHitTable>({
    kind: 'single',
    shape: matcher.shape,
    table: table as Table<SingleHit>,
    decide,
    decideMany: (inputs) => Array.from(inputs, decide),
    explain: (input) => explain(plan, matcher, input),
    whyNot: (input, rule) => whyNot(plan, matcher, input, rule),
    toJSON: () => table as Table<SingleHit>,
  });
}

function multiHit(plan: Plan): MultiHitTable {
  const { table } = plan;
  const isDynamic = isOrderComputed(table);
  const matcher = orderedMatcher(plan, isDynamic);
  const said = saidBy(table);
  const decide = (input: TableInput): Decisions => {
    const matched = matcher.all(input);
    const rules = isDynamic ? inOrder(table, matched, input) : matched;
    const outcomes = rules.map((index) => outcomeAt(table, index, input));
    const value = aggregateOf(table, outcomes);
    return { rules, outcomes: outcomes.map(said), ...(value !== undefined && { value }) };
  };
  return Object.freeze<MultiHitTable>({
    kind: 'multi',
    shape: matcher.shape,
    table: table as Table<MultiHit>,
    decide,
    decideMany: (inputs) => Array.from(inputs, decide),
    explain: (input) => explain(plan, matcher, input),
    whyNot: (input, rule) => whyNot(plan, matcher, input, rule),
    toJSON: () => table as Table<MultiHit>,
  });
}
