import type { Cell } from './cell.ts';
import type { ColumnType } from './column.ts';
import type { PlannedCell, PlannedRule } from './plan.ts';
import type { Met } from './read-value.ts';
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

export function verdictOf(rule: PlannedRule, met: readonly Met[], input: TableInput): RuleVerdict {
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
