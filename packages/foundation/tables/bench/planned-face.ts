import type { Rule, Table, TableInput } from '@civigrid/tables';
import * as tables from '@civigrid/tables';

/** What `verifyTable` is to say, as far as the bench looks. */
export interface Report {
  readonly complete: boolean;
  readonly gaps: readonly Finding[];
  readonly conflicts: readonly Finding[];
  readonly unreachable: readonly Finding[];
}

/** One thing that is wrong with a table, the rule that it is about, and a case that shows it. */
interface Finding {
  readonly rule?: number;
  readonly witness?: TableInput;
}

/** One change of a table's rules: some out, some in. */
interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly Rule[];
}

/** A table that is proved anew after each edit. */
export interface Verifier {
  readonly report: Report;
  edit(edit: Edit): Verifier;
}

export type VerifyTable = (table: Table, universe?: object) => Report;
export type TableVerifier = (table: Table, universe?: object) => Verifier;
export type DiffTables = (before: Table, after: Table, inputs: readonly TableInput[]) => unknown;

/** A function of the package by its name, or undefined while there is none: the bench then says so. */
export function planned<Callable>(name: string): Callable | undefined {
  const found: unknown = Object.entries(tables).find(([exported]) => exported === name)?.[1];
  return typeof found === 'function' ? (found as Callable) : undefined;
}
