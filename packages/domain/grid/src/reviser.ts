import type { Seamlessness } from './defect.ts';
import type { Fabric } from './fabric.ts';
import type { ReadFeatures } from './read-features.ts';

declare const reviser: unique symbol;

/** A way to do a change that is quicker than to join all cells again: `inPlace` of `@civigrid/grid/in-place`. */
export interface Reviser {
  readonly [reviser]: true;
}

/** What a reviser is inside: the fabric after the change, or undefined where all has to be joined again. */
export type ReviseFabric = (
  fabric: Fabric,
  gone: ReadonlySet<string>,
  read: ReadFeatures,
  proof: Seamlessness | undefined,
) => Fabric | undefined;
