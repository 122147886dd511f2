import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  type GridHierarchy,
  type GridLevel,
  gridHierarchy,
  gridHierarchyFromBuffer,
} from '@civigrid/grid';
import { ancestorsAt, commonAncestor, homeGrid, nearest, neighbours } from '@civigrid/grid/around';
import { toChange } from '@civigrid/grid/change';
import { streetLevels } from '@civigrid/grid/levels';
import { gridCode, isDomainError } from '@civigrid/kernel';
import type { Point } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aboutBorders, borderPlaces } from '../bench/border-places.ts';
import {
  type CityFeature,
  collectionOf,
  leavesOf,
  syntheticCity,
} from '../bench/synthetic-city.ts';
import { collection, randomFrom, tiling } from './tiling.ts';

const dirty = new URL('../../../../../shared/vectors/grid/dirty/', import.meta.url);
const present = existsSync(dirty) || process.env['CIVIGRID_STRICT'] === '1';
const reason = present ? '' : ' (skipped: ../shared/vectors/grid is not beside the checkout)';

/** Everything that a hierarchy says, of all its cells and of some places. */
function sayings(division: GridHierarchy, lngLat: Float64Array): unknown {
  const levels = new Set<GridLevel>(['community', 'nobody’s']);
  for (const code of division.codes) {
    const level = division.levelOf(code);
    if (level !== undefined) levels.add(level);
  }
  const places = Array.from(
    { length: lngLat.length / 2 },
    (_, i): Point => [lngLat[2 * i] as number, lngLat[2 * i + 1] as number],
  );
  return {
    datum: division.datum,
    issues: division.issues,
    codes: division.codes,
    roots: division.roots,
    leafCodes: Array.from({ length: division.leafCount + 2 }, (_, i) => division.leafCode(i - 1)),
    cells: division.codes.map((code) => ({
      has: division.has(code),
      cell: division.cell(code),
      path: division.path(code),
      children: division.children(code),
      feature: division.feature(code),
      level: division.levelOf(code),
      above: division.ancestorAt(code, 'community'),
      geometry: division.geometry(code),
      bounds: division.bounds(code),
      label: division.representativePoint(code),
      neighbours: neighbours(division, code),
    })),
    common: division.codes.map((code, i) =>
      commonAncestor(division, [code, division.codes[(7 * i) % division.codes.length] ?? code]),
    ),
    ancestors: Array.from(levels, (level) => ancestorsAt(division, level)),
    numbers: Array.from(division.locateMany(lngLat)),
    single: places.map(([lng, lat]) => division.locateIndex(lng, lat)),
    places: places.map((place) => division.locate(place)),
    shifted: places.map((place) => division.locate(place, { datum: 'GCJ02' })),
    some: places.slice(0, 40).map((place) => ({
      within: division.locateWithin(place, 25),
      nearest: nearest(division, [place[0] + 0.01, place[1]], 5000),
      home: homeGrid(division, [place[0] + 0.01, place[1]], { withinMetres: 5000 }),
      gap: homeGrid(division, place),
    })),
    collection: division.collection(),
    proof: division.validate(),
  };
}

function placesIn(division: GridHierarchy, count: number, random: () => number): Float64Array {
  const boxes = division.codes.flatMap((code) => division.bounds(code) ?? []);
  const wests = boxes.filter((_, i) => i % 4 === 0);
  const [west, south, east, north] = [
    Math.min(...wests),
    Math.min(...boxes.filter((_, i) => i % 4 === 1)),
    Math.max(...boxes.filter((_, i) => i % 4 === 2)),
    Math.max(...boxes.filter((_, i) => i % 4 === 3)),
  ];
  return Float64Array.from({ length: 2 * count }, (_, i) =>
    i % 2 === 0
      ? west + (1.2 * random() - 0.1) * (east - west)
      : south + (1.2 * random() - 0.1) * (north - south),
  );
}

function expectSame(division: GridHierarchy, places: Float64Array): GridHierarchy {
  const again = gridHierarchyFromBuffer(division.toBuffer());
  expect(sayings(again, places)).toEqual(sayings(division, places));
  return again;
}

const shared = (buffer: ArrayBuffer): SharedArrayBuffer => {
  const other = new SharedArrayBuffer(buffer.byteLength);
  new Uint8Array(other).set(new Uint8Array(buffer));
  return other;
};

const square = (lng: number, lat: number, size = 1) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lng, lat],
      [lng + size, lat],
      [lng + size, lat + size],
      [lng, lat + size],
      [lng, lat],
    ],
  ],
});

