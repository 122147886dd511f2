export type { GridCell, GridLevel } from './cell.ts';
export type { Defect, DefectType, PointGeometry, Seamlessness } from './defect.ts';
export type {
  Candidate,
  GridErrorCode,
  GridHierarchy,
  GridHierarchyOptions,
  Located,
  LocateOptions,
} from './grid-hierarchy.ts';
export { gridHierarchy } from './grid-hierarchy.ts';
export type { GridIssue, GridIssueCode } from './issue.ts';
export type { GridFeature, GridRevision } from './revision.ts';
