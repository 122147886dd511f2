export type { CellNames } from './cell-names.ts';
export type {
  CorrectCells,
  DivisionChange,
  DrawnCells,
  MergeCells,
  MoveBorder,
  RenumberCell,
  SplitCell,
  TransferCell,
} from './change.ts';
export { revisionOf } from './change.ts';
export type { AdoptDivision, DivisionCommand, Effective } from './division-command.ts';
export { divisionDecider } from './division-decider.ts';
export type { DivisionErrorCode } from './division-error.ts';
export type {
  BorderMoved,
  CellRenumbered,
  CellSplit,
  CellsCorrected,
  CellsMerged,
  CellTransferred,
  DivisionAdopted,
  DivisionEvent,
  DivisionFact,
  Revised,
} from './division-event.ts';
export type {
  AdoptedDivision,
  DivisionState,
  RetiredCell,
  StandingCell,
} from './division-state.ts';
export { mergeCells } from './merge-cells.ts';
export { moveBorder } from './move-border.ts';
export { renumberCell } from './renumber-cell.ts';
export type { NewCell, ReadingOptions } from './sketch.ts';
export type { Cut } from './split-cell.ts';
export { splitCell } from './split-cell.ts';
export type { Succession } from './succession.ts';
export type {
  CellLineage,
  DivisionTimeline,
  DivisionTimelineOptions,
  LineageStep,
} from './timeline.ts';
export { divisionTimeline } from './timeline.ts';
export { transferCell } from './transfer-cell.ts';
