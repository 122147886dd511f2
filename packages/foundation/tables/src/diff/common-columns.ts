import { DomainError } from '@civigrid/kernel';
import type { Column } from '../column.ts';
import type { ProofErrorCode } from '../issue.ts';
import type { Table } from '../table.ts';
import type { UndecidedChange } from './table-diff.ts';

/** The columns of both tables, and those that they read differently. */
export interface CommonColumns {
  readonly columns: readonly Column[];
  readonly unlike: readonly UndecidedChange[];
}

/** All columns of two tables by name. Refuses with `tables/unlike-columns` where types differ. */
export function commonColumns(before: Table, after: Table): CommonColumns {
  const known = new Map(before.inputs.map((column) => [column.name, column] as const));
  const unlike: UndecidedChange[] = [];
  const fresh: Column[] = [];
  for (const column of after.inputs) {
    const other = known.get(column.name);
    if (!other) {
      fresh.push(column);
      continue;
    }
    if (other.type !== column.type)
      throw new DomainError(
        'tables/unlike-columns' satisfies ProofErrorCode,
        'The tables have columns of one name and different types and cannot be compared.',
        { column: column.name, types: [other.type, column.type] },
      );
    if (other.path?.join('\n') !== column.path?.join('\n'))
      unlike.push({ why: 'path', column: column.name });
    if (!sameParents(other, column)) unlike.push({ why: 'parents', column: column.name });
  }
  const columns = [...before.inputs, ...fresh];
  const weekTime = columns.find(({ type }) => type === 'weekTime');
  const [zone, other] = [before, after].map((table) => table.zone ?? 'Asia/Shanghai');
  if (weekTime && zone !== other) unlike.push({ why: 'zone', column: weekTime.name });
  return { columns, unlike };
}

function sameParents(a: Column, b: Column): boolean {
  const [one, other] = [a, b].map((column) =>
    column.type === 'tree' && column.parents ? new Map(Object.entries(column.parents)) : undefined,
  );
  if (!one || !other) return one === other;
  return one.size === other.size && [...one].every(([code, parent]) => other.get(code) === parent);
}
