import type { Arena } from './arena.ts';
import { contactsOf } from './contacts.ts';
import { doubtfulArcs, enclosesNothing } from './open-borders.ts';
import { across, type Raster } from './raster.ts';
import { rasterOf } from './raster-filling.ts';
import type { Shape } from './shape.ts';
import { sweepOf } from './sweep.ts';
import { type Topology, topologyOf } from './topology.ts';

/** Shapes joined by their borders, the raster by which a place is found among them, and what joining them showed. */
export interface Coverage {
  readonly topology: Topology;
  readonly raster: Raster;
  /** Faces whose borders cross or touch themselves, or whose rings do not lie as they should: worth a closer look. */
  readonly intricate: Int32Array;
  /** Whether the faces are proved to cover every place once at most. */
  readonly isPlain: boolean;
  /** Whether, besides, they are proved to leave no hole between them. */
  readonly isWhole: boolean;
  /** Whether borders cross each other past counting. */
  readonly isTangled: boolean;
  /** Where edits of it are written; there after the first. */
  readonly arena?: Arena;
}

/** How many cells a face gets: many where all of them fit into a processor's cache, fewer where memory counts. */
function cellsFor(faces: number, { places }: Topology): number {
  const usual = Math.max(64, Math.min(160 * faces, Math.max(640_000, 24 * faces)));
  // a border of very many vertices needs cells in which few of them lie
  return places.length > 800 * faces ? Math.max(usual, 2 * places.length) : usual;
}

/** Joins and indexes shapes: the first `faceCount` are faces, the others outlines over them. */
export function coverageOf(
  shapes: readonly (Shape | undefined)[],
  faceCount: number = shapes.length,
): Coverage {
  const topology = topologyOf(shapes, faceCount);
  const sweep = sweepOf(topology, cellsFor(faceCount, topology), across);
  const contacts = contactsOf(topology, sweep);
  const doubtful = doubtfulArcs(topology, sweep, contacts);
  const intricate = new Set([...contacts.unlawful, ...contacts.touching, ...topology.odd.keys()]);
  return {
    topology,
    raster: rasterOf(topology, sweep, doubtful, contacts.unlawful),
    intricate: Int32Array.from([...intricate].filter((face) => face < faceCount)).sort(),
    isPlain: doubtful === undefined,
    isTangled: contacts.isTangled,
    isWhole: doubtful === undefined && enclosesNothing(topology),
  };
}
