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
  /** All of it as plain data, for `JSON.stringify`. */
  toJSON(): object;
}

export function explain(plan: Plan, matcher: Matcher, input: TableInput): Explanation {
  return new WorkedOut(plan, matcher, input);
}

/** Where an explanation keeps what its lists are worked out from, unseen by whoever goes through its keys. */
const work: unique symbol = Symbol('work');

/** A class, because getters of a literal cost forty times as much as a decision does. */
class WorkedOut implements Explanation {
  readonly hit: HitPolicy;
  readonly zone: string;
  declare readonly winner?: number;
  declare readonly refusal?: ConflictCode;
  readonly [work]: Work;

  constructor(plan: Plan, matcher: Matcher, input: TableInput) {
    const { table } = plan;
    this.hit = table.hit;
    this.zone = plan.zone.name;
    const named = plan.looksAt();
    const said = new Array<unknown>(named.length);
    for (let i = 0; i < said.length; i++) said[i] = rawValue(input, named[i] as NamedValue);
    const own: Work = { plan, matcher, said };
    this[work] = own;
    if (isMultiHit(table.hit)) return;
    if (table.hit === 'first') {
      const first = matcher.first(input);
      if (first >= 0) this.winner = first;
      return;
    }
    const matched = matcher.all(input);
    own.matched = matched;
    const refusal = conflictOf(table, matched, input);
    const [first] = inOrder(table, matched, input);
    if (refusal) this.refusal = refusal;
    else if (first !== undefined) this.winner = first;
  }

  get matched(): readonly number[] {
    const own = this[work];
    const input = keptInput(own);
    own.matched ??= own.matcher.all(input);
    return this.hit === 'outputOrder'
      ? inOrder(own.plan.table, own.matched, input)
      : [...own.matched].sort((a, b) => a - b);
  }

  get nearMisses(): readonly NearMiss[] {
    const own = this[work];
    own.nearMisses ??= nearMissesOf(own.plan, keptInput(own));
    return own.nearMisses;
  }

  get rules(): readonly RuleVerdict[] {
    const own = this[work];
    const { plan } = own;
    if (own.rules) return own.rules;
    const input = keptInput(own);
    const ranks = plan.ranksOf(input);
    own.rules = plan.table.rules.map((_, rule) => verdictOf(plan, rule, ranks, input));
    return own.rules;
  }

  toJSON(): object {
    const { hit, zone, winner, refusal, matched, nearMisses, rules } = this;
    return { hit, zone, winner, refusal, matched, nearMisses, rules };
  }
}

interface Work {
  readonly plan: Plan;
  readonly matcher: Matcher;
  /** What the input said about all that is looked at: it may have changed when the lists are read. */
  readonly said: readonly unknown[];
  input?: TableInput;
  matched?: readonly number[];
  nearMisses?: readonly NearMiss[];
  rules?: readonly RuleVerdict[];
}

/** The input as it was, as far as the table looks at it. */
function keptInput(own: Work): TableInput {
  if (own.input) return own.input;
  const kept: Record<string, unknown> = {};
  own.plan.looksAt().forEach(({ name }, i) => {
    const value = own.said[i];
    // Assigning would not make an own key of `__proto__`.
    if (value !== undefined) Object.defineProperty(kept, name, { value, enumerable: true });
  });
  own.input = kept;
  return kept;
}
