import type { GridFeature } from '@civigrid/geofiles';
import type { Point } from '@civigrid/spatial';
import fc from 'fast-check';

/** A town as drawn for tests: a street, communities, grids; one grid is a hole in another, one lies in two parts. */
export type Town = readonly GridFeature[];

type Corner = readonly [column: number, row: number];

const names = ['三江街道', '桃园社区', '老街🏮网格', '“阳春”<网格> & 一', '银龄安康', '网格 №7'];

/** Corners of a crooked raster, the rim straight, every one a full double. */
function rasterOf(seed: readonly number[], size: number): (corner: Corner) => Point {
  return ([column, row]) => {
    const loose = (at: number, i: number) =>
      at === 0 || at === size ? 0 : ((seed[i % seed.length] ?? 0) - 0.5) / 3;
    const n = row * (size + 1) + column;
    return [119.6 + (column + loose(column, n)) / 700, 29.07 + (row + loose(row, n + 7)) / 900];
  };
}

function ringAround(west: number, south: number, east: number, north: number): readonly Corner[] {
  const ring: Corner[] = [];
  for (let x = west; x < east; x++) ring.push([x, south]);
  for (let y = south; y < north; y++) ring.push([east, y]);
  for (let x = east; x > west; x--) ring.push([x, north]);
  for (let y = north; y > south; y--) ring.push([west, y]);
  return [...ring, [west, south]];
}

const feature = (
  code: string,
  parent: string | null,
  level: string | number,
  name: string,
  geometry: GridFeature['geometry'],
): GridFeature => ({ type: 'Feature', properties: { code, parent, level, name }, geometry });

/**
 * A street of 6 × 6 cells: two communities side by side. In the western one a park of four cells is a hole in the grid
 * around it; in the eastern one a grid has two parts, and the grid between them is one cell. Codes begin with zeros.
 */
export function townOf(seed: readonly number[], numbered: boolean): Town {
  const at = rasterOf(seed, 6);
  const ring = (...box: [number, number, number, number]) => ringAround(...box).map(at);
  const hole = (...box: [number, number, number, number]) => ring(...box).toReversed();
  const name = (i: number) => names[(i + Math.floor((seed[0] ?? 0) * 97)) % names.length] as string;
  const level = (i: number) => (numbered ? i : ['street', 'community', 'grid'][i - 1]) as string;
  const polygon = (...rings: (readonly Point[])[]) =>
    ({ type: 'Polygon', coordinates: rings }) as const;
  return [
    feature('01', null, level(1), name(0), polygon(ring(0, 0, 6, 6))),
    feature('0101', '01', level(2), name(1), polygon(ring(0, 0, 3, 6))),
    feature('0102', '01', level(2), name(2), null),
    feature('010101', '0101', level(3), name(3), polygon(ring(0, 0, 3, 6), hole(1, 2, 2, 4))),
    feature('010102', '0101', level(3), name(4), polygon(ring(1, 2, 2, 4))),
    feature('010201', '0102', level(3), name(5), {
      type: 'MultiPolygon',
      coordinates: [[ring(3, 0, 6, 2)], [ring(3, 4, 6, 6)]],
    }),
    feature('010202', '0102', level(3), name(6), polygon(ring(3, 2, 6, 4))),
  ];
}

export const someTown: fc.Arbitrary<Town> = fc
  .tuple(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 }),
    fc.boolean(),
  )
  .map(([seed, numbered]) => townOf(seed, numbered));

/** A ring from its lowest corner on, counter-clockwise or the other way: what a format may turn and rotate. */
function settled(ring: readonly Point[], hole: boolean): readonly Point[] {
  const open = ring.slice(1);
  let twice = 0;
  for (const [i, [x, y]] of open.entries()) {
    const [px, py] = open.at(i - 1) as Point;
    twice += (px - 119) * (y - 29) - (x - 119) * (py - 29);
  }
  const wound = twice > 0 === hole ? open.toReversed() : open;
  const lowest = wound.reduce((low, [x, y], i) => {
    const [lx, ly] = wound[low] as Point;
    return x < lx || (x === lx && y < ly) ? i : low;
  }, 0);
  return [...wound.slice(lowest), ...wound.slice(0, lowest)];
}

/** A geometry without what formats are free in: direction, start of rings, Polygon or MultiPolygon of one part. */
export function settledGeometry(geometry: GridFeature['geometry']): unknown {
  if (!geometry) return null;
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return parts.map((rings) => rings.map((ring, i) => settled(ring, i > 0)));
}

/** What must come back: properties without null, and the geometry. */
export function settledTown(features: Town): unknown {
  return features.map(({ properties, geometry }) => ({
    properties: Object.fromEntries(Object.entries(properties).filter(([, v]) => v !== null)),
    geometry: settledGeometry(geometry),
  }));
}

/** Everything that comes, in a list. */
export async function gathered<Item>(items: AsyncIterable<Item> | Iterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
