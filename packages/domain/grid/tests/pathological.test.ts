import { type GridHierarchy, gridHierarchy, gridHierarchyFromBuffer } from '@civigrid/grid';
import { neighbours } from '@civigrid/grid/around';
import type { GridCode } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aboutBorders, borderPlaces } from '../bench/border-places.ts';
import { exactOracle } from '../bench/exact-oracle.ts';
import type { Position } from '../bench/ground.ts';
import {
  type CityFeature,
  closed,
  collectionOf,
  leavesOf,
  syntheticCity,
} from '../bench/synthetic-city.ts';
import { randomFrom } from './tiling.ts';

const leaf = (code: string, ...coordinates: Position[][]): CityFeature => ({
  type: 'Feature',
  properties: { code, parent: null, level: 'grid' },
  geometry: { type: 'Polygon', coordinates },
});
const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const quantum = 1e-8;
const rounded = (degrees: number) => Math.round(degrees / quantum) * quantum;

/** Places on the lines of sides, but beyond their ends, and beside them. */
function extensions(leaves: readonly CityFeature[], count: number, random: () => number) {
  const places = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const { geometry } = leaves[Math.floor(random() * leaves.length)] as CityFeature;
    const rings = geometry?.type === 'Polygon' ? geometry.coordinates : [];
    const ring = rings[Math.floor(random() * rings.length)] ?? [];
    const at = Math.floor(random() * (ring.length - 1));
    const [[ax, ay], [bx, by]] = [ring[at], ring[at + 1]] as [Position, Position];
    const t = random() < 0.5 ? 2 : 3 * random() - 1;
    places[2 * i] = ax + t * (bx - ax);
    places[2 * i + 1] = ay + t * (by - ay);
  }
  return places;
}

function anywhere(
  [west, south, east, north]: readonly [number, number, number, number],
  count: number,
  random: () => number,
): Float64Array {
  return Float64Array.from({ length: 2 * count }, (_, i) =>
    i % 2 === 0 ? west + random() * (east - west) : south + random() * (north - south),
  );
}

