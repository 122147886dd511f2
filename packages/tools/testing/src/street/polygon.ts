import type { SeededRandom } from '../seeded-random.ts';
import type { StreetPoint } from './mesh.ts';

/** Whether a point lies inside a ring: the plain crossing count. */
function isInside([x, y]: StreetPoint, ring: readonly StreetPoint[]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as StreetPoint;
    const [x2, y2] = ring[i] as StreetPoint;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** A place well inside a cell of the mesh: on the way from its middle to one of its vertices. */
export function placeWithin(ring: readonly StreetPoint[], random: SeededRandom): StreetPoint {
  const open = ring.slice(1);
  const mean = (axis: 0 | 1): number =>
    open.reduce((sum, point) => sum + point[axis], 0) / open.length;
  const centre: StreetPoint = [mean(0), mean(1)];
  const towards = random.pick(open);
  const share = random.next() * 0.7;
  const between = (axis: 0 | 1): number =>
    Math.round((centre[axis] + (towards[axis] - centre[axis]) * share) * 1e7) / 1e7;
  const place: StreetPoint = [between(0), between(1)];
  if (!isInside(place, ring)) throw new Error('A place has fallen out of its cell.');
  return place;
}
