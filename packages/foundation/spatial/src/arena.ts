import type { Coverage } from './coverage.ts';
import type { Store } from './store.ts';

/**
 * Where edited coverages grow: each edit writes behind what was there, so that the coverage before it stays as it is
 * and shares the memory. Only the newest may go on in place; an edit of an older one moves to an arena of its own.
 */
export interface Arena {
  readonly places: Store;
  readonly arcStarts: Store;
  readonly arcFaces: Store;
  readonly arcHints: Store;
  readonly ringStarts: Store;
  readonly ringArcs: Store;
  readonly pool: Store;
  readonly lists: Store;
}

function roomy(numbers: Int32Array): Store {
  const values = new Int32Array(Math.ceil(1.25 * numbers.length) + 4096);
  values.set(numbers);
  return { values, length: numbers.length };
}

/** What of a store a coverage sees. */
export function seen({ values, length }: Store): Int32Array {
  return values.subarray(0, length);
}

/** The arena in which a coverage goes on, or a copy of it. Only for places that are kept in 32 bits. */
export function arenaOf({ topology, raster, arena }: Coverage): Arena | undefined {
  const { places, arcStarts, arcFaces, arcHints, ringStarts, ringArcs } = topology;
  if (!(places instanceof Int32Array)) return undefined;
  const { pool, lists } = raster;
  const arrays = { places, arcStarts, arcFaces, arcHints, ringStarts, ringArcs, pool, lists };
  const names = Object.keys(arrays) as readonly (keyof Arena)[];
  if (arena && names.every((name) => arena[name].length === arrays[name].length)) return arena;
  return {
    places: roomy(places),
    arcStarts: roomy(arcStarts),
    arcFaces: roomy(arcFaces),
    arcHints: roomy(arcHints),
    ringStarts: roomy(ringStarts),
    ringArcs: roomy(ringArcs),
    pool: roomy(pool),
    lists: roomy(lists),
  };
}
