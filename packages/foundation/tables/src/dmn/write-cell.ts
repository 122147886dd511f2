import type { Json } from '@civigrid/kernel';
import { type Cell, isInputRef, type RangeCell } from '../cell.ts';
import type { Column, ColumnType } from '../column.ts';
import { literalText } from './feel-literal.ts';
import { treeText } from './feel-tree-cell.ts';
import { weekTimeText } from './feel-week-time.ts';

/** A cell as FEEL unary tests; `-` where there is none. */
export function cellText(cell: Cell | null | undefined, column: Column): string {
  if (cell === null || cell === undefined) return '-';
  if ('within' in cell) return column.type === 'tree' ? treeText(cell, column) : '-';
  if ('between' in cell) return weekTimeText(cell);
  const { type } = column;
  if ('not' in cell) {
    const { not } = cell;
    if (!('length' in not)) return `not(${positive(not, type).join(', ')})`;
    return `not(${not.length === 0 ? 'null' : list(not, type).join(', ')})`;
  }
  return isEmpty(cell) ? 'not(null)' : positive(cell, type).join(', ');
}

function isEmpty(cell: Cell): boolean {
  return Object.keys(cell).length === 0;
}

function list(items: readonly unknown[], type: ColumnType): readonly string[] {
  return items.map((item) => operandText(item, type));
}

function operandText(item: unknown, type: ColumnType): string {
  // The checks saw that what names no input is a value of the type.
  return isInputRef(item) ? item.input.join('.') : literalText(item as Json, type);
}

/** A list of positive unary tests, of which one has to hold. */
function positive(cell: Cell, type: ColumnType): readonly string[] {
  if ('is' in cell) return list(cell.is, type);
  if ('any' in cell) return cell.any.flatMap((one) => positive(one, type));
  if ('not' in cell || isEmpty(cell)) return [condition(cell, type)];
  const { gte, gt, lte, lt } = cell as RangeCell<unknown>;
  const bounds = [gte, gt, lte, lt].filter((bound) => bound !== undefined);
  const [only] = comparisons(cell as RangeCell<unknown>, type);
  if (bounds.length === 1 && only) return [only];
  const lower = gte ?? gt;
  const upper = lte ?? lt;
  if (bounds.length > 2 || lower === undefined || upper === undefined || bounds.some(isInputRef))
    return [condition(cell, type)];
  const [from, to] = [operandText(lower, type), operandText(upper, type)];
  return [`${gte === undefined ? '(' : '['}${from}..${to}${lte === undefined ? ')' : ']'}`];
}

function comparisons(
  { gte, gt, lte, lt }: RangeCell<unknown>,
  type: ColumnType,
): readonly string[] {
  const one = (operator: string, bound: unknown) =>
    bound === undefined ? [] : [`${operator} ${operandText(bound, type)}`];
  return [...one('>=', gte), ...one('>', gt), ...one('<=', lte), ...one('<', lt)];
}

/** A cell as a condition over `?`, for what has no unary test of its own. */
function condition(cell: Cell, type: ColumnType): string {
  if ('any' in cell) return either(cell.any.map((one) => condition(one, type)));
  if ('not' in cell)
    return 'length' in cell.not
      ? `not(${condition({ is: cell.not }, type)})`
      : `not(${condition(cell.not, type)})`;
  if ('is' in cell)
    return either(
      cell.is.length === 0
        ? ['? = null']
        : cell.is.map((item) =>
            isInputRef(item)
              ? `(? in ${operandText(item, type)})`
              : `? = ${operandText(item, type)}`,
          ),
    );
  const parts = comparisons(cell as RangeCell<unknown>, type).map((one) => `? ${one}`);
  if (parts.length === 0) return '? != null';
  return parts.length === 1 ? parts.join() : `(${parts.join(' and ')})`;
}

function either(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions.join() : `(${conditions.join(' or ')})`;
}
