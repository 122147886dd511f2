import type { Cell } from './cell.ts';
import type { ColumnType } from './column.ts';
import type { Plan } from './plan.ts';
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

/** How a rule's cells fare, column by column as the table stands. */
export function verdictOf(
  plan: Plan,
  rule: number,
  ranks: Int32Array,
  input: TableInput,
): RuleVerdict {
  const { inputs, rules } = plan.table;
  const id = rules[rule]?.id;
  const cells = inputs.flatMap((column, at): readonly CellVerdict[] => {
    const cell = plan.cellAt(rule, at);
    if (!cell) return [];
    const known = { column: column.name, type: column.type, cell };
    const raw = rawValue(input, column);
    if (raw === undefined || raw === null) return [{ ...known, fate: 'missing' }];
    const shown =
      typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean'
        ? { value: raw }
        : {};
    if ((ranks[at] as number) < 0) return [{ ...known, fate: 'wrongType', ...shown }];
    const fate = plan.passes(rule, at, ranks, input) ? 'met' : 'unmet';
    return [{ ...known, fate, ...shown }];
  });
  const matched = cells.every(({ fate }) => fate === 'met');
  return { rule, ...(id !== undefined && { id }), matched, cells };
}
