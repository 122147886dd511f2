import { discBox, metresToShape, type Point } from '@civigrid/spatial';
import type { Fabric } from './fabric.ts';

/** Nothing on earth is farther away, in metres. */
const halfway = 2.1e7;

/** The leaf whose border is nearest to a place, at most so far away; of several the lowest. */
export function nearestLeaf(
  { index, tree: { leaves } }: Fabric,
  point: Point,
  withinMetres: number,
): { readonly leaf: number; readonly distanceMetres: number } | undefined {
  const inside = index.locate(point[0], point[1]);
  if (inside >= 0) return { leaf: inside, distanceMetres: 0 };
  const farthest = Math.min(withinMetres, halfway);
  for (let radius = Math.min(50, farthest); radius > 0; radius = Math.min(4 * radius, farthest)) {
    let leaf = -1;
    let distanceMetres = Infinity;
    for (const candidate of index.near(discBox(point, radius))) {
      const shape = index.shape(candidate);
      const metres = shape ? metresToShape(shape, point) : Infinity;
      const isLower = (leaves[candidate] as number) < (leaves[leaf] ?? Infinity);
      if (metres < distanceMetres || (metres === distanceMetres && isLower))
        [leaf, distanceMetres] = [candidate, metres];
    }
    if (distanceMetres <= radius) return { leaf, distanceMetres };
    if (radius === farthest) return undefined;
  }
  return undefined;
}
