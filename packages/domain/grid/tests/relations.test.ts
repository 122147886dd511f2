import { type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import { ancestorsAt, commonAncestor, homeGrid, nearest } from '@civigrid/grid/around';
import { type GridCode, gridCode } from '@civigrid/kernel';
import { distanceMetres, type Point } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactOracle } from '../bench/exact-oracle.ts';
import {
  type CityFeature,
  collectionOf,
  leavesOf,
  syntheticCity,
} from '../bench/synthetic-city.ts';
import { rectangle } from './rectangle.ts';
import { collection, randomFrom } from './tiling.ts';

/** A random tree of cells, each leaf a square of its own: parents by code, levels by chance. */
function forest(random: () => number, count: number) {
  const parents: (string | null)[] = [];
  const levels: (string | undefined)[] = [];
  const codeOf = (i: number) => `c${(i * 7919) % 1009}`;
  for (let i = 0; i < count; i++) {
    parents.push(i === 0 || random() < 0.1 ? null : codeOf(Math.floor(random() * i)));
    levels.push(random() < 0.2 ? undefined : `level ${Math.floor(random() * 4)}`);
  }
  const isLeaf = (code: string) => !parents.includes(code);
  const features = parents.map((parent, i) => {
    const [x, y] = [i % 16, Math.floor(i / 16)];
    const code = codeOf(i);
    const shell = [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
      [x, y],
    ];
    return {
      type: 'Feature',
      properties: { code, parent, ...(levels[i] === undefined ? {} : { level: levels[i] }) },
      geometry: isLeaf(code) ? { type: 'Polygon', coordinates: [shell] } : null,
    };
  });
  const parentOf = new Map(parents.map((parent, i) => [codeOf(i), parent]));
  const levelOf = new Map(levels.map((level, i) => [codeOf(i), level]));
  /** The cell and all above it, from below. */
  const up = (code: string): string[] => {
    const way = [code];
    for (let at = parentOf.get(code); at; at = parentOf.get(at)) way.push(at);
    return way;
  };
  return { features, up, levelOf };
}

const forests = (
  check: (made: ReturnType<typeof forest>, division: GridHierarchy, random: () => number) => void,
) =>
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, count) => {
      const random = randomFrom(seed);
      const made = forest(random, count);
      check(made, gridHierarchy(collection(made.features)), random);
    }),
    { numRuns: 60 },
  );

describe('relations in the tree agree with walking up cell by cell', () => {
  test('the common ancestor is the first cell above one that is above them all', () => {
    forests(({ up }, division, random) => {
      const pick = () => division.codes[Math.floor(random() * division.codes.length)] as GridCode;
      for (let round = 0; round < 20; round++) {
        const asked = Array.from({ length: 1 + Math.floor(4 * random()) }, pick);
        const [first = '', ...others] = asked;
        const common = up(first).find((code) => others.every((other) => up(other).includes(code)));
        expect(commonAncestor(division, asked)).toBe(common);
        expect(commonAncestor(division, asked.toReversed())).toBe(common);
        expect(commonAncestor(division, [...asked, ...asked])).toBe(common);
      }
    });
  });

  test('of no cells there is none; of one that does not exist it is refused', () => {
    const division = gridHierarchy(collection(forest(randomFrom(1), 5).features));
    expect(commonAncestor(division, [])).toBeUndefined();
    for (const asked of [[gridCode('nobody')], [division.codes[0] as GridCode, gridCode('nobody')]])
      expect(() => commonAncestor(division, asked)).toThrow(
        expect.objectContaining({ code: 'grid/unknown-code' }),
      );
  });

  test('the ancestors of all leaves on a level are those of each leaf', () => {
    forests(({ up, levelOf }, division) => {
      for (const level of ['level 0', 'level 1', 'level 2', 'level 3', 'nowhere']) {
        const { codes, ofLeaf } = ancestorsAt(division, level);
        expect(ofLeaf).toHaveLength(division.leafCount);
        expect(new Set(codes).size).toBe(codes.length);
        ofLeaf.forEach((number, leaf) => {
          const code = division.leafCode(leaf) as GridCode;
          const above = up(code).find((one) => levelOf.get(one) === level);
          expect(codes[number]).toBe(above);
          expect(division.ancestorAt(code, level)).toBe(above);
        });
        expect(codes.every((_, number) => ofLeaf.includes(number))).toBe(true);
      }
    });
  });

  test('path, children and roots are those of the file', () => {
    forests(({ up }, division) => {
      expect(division.issues).toEqual([]);
      for (const code of division.codes) {
        expect(division.path(code)).toEqual(up(code).toReversed());
        expect(division.children(code)).toEqual(
          division.codes.filter((other) => up(other)[1] === code),
        );
      }
      expect(division.roots).toEqual(division.codes.filter((code) => up(code).length === 1));
    });
  });
});

