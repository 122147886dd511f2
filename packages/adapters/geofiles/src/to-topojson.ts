import type { JsonObject } from '@civigrid/kernel';
import type { GridFeature } from './feature.ts';
import { requireWritable } from './writable.ts';

/** How a topology is written. */
export interface ToTopoJsonOptions {
  /** The name of the object that holds the grids; `grids` if left out. */
  readonly object?: string;
  /**
   * How many different values a coordinate may take, for a smaller file; exact coordinates if left out. Borders stay
   * common, yet every place moves by up to half a step, and cells smaller than one collapse.
   */
  readonly quantization?: number;
}

/**
 * Grid features as a TopoJSON topology (拓扑 JSON), every common border stored once. Refuses a border that is none with
 * `geofiles/unwritable-geometry`.
 *
 * @example
 * await writeFile('grids.topojson', JSON.stringify(await toTopoJson(collection.features)));
 */
export async function toTopoJson(
  features: readonly GridFeature[],
  { object = 'grids', quantization }: ToTopoJsonOptions = {},
): Promise<JsonObject> {
  const { topology } = await import('topojson-server');
  features.forEach(requireWritable);
  const written = topology(
    { grids: { type: 'FeatureCollection', features } } as never,
    quantization,
  );
  // The name comes from outside: fromEntries makes it an own property even if it is __proto__.
  const objects = Object.fromEntries([[object, written.objects['grids']]]);
  return { ...written, objects } as unknown as JsonObject;
}
