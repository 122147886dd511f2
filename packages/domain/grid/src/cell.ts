import type { GridCode, JsonObject } from '@civigrid/kernel';
import type { Shape } from '@civigrid/spatial';

/** How deep a cell lies (层级): any word or number of the town's own. */
export type GridLevel = string | number;

/**
 * What a cell is: `base` (基础网格), `dedicated` (专属网格: a school, a market or a park that answers for itself, often a
 * hole in a base grid) or `virtual` (虚拟网格: a chat group; it has no place and is never located).
 */
export type CellKind = 'base' | 'dedicated' | 'virtual';

/** All kinds of cells. */
export const cellKinds: readonly CellKind[] = ['base', 'dedicated', 'virtual'];

/** The speciality of a themed grid (主题网格，一格一品). */
export interface GridTheme {
  readonly name: string;
  /** The grid's own policy, as the town writes it down; Civigrid hands it on and does not read it. */
  readonly policy?: JsonObject;
}

/** The names of the properties that hold a cell's code, its parent's code and its level. */
export type CellNames = {
  readonly code: string;
  readonly parent: string;
  readonly level: string;
};

/** One cell of the hierarchy (网格). */
export interface GridCell {
  readonly code: GridCode;
  /** Left out at a root, and where the parent that was named cannot be used. */
  readonly parent?: GridCode;
  readonly level?: GridLevel;
  readonly name?: string;
  readonly kind: CellKind;
  readonly theme?: GridTheme;
  /** All properties of the feature, as they came. */
  readonly properties: JsonObject;
}

/** A cell as it was read: its parent is only a name yet. */
export interface DrawnCell {
  readonly code: GridCode;
  readonly parent: string | undefined;
  readonly level: GridLevel | undefined;
  readonly properties: JsonObject;
  readonly kind: CellKind;
  /** Whether it stands in its parent as a building does, and tiles nothing. */
  readonly isWithin: boolean;
  readonly shape: Shape | undefined;
  /** Whether its geometry was there but nothing of it could be used. */
  readonly refused: boolean;
  /** Where it stood in the collection. */
  readonly feature: number;
}
