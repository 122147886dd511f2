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

/** Where a cell lies: under which parent. */
export type Placement = { readonly code: GridCode; readonly parent: GridCode };

/**
 * Many cells go to other parents at once, and parents come and cease with it (重新划分): what a redivision of a whole
 * street comes to. It is one change, because it is decided as one and holds from one day on: a hundred transfers in a
 * row would say the same in a hundred facts, redraw every outline again and again, and be seamless only at the end, for
 * a parent that has just come or been emptied covers nothing. What moves lies beside one another, never above.
 */
export type RearrangeCells = DrawnCells & {
  readonly type: 'rearrange';
  /** The cells that go, each to a parent that is there or comes. */
  readonly moves: readonly Placement[];
  /** The parents that come, each under a cell that is there. */
  readonly established: readonly Placement[];
  /** The parents that cease; everything below them goes elsewhere. */
  readonly abolished: readonly GridCode[];
};

/** A cell comes that follows no other (新设): new land, a new building, a new chat group. */
export type EstablishCell = DrawnCells & { readonly type: 'establish' } & Placement;

/** A cell ceases that no other follows (撤销); its code retires. */
export type AbolishCell = DrawnCells & { readonly type: 'abolish'; readonly code: GridCode };

/** Cells are drawn or described anew where nothing has changed on the ground (更正). */
export type CorrectCells = DrawnCells & { readonly type: 'correct' };

/** One change of a division (动态调整), without the day from which it holds. */
export type DivisionChange =
  | SplitCell
  | MergeCells
  | TransferCell
  | MoveBorder
  | RenumberCell
  | RearrangeCells
  | EstablishCell
  | AbolishCell
  | CorrectCells;

/** The codes that a change retires. */
export function retiredBy(change: DivisionChange): readonly GridCode[] {
  switch (change.type) {
    case 'merge':
      return change.codes;
    case 'rearrange':
      return change.abolished;
    case 'split':
    case 'renumber':
    case 'abolish':
      return [change.code];
    default:
      return [];
  }
}

/** The codes that a change brings. */
export function broughtBy(change: DivisionChange): readonly GridCode[] {
  switch (change.type) {
    case 'split':
      return change.into;
    case 'merge':
    case 'renumber':
      return [change.into];
    case 'rearrange':
      return change.established.map(({ code }) => code);
    case 'establish':
      return [change.code];
    default:
      return [];
  }
}

/** What a change does to a hierarchy: `hierarchy.revised(toChange(revisionOf(change)))`. */
export function revisionOf(change: DivisionChange): GridRevision {
  return { retire: retiredBy(change), cells: change.cells };
}
