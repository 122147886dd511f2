import type { GridCode, JsonObject } from '@civigrid/kernel';
import type { Shape } from '@civigrid/spatial';

/** How deep a cell lies (层级): any word or number of the town's own. */
export type GridLevel = string | number;

/** One cell of the hierarchy (网格). */
export interface GridCell {
  readonly code: GridCode;
  /** Left out at a root, and where the parent that was named cannot be used. */
  readonly parent?: GridCode;
  readonly level?: GridLevel;
  readonly name?: string;
  /** All properties of the feature, as they came. */
  readonly properties: JsonObject;
}

/** A cell as it was read: its parent is only a name yet. */
export interface DrawnCell {
  readonly code: GridCode;
  readonly parent?: string;
  readonly level?: GridLevel;
  readonly name?: string;
  readonly properties: JsonObject;
  readonly shape?: Shape;
  /** Whether its geometry was there but nothing of it could be used. */
  readonly refused: boolean;
  /** Where it stood in the collection. */
  readonly feature: number;
}
