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
