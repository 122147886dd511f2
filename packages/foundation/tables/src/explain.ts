import type { Cell } from './cell.ts';
import type { ColumnType } from './column.ts';
import { computedRules } from './computed-outcome.ts';
import { type HitPolicy, isMultiHit } from './hit-policy.ts';
import type { TableErrorCode } from './issue.ts';
import type { Plan, PlannedCell, PlannedRule } from './plan.ts';
import type { Met } from './read-value.ts';
import { conflictOf, type outputOrder } from './select.ts';
import { rawValue, type TableInput } from './table-input.ts';

/** How a cell fared (条件是否满足): `missing` and `wrongType` values satisfy no cell. */
export type CellFate = 'met' | 'unmet' | 'missing' | 'wrongType';

/** One cell of a rule, and the value that it met. */
export interface CellVerdict {
  readonly column: string;
  readonly type: ColumnType;
  readonly cell: Cell;
  readonly fate: CellFate;
  /** As the input gave it; left out where it is no text, number or boolean. */
  readonly value?: string | number | boolean;
}

/** One rule and how all its cells fared; it matches if all are met. */
export interface RuleVerdict {
  readonly rule: number;
  readonly id?: string;
  readonly matched: boolean;
  readonly cells: readonly CellVerdict[];
}

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
  readonly refusal?: Exclude<TableErrorCode, 'tables/invalid'>;
  /** All rules that match, by their indexes: in the order of the table; under `outputOrder` in that of the outputs. */
  readonly matched: readonly number[];
  readonly nearMisses: readonly NearMiss[];
  /** Every rule, in the order of the table. */
  readonly rules: readonly RuleVerdict[];
}

export function explain(
  plan: Plan,
  best: ReturnType<typeof outputOrder>,
  input: TableInput,
): Explanation {
  const met = plan.read(input);
  const rules = plan.rules.map((rule) => verdictOf(rule, met, input));
  const matched = computedRules(
    plan,
    plan.rules.filter((_, i) => rules[i]?.matched),
    input,
  );
  const { hit } = plan.table;
  const ordered = hit === 'priority' || hit === 'outputOrder' ? best(matched) : matched;
  const refusal = conflictOf(plan, matched);
  const winner = isMultiHit(hit) || refusal ? undefined : ordered[0]?.index;
  return {
    hit,
    zone: plan.zone,
    ...(winner !== undefined && { winner }),
    ...(refusal && { refusal }),
    matched: (hit === 'outputOrder' ? ordered : matched).map(({ index }) => index),
    nearMisses: rules.flatMap(nearMissOf),
    rules,
  };
}

function verdictOf(rule: PlannedRule, met: readonly Met[], input: TableInput): RuleVerdict {
  const cells = rule.cells.map((planned) => cellVerdict(planned, met[planned.at], input));
  const matched = cells.every(({ fate }) => fate === 'met');
  return { rule: rule.index, ...(rule.id !== undefined && { id: rule.id }), matched, cells };
}

function cellVerdict(
  { column, cell, test }: PlannedCell,
  met: Met,
  input: TableInput,
): CellVerdict {
  const raw = rawValue(input, column);
  const known = { column: column.name, type: column.type, cell };
  if (raw === undefined || raw === null) return { ...known, fate: 'missing' };
  const shown =
    typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean'
      ? { value: raw }
      : {};
  if (met === undefined) return { ...known, fate: 'wrongType', ...shown };
  return { ...known, fate: test(met, input) ? 'met' : 'unmet', ...shown };
}

function nearMissOf({ rule, id, cells }: RuleVerdict): readonly NearMiss[] {
  const [failed, second] = cells.filter(({ fate }) => fate !== 'met');
  if (!failed || second) return [];
  return [{ rule, ...(id !== undefined && { id }), failed }];
}