/** Metres from a place to a segment, by trying out: the best of many steps, closer and closer. */
function metresToSegment(place: Point, a: Point, b: Point): number {
  const distance = (t: number) =>
    distanceMetres(place, [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
  let [low, high] = [0, 1];
  for (let round = 0; round < 45; round++) {
    const [t, u] = [low + (high - low) / 3, high - (high - low) / 3];
    if (distance(t) < distance(u)) high = u;
    else low = t;
  }
  return distance((low + high) / 2);
}

const ringsOf = ({ geometry }: CityFeature) =>
  geometry?.type === 'Polygon' ? geometry.coordinates : (geometry?.coordinates.flat() ?? []);

function metresToLeaf(leaf: CityFeature, place: Point): number {
  return Math.min(
    ...ringsOf(leaf).flatMap((ring) =>
      ring.slice(1).map((b, i) => metresToSegment(place, ring[i] as Point, b)),
    ),
  );
}

describe('the leaf next to a place agrees with looking at every border', () => {
  const about = ([west, south, east, north]: readonly number[], random: () => number): Point => {
    const [w, s, e, n] = [west, south, east, north] as [number, number, number, number];
    return [w + (2 * random() - 0.5) * (e - w), s + (2 * random() - 0.5) * (n - s)];
  };

  test('in towns with lakes and with leaves that are missing', () => {
    let [inside, beside, none] = [0, 0, 0];
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        const city = syntheticCity({ leaves: 9, seed, holes: true, derived: true });
        const leaves = leavesOf(city).filter(() => random() < 0.7);
        const upper = city.features.filter(({ geometry }) => geometry === null);
        const division = gridHierarchy(collectionOf([...upper, ...leaves]));
        const oracle = exactOracle(leaves);
        for (let round = 0; round < 12; round++) {
          const place = about(city.box, random);
          const within = 10 ** (1 + 2.5 * random());
          const found = nearest(division, place, within);
          const owner = oracle.owner(...place);
          if (owner >= 0) {
            inside++;
            expect(found).toEqual({ ...division.locate(place), distanceMetres: 0 });
            continue;
          }
          const metres = leaves.map((leaf) => metresToLeaf(leaf, place));
          const least = Math.min(...metres);
          if (Math.abs(least / within - 1) < 0.001) continue;
          if (least > within) {
            none++;
            expect(found).toBeUndefined();
          } else {
            beside++;
            const at = leaves.findIndex(({ properties: { code } }) => found?.leaf === code);
            const own = metres[at] ?? Infinity;
            // a plane at the place's latitude is right to a thousandth this near
            expect(own).toBeLessThan(least * 1.001 + 1e-5);
            expect(Math.abs((found?.distanceMetres ?? 0) / own - 1)).toBeLessThan(0.001);
            // of leaves that share the next border or corner the lowest code
            expect(metres.findIndex((one) => Math.abs(one - own) < 1e-5)).toBe(at);
          }
        }
      }),
      { numRuns: 16 },
    );
    expect(Math.min(inside, beside, none)).toBeGreaterThan(8);
  });

  test('of several at the same distance it is the lowest code', () => {
    const square = (code: string, x: number) => ({
      type: 'Feature',
      properties: { code },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [x, 0],
            [x + 1, 0],
            [x + 1, 1],
            [x, 1],
            [x, 0],
          ],
        ],
      },
    });
    const division = gridHierarchy(collection([square('b', 0), square('a', 2)]));
    expect(nearest(division, [1.5, 0.5], 1e6)?.leaf).toBe('a');
    expect(nearest(division, [1.5, 0.5], 1e6)?.distanceMetres).toBeCloseTo(55_600, -3);
    expect(nearest(division, [1.5, 0.5], 1000)).toBeUndefined();
  });

  test('over continents and beyond the date line of the numbers there is an answer or none', () => {
    const city = syntheticCity({ leaves: 4, seed: 3 });
    const division = gridHierarchy(collectionOf(city.features));
    expect(nearest(division, [-70, -30], 3e7)?.path).toHaveLength(3);
    expect(nearest(division, [-70, -30], 1e6)).toBeUndefined();
    for (const place of [
      [NaN, 29],
      [119, Infinity],
      [-Infinity, NaN],
      [29, 119.6],
      [0, 90],
      [0, -90],
      [1e300, 1e300],
    ] as const)
      for (const within of [NaN, -1, 0, 1e-9, 10, Infinity]) {
        const found = nearest(division, place, within);
        expect(found === undefined || found.distanceMetres <= within).toBe(true);
      }
  });
});

