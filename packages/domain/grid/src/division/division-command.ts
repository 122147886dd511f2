import type { Datum } from '@civigrid/spatial';
import type { LevelScheme } from '../level-scheme.ts';
import type { GridFeature } from '../revision.ts';
import type { CellNames } from './cell-names.ts';
import type { DivisionChange } from './change.ts';

/** The day from which a change holds. */
export interface Effective {
  /** A Beijing day, `YYYY-MM-DD`; the change holds from its beginning. */
  readonly effective: string;
}

/** Lays down the first division of a tenant (网格划分). */
export interface AdoptDivision extends Effective {
  readonly type: 'adopt';
  readonly cells: readonly GridFeature[];
  /** The datum of all coordinates; CGCS2000 if left out. */
  readonly datum?: Datum;
  /** The names of the properties, for this and every later change; `code`, `parent` and `level` if left out. */
  readonly names?: Partial<CellNames>;
  /** The town's levels, by which every day of the division is read. */
  readonly levels?: LevelScheme;
}

/** Every command that a division takes. */
export type DivisionCommand = AdoptDivision | (DivisionChange & Effective);
