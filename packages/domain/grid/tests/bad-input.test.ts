import { type GridHierarchy, type GridIssue, gridHierarchy } from '@civigrid/grid';
import { commonAncestor, homeGrid, nearest, neighbours } from '@civigrid/grid/around';
import { gridCode, isDomainError } from '@civigrid/kernel';
import type { Point } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collection, randomFrom, tiling } from './tiling.ts';

const cell = (code: unknown, parent: unknown, geometry: unknown) => ({
  type: 'Feature',
  properties: { code, parent },
  geometry,
});
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const square = (lng: number, lat: number, size = 1) => [
  [lng, lat],
  [lng + size, lat],
  [lng + size, lat + size],
  [lng, lat + size],
  [lng, lat],
];
const loaded = (...features: unknown[]) => gridHierarchy(collection(features));

/** Asks everything; only refusals by a code may come out, and nothing but numbers of leaves. */
function askAll(division: GridHierarchy): void {
  const places: Point[] = [
    [0.5, 0.5],
    [119.65, 29.08],
    [NaN, 0],
    [Infinity, -Infinity],
    [180, 90],
  ];
  for (const place of places) {
    const leaf = division.locateIndex(...place);
    expect(leaf >= -1 && leaf < division.leafCount).toBe(true);
    expect(division.locate(place)?.leaf).toBe(division.leafCode(leaf));
    division.locateWithin(place, 20);
    nearest(division, place, 1e6);
    homeGrid(division, place, { withinMetres: 1e5 });
  }
  for (const code of division.codes) {
    division.path(code);
    division.geometry(code);
    division.bounds(code);
    division.representativePoint(code);
    neighbours(division, code);
    division.feature(code);
  }
  expect(commonAncestor(division, division.codes)).toBe(
    division.roots.length === 1 ? division.roots[0] : undefined,
  );
  expect(division.collection().features).toHaveLength(division.codes.length);
  for (const { type } of division.validate().defects) expect(type).toBeTypeOf('string');
}

const told = ({ issues }: GridHierarchy) =>
  issues.map(({ code, fault, path, at }: GridIssue) => [code, fault, path.slice(4), at]);

