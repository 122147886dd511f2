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
export type { MatcherShape } from './engine/matcher.ts';
export type { Explanation } from './explain.ts';
export type { Arithmetic, Expression } from './expression.ts';
export type { Aggregate, HitPolicy, MultiHit, SingleHit } from './hit-policy.ts';
export { hitPolicies, isMultiHit } from './hit-policy.ts';
export type { ProofErrorCode, TableErrorCode, TableIssue, TableIssueCode } from './issue.ts';
export type { NearMiss } from './near-miss.ts';
export type { CellFate, CellVerdict, RuleVerdict } from './rule-verdict.ts';
export type { ConflictCode } from './select.ts';
export type { Effective, Outcome, Output, Rule, Table } from './table.ts';
export type { TableInput } from './table-input.ts';
export type { Sample } from './verify/axis.ts';
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
export { verifyTable } from './verify/verify-table.ts';
export type { AnyOf, OrMissing, Region, RegionCell } from './verify/where.ts';
export type { WhyNot } from './why-not.ts';
