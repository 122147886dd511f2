import type { Matcher } from './engine/matcher.ts';
import { type HitPolicy, isMultiHit } from './hit-policy.ts';
import type { Plan, PlannedRule } from './plan.ts';
import type { Met } from './read-value.ts';
import { type CellVerdict, type RuleVerdict, verdictOf } from './rule-verdict.ts';
import { type ConflictCode, conflictOf } from './select.ts';
import { rawValue, type TableInput } from './table-input.ts';

/** A rule that failed by exactly one cell (差一项), and that cell. */
export interface NearMiss {
  readonly rule: number;
  readonly id?: string;
  readonly failed: CellVerdict;
}

/** Why a table decides as it does (裁定说明), as data; the subpath `./messages` tells it to people. */
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
}

export function explain(plan: Plan, matcher: Matcher, input: TableInput): Explanation {
  const { table } = plan;
  const { hit } = table;
  const kept = ownValues(plan, input);
  let matching: readonly number[] | undefined;
  let near: readonly NearMiss[] | undefined;
  let verdicts: readonly RuleVerdict[] | undefined;
  const all = (): readonly number[] => {
    matching ??= matcher.all(kept);
    return matching;
  };
  const choosesFirst = hit === 'first' || hit === 'priority';
  const refusal = choosesFirst || isMultiHit(hit) ? undefined : conflictOf(table, all());
  const first = choosesFirst ? matcher.first(kept) : isMultiHit(hit) || refusal ? -1 : all()[0];
  return {
    hit,
    zone: plan.zone.name,
    ...(first !== undefined && first >= 0 && { winner: first }),
    ...(refusal && { refusal }),
    get matched() {
      return hit === 'outputOrder' ? all() : [...all()].sort((a, b) => a - b);
    },
    get nearMisses() {
      near ??= nearMissesOf(plan, kept);
      return near;
    },
    get rules() {
      const met = plan.read(kept);
      verdicts ??= table.rules.map((_, index) => verdictOf(plan.ruleAt(index), met, kept));
      return verdicts;
    },
  };
}

/** What the input says now about the columns: it may change before the explanation is read. */
function ownValues({ table }: Plan, input: TableInput): TableInput {
  const kept: Record<string, unknown> = {};
  for (const { name } of table.inputs) {
    const value = rawValue(input, name);
    if (value === undefined) continue;
    if (name === '__proto__') Object.defineProperty(kept, name, { value, enumerable: true });
    else kept[name] = value;
  }
  return kept;
}

function nearMissesOf(plan: Plan, input: TableInput): readonly NearMiss[] {
  const met = plan.read(input);
  const found: NearMiss[] = [];
  for (let index = 0; index < plan.table.rules.length; index++) {
    const rule = plan.ruleAt(index);
    if (failures(rule, met, input) !== 1) continue;
    const { id, cells } = verdictOf(rule, met, input);
    const failed = cells.find(({ fate }) => fate !== 'met');
    if (failed) found.push({ rule: index, ...(id !== undefined && { id }), failed });
  }
  return found;
}

/** How many cells fail, counted up to two. */
function failures({ cells }: PlannedRule, met: readonly Met[], input: TableInput): number {
  let failed = 0;
  for (const { at, test } of cells) {
    const value = met[at];
    if (value !== undefined && test(value, input)) continue;
    if (++failed === 2) break;
  }
  return failed;
}