/** Asks the division, the same out of its bytes, and the oracle; says which places differ. */
function differences(
  leaves: readonly CityFeature[],
  division: GridHierarchy,
  places: Float64Array,
  bucket: number,
): readonly string[] {
  const sorted = leaves.toSorted((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
  const oracle = exactOracle(sorted, bucket);
  const again = gridHierarchyFromBuffer(division.toBuffer());
  const [many, others] = [division.locateMany(places), again.locateMany(places)];
  const wrong: string[] = [];
  for (let i = 0; i < many.length; i++) {
    const [lng, lat] = [places[2 * i] as number, places[2 * i + 1] as number];
    const owner = oracle.owner(lng, lat);
    const one = division.locateIndex(lng, lat);
    if (one !== owner || many[i] !== owner || others[i] !== owner)
      wrong.push(`[${lng}, ${lat}]: ${owner}, not ${one}, ${many[i]}, ${others[i]}`);
  }
  return wrong;
}

function expectExact(
  leaves: readonly CityFeature[],
  around: readonly [number, number, number, number],
  seed: number,
  count = 1500,
  bucket = Math.ceil((around[2] - around[0]) * 1e7),
): GridHierarchy {
  const random = randomFrom(seed);
  const division = gridHierarchy(collectionOf(leaves));
  expect(division.issues).toEqual([]);
  for (const places of [
    borderPlaces(leaves, count, aboutBorders, random),
    extensions(leaves, count >> 1, random),
    anywhere(around, count >> 1, random),
  ])
    expect(differences(leaves, division, places, bucket)).toEqual([]);
  return division;
}

describe('every place has the owner that whole numbers give it', () => {
  test('in regular squares, where four leaves meet in every corner', () => {
    const side = 12;
    const leaves = Array.from({ length: side * side }, (_, i) => {
      const [x, y] = [i % side, Math.floor(i / side)];
      const at = (n: number) => rounded(119.6 + n * 0.001);
      const up = (n: number) => rounded(29 + n * 0.001);
      return leaf(`q${(i * 89) % 144}`, box(at(x), up(y), at(x + 1), up(y + 1)));
    });
    const division = expectExact(leaves, [119.599, 28.999, 119.613, 29.013], 1, 4000);
    expect(division.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('in a cluster of two thousand leaves and one exclave fifteen degrees away', {
    timeout: 60_000,
  }, () => {
    const city = syntheticCity({ leaves: 2000, seed: 4 });
    const [first, ...others] = leavesOf(city) as [CityFeature, ...CityFeature[]];
    const home = first.geometry?.type === 'Polygon' ? first.geometry.coordinates : [];
    const away = box(134.6, 44, 134.61, 44.01);
    const leaves = [
      {
        ...first,
        properties: { ...first.properties, parent: null },
        geometry: { type: 'MultiPolygon' as const, coordinates: [home, [away]] },
      },
      ...others.map((one) => ({ ...one, properties: { ...one.properties, parent: null } })),
    ];
    const division = expectExact(leaves, [119, 28, 135, 45], 5, 500, 2e6);
    expect(division.locate([134.605, 44.005])?.leaf).toBe(first.properties.code);
    expect(division.locate([127, 36])).toBeUndefined();
    expect(differences(leaves, division, anywhere(city.box, 800, randomFrom(6)), 2e6)).toEqual([]);
    expect(division.validate().seamless).toBe(true);
  });

  test('in a division that is wider than thirty-two bits of quanta', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        const [rows, columns, step] = [4, 9, 6.5];
        const node = Array.from({ length: (rows + 1) * (columns + 1) }, (_, i): Position => {
          const [c, r] = [i % (columns + 1), Math.floor(i / (columns + 1))];
          const loose = () => 2 * (random() - 0.5);
          return [rounded(75 + step * c + loose()), rounded(15 + 8 * r + loose())];
        });
        const at = (r: number, c: number) => node[r * (columns + 1) + c] as Position;
        const leaves = Array.from({ length: rows * columns }, (_, i) => {
          const [r, c] = [Math.floor(i / columns), i % columns];
          return leaf(`w${i}`, closed([at(r, c), at(r, c + 1), at(r + 1, c + 1), at(r + 1, c)]));
        });
        const division = expectExact(leaves, [73, 13, 136, 50], seed, 400);
        expect(division.validate()).toEqual({ seamless: true, defects: [] });
      }),
      { numRuns: 8 },
    );
  });

  test('in leaves of thousands of vertices, beside coarse ones', () => {
    const random = randomFrom(9);
    const count = 3000;
    const border = Array.from(
      { length: count },
      (_, i): Position => [
        rounded(119.6 + 0.00002 * (random() - 0.5)),
        rounded(29 + (0.01 * i) / (count - 1)),
      ],
    );
    const [low, high] = [border[0] as Position, border[count - 1] as Position];
    const leaves = [
      leaf('west', closed([...border, [119.59, high[1]], [119.59, low[1]]])),
      leaf('east', closed([...border.toReversed(), [119.61, low[1]], [119.61, high[1]]])),
    ];
    const division = expectExact(leaves, [119.589, 28.999, 119.611, 29.011], 10, 1000);
    expect(division.validate()).toEqual({ seamless: true, defects: [] });
    expect(neighbours(division, division.codes[0] as GridCode)).toHaveLength(1);
  });

  test('in slivers: a lane fifty kilometres long and of a few quanta, level or slanting', () => {
    for (const [rise, width] of [
      [0, 1],
      [0, 2],
      [0, 5],
      [0.2, 3],
      [0.2, 50],
      [0.5, 400],
      [-0.3, 9],
    ] as const) {
      const wide = width * quantum;
      const [w, e] = [119.5, 120];
      const [a, b] = [29.3, rounded(29.3 + rise)];
      const [c, d] = [rounded(a + wide), rounded(b + wide)];
      const leaves = [
        leaf(
          'lane',
          closed([
            [w, a],
            [e, b],
            [e, d],
            [w, c],
          ]),
        ),
        leaf(
          'north',
          closed([
            [w, c],
            [e, d],
            [e, 30],
            [w, 30],
          ]),
        ),
        leaf(
          'south',
          closed([
            [w, a],
            [w, 28.5],
            [e, 28.5],
            [e, b],
          ]),
        ),
      ];
      const division = expectExact(leaves, [119.4, 29, 120.1, 29.9], width, 300);
      expect(division.validate()).toEqual({ seamless: true, defects: [] });
      expect(neighbours(division, division.codes[0] as GridCode).map(({ code }) => code)).toEqual([
        'north',
        'south',
      ]);
    }
  });

  test('in towers of nested rings, each leaf the hole of the next', () => {
    const leaves = Array.from({ length: 24 }, (_, i) => {
      const ring = (k: number) => box(...([120 - k, 30 - k, 120 + k, 30 + k] as const));
      return leaf(
        `n${String(i).padStart(2, '0')}`,
        ring((i + 1) * 0.001),
        ...(i ? [ring(i * 0.001)] : []),
      );
    });
    const division = expectExact(leaves, [119.97, 29.97, 120.03, 30.03], 11, 2000);
    expect(division.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('in fans of a hundred triangles that meet in one place', () => {
    const spokes = 100;
    const rim = Array.from({ length: spokes }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / spokes;
      return [rounded(120 + 0.01 * Math.cos(angle)), rounded(30 + 0.01 * Math.sin(angle))];
    });
    const leaves = rim.map((one, i) =>
      leaf(`f${(i * 37) % spokes}`, closed([[120, 30], one, rim[(i + 1) % spokes] as Position])),
    );
    const division = expectExact(leaves, [119.989, 29.989, 120.011, 30.011], 12, 3000);
    expect(division.locate([120, 30])?.leaf).toBe('f0');
    expect(division.validate()).toEqual({ seamless: true, defects: [] });
    expect(neighbours(division, division.codes[0] as GridCode)).toHaveLength(2);
  });
});
