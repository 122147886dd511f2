import type { GridCode, JsonObject } from '@civigrid/kernel';
import type { AreaGeometry } from '@civigrid/spatial';

/** A cell as GeoJSON: its code, parent and level stand in the properties, by the names that the hierarchy was read with. */
export type GridFeature = {
  readonly type: 'Feature';
  readonly properties: JsonObject;
  /** Null where the cell has no drawing of its own: then it covers what lies below it. */
  readonly geometry: AreaGeometry | null;
};

/** A change of a division (动态调整): cells that cease, and cells that come or are drawn anew. */
export interface GridRevision {
  readonly retire: readonly GridCode[];
  readonly cells: readonly GridFeature[];
}
