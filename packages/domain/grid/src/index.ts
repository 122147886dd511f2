export type { CellKind, CellNames, GridCell, GridLevel, GridTheme } from './cell.ts';
export type { Defect, DefectType, PointGeometry, Seamlessness } from './defect.ts';
export type { GridChange } from './grid-change.ts';
export type {
  Candidate,
  GridErrorCode,
  GridHierarchy,
  GridHierarchyOptions,
  Located,
  LocateOptions,
} from './grid-hierarchy.ts';
export { gridHierarchy, gridHierarchyFromBuffer } from './grid-hierarchy.ts';
export type { GridIssue, GridIssueCode } from './issue.ts';
export type { LevelRule, LevelScheme } from './level-scheme.ts';
export type { GridFeature, GridRevision } from './revision.ts';
