import type { GridCode } from '@civigrid/kernel';
import type { GridFeature, GridRevision } from '../revision.ts';

/** The part that every change has. */
export type DrawnCells = {
  /** All cells that come or are drawn anew, neighbours and cells above among them. */
  readonly cells: readonly GridFeature[];
};

/** One cell becomes several (拆分); its code retires. */
export type SplitCell = DrawnCells & {
  readonly type: 'split';
  readonly code: GridCode;
  readonly into: readonly GridCode[];
};

/** Several cells of one parent become one (合并); their codes retire. */
export type MergeCells = DrawnCells & {
  readonly type: 'merge';
  readonly codes: readonly GridCode[];
  readonly into: GridCode;
};

/** A cell goes to another parent with all that lies below it (划转). */
export type TransferCell = DrawnCells & {
  readonly type: 'transfer';
  readonly code: GridCode;
  readonly parent: GridCode;
};

/** An area changes hands (边界调整); both cells keep their codes. */
export type MoveBorder = DrawnCells & {
  readonly type: 'moveBorder';
  readonly from: GridCode;
  readonly to: GridCode;
};

/** The same place gets another code (换码); the old one retires. */
export type RenumberCell = DrawnCells & {
  readonly type: 'renumber';
  readonly code: GridCode;
  readonly into: GridCode;
};

/** Cells are drawn or described anew where nothing has changed on the ground (更正). */
export type CorrectCells = DrawnCells & { readonly type: 'correct' };

/** One change of a division (动态调整), without the day from which it holds. */
export type DivisionChange =
  | SplitCell
  | MergeCells
  | TransferCell
  | MoveBorder
  | RenumberCell
  | CorrectCells;

/** The codes that a change retires. */
export function retiredBy(change: DivisionChange): readonly GridCode[] {
  if (change.type === 'merge') return change.codes;
  return change.type === 'split' || change.type === 'renumber' ? [change.code] : [];
}

/** The codes that a change brings. */
export function broughtBy(change: DivisionChange): readonly GridCode[] {
  if (change.type === 'split') return change.into;
  return change.type === 'merge' || change.type === 'renumber' ? [change.into] : [];
}

/** What a change does to a hierarchy: `hierarchy.revised(toChange(revisionOf(change)))`. */
export function revisionOf(change: DivisionChange): GridRevision {
  return { retire: retiredBy(change), cells: change.cells };
}