describe('who answers for a place (属地)', () => {
  const cell = (code: string, parent: string | null, geometry: unknown) => ({
    type: 'Feature',
    properties: { code, parent },
    geometry,
  });
  /** A street of two communities with a gap in each, one community of which is not drawn. */
  const street = gridHierarchy(
    collection([
      cell('S', null, rectangle(0, 0, 4, 2)),
      cell('S.1', 'S', rectangle(0, 0, 2, 2)),
      cell('S.1.1', 'S.1', rectangle(0, 0, 1, 2)),
      cell('S.2', 'S', null),
      cell('S.2.1', 'S.2', rectangle(3, 0, 4, 2)),
    ]),
  );

  test('the leaf where there is one, else the deepest cell that is drawn around it', () => {
    expect(homeGrid(street, [0.5, 1])).toEqual({
      cell: 'S.1.1',
      path: ['S', 'S.1', 'S.1.1'],
      by: 'leaf',
    });
    expect(homeGrid(street, [1.5, 1])).toEqual({ cell: 'S.1', path: ['S', 'S.1'], by: 'ancestor' });
    expect(homeGrid(street, [2, 1])).toEqual({ cell: 'S.1', path: ['S', 'S.1'], by: 'ancestor' });
    expect(homeGrid(street, [2.5, 1])).toEqual({ cell: 'S', path: ['S'], by: 'ancestor' });
  });

  test('nobody outside, unless the next leaf is near enough', () => {
    expect(homeGrid(street, [4.01, 1])).toBeUndefined();
    expect(homeGrid(street, [4.01, 1], { withinMetres: 1000 })).toBeUndefined();
    expect(homeGrid(street, [4.01, 1], { withinMetres: 2000 })).toEqual({
      cell: 'S.2.1',
      path: ['S', 'S.2', 'S.2.1'],
      by: 'nearest',
      distanceMetres: expect.closeTo(1112, -1),
    });
  });

  test('a town may want the nearest also in a gap, or nobody', () => {
    expect(homeGrid(street, [2.5, 1], { gap: 'nobody' })).toBeUndefined();
    expect(homeGrid(street, [2.9, 1], { gap: 'nobody', withinMetres: 20_000 })?.cell).toBe('S.2.1');
    expect(homeGrid(street, [2.9, 1], { gap: 'ancestor', withinMetres: 20_000 })?.cell).toBe('S');
  });

  test('what is no place has no home', () => {
    const policy = { withinMetres: 1e9 };
    for (const place of [undefined, null, 7, 'x', {}, [], [NaN, 1], ['a', 'b']])
      expect(homeGrid(street, place as unknown as Point, policy)).toBeUndefined();
    for (const place of [undefined, null, 7, 'x', {}, [], [NaN, 1], ['a', 'b']]) {
      expect(street.locate(place as unknown as Point)).toBeUndefined();
      expect(nearest(street, place as unknown as Point, 1e9)).toBeUndefined();
      expect(street.locateWithin(place as unknown as Point, 10)).toEqual([]);
      expect(street.locateWithin(place as unknown as Point, 0)).toEqual([]);
    }
  });

  test('agrees with asking every cell, in towns with gaps', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        const city = syntheticCity({ leaves: 70, seed, holes: true });
        const gone = new Set(
          leavesOf(city)
            .filter(() => random() < 0.2)
            .map(({ properties }) => properties.code),
        );
        const features = city.features.filter(({ properties }) => !gone.has(properties.code));
        const leaves = leavesOf(city).filter(({ properties }) => !gone.has(properties.code));
        const division = gridHierarchy(collectionOf(features));
        const oracle = exactOracle(leaves);
        const codes = division.codes;
        const each = codes.map((code) => {
          const feature = features.find(({ properties }) => properties.code === code);
          return feature ? exactOracle([feature]) : undefined;
        });
        for (let round = 0; round < 40; round++) {
          const [west, south, east, north] = city.box;
          const place: Point = [
            west + (1.4 * random() - 0.2) * (east - west),
            south + (1.4 * random() - 0.2) * (north - south),
          ];
          const owner = oracle.owner(...place);
          const around = codes
            .filter(
              (code, i) => division.children(code).length > 0 && each[i]?.holders(...place).length,
            )
            .sort((a, b) => division.path(b).length - division.path(a).length || (a < b ? -1 : 1));
          const expected = owner >= 0 ? division.leafCode(owner) : around[0];
          expect(homeGrid(division, place)?.cell).toBe(expected);
        }
      }),
      { numRuns: 15 },
    );
  });
});

test('all cells as a collection make the same hierarchy again', () => {
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, derived) => {
      const city = syntheticCity({ leaves: 30, seed, holes: true, derived });
      const division = gridHierarchy(collectionOf(city.features));
      const drawn = division.collection();
      expect(drawn.features.map(({ properties }) => properties['code'])).toEqual(division.codes);
      const again = gridHierarchy(JSON.parse(JSON.stringify(drawn)));
      expect(again.collection()).toEqual(drawn);
      expect(new Uint8Array(again.toBuffer())).toEqual(new Uint8Array(division.toBuffer()));
    }),
    { numRuns: 15 },
  );
});
