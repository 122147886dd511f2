import type { GridCode } from '@civigrid/kernel';
import type { AreaGeometry, Point } from '@civigrid/spatial';
import type { GridIssueCode } from './issue.ts';

/**
 * What keeps a division from being seamless. Besides what loading found: `gap` (nobody's), `overlap` (covered twice),
 * `parent-mismatch` (a cell that does not lie in its parent), `edge-mismatch` (a cell that lies in its parent but
 * reaches out of it: the two borders are not the same), `split-building` (a footprint that lies in more than one leaf).
 */
export type DefectType =
  | 'gap'
  | 'overlap'
  | 'edge-mismatch'
  | 'parent-mismatch'
  | 'split-building'
  | Exclude<GridIssueCode, 'bad-level' | 'bad-kind'>;

/** A GeoJSON Point. */
export interface PointGeometry {
  readonly type: 'Point';
  readonly coordinates: Point;
}

/** One defect (缺陷) of a division, with what one needs to look at it. */
export interface Defect {
  readonly type: DefectType;
  /** All cells that are concerned. */
  readonly codes: readonly GridCode[];
  /** The place itself; of a defect of the tree the cell; null where there is nothing to draw. */
  readonly geometry: AreaGeometry | PointGeometry | null;
  /** Of a gap, an overlap or a mismatch: its size. */
  readonly areaSquareMetres?: number;
  /** True of a ring that merely touches itself: what it covers is clear, so it does not count against the division. */
  readonly harmless?: true;
}

/** The answer to whether every point of the parents lies in exactly one child (无缝覆盖). */
export interface Seamlessness {
  readonly seamless: boolean;
  readonly defects: readonly Defect[];
}
