import { checkGeoJson, type GeoJsonCheck, positionFault, readJson } from '@civigrid/guard';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casesOf, present } from './outside-vectors.ts';

const ring = [
  [121.5, 29.8],
  [121.6, 29.8],
  [121.6, 29.9],
  [121.5, 29.8],
];
const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });
const codes = (check: GeoJsonCheck) => (check.ok ? [] : check.issues.map(({ code }) => code));

test('cells of a street, a point and a file without features are counted', () => {
  const collection = {
    type: 'FeatureCollection',
    features: [
      feature({ type: 'Polygon', coordinates: [ring] }),
      feature({ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] }),
      feature({ type: 'LineString', coordinates: ring.slice(0, 2) }),
      feature({ type: 'MultiPoint', coordinates: [] }),
      feature({
        type: 'GeometryCollection',
        geometries: [{ type: 'Point', coordinates: [0, 0, 5] }],
      }),
      feature(null),
    ],
  };
  expect(checkGeoJson(collection)).toEqual({ ok: true, features: 6, vertices: 19 });
  expect(checkGeoJson({ type: 'Point', coordinates: [-180, 90] })).toMatchObject({ vertices: 1 });
  expect(checkGeoJson({ type: 'FeatureCollection', features: [] })).toMatchObject({ features: 0 });
});

describe('what is refused, and where', () => {
  test('a place off the globe, and one with latitude before longitude', () => {
    const swapped = feature({ type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] });
    expect(checkGeoJson(swapped)).toMatchObject({
      issues: [0, 1, 2, 3].map((i) => ({
        code: 'guard/swapped-position',
        path: ['geometry', 'coordinates', 0, i],
      })),
    });
    expect(positionFault([181, 0])).toBe('guard/out-of-range');
    expect(positionFault([13_530_000, 3_480_000])).toBe('guard/out-of-range');
    expect(positionFault([121, Number.NaN])).toBe('guard/invalid-geojson');
    expect(positionFault([121, 29, 'x'])).toBe('guard/invalid-geojson');
    expect(positionFault([121])).toBe('guard/invalid-geojson');
  });

  test('collections within collections', () => {
    const nested = { type: 'GeometryCollection', geometries: [] };
    expect(checkGeoJson({ type: 'GeometryCollection', geometries: [nested] })).toEqual({
      ok: false,
      issues: [{ code: 'guard/nested-collection', path: ['geometries', 0] }],
    });
  });

  test('more positions than anybody draws, in a ring and in a file', () => {
    const many = (count: number) => Array.from({ length: count }, () => [0, 0]);
    const polygon = (count: number) => ({ type: 'Polygon', coordinates: [many(count)] });
    expect(checkGeoJson(polygon(100_000)).ok).toBe(true);
    expect(checkGeoJson(polygon(100_001))).toEqual({
      ok: false,
      issues: [{ code: 'guard/ring-too-long', path: ['coordinates', 0], limit: 100_000 }],
    });
    const rings = Array.from({ length: 10 }, () => many(100_000));
    const full = { type: 'Polygon', coordinates: rings };
    expect(checkGeoJson(full)).toMatchObject({ ok: true, vertices: 1_000_000 });
    const one = { type: 'Point', coordinates: [0, 0] };
    expect(codes(checkGeoJson({ type: 'GeometryCollection', geometries: [full, one] }))).toEqual([
      'guard/too-many-vertices',
    ]);
    expect(codes(checkGeoJson(full, { maxVertices: 10 }))).toEqual(['guard/too-many-vertices']);
    expect(checkGeoJson(one, { maxVertices: Number.NaN }).ok).toBe(false);
  });

  test('no more issues are told than were asked for', () => {
    const bad = { type: 'MultiPoint', coordinates: Array.from({ length: 1000 }, () => ['x']) };
    expect(codes(checkGeoJson(bad))).toHaveLength(100);
    expect(codes(checkGeoJson(bad, { maxIssues: 3 }))).toHaveLength(3);
    expect(codes(checkGeoJson(bad, { maxIssues: Number.NaN }))).toHaveLength(1);
  });

  test('any value is answered', () => {
    const word = fc.constantFrom(
      ...['type', 'features', 'geometry', 'coordinates', 'geometries', 'Feature', 'Polygon'],
      ...['FeatureCollection', 'GeometryCollection', '__proto__', 'constructor', 'Point'],
    );
    const value = fc.object({
      key: word,
      values: [word, fc.integer(), fc.constant(null)],
      maxDepth: 5,
    });
    fc.assert(
      fc.property(fc.oneof(value, fc.anything()), (any) => {
        const check = checkGeoJson(any);
        expect(check.ok || check.issues.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

/** What geojsonhint warns of beyond the standard's musts and a map's needs: foreign members, `bbox`, style. */
const notOurs = [
  'bbox-4or6elements',
  'bbox-contains-string',
  'bbox-string',
  'feature_changed_semantics',
  'featurecollection_changed_semantics',
  'geometry_changed_semantics',
  'geometrycollection_single',
];

describe.skipIf(!present)('geojson-bad.ndjson', () => {
  interface Case {
    readonly name: string;
    readonly verdict: 'error' | 'advice' | 'clean';
    readonly text: string;
  }

  test('all that geojsonhint calls an error is refused, but what concerns no map', () => {
    const cases = casesOf<Case>('geojson-bad.ndjson');
    const read = cases.filter(({ text }) => {
      const json = readJson(text);
      return json.ok && checkGeoJson(json.value).ok;
    });
    const errors = read.filter(({ verdict }) => verdict === 'error').map(({ name }) => name);
    console.log(`geojson-bad.ndjson: ${cases.length - read.length} of ${cases.length} refused`);
    expect(cases).toHaveLength(44);
    expect(errors.toSorted()).toEqual(notOurs);
    expect(cases.filter((each) => each.verdict !== 'error' && !read.includes(each))).toEqual([]);
  });
});
