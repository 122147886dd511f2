export { diffTables } from './diff/diff-tables.ts';
export type {
  ChangedRegion,
  Replay,
  ReplayedChange,
  TableAnswer,
  TableDiff,
  UndecidedChange,
} from './diff/table-diff.ts';
