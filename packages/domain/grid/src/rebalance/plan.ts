import type { GridCode } from '@civigrid/kernel';
import type { RebalanceIssue } from './request.ts';
import type { Unsatisfied } from './unsatisfied.ts';

/** One group of the proposed division. */
export interface PlannedGroup {
  /** Today's code where the group continues one, else a placeholder, `<region>+<number>`, until somebody names it. */
  readonly code: GridCode;
  /** Whether the code is a placeholder. */
  readonly isNew: boolean;
  readonly region: GridCode;
  /** Lowest code first. */
  readonly units: readonly GridCode[];
  readonly load: number;
  /** How far the load lies from the target, as a share of it: -0.1 is a tenth below. */
  readonly deviation: number;
}

/** A unit that changes hands. Units without a group of today are none. */
export interface MovedUnit {
  readonly code: GridCode;
  readonly from: GridCode;
  readonly to: GridCode;
  readonly load: number;
}

/** A proposed division (划分方案): nothing changes until somebody decides on it. All lists are in the order of codes. */
export interface RebalancePlan {
  /** The group of every unit that was accepted. */
  readonly assignment: ReadonlyMap<GridCode, GridCode>;
  readonly groups: readonly PlannedGroup[];
  readonly moved: readonly MovedUnit[];
  /** The load of all units that change hands. */
  readonly movedLoad: number;
  /** Today's codes that no group continues. */
  readonly retired: readonly GridCode[];
  /** What the plan does not satisfy, and why; empty if it satisfies everything. */
  readonly unsatisfied: readonly Unsatisfied[];
  /** What was left out or mended while reading. */
  readonly issues: readonly RebalanceIssue[];
  /** How much was looked at: changes of one unit weighed, and adjacent groups merged and split anew. */
  readonly spent: { readonly changes: number; readonly recombinations: number };
}