describe('one bad ring is told with its place, and the others answer', () => {
  const about = (ring: unknown) => {
    const division = loaded(
      cell('bad', null, polygon(ring)),
      cell('good', null, polygon(square(119, 29))),
    );
    askAll(division);
    expect(division.locate([119.5, 29.5])?.leaf).toBe('good');
    for (const issue of division.issues) expect(issue.cell).toBe('bad');
    return told(division);
  };

  test.each([NaN, Infinity, -Infinity, '119', null, undefined, {}, [], true])(
    'a coordinate that is %j is no number',
    (wrong) => {
      for (const place of [
        [wrong, 0],
        [0, wrong],
        [wrong, wrong],
      ]) {
        const ring = [...square(0, 0)];
        ring[2] = place as number[];
        expect(about(ring)).toEqual([['invalid-ring', 'bad-position', [0, 0, 2], undefined]]);
      }
    },
  );

  test('latitude before longitude: in China it lies beyond the pole, and the issue shows the pair', () => {
    const swapped = square(119.65, 29.08, 0.01).map(([lng, lat]) => [lat, lng]);
    expect(about(swapped)).toEqual([['invalid-ring', 'out-of-range', [0, 0, 0], [29.08, 119.65]]]);
  });

  test('west of 90 degrees of longitude both orders are places on earth: the parent shows it, the ring cannot', () => {
    const [west, south] = [87.6, 43.8];
    const parent = cell('W', null, polygon(square(west, south)));
    const swapped = square(west, south).map(([lng, lat]) => [lat, lng]);
    const division = loaded(parent, cell('W1', 'W', polygon(swapped)));
    expect(division.issues).toEqual([]);
    expect(division.locate([87.7, 43.9])).toBeUndefined();
    expect(homeGrid(division, [87.7, 43.9])?.cell).toBe('W');
    expect(
      division
        .validate()
        .defects.map(({ type }) => type)
        .sort(),
    ).toEqual(['gap', 'parent-mismatch']);
  });

  test('a place that was asked for the wrong way round is nobody’s', () => {
    const division = loaded(cell('a', null, polygon(square(119, 29))));
    expect(division.locate([119.65, 29.08])?.leaf).toBe('a');
    expect(division.locate([29.08, 119.65])).toBeUndefined();
    expect(division.locateIndex(29.08, 119.65)).toBe(-1);
    for (const datum of ['GCJ02', 'BD09', 'WGS84'] as const)
      expect(division.locate([29.08, 119.65], { datum })).toBeUndefined();
    expect(() => division.locate([119, 29], { datum: 'mars' as 'WGS84' })).toThrow(
      expect.objectContaining({ code: 'spatial/unknown-datum' }),
    );
  });

  test('off the globe, flat, of too few places, or no ring at all', () => {
    const flat = [
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 0],
    ];
    expect(about(flat)).toEqual([['invalid-ring', 'no-area', [0, 0, 0], [0, 0]]]);
    expect(about(square(180, 0))).toEqual([['invalid-ring', 'out-of-range', [0, 0, 1], [181, 0]]]);
    expect(about(square(0, 0, 1e-10))).toEqual([['invalid-ring', 'no-area', [0, 0, 0], [0, 0]]]);
    for (const ring of [[], [[0, 0]], square(0, 0).slice(0, 2), null, 7, 'ring', {}, [null]])
      expect(about(ring)[0]?.[0]).toBe('invalid-ring');
  });

  test('unclosed, by both coordinates or by one, is closed', () => {
    expect(about(square(0, 0).slice(0, 4))).toEqual([
      ['invalid-ring', 'unclosed', [0, 0, 3], [0, 1]],
    ]);
    expect(about([...square(0, 0).slice(0, 4), [0, 0.5]])).toEqual([
      ['invalid-ring', 'unclosed', [0, 0, 4], [0, 0.5]],
    ]);
    const mended = loaded(cell('a', null, polygon(square(0, 0).slice(0, 4))));
    expect(mended.locate([0.5, 0.5])?.leaf).toBe('a');
  });

  test('heights and measures are left aside', () => {
    const high = square(0, 0).map((place, i) => [...place, i === 2 ? NaN : 7.5, 'm']);
    const division = loaded(cell('a', null, polygon(high)));
    expect(division.issues).toEqual([]);
    expect(division.feature(gridCode('a')).geometry?.coordinates.flat(2)).toHaveLength(10);
    expect(division.validate().seamless).toBe(true);
  });

  test('a bow-tie is an invalid ring, once, and a place in one of its wings is its own', () => {
    const bow = [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ];
    const division = loaded(
      cell('bow', null, polygon(bow)),
      cell('b', null, polygon(square(2, 0))),
    );
    askAll(division);
    const { seamless, defects } = division.validate();
    expect(seamless).toBe(false);
    expect(defects.map(({ type, codes }) => [type, ...codes])).toEqual([['invalid-ring', 'bow']]);
    expect([division.locate([0.5, 1]), division.locate([1.5, 1])].map((one) => one?.leaf)).toEqual([
      'bow',
      'bow',
    ]);
  });

  test('geometries of every other make', () => {
    const geometries: unknown[] = [
      null,
      undefined,
      7,
      'Polygon',
      [],
      {},
      { type: 'Polygon' },
      { type: 'Polygon', coordinates: null },
      { type: 'Polygon', coordinates: [] },
      { type: 'Polygon', coordinates: square(0, 0) },
      { type: 'MultiPolygon', coordinates: [square(0, 0)] },
      { type: 'MultiPolygon', coordinates: [] },
      {
        type: 'MultiPolygon',
        coordinates: [null, 7, [], [[]], [square(0, 0), null, square(5, 5)]],
      },
      { type: 'Point', coordinates: [0, 0] },
      { type: 'GeometryCollection', geometries: [polygon(square(0, 0))] },
      { type: 'LineString', coordinates: square(0, 0) },
    ];
    for (const geometry of geometries) {
      const division = loaded(
        cell('bad', null, geometry),
        cell('good', null, polygon(square(119, 29))),
      );
      askAll(division);
      expect(division.issues.length).toBeGreaterThan(0);
      expect(division.issues.every((issue) => issue.cell === 'bad')).toBe(true);
      expect(division.locate([119.5, 29.5])?.leaf).toBe('good');
    }
  });

  test('a geometry of two hundred thousand parts, none of them any use', () => {
    const parts = Array.from({ length: 200_000 }, () => [[[NaN, 0]]]);
    const division = loaded(
      cell('bad', null, { type: 'MultiPolygon', coordinates: parts }),
      cell('good', null, polygon(square(119, 29))),
    );
    expect(division.issues).toHaveLength(200_000);
    expect(division.leafCount).toBe(2);
    expect(division.locate([119.5, 29.5])?.leaf).toBe('good');
  });
});

