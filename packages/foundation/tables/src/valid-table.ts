import { DomainError } from '@civigrid/kernel';
import { examine } from './check-table.ts';
import type { TableErrorCode, TableIssue } from './issue.ts';
import type { Table } from './table.ts';

/** A checked copy of a table. Refuses with `tables/invalid`, the issues in its details. */
export function validTable(table: unknown): Table {
  const examined = examine(table);
  if ('table' in examined) return examined.table;
  throw invalid(examined.issues);
}

export function invalid(issues: readonly TableIssue[]): DomainError<TableErrorCode> {
  return new DomainError('tables/invalid', 'The table has issues and cannot be used.', {
    issues: issues.map((issue) => ({ ...issue })),
  });
}
