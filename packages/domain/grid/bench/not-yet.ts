import type { GridHierarchy } from '@civigrid/grid';
import * as grid from '@civigrid/grid';
import type { CityFeature } from './synthetic-city.ts';

/** An edit of a division: codes that cease, and features that come or are drawn anew. */
export interface Edit {
  readonly retire: readonly string[];
  readonly cells: readonly CityFeature[];
}

/** What a hierarchy may not have yet: whoever measures it looks first, and says that it is missing. */
export interface Coming {
  readonly toBuffer?: () => ArrayBufferLike;
  readonly revised?: (edit: Edit) => GridHierarchy;
  readonly ancestorsAt?: (level: string) => { readonly ofLeaf: Int32Array };
}

/** The same hierarchy, with what may not be there. */
export function coming(hierarchy: GridHierarchy): Coming {
  return hierarchy as unknown as Coming;
}

const fromBuffer: unknown = Reflect.get(grid, 'gridHierarchyFromBuffer');

/** Loads a hierarchy from its buffer, if that can be done. */
export const hierarchyFromBuffer: ((buffer: ArrayBufferLike) => GridHierarchy) | undefined =
  typeof fromBuffer === 'function'
    ? (fromBuffer as (buffer: ArrayBufferLike) => GridHierarchy)
    : undefined;
