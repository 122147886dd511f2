import type { GridCode } from '@civigrid/kernel';

/**
 * Why no better division came out. `region-indivisible` and `load-too-large`: as told of the region or the units.
 * `no-such-division`: all contiguous divisions were looked at, and none is better. `effort-spent`: none was found with
 * the effort allowed; a greater effort or another seed may.
 */
export type UnsatisfiedReason =
  | 'region-indivisible'
  | 'load-too-large'
  | 'no-such-division'
  | 'effort-spent';

/** The loads that lie within the tolerance, as whole numbers. */
export interface LoadBounds {
  readonly lower: number;
  readonly upper: number;
}

/** Something asked for that a plan does not satisfy (未满足项), with what one needs to see why. */
export type Unsatisfied =
  /** One unit, or units that stay together, carry more than a group may. */
  | (LoadBounds & {
      readonly code: 'load-too-large';
      readonly region: GridCode;
      readonly units: readonly GridCode[];
      readonly load: number;
    })
  /** A region, or the connected part of it that begins with `unit`, whose load no number of groups divides within the bounds. */
  | (LoadBounds & {
      readonly code: 'region-indivisible';
      readonly region: GridCode;
      readonly unit: GridCode;
      readonly load: number;
      readonly groups: number;
    })
  /** A group of the plan whose load lies outside the bounds. */
  | (LoadBounds & {
      readonly code: 'outside-tolerance';
      readonly region: GridCode;
      readonly group: GridCode;
      readonly load: number;
      readonly why: UnsatisfiedReason;
    })
  /** The borders join a region's units only within several parts; each is divided by itself. */
  | {
      readonly code: 'region-in-pieces';
      readonly region: GridCode;
      readonly pieces: number;
    }
  /** A unit that borders on no other of its region: it is a group by itself. */
  | {
      readonly code: 'unit-without-border';
      readonly region: GridCode;
      readonly unit: GridCode;
      readonly load: number;
    }
  /** Units that have to stay together and do not touch one another; they count as joined. */
  | {
      readonly code: 'whole-apart';
      readonly region: GridCode;
      readonly units: readonly GridCode[];
    }
  /** Today's group lies in several parts of its region: it cannot continue as it is. */
  | {
      readonly code: 'not-contiguous-today';
      readonly region: GridCode;
      readonly group: GridCode;
      readonly pieces: number;
    }
  /** Today's group reaches into several regions: its code continues in one of them at most. */
  | {
      readonly code: 'across-regions-today';
      readonly group: GridCode;
      readonly regions: readonly GridCode[];
    }
  /**
   * A region, or where none is named the whole, got another number of groups than asked for: it has more connected
   * parts, or fewer units that can be told apart.
   */
  | {
      readonly code: 'other-number-of-groups';
      readonly region?: GridCode;
      readonly asked: number;
      readonly groups: number;
    };

/** What a plan may fail to satisfy. */
export type UnsatisfiedCode = Unsatisfied['code'];
