import type { GridCode } from '@civigrid/kernel';
import type { Point, RingFault } from '@civigrid/spatial';

/**
 * What can be wrong with grid features as they come. Refused altogether: `not-a-collection`, `not-a-feature`,
 * `no-code`, `duplicate-code` (the first in the file stays). Mended: `orphan` (its parent does not exist) and
 * `parent-cycle` (each becomes a root), `bad-level` (left without one), `bad-kind` (taken for a base grid), `invalid-ring` (closed, freed of its spike, or
 * dropped). `no-geometry`: a leaf without a place; it is never located.
 */
export type GridIssueCode =
  | 'not-a-collection'
  | 'not-a-feature'
  | 'no-code'
  | 'duplicate-code'
  | 'orphan'
  | 'parent-cycle'
  | 'bad-level'
  | 'bad-kind'
  | 'invalid-ring'
  | 'no-geometry';

/** One thing that was refused or mended while loading. */
export interface GridIssue {
  readonly code: GridIssueCode;
  /** The cell that is concerned, where it has a code. */
  readonly cell?: GridCode;
  /** Where in the input: `['features', 3, 'geometry', 'coordinates', part, ring, position]`. */
  readonly path: readonly (string | number)[];
  /** The place on the map, where it can be told. */
  readonly at?: Point;
  /** Of an invalid ring: in which way. */
  readonly fault?: RingFault | 'not-an-area';
}
