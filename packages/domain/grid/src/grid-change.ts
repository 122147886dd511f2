import type { Seamlessness } from './defect.ts';
import type { Fabric } from './fabric.ts';

declare const changing: unique symbol;

/** A change of a hierarchy that is ready to be made: `toChange(revision)` of `@civigrid/grid/change`. */
export interface GridChange {
  readonly [changing]: true;
}

/** What a change is inside: the fabric after it. The proof of the one before is given where it is known. */
export type ChangeFabric = (fabric: Fabric, proof: Seamlessness | undefined) => Fabric;
