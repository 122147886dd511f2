import type { Raster } from './raster.ts';
import { rasterOf } from './raster-filling.ts';
import type { Shape } from './shape.ts';
import { type Topology, topologyOf } from './topology.ts';

/** Shapes joined by their borders, and the raster by which a place is found among them; all in flat arrays. */
export interface Coverage {
  readonly topology: Topology;
  readonly raster: Raster;
}

/** How many cells a face gets: many where all of them fit into a processor's cache, fewer where memory counts. */
function cellsFor(faces: number): number {
  return Math.max(64, Math.min(384 * faces, Math.max(640_000, 48 * faces)));
}

/** Joins and indexes shapes: the first `faceCount` are faces, the others outlines over them. */
export function coverageOf(
  shapes: readonly (Shape | undefined)[],
  faceCount: number = shapes.length,
): Coverage {
  const topology = topologyOf(shapes, faceCount);
  return { topology, raster: rasterOf(topology, cellsFor(faceCount)) };
}
