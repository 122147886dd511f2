import { gridHierarchy } from '@civigrid/grid';
import { convert, type Point } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collection, type Feature, randomFrom, tiling } from './tiling.ts';

const quantum = (degrees: number) => BigInt(Math.round(degrees * 1e8));

/** Inside or on a ring, by integers of any size. */
function holds(ring: readonly Point[], px: bigint, py: bigint): boolean {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = (ring[i] as Point).map(quantum) as [bigint, bigint];
    const [bx, by] = (ring[i + 1] as Point).map(quantum) as [bigint, bigint];
    const cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    if (cross === 0n && (px - ax) * (px - bx) <= 0n && (py - ay) * (py - by) <= 0n) return true;
    if (ay > py !== by > py && cross > 0n === by > ay) inside = !inside;
  }
  return inside;
}

/** All leaves, one after the other: the lowest code that holds the place. */
function oracle(leaves: readonly Feature[], [lng, lat]: Point): string | undefined {
  return leaves
    .filter(({ geometry }) => holds(geometry?.coordinates[0] ?? [], quantum(lng), quantum(lat)))
    .map(({ properties }) => properties.code)
    .sort()[0];
}

const ulps = new Float64Array(1);
const bits = new BigInt64Array(ulps.buffer);
function next(value: number, by: bigint): number {
  ulps[0] = value;
  bits[0] = (bits[0] as bigint) + by;
  return ulps[0] as number;
}

describe('every place inside has exactly one owner', () => {
  test('on vertices, midpoints and one ulp beside them, as the oracle says, however the file is drawn', () => {
    let asked = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        const { features, leaves, vertices, box } = tiling(random, {
          rows: 4,
          columns: 5,
          step: 0.001,
        });
        const street = gridHierarchy(collection(features));
        const again = gridHierarchy(collection(features.toReversed()));
        const [west, south, east, north] = box;
        const corners = vertices.filter(() => random() < 0.3);
        const places = corners.flatMap(([lng, lat]): Point[] => {
          const [x, y] = vertices[Math.floor(random() * vertices.length)] as Point;
          return [
            [lng, lat],
            [(lng + x) / 2, (lat + y) / 2],
            [next(lng, 1n), lat],
            [next(lng, -1n), next(lat, 1n)],
            [west + random() * (east - west), south + random() * (north - south)],
          ];
        });
        for (const place of places) {
          const owner = street.locate(place)?.leaf;
          expect(owner).toBeDefined();
          expect(again.locate(place)?.leaf).toBe(owner);
          const expected = oracle(leaves, place);
          if (expected !== undefined) expect(owner).toBe(expected);
          asked++;
        }
      }),
      { numRuns: 40 },
    );
    expect(asked).toBeGreaterThan(5000);
  });

  test('also where neighbours leave out each other’s vertices on a slanted border', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        const { features, vertices, box } = tiling(random, {
          rows: 3,
          columns: 4,
          step: 0.001,
          straight: true,
        });
        const street = gridHierarchy(collection(features));
        const [west, south, east, north] = box;
        const places = vertices.flatMap((vertex): Point[] => [
          vertex,
          [west + random() * (east - west), south + random() * (north - south)],
        ]);
        for (const place of places) expect(street.locate(place)?.path).toHaveLength(3);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the ways of asking agree', () => {
  const random = randomFrom(7);
  const { features, box } = tiling(random, { rows: 6, columns: 8, step: 0.001 });
  const street = gridHierarchy(collection(features));
  const [west, south, east, north] = box;
  const places = Array.from(
    { length: 500 },
    (): Point => [
      west + (random() * 1.2 - 0.1) * (east - west),
      south + (random() * 1.2 - 0.1) * (north - south),
    ],
  );

  test('one by one, by number, and many at once', () => {
    const many = street.locateMany(Float64Array.from(places.flat()));
    const out = new Int32Array(600);
    expect(street.locateMany(Float64Array.from(places.flat()), out)).toBe(out);
    expect([...out.subarray(0, 500)]).toEqual([...many]);
    places.forEach((place, i) => {
      expect(street.locateIndex(place[0], place[1])).toBe(many[i]);
      expect(street.locate(place)?.leaf).toBe(street.leafCode(many[i] as number));
    });
    expect(many).toContain(-1);
  });

  test('an output that is too short is refused', () => {
    expect(() => street.locateMany(new Float64Array(8), new Int32Array(3))).toThrow(
      expect.objectContaining({ code: 'grid/output-too-short' }),
    );
  });

  test('a place in another datum is moved into that of the street first', () => {
    for (const place of places)
      for (const datum of ['GCJ02', 'BD09', 'WGS84'] as const)
        expect(street.locate(convert(place, 'CGCS2000', datum), { datum })?.leaf).toBe(
          street.locate(place)?.leaf,
        );
  });

  test('within an accuracy disc the shares add up to what lies inside, best first', () => {
    for (const place of places) {
      const found = street.locateWithin(place, 40);
      const shares = found.map(({ probability }) => probability);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      const total = shares.reduce((sum, share) => sum + share, 0);
      expect(total).toBeLessThanOrEqual(1 + 1e-9);
      const degrees = 0.0006;
      const [lng, lat] = place;
      const amid =
        lng > west + degrees &&
        lng < east - degrees &&
        lat > south + degrees &&
        lat < north - degrees;
      if (amid) expect(total).toBeCloseTo(1, 6);
      const [exact] = street.locateWithin(place, 0);
      expect(exact?.leaf).toBe(street.locate(place)?.leaf);
    }
    expect(street.locateWithin([119.65, 29.08], -1)).toEqual([]);
    expect(street.locateWithin([119.65, 29.08], Number.NaN)).toEqual([]);
  });

  test('what is no place belongs to nobody', () => {
    for (const place of [
      [Number.NaN, 29],
      [Infinity, 0],
      [29.08, 119.65],
    ] as const)
      expect(street.locate(place)).toBeUndefined();
  });
});
