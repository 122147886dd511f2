export type { Cell, ListCell, RangeCell, TextCell, TreeCell, WeekTimeCell } from './cell.ts';
export { checkTable } from './check-table.ts';
export type { Column, ColumnType, PlainColumn, TreeColumn } from './column.ts';
export type {
  Compiled,
  CompiledAs,
  CompiledTable,
  Decision,
  Decisions,
  MultiHitTable,
  SingleHitTable,
} from './compile-table.ts';
export { compileTable } from './compile-table.ts';
export { diffTables } from './diff/diff-tables.ts';
export type {
  ChangedRegion,
  Replay,
  ReplayedChange,
  TableAnswer,
  TableDiff,
  UndecidedChange,
} from './diff/table-diff.ts';
export type { CellFate, CellVerdict, Explanation, NearMiss, RuleVerdict } from './explain.ts';
export type { Aggregate, HitPolicy, MultiHit, SingleHit } from './hit-policy.ts';
export { hitPolicies, isMultiHit } from './hit-policy.ts';
export type { ProofErrorCode, TableErrorCode, TableIssue, TableIssueCode } from './issue.ts';
export type { Outcome, Output, Rule, Table } from './table.ts';
export type { TableInput } from './table-input.ts';
export type { Sample } from './verify/axis.ts';
export type { TableEdit, TableVerifier } from './verify/table-verifier.ts';
export { tableVerifier, verifyTable } from './verify/table-verifier.ts';
export type { TreeRegion } from './verify/tree-region.ts';
export type { Universe, UniverseEntry } from './verify/universe.ts';
export type {
  FindingKind,
  Gap,
  Overlap,
  ProofLimits,
  RedundantRule,
  Undecided,
  UnreachableRule,
  Verification,
  Witness,
} from './verify/verification.ts';
export type { AnyOf, OrMissing, Region, RegionCell } from './verify/where.ts';
