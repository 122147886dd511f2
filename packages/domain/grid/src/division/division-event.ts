import type { GridCode } from '@civigrid/kernel';
import type { Datum } from '@civigrid/spatial';
import type { LevelScheme } from '../level-scheme.ts';
import type { GridFeature } from '../revision.ts';
import type { CellNames } from './cell-names.ts';
import type { Placement } from './change.ts';
import type { Succession } from './succession.ts';

/** What every fact of a division says, so that all are applied in one way. */
export type Revised = {
  /** The Beijing day from which it holds, `YYYY-MM-DD`. */
  readonly effective: string;
  readonly lineage: readonly Succession[];
  /** The codes that cease and are never used again. */
  readonly retired: readonly GridCode[];
  /** The cells that come or are drawn anew. */
  readonly cells: readonly GridFeature[];
};

/** The form of every fact of a division. */
export interface DivisionFact<Type extends string, Words> {
  readonly type: `grid/${Type}`;
  readonly schema: 1;
  readonly data: Words & Revised;
}

/** The first division was laid down (网格划分). */
export type DivisionAdopted = DivisionFact<
  'adopted',
  { readonly datum: Datum; readonly names: CellNames; readonly levels?: LevelScheme }
>;

/** One cell became several (拆分). */
export type CellSplit = DivisionFact<
  'split',
  { readonly code: GridCode; readonly into: readonly GridCode[] }
>;

/** Several cells became one (合并). */
export type CellsMerged = DivisionFact<
  'merged',
  { readonly codes: readonly GridCode[]; readonly into: GridCode }
>;

/** A cell went to another parent (划转). */
export type CellTransferred = DivisionFact<
  'transferred',
  { readonly code: GridCode; readonly parent: GridCode }
>;

/** An area changed hands (边界调整). */
export type BorderMoved = DivisionFact<
  'border-moved',
  { readonly from: GridCode; readonly to: GridCode }
>;

/** A place got another code (换码). */
export type CellRenumbered = DivisionFact<
  'renumbered',
  { readonly code: GridCode; readonly into: GridCode }
>;

/** Many cells went to other parents at once, and parents came and ceased (重新划分). */
export type CellsRearranged = DivisionFact<
  'rearranged',
  {
    readonly moves: readonly Placement[];
    readonly established: readonly Placement[];
    readonly abolished: readonly GridCode[];
  }
>;

/** A cell came that follows no other (新设). */
export type CellEstablished = DivisionFact<'established', Placement>;

/** A cell ceased that no other follows (撤销). */
export type CellAbolished = DivisionFact<'abolished', { readonly code: GridCode }>;

/** Cells were drawn or described anew (更正). */
export type CellsCorrected = DivisionFact<'corrected', unknown>;

/** Every fact of a division. */
export type DivisionEvent =
  | DivisionAdopted
  | CellSplit
  | CellsMerged
  | CellTransferred
  | BorderMoved
  | CellRenumbered
  | CellsRearranged
  | CellEstablished
  | CellAbolished
  | CellsCorrected;
