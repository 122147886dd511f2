import { type GuardIssue, type JsonLimits, readJson } from '@civigrid/guard';
import { examine } from './check-table.ts';
import type { TableIssue } from './issue.ts';
import type { Table } from './table.ts';

/** A table that came as bytes or text, or everything that is wrong with it. */
export type ReadTableResult =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly issues: readonly (GuardIssue | TableIssue)[] };

/** Reads a table from a file or a request (读取决策表), bounded and checked. Never throws, never hangs. */
export function readTable(bytesOrText: Uint8Array | string, limits?: JsonLimits): ReadTableResult {
  const read = readJson(bytesOrText, limits);
  if (!read.ok) return read;
  const examined = examine(read.value);
  return 'table' in examined
    ? { ok: true, table: examined.table }
    : { ok: false, issues: examined.issues };
}
