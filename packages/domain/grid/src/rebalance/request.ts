import type { GridCode } from '@civigrid/kernel';

/** One unit (微网格) that is given whole to a group: a micro-grid or a building. */
export interface RebalanceUnit {
  readonly code: GridCode;
  /** Households or cases: a whole number from 0 to 10^9. */
  readonly load: number;
  /** The community that holds it (社区): a hard border that no group crosses. */
  readonly region: GridCode;
  /** Today's grid (现网格), where it has one. */
  readonly group?: GridCode;
}

/** A border that two units share. */
export interface RebalanceBorder {
  readonly a: GridCode;
  readonly b: GridCode;
  /** Its length. At 0 the two meet in a point only: they do not count as neighbours. */
  readonly metres: number;
}

/**
 * What a group should carry. `load`: so much, and each region gets the number of groups that this needs. `groups` as one
 * number: so many in all, each like an equal part of the whole load. `groups` by region: so many in each region, each
 * like an equal part of the region's load; every region has to be named once.
 */
export type RebalanceTarget =
  | { readonly load: number }
  | { readonly groups: number | Iterable<readonly [region: GridCode, groups: number]> };

/** What is to be divided anew, and how. */
export interface RebalanceRequest {
  readonly units: readonly RebalanceUnit[];
  /** Borders between units of different regions are welcome and of no effect; of a pair named twice the longest counts. */
  readonly borders: readonly RebalanceBorder[];
  /** Sets of units that stay together, such as those that share a building (楼栋不拆分); sets that share a unit are one. */
  readonly whole?: readonly (readonly GridCode[])[];
  readonly target: RebalanceTarget;
  /** How far a group's load may lie from the target, as a share of it: 0 to below 1. */
  readonly tolerance: number;
  /** Any safe integer: it decides wherever chance would. */
  readonly seed: number;
  /**
   * How many changes are weighed for each unit, about and at most (in a small community as if it had 50): a whole number
   * from 1 to 100,000; 200 if left out.
   */
  readonly effort?: number;
}

/** The codes with which a request is refused. */
export type RebalanceErrorCode =
  | 'grid/bad-target'
  | 'grid/bad-tolerance'
  | 'grid/bad-seed'
  | 'grid/bad-effort';

/**
 * What can be wrong with units, borders and sets. Left out: `grid/unit-without-code`, `grid/unit-without-region`,
 * `grid/bad-load`, `grid/duplicate-unit` (the first stays), `grid/bad-border` (not two units with a length of 0 or more),
 * `grid/unknown-unit` (a border or a member of a set). Mended: `grid/bad-group` (the unit counts as one without a group
 * of today), `grid/whole-across-regions` (the set stays together in each region).
 */
export type RebalanceIssueCode =
  | 'grid/unit-without-code'
  | 'grid/unit-without-region'
  | 'grid/bad-load'
  | 'grid/bad-group'
  | 'grid/duplicate-unit'
  | 'grid/bad-border'
  | 'grid/unknown-unit'
  | 'grid/whole-across-regions';

/** One thing that was left out or mended while reading a request. */
export interface RebalanceIssue {
  readonly code: RebalanceIssueCode;
  /** Where in the request: `['units', 3, 'load']`. */
  readonly path: readonly (string | number)[];
  /** The unit that is concerned, where it has a code. */
  readonly unit?: GridCode;
}
