export type {
  AnyCell,
  Cell,
  InputRef,
  ListCell,
  NotCell,
  RangeCell,
  TextCell,
  TreeCell,
  WeekTimeCell,
} from './cell.ts';
export { checkTable } from './check-table.ts';
export type { Column, ColumnType, PlainColumn, TreeColumn } from './column.ts';
export type {
  Compiled,
  CompiledAs,
  CompiledTable,
  Decision,
  Decisions,
  MultiHitTable,
  SaidBy,
  SingleHitTable,
} from './compile-table.ts';
export { compileTable } from './compile-table.ts';
export type { CellFate, CellVerdict, Explanation, NearMiss, RuleVerdict } from './explain.ts';
export type { Arithmetic, Expression } from './expression.ts';
export type { Aggregate, HitPolicy, MultiHit, SingleHit } from './hit-policy.ts';
export { hitPolicies, isMultiHit } from './hit-policy.ts';
export type { TableErrorCode, TableIssue, TableIssueCode } from './issue.ts';
export type { Effective, Outcome, Output, Rule, Table } from './table.ts';
export type { TableInput } from './table-input.ts';
