export type { CellKind, CellNames, GridCell, GridLevel, GridTheme } from './cell.ts';
export type { Defect, DefectType, PointGeometry, Seamlessness } from './defect.ts';
export type {
  Candidate,
  GridErrorCode,
  GridHierarchy,
  GridHierarchyOptions,
  HomeGrid,
  HomePolicy,
  LevelTable,
  Located,
  LocateOptions,
  Nearest,
} from './grid-hierarchy.ts';
export { gridHierarchy, gridHierarchyFromBuffer } from './grid-hierarchy.ts';
export type { GridIssue, GridIssueCode } from './issue.ts';
export type { LevelRule, LevelScheme } from './level-scheme.ts';
export { streetLevels, threeAllsFourLeaders } from './level-scheme.ts';
export type { Neighbour } from './neighbours.ts';
export type { GridFeature, GridRevision } from './revision.ts';
