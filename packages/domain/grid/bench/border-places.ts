import type { Position } from './ground.ts';
import type { CityFeature } from './synthetic-city.ts';

/** How a place lies to the border. */
export type BorderKind = 'vertex' | 'midpoint' | 'ulp' | 'half-quantum' | 'beside';

/** Exactly on a border, or so near that doubles hardly tell the difference. */
export const onBorders = ['vertex', 'midpoint', 'ulp'] as const satisfies readonly BorderKind[];

/** Besides: where quanta are rounded, and up to four quanta away, where an owner may end. */
export const aboutBorders = [
  ...onBorders,
  'half-quantum',
  'beside',
] as const satisfies readonly BorderKind[];

const ulps = new Float64Array(1);
const bits = new BigInt64Array(ulps.buffer);

/** The double that lies `by` places further. */
function next(value: number, by: bigint): number {
  ulps[0] = value;
  bits[0] = (bits[0] as bigint) + by;
  return ulps[0] as number;
}

/** One place about the segment from a to b. */
function placeAt(kind: BorderKind, a: Position, b: Position, random: () => number): Position {
  const from = random() < 0.5 ? a : ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const);
  const either = () => BigInt(Math.floor(3 * random()) - 1);
  switch (kind) {
    case 'vertex':
      return [a[0], a[1]];
    case 'midpoint':
      return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    case 'ulp':
      return [next(from[0], either()), next(from[1], either())];
    case 'half-quantum': {
      const half = () => (Math.floor(2 * random()) - 0.5) * 1e-8;
      return [next(from[0] + half(), either()), next(from[1] + half(), either())];
    }
    case 'beside': {
      const off = () => (Math.floor(9 * random()) - 4) * 1e-8;
      return [from[0] + off(), from[1] + off()];
    }
  }
}

/** Places about the borders of the leaves, longitude and latitude in turn; the kinds take turns, the rest is chance. */
export function borderPlaces(
  leaves: readonly CityFeature[],
  count: number,
  kinds: readonly BorderKind[],
  random: () => number,
): Float64Array {
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const places = new Float64Array(2 * count);
  for (let i = 0; i < count; ) {
    const { geometry } = pick(leaves);
    if (!geometry) continue;
    const ring = pick(
      geometry.type === 'Polygon' ? geometry.coordinates : pick(geometry.coordinates),
    );
    const at = Math.floor(random() * (ring.length - 1));
    const kind = kinds[i % kinds.length] as BorderKind;
    places.set(placeAt(kind, ring[at] as Position, ring[at + 1] as Position, random), 2 * i++);
  }
  return places;
}