describe('trees of every make', () => {
  test('random parents, among them cycles, orphans and duplicates: each is told, and all else answers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ code: fc.nat(14), parent: fc.option(fc.nat(16)) }), { maxLength: 24 }),
        (drawn) => {
          const features = drawn.map(({ code, parent }, i) =>
            cell(`c${code}`, parent === null ? null : `c${parent}`, polygon(square(i, 0))),
          );
          const division = loaded(...features);
          const first = new Map<number, number | null>();
          let twice = 0;
          for (const { code, parent } of drawn) {
            if (first.has(code)) twice++;
            else first.set(code, parent);
          }
          const onCycle = (start: number) => {
            let at = first.get(start) ?? null;
            for (let i = 0; i <= drawn.length && at !== null && at !== start; i++)
              at = first.get(at) ?? null;
            return at === start;
          };
          const count = (code: string) =>
            division.issues.filter((issue) => issue.code === code).length;
          expect(count('duplicate-code')).toBe(twice);
          const parents = [...first.values()].filter((parent) => parent !== null);
          expect(count('orphan')).toBe(parents.filter((parent) => !first.has(parent)).length);
          expect(count('parent-cycle')).toBe([...first.keys()].filter(onCycle).length);
          expect(division.codes).toHaveLength(first.size);
          askAll(division);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('collections of anything at all load, and only refusals by a code come out', () => {
    const things = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
      fc.record({
        type: fc.constant('Feature'),
        properties: fc.record(
          {
            code: fc.oneof(fc.string({ maxLength: 3 }), fc.anything()),
            parent: fc.oneof(fc.string({ maxLength: 3 }), fc.anything()),
            level: fc.anything(),
            kind: fc.oneof(fc.constantFrom('base', 'virtual', 'dedicated'), fc.anything()),
            theme: fc.anything(),
          },
          { requiredKeys: [] },
        ),
        geometry: fc.oneof(
          fc.anything(),
          fc.record({
            type: fc.constantFrom('Polygon', 'MultiPolygon', 'Point'),
            coordinates: fc.oneof(
              fc.anything(),
              fc.array(
                fc.array(
                  fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double()), {
                    minLength: 1,
                    maxLength: 3,
                  }),
                  { maxLength: 7 },
                ),
                { maxLength: 2 },
              ),
            ),
          }),
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(things, { maxLength: 6 }), (features) => {
        try {
          askAll(loaded(...features));
        } catch (error) {
          if (!isDomainError(error)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });

  test('random small rings of every make answer as drawn, and each that is not simple is told', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
            minLength: 3,
            maxLength: 9,
          }),
          { minLength: 1, maxLength: 4 },
        ),
        (rings) => {
          const division = loaded(
            ...rings.map((ring, i) => cell(`r${i}`, null, polygon([...ring, ring[0]]))),
          );
          askAll(division);
          for (const { codes } of division.validate().defects)
            expect(codes.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('very many vertices', () => {
  /** A coastline: around a middle, crooked, closed. */
  const coast = (count: number): number[][] => {
    const random = randomFrom(7);
    const ring = Array.from({ length: count }, (_, i) => {
      const angle = (2 * Math.PI * i) / count;
      const radius = 0.5 + 0.01 * Math.sin(997 * angle) + (0.2 * random()) / count;
      return [120 + radius * Math.cos(angle), 30 + radius * Math.sin(angle)];
    });
    return [...ring, ring[0] as number[]];
  };

  test('a million vertices around one leaf load, answer and are proved', {
    timeout: 60_000,
  }, () => {
    const division = loaded(cell('a', null, polygon(coast(1_000_000))));
    expect(division.issues).toEqual([]);
    expect(division.locate([120, 30])?.leaf).toBe('a');
    expect(division.locate([120.6, 30])).toBeUndefined();
    expect(division.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('130,000 around a parent whose leaves are elsewhere are one gap', {
    timeout: 60_000,
  }, () => {
    const division = loaded(
      cell('p', null, polygon(coast(130_000))),
      cell('a', 'p', polygon(square(119.9, 29.9, 0.1))),
      cell('b', 'p', polygon(square(120, 29.9, 0.1))),
    );
    expect(division.validate().defects.map(({ type, codes }) => [type, ...codes])).toEqual([
      ['gap', 'a', 'b', 'p'],
    ]);
  });

  test.each([150, 100_000])(
    'a ring of %i that crosses itself everywhere is told, and the others answer',
    {
      timeout: 60_000,
    },
    (count) => {
      const random = randomFrom(8);
      const tangle = Array.from({ length: count }, () => [120 + random(), 30 + random()]);
      const division = loaded(
        cell('a', null, polygon([...tangle, tangle[0]])),
        cell('b', null, polygon(square(121.5, 30))),
      );
      expect(division.locate([122, 30.5])?.leaf).toBe('b');
      const { seamless, defects } = division.validate();
      expect(seamless).toBe(false);
      expect(
        defects.filter(({ type }) => type === 'invalid-ring').map(({ codes }) => codes),
      ).toEqual(expect.arrayContaining([['a']]));
      expect(defects.length).toBeLessThan(40);
    },
  );
});

test('a clean tiling stays clean with any one feature spoilt: the others answer as before', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(19), fc.nat(6), (seed, which, how) => {
      const random = randomFrom(seed);
      const { features, box } = tiling(random, { rows: 4, columns: 4, step: 0.001 });
      const clean = gridHierarchy(collection(features));
      const spoils = [
        null,
        {},
        { type: 'Polygon', coordinates: [[[NaN, NaN]]] },
        7,
        [],
        'x',
        undefined,
      ];
      const at = which % features.length;
      const bad = features[at];
      const division = gridHierarchy(
        collection(features.map((one, i) => (i === at ? { ...one, geometry: spoils[how] } : one))),
      );
      const isLeaf = clean.children(gridCode(bad?.properties.code ?? '')).length === 0;
      for (let i = 0; i < 200; i++) {
        const place: Point = [
          box[0] + random() * (box[2] - box[0]),
          box[1] + random() * (box[3] - box[1]),
        ];
        const before = clean.locate(place);
        const after = division.locate(place);
        if (isLeaf && before?.leaf === bad?.properties.code) {
          if (after)
            expect(clean.locateWithin(place, 0.01).map(({ leaf }) => leaf)).toContain(after.leaf);
        } else expect(after).toEqual(before);
      }
    }),
    { numRuns: 60 },
  );
});
