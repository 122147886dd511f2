import type { GridCode } from '@civigrid/kernel';
import { convert, type Datum, discBox, metresToShape, type Point } from '@civigrid/spatial';
import type { GridHierarchy, Located, LocateOptions } from './grid-hierarchy.ts';

/** The leaf next to a place, and how far its border is away: 0 inside. */
export interface Nearest extends Located {
  readonly distanceMetres: number;
}

/** Nothing on earth is farther away, in metres. */
const halfway = 2.1e7;

/** The leaf next to a place, at most so far away, of several the lowest code; undefined where there is none. */
export function nearest(
  hierarchy: GridHierarchy,
  point: Point,
  withinMetres: number,
  { datum = hierarchy.datum }: LocateOptions = {},
): Nearest | undefined {
  const { index } = hierarchy;
  const inside = hierarchy.locate(point, { datum });
  if (inside) return { ...inside, distanceMetres: 0 };
  if (!Array.isArray(point)) return undefined;
  const place = convert<Datum, Datum>(point, datum, hierarchy.datum);
  const farthest = Math.min(withinMetres, halfway);
  for (let radius = Math.min(50, farthest); radius > 0; radius = Math.min(4 * radius, farthest)) {
    let leaf: GridCode | undefined;
    let distanceMetres = Infinity;
    for (const candidate of index.near(discBox(place, radius))) {
      const shape = index.shape(candidate);
      const metres = shape ? metresToShape(shape, place) : Infinity;
      const code = hierarchy.leafCode(candidate) as GridCode;
      if (metres > distanceMetres || (metres === distanceMetres && leaf && leaf < code)) continue;
      [leaf, distanceMetres] = [code, metres];
    }
    if (leaf !== undefined && distanceMetres <= radius)
      return { leaf, path: hierarchy.path(leaf), distanceMetres };
    if (radius === farthest) return undefined;
  }
  return undefined;
}