describe('a hierarchy that comes back from its bytes says the same of everything', () => {
  test('of random tilings, clean and with leaves missing, wherever parents are drawn', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (seed, derived, straight, gap) => {
          const random = randomFrom(seed);
          const { features, leaves } = tiling(random, {
            rows: 4,
            columns: 4,
            step: 0.001,
            derived,
            straight,
          });
          const missing = gap ? leaves[5]?.properties.code : undefined;
          const division = gridHierarchy(
            collection(features.filter(({ properties: { code } }) => code !== missing)),
            { datum: 'GCJ02' },
          );
          expectSame(division, placesIn(division, 60, random));
        },
      ),
      { numRuns: 12 },
    );
  });

  test('of towns with holes, exclaves and lakes, about all borders', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const city = syntheticCity({ leaves: 60, seed, holes: true });
        const leaves: readonly CityFeature[] = leavesOf(city);
        const places = borderPlaces(leaves, 400, aboutBorders, randomFrom(seed));
        expectSame(gridHierarchy(collectionOf(city.features)), places);
      }),
      { numRuns: 5 },
    );
  });

  test.skipIf(!present)(`of every broken division${reason}`, () => {
    const names = readdirSync(dirty).filter((name) => name.endsWith('.geojson'));
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) {
      const division = gridHierarchy(JSON.parse(readFileSync(new URL(name, dirty), 'utf8')));
      expectSame(division, placesIn(division, 100, randomFrom(names.indexOf(name))));
    }
  });

  test('of kinds, themes, levels, buildings, words of the language, and names beyond the plane', () => {
    const levels = [...streetLevels, { ...streetLevels[0], level: 7 } as (typeof streetLevels)[0]];
    const cell = (code: string, parent: unknown, more: object, geometry: unknown = null) => ({
      type: 'Feature',
      properties: { code, parent, ...more },
      geometry,
    });
    const features = JSON.parse(
      JSON.stringify([
        cell('__proto__', null, { level: 'street', name: '𠮷街道\u0000' }),
        cell('constructor', '__proto__', { level: 7, theme: '老街活化' }, square(0, 0)),
        cell('𠮷', '__proto__', { theme: { name: 'x', policy: { a: [1, null] } } }, square(1, 0)),
        cell('学校', '__proto__', { kind: 'dedicated', level: 'grid' }, square(2, 0)),
        cell('群', '学校', { kind: 'virtual', nested: { deep: ['𠮷'] } }),
        cell('楼', '学校', { level: 'building' }, square(1.9, 0.2, 0.2)),
        cell('单元', '楼', { level: 'unit' }),
        cell('odd', 'nobody', { kind: 'what', level: {} }, { type: 'Point', coordinates: [1, 2] }),
      ]),
    );
    const division = gridHierarchy(collection(features), { levels, datum: 'BD09' });
    const again = expectSame(division, Float64Array.of(0.5, 0.5, 1.95, 0.3, 1.5, 0.5, 9, 9));
    expect(again.issues.map(({ code }) => code)).toEqual([
      'bad-level',
      'bad-kind',
      'invalid-ring',
      'orphan',
    ]);
    expect(again.validate().defects.map(({ type }) => type)).toContain('split-building');
  });

  test('of a town of nobody, and of one with a text of a hundred thousand characters', () => {
    expectSame(gridHierarchy(collection([])), Float64Array.of(0, 0));
    expectSame(gridHierarchy(null), Float64Array.of(0, 0));
    const long = '网格𠮷'.repeat(25_000);
    const properties = { code: 'a', long };
    const division = gridHierarchy(
      collection([{ type: 'Feature', properties, geometry: square(0, 0) }]),
    );
    expect(expectSame(division, Float64Array.of(0, 0)).cell(gridCode('a'))?.properties).toEqual(
      properties,
    );
  });

  test('also out of memory that workers share, and written once more they are the same bytes', () => {
    const city = syntheticCity({ leaves: 60, seed: 5, holes: true });
    const division = gridHierarchy(collectionOf(city.features));
    const places = borderPlaces(leavesOf(city), 400, aboutBorders, randomFrom(6));
    const buffer = division.toBuffer();
    expect(sayings(gridHierarchyFromBuffer(shared(buffer)), places)).toEqual(
      sayings(division, places),
    );
    expect(gridHierarchyFromBuffer(buffer).toBuffer()).toEqual(buffer);
  });

  test('and takes a change as the first one does', () => {
    const { features, leaves } = tiling(randomFrom(3), { rows: 4, columns: 4, step: 0.001 });
    const division = gridHierarchy(collection(features));
    const again = gridHierarchyFromBuffer(division.toBuffer());
    const code = gridCode(leaves[6]?.properties.code ?? '');
    const places = placesIn(division, 60, randomFrom(4));
    const changes = [
      { retire: [code], cells: [] },
      { retire: [], cells: [{ ...division.feature(code), geometry: null }] },
      { retire: [], cells: [division.feature(code)] },
    ];
    for (const change of changes) {
      const changed = division.revised(toChange(change));
      expect(sayings(again.revised(toChange(change)), places)).toEqual(sayings(changed, places));
      expectSame(changed, places);
    }
    expect(() => again.path(gridCode('nobody'))).toThrow(
      expect.objectContaining({ code: 'grid/unknown-code' }),
    );
  });
});

