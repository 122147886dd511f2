export { abolishCell } from './abolish-cell.ts';
export type { CellNames } from './cell-names.ts';
export type {
  AbolishCell,
  CorrectCells,
  DivisionChange,
  DrawnCells,
  EstablishCell,
  MergeCells,
  MoveBorder,
  Placement,
  RearrangeCells,
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
  CellAbolished,
  CellEstablished,
  CellRenumbered,
  CellSplit,
  CellsCorrected,
  CellsMerged,
  CellsRearranged,
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
export { establishCell } from './establish-cell.ts';
export { mergeCells } from './merge-cells.ts';
export { moveBorder } from './move-border.ts';
export type { Rearrangement } from './rearrange-cells.ts';
export { rearrangeCells } from './rearrange-cells.ts';
export { renumberCell } from './renumber-cell.ts';
export type { EstablishedCell, NewCell, ReadingOptions } from './sketch.ts';
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
