import {
  coverageIndex,
  interiorPoint,
  type Point,
  type Polygon,
  readShape,
  representativePoint,
  type Shape,
  toDegrees,
} from '@civigrid/spatial';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from './random.ts';

/** A star-shaped ring with some corners, on whole quanta. */
function star(random: () => number, x: number, y: number, size: number): Point[] {
  const corners = 3 + Math.floor(random() * 9);
  const ring = Array.from({ length: corners }, (_, i): Point => {
    const angle = (2 * Math.PI * (i + 0.8 * random())) / corners;
    const radius = size * (0.4 + 0.6 * random());
    return [
      toDegrees(Math.round(x + radius * Math.cos(angle))),
      toDegrees(Math.round(y + radius * Math.sin(angle))),
    ];
  });
  return [...ring, ring[0] as Point];
}

function polygon(random: () => number, reach: number): Polygon {
  const [x, y] = [1e10 * random() * reach, 4e9 * random() * reach];
  const size = 20 + random() * 2e9 * reach;
  const rings = [star(random, x, y, size)];
  if (random() < 0.4) rings.push(star(random, x, y, size / 6));
  return {
    type: 'Polygon',
    coordinates: rings.map((ring) => (random() < 0.5 ? ring : ring.toReversed())),
  };
}

/** Where a place lies of a ring, by integers of any size. */
function side(ring: readonly Point[], px: bigint, py: bigint): number {
  const at = (degrees: number) => BigInt(Math.round(degrees * 1e8));
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = (ring[i] as Point).map(at) as [bigint, bigint];
    const [bx, by] = (ring[i + 1] as Point).map(at) as [bigint, bigint];
    const cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    const within = (px - ax) * (px - bx) <= 0n && (py - ay) * (py - by) <= 0n;
    if (cross === 0n && within) return 0;
    if (ay > py !== by > py && cross > 0n === by > ay) inside = !inside;
  }
  return inside ? 1 : -1;
}

function holds({ coordinates: [shell, ...holes] }: Polygon, x: number, y: number): boolean {
  const [px, py] = [BigInt(x), BigInt(y)];
  return side(shell ?? [], px, py) >= 0 && holes.every((hole) => side(hole, px, py) <= 0);
}

function shapeOf(drawn: Polygon): Shape {
  const { shape } = readShape(drawn);
  if (!shape) throw new Error('no shape');
  return shape;
}

test('of shapes in any mess the lowest number that holds a place owns it, as integers of any size say', () => {
  let asked = 0;
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(1, 1e-3, 1e-6), (seed, reach) => {
      const random = randomFrom(seed);
      const drawn = Array.from({ length: 12 }, () => polygon(random, reach));
      const index = coverageIndex(drawn.map(shapeOf));
      const corners = drawn.flatMap(({ coordinates }) => coordinates.flat());
      const places = corners.flatMap(([lng, lat], i) => {
        const [x, y] = corners[(i + 1) % corners.length] as Point;
        return [
          [lng, lat],
          [(lng + x) / 2, (lat + y) / 2],
          [lng + 1e-8, lat],
          [lng + reach * random() * 20, lat + reach * random() * 20],
        ] as const;
      });
      for (const [lng, lat] of places) {
        const [x, y] = [Math.round(lng * 1e8), Math.round(lat * 1e8)];
        const holding = drawn.flatMap((one, i) => (holds(one, x, y) ? [i] : []));
        expect(index.holders(x, y)).toEqual(holding);
        if (holding.length > 0) expect(index.locate(lng, lat)).toBe(holding[0]);
        asked++;
      }
    }),
    { numRuns: 60 },
  );
  expect(asked).toBeGreaterThan(10_000);
});

test('a representative point lies inside its shape', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const drawn = polygon(randomFrom(seed), 0.01);
      const [x, y] = representativePoint(drawn) as Point;
      expect(holds(drawn, Math.round(x * 1e8), Math.round(y * 1e8))).toBe(true);
      expect(interiorPoint(shapeOf(drawn))).toBeDefined();
    }),
  );
});

test('a place within two quanta of a border that nobody holds belongs to that border, farther out to nobody', () => {
  const square: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [119.65, 29.08],
        [119.66, 29.08],
        [119.66, 29.09],
        [119.65, 29.09],
        [119.65, 29.08],
      ],
    ],
  };
  const index = coverageIndex([undefined, shapeOf(square)]);
  expect(index.locate(119.66000002, 29.085)).toBe(1);
  expect(index.locate(119.66000003, 29.085)).toBe(-1);
  expect(index.locate(Number.NaN, 29.085)).toBe(-1);
  expect(index.locate(Infinity, -Infinity)).toBe(-1);
  expect(coverageIndex([]).locate(0, 0)).toBe(-1);
});