describe('bytes that are not ours are refused', () => {
  const street = () => {
    const { features } = tiling(randomFrom(8), { rows: 3, columns: 3, step: 0.001 });
    return gridHierarchy(collection(features)).toBuffer();
  };
  const refused = (bytes: unknown) =>
    expect(() => gridHierarchyFromBuffer(bytes as ArrayBuffer)).toThrow(
      expect.objectContaining({ name: 'DomainError', code: 'grid/not-a-buffer' }),
    );

  test('things that are no buffer, and empty or foreign bytes', () => {
    const things = [undefined, null, 7, 'CVGG', {}, [], new Uint8Array(street()), new Date(0)];
    for (const thing of things) refused(thing);
    refused({ byteLength: 64, [Symbol.toStringTag]: 'ArrayBuffer' });
    for (const size of [0, 1, 7, 8, 31, 32, 40, 4096]) refused(new ArrayBuffer(size));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        refused(bytes.slice().buffer);
      }),
    );
  });

  test('bytes that were cut, in front, behind or in the middle, or to which some were added', () => {
    const buffer = street();
    for (let size = 0; size < buffer.byteLength; size += size < 512 ? 1 : 173)
      refused(buffer.slice(0, size));
    for (const from of [1, 4, 8, 64, 1000]) refused(buffer.slice(from));
    const longer = new ArrayBuffer(buffer.byteLength + 8);
    new Uint8Array(longer).set(new Uint8Array(buffer));
    refused(longer);
    for (let at = 0; at + 4096 <= buffer.byteLength; at += 4096) {
      const torn = buffer.slice(0);
      new Uint8Array(torn, at, 4096).fill(0);
      refused(torn);
    }
  });

  test('any one bit that is not what it was, any two, and any byte', () => {
    const buffer = street();
    const bits = 8 * buffer.byteLength;
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(bits - 1), { minLength: 1, maxLength: 2 }), (flips) => {
        const other = buffer.slice(0);
        const bytes = new Uint8Array(other);
        for (const bit of flips) bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
        refused(other);
      }),
      { numRuns: 2000 },
    );
    for (let bit = 0; bit < 8 * 512; bit++) {
      const other = buffer.slice(0);
      const bytes = new Uint8Array(other);
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      refused(other);
    }
  });

  test('the bytes of a machine of the other order', () => {
    const words = new Uint8Array(street());
    for (let i = 0; i + 4 <= words.length; i += 4) words.subarray(i, i + 4).reverse();
    refused(words.buffer);
  });

  test('of a city too large to be looked through, changed bits in front are told, others never hang', () => {
    const city = syntheticCity({ leaves: 6000, seed: 9 });
    const division = gridHierarchy(collectionOf(city.features));
    const buffer = division.toBuffer();
    expect(buffer.byteLength).toBeGreaterThan(2 ** 22);
    const bytes = new Uint8Array(buffer);
    const head =
      8 * (new Int32Array(buffer)[4] as number) + 32 + 12 * (new Int32Array(buffer)[5] as number);
    const random = randomFrom(10);
    let noticed = 0;
    for (let round = 0; round < 300; round++) {
      const isInFront = round < 100;
      const at = Math.floor(random() * (isInFront ? Math.min(head / 4, 2000) : bytes.length));
      const before = bytes[at] as number;
      bytes[at] = before ^ (1 << (round & 7));
      try {
        const opened = gridHierarchyFromBuffer(buffer);
        expect(isInFront).toBe(false);
        for (const code of opened.codes.slice(0, 5)) opened.cell(code);
        for (let i = 0; i < 100; i++)
          opened.locate([
            city.box[0] + random() * (city.box[2] - city.box[0]),
            city.box[1] + random() * (city.box[3] - city.box[1]),
          ]);
      } catch (error) {
        expect(isDomainError(error)).toBe(true);
        noticed++;
      }
      bytes[at] = before;
    }
    expect(noticed).toBeGreaterThanOrEqual(100);
    expect(gridHierarchyFromBuffer(buffer).validate().seamless).toBe(true);
  });
});
