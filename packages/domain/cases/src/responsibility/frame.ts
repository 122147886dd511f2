import type { BitSet } from './bit-set.ts';
import type { CategoryTree } from './category-tree.ts';
import type { MatrixHours } from './hours.ts';
import type {
  MatrixCategory,
  MatrixFallback,
  MatrixLimits,
  MatrixStart,
  MatrixSuccession,
} from './matrix-input.ts';
import type { Ladders } from './succession.ts';

/** What no change touches: the axes of the matrix and how it is read. */
export interface Frame {
  readonly categories: readonly MatrixCategory[];
  readonly tree: CategoryTree;
  readonly levels: readonly string[];
  readonly levelOf: ReadonlyMap<string, number>;
  readonly hours: MatrixHours;
  readonly slots: number;
  /** Every slot, and none. */
  readonly always: BitSet;
  readonly never: BitSet;
  readonly roles: readonly string[] | undefined;
  readonly start: MatrixStart;
  readonly successions: readonly MatrixSuccession[] | undefined;
  readonly ladders: Ladders;
  readonly fallback: MatrixFallback;
  readonly unique: boolean;
  readonly limits: Required<MatrixLimits>;
}