/** Tiles side by side whose corners and bends lie on a lattice: many borders meet and turn at one height. */
function tiles(random: () => number, count: number, step: number): Polygon[] {
  const jitter = () => 4 * step * Math.floor(3 * random());
  const corners = Array.from({ length: count + 1 }, (_, row) =>
    Array.from({ length: count + 1 }, (_, column): [number, number] => [
      20 * step * column + jitter(),
      20 * step * row + jitter(),
    ]),
  );
  const at = (row: number, column: number) => corners[row]?.[column] as [number, number];
  const bends = new Map<string, Point[]>();
  const border = (from: [number, number], to: [number, number]): Point[] => {
    const key = `${from} ${to}`;
    const known = bends.get(key);
    if (known) return known;
    const upright = Math.abs(to[1] - from[1]) > Math.abs(to[0] - from[0]);
    const drawn = [1, 2, 3].map((i): Point => {
      const off = step * Math.floor(3 * random());
      const x = from[0] + Math.round(((to[0] - from[0]) * i) / 4 / step) * step;
      const y = from[1] + Math.round(((to[1] - from[1]) * i) / 4 / step) * step;
      return upright ? [toDegrees(x + off), toDegrees(y)] : [toDegrees(x), toDegrees(y + off)];
    });
    bends.set(key, drawn);
    return drawn;
  };
  const place = ([x, y]: [number, number]): Point => [toDegrees(x), toDegrees(y)];
  return Array.from({ length: count * count }, (_, i): Polygon => {
    const [row, column] = [Math.floor(i / count), i % count];
    const [a, b] = [at(row, column), at(row, column + 1)];
    const [c, d] = [at(row + 1, column + 1), at(row + 1, column)];
    const ring = [
      place(a),
      ...border(a, b),
      place(b),
      ...border(b, c),
      place(c),
      ...border(d, c).toReversed(),
      place(d),
      ...border(a, d).toReversed(),
      place(a),
    ];
    return { type: 'Polygon', coordinates: [ring] };
  });
}

test('among tiles whose borders turn at the same heights every place has the owner that integers give', () => {
  let [asked, plain] = [0, 0];
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(5, 40, 700, 40_000), (seed, step) => {
      const random = randomFrom(seed);
      const drawn = tiles(random, 5, step);
      const index = coverageIndex(drawn.map(shapeOf));
      if (index.coverage.isPlain) plain++;
      const places = Float64Array.from({ length: 600 }, (_, i) => {
        const off = Math.floor(6 * random()) - 2;
        return toDegrees(step * Math.floor(110 * random()) + (i % 8 < 4 ? 0 : off));
      });
      const many = new Int32Array(300);
      index.locateMany(places, many, 300);
      for (let i = 0; i < 300; i++) {
        const [lng, lat] = [places[2 * i] as number, places[2 * i + 1] as number];
        const [x, y] = [Math.round(lng * 1e8), Math.round(lat * 1e8)];
        const holder = drawn.findIndex((one) => holds(one, x, y));
        if (holder >= 0) expect([lng, lat, index.locate(lng, lat)]).toEqual([lng, lat, holder]);
        expect(many[i]).toBe(index.locate(lng, lat));
        asked++;
      }
    }),
    { numRuns: 50 },
  );
  expect(asked).toBe(15_000);
  expect(plain).toBeGreaterThan(25);
});

test('very many places of a large division are sorted on the way, and have the owners that each has by itself', () => {
  const random = randomFrom(20260615);
  const index = coverageIndex(tiles(random, 160, 700).map(shapeOf));
  const { topology, raster } = index.coverage;
  expect(topology.places.length + raster.pool.length).toBeGreaterThan(2 ** 20);
  const count = 30_000;
  const span = toDegrees(700 * 20 * 170);
  const places = Float64Array.from({ length: 2 * count }, () => span * (random() - 0.02));
  places[200] = Number.NaN;
  places[301] = Infinity;
  const owners = new Int32Array(count);
  index.locateMany(places, owners, count);
  const alone = Int32Array.from({ length: count }, (_, i) =>
    index.locate(places[2 * i] as number, places[2 * i + 1] as number),
  );
  expect(owners).toEqual(alone);
  expect(owners.filter((owner) => owner >= 0).length).toBeGreaterThan(20_000);
  expect(owners.filter((owner) => owner < 0).length).toBeGreaterThan(1000);
});
