import type { Matcher } from './engine/matcher.ts';
import { type HitPolicy, isMultiHit } from './hit-policy.ts';
import { type NearMiss, nearMissesOf } from './near-miss.ts';
import type { Plan } from './plan.ts';
import { type RuleVerdict, verdictOf } from './rule-verdict.ts';
import { type ConflictCode, conflictOf, inOrder } from './select.ts';
import { type NamedValue, rawValue, type TableInput } from './table-input.ts';

/**
 * Why a table decides as it does (裁定说明), as data; the subpath `./messages` tells it to people. Who wins is known at
 * once; the lists are worked out when they are first read, from the input as it was. `JSON.stringify` gives them all.
 */
export interface Explanation {
  readonly hit: HitPolicy;
  /** The zone in which instants are read. */
  readonly zone: string;
  /** The rule that wins under a single-hit policy, by its index. */
  readonly winner?: number;
  /** Why nothing wins although rules match. */
  readonly refusal?: ConflictCode;
  /** All rules that match, by their indexes: in the order of the table; under `outputOrder` in that of the outputs. */
  readonly matched: readonly number[];
  readonly nearMisses: readonly NearMiss[];
  /** Every rule, in the order of the table. */
  readonly rules: readonly RuleVerdict[];
  toJSON(): object;
}

export function explain(plan: Plan, matcher: Matcher, input: TableInput): Explanation {
  return new WorkedOut(plan, matcher, input);
}

/** A class, because getters of a literal cost forty times as much as a decision does. */
class WorkedOut implements Explanation {
  readonly hit: HitPolicy;
  readonly zone: string;
  declare readonly winner?: number;
  declare readonly refusal?: ConflictCode;
  readonly #plan: Plan;
  readonly #matcher: Matcher;
  /** What the input said about all that is looked at: it may have changed when the lists are read. */
  readonly #said: readonly unknown[];
  #input: TableInput | undefined;
  #matched: readonly number[] | undefined;
  #nearMisses: readonly NearMiss[] | undefined;
  #rules: readonly RuleVerdict[] | undefined;

  constructor(plan: Plan, matcher: Matcher, input: TableInput) {
    const { table } = plan;
    this.hit = table.hit;
    this.zone = plan.zone.name;
    this.#plan = plan;
    this.#matcher = matcher;
    const named = plan.looksAt();
    const said = new Array<unknown>(named.length);
    for (let i = 0; i < said.length; i++) said[i] = rawValue(input, named[i] as NamedValue);
    this.#said = said;
    if (isMultiHit(table.hit)) return;
    if (table.hit === 'first') {
      const first = matcher.first(input);
      if (first >= 0) this.winner = first;
      return;
    }
    this.#matched = matcher.all(input);
    const refusal = conflictOf(table, this.#matched, input);
    const [first] = inOrder(table, this.#matched, input);
    if (refusal) this.refusal = refusal;
    else if (first !== undefined) this.winner = first;
  }

  get matched(): readonly number[] {
    const input = this.#kept();
    this.#matched ??= this.#matcher.all(input);
    return this.hit === 'outputOrder'
      ? inOrder(this.#plan.table, this.#matched, input)
      : [...this.#matched].sort((a, b) => a - b);
  }

  get nearMisses(): readonly NearMiss[] {
    this.#nearMisses ??= nearMissesOf(this.#plan, this.#kept());
    return this.#nearMisses;
  }

  get rules(): readonly RuleVerdict[] {
    if (this.#rules) return this.#rules;
    const input = this.#kept();
    const met = this.#plan.read(input);
    this.#rules = this.#plan.table.rules.map((_, index) =>
      verdictOf(this.#plan.ruleAt(index), met, input),
    );
    return this.#rules;
  }

  toJSON(): object {
    const { matched, nearMisses, rules } = this;
    return { ...this, matched, nearMisses, rules };
  }

  /** The input as it was, as far as columns go. */
  #kept(): TableInput {
    if (this.#input) return this.#input;
    const kept: Record<string, unknown> = {};
    this.#plan.looksAt().forEach(({ name }, i) => {
      const value = this.#said[i];
      // Assigning would not make an own key of `__proto__`.
      if (value !== undefined) Object.defineProperty(kept, name, { value, enumerable: true });
    });
    this.#input = kept;
    return kept;
  }
}
