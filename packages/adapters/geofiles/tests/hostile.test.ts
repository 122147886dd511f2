import {
  defaultGeoLimits,
  type GeoReading,
  readGeoFile,
  readGeoJsonStream,
  readKml,
  readShapefile,
  readTopoJson,
  type ShapefileSet,
  toGeoJsonStream,
  toKml,
  toShapefile,
  toTopoJson,
} from '@civigrid/geofiles';
import { describe as sentence } from '@civigrid/geofiles/messages';
import { gridHierarchy } from '@civigrid/grid';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { gathered, townOf } from './town.ts';

const town = townOf([0.31, 0.62, 0.07, 0.88, 0.45], false);
const codes = ({ issues }: GeoReading) => issues.map(({ code }) => code);

const set = await toShapefile(town);
const files: Record<string, Uint8Array> = {
  'town.geojson': strToU8((await gathered(toGeoJsonStream(town))).join('')),
  'town.geojsonl': strToU8((await gathered(toGeoJsonStream(town, { layout: 'lines' }))).join('')),
  'town.topojson': strToU8(JSON.stringify(await toTopoJson(town))),
  'town.kml': strToU8(toKml(town)),
  'town.kmz': zipSync({ 'doc.kml': strToU8(toKml(town)) }),
  'town.zip': zipSync({
    'town.shp': set.shp,
    'town.shx': set.shx,
    'town.dbf': set.dbf,
    'town.prj': strToU8(set.prj),
    'town.cpg': strToU8(set.cpg),
  }),
};

/** Whatever came out must be sound: sentences for all issues, and features that the grid package takes. */
function sound(reading: GeoReading): void {
  for (const issue of reading.issues)
    for (const language of ['zh-CN', 'en'] as const) expect(sentence(issue, language)).toBeTruthy();
  for (const { geometry, properties } of reading.collection.features) {
    expect(typeof properties).toBe('object');
    for (const value of geometry?.coordinates.flat(3) ?? []) expect(value).toBeTypeOf('number');
  }
  gridHierarchy(reading.collection);
}

/** Bytes turned over, cut off, doubled: what a broken disk or a bad will makes of a file. */
const someDamage = fc.record({
  flips: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 12 }),
  keep: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});
type Damage = typeof someDamage extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(bytes: Uint8Array, { flips, keep }: Damage): Uint8Array {
  const broken = bytes.slice(0, keep === null ? bytes.length : Math.floor(keep * bytes.length));
  for (const [at, mask] of flips) {
    const i = at % Math.max(1, broken.length);
    if (i < broken.length) broken[i] = (broken[i] as number) ^ mask;
  }
  return broken;
}

describe.each(Object.keys(files))('a damaged %s', (name) => {
  test('never throws, and what is left of it is sound', () =>
    fc.assert(
      fc.asyncProperty(someDamage, async (damage) => {
        const bytes = damaged(files[name] as Uint8Array, damage);
        sound(await readGeoFile({ name, bytes }));
        sound(await readGeoFile({ name: 'unnamed', bytes }));
      }),
      { numRuns: 300 },
    ));
});

test('a damaged Shapefile never throws, whichever of its files is hit', () =>
  fc.assert(
    fc.asyncProperty(
      fc.record({
        shp: someDamage,
        shx: someDamage,
        dbf: someDamage,
        prj: someDamage,
        cpg: someDamage,
      }),
      fc.uint8Array({ min: 0, max: 4 }),
      async (damages, kept) => {
        const broken = {
          shp: damaged(set.shp, damages.shp),
          shx: damaged(set.shx, damages.shx),
          dbf: damaged(set.dbf, damages.dbf),
          prj: damaged(strToU8(set.prj), damages.prj),
          cpg: damaged(strToU8(set.cpg), damages.cpg),
        };
        const whole = { ...set, ...broken };
        const names = ['shp', 'shx', 'dbf', 'prj', 'cpg'] as const;
        const mended = Object.fromEntries(
          names.map((part, i) => [part, kept.includes(i) ? set[part] : whole[part]]),
        ) as unknown as ShapefileSet;
        sound(await readShapefile(mended));
      },
    ),
    { numRuns: 500 },
  ));

test('random bytes under any name never throw', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(files), 'town.shp', 'x.ndjson', 'x.geojsons', 'x.json', 'x'),
      fc.uint8Array({ maxLength: 400 }),
      async (name, bytes) => sound(await readGeoFile({ name, bytes })),
    ),
    { numRuns: 500 },
  ));

test('any JSON given as a topology never throws', () =>
  fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          type: fc.constant('Topology'),
          arcs: fc.oneof(
            fc.constant([
              [
                [0, 0],
                [1, 1],
              ],
            ]),
            fc.jsonValue(),
          ),
          transform: fc.option(fc.jsonValue()),
          objects: fc.dictionary(
            fc.constantFrom('a', '__proto__', 'constructor'),
            fc.oneof(
              fc.jsonValue(),
              fc.record({
                type: fc.constantFrom(
                  'Polygon',
                  'MultiPolygon',
                  'Point',
                  'MultiPoint',
                  'LineString',
                  null,
                ),
                arcs: fc.oneof(
                  fc.constantFrom([[0]], [[0, -1]], [[[0]]], [[1]], [[NaN]]),
                  fc.jsonValue(),
                ),
                coordinates: fc.jsonValue(),
                properties: fc.jsonValue(),
              }),
            ),
          ),
        },
        { requiredKeys: ['type', 'arcs', 'objects'] },
      ),
      async (topology) => sound(await readTopoJson(topology)),
    ),
    { numRuns: 500 },
  ));

test('a count in a header is never believed', async () => {
  const shp = set.shp.slice();
  const view = new DataView(shp.buffer);
  for (const value of [2 ** 31 - 1, 2 ** 27, -1, -(2 ** 31)])
    for (const at of [136 + 8, 140 + 8]) {
      const before = view.getInt32(at, true);
      view.setInt32(at, value, true);
      const { collection, issues } = await readShapefile({ ...set, shp });
      expect(issues.map(({ code }) => code)).toEqual(['geofiles/bad-geometry']);
      expect(collection.features).toHaveLength(town.length);
      view.setInt32(at, before, true);
    }
  const dbf = set.dbf.slice();
  new DataView(dbf.buffer).setUint32(4, 2 ** 32 - 1, true);
  const reading = await readShapefile({ ...set, dbf });
  expect(codes(reading)).toEqual(['geofiles/truncated']);
  expect(reading.collection.features).toHaveLength(town.length);
});

test('parts of a record that run back and forth are refused before they are followed', async () => {
  const points = 200_000;
  const parts = 100_000;
  const length = 44 + 4 * parts + 16 * points;
  const shp = new Uint8Array(108 + length);
  shp.set(set.shp.subarray(0, 100));
  const view = new DataView(shp.buffer);
  view.setInt32(104, length / 2);
  view.setInt32(108, 5, true);
  view.setInt32(108 + 36, parts, true);
  view.setInt32(108 + 40, points, true);
  for (let part = 1; part < parts; part += 2) view.setInt32(108 + 44 + 4 * part, points, true);
  const reading = await readShapefile({ shp, prj: set.prj });
  expect(codes(reading)).toEqual(['geofiles/bad-geometry']);
});

test.each(['in the box', 'elsewhere'])(
  'tens of thousands of rings in one record end in a refusal: holes %s',
  async (where) => {
    const rings = 60_000;
    const points = 4 * rings;
    const length = 44 + 4 * rings + 16 * points;
    const shp = new Uint8Array(108 + length);
    shp.set(set.shp.subarray(0, 100));
    const view = new DataView(shp.buffer);
    view.setInt32(104, length / 2);
    view.setInt32(108, 5, true);
    view.setInt32(108 + 36, rings, true);
    view.setInt32(108 + 40, points, true);
    const inside = where === 'in the box';
    for (let ring = 0; ring < rings; ring++) {
      view.setInt32(108 + 44 + 4 * ring, 4 * ring, true);
      // Shells around each other and holes that lie in none: the worst for who looks for an owner.
      const size = ring % 2 ? 0.0001 : 1 + ring * 1e-5;
      const [x, y] = ring % 2 ? (inside ? [119.999, 29.999] : [150, 60]) : [119, 29];
      const corners = [
        [x, y],
        [x, y + size],
        [x + size, y],
        [x, y],
      ] as [number, number][];
      for (const [i, [lng, lat]] of (ring % 2 ? corners.toReversed() : corners).entries()) {
        const at = 108 + 44 + 4 * rings + 16 * (4 * ring + i);
        view.setFloat64(at, lng, true);
        view.setFloat64(at + 8, lat, true);
      }
    }
    const reading = await readShapefile({ shp, prj: set.prj });
    expect(codes(reading)).toEqual(['geofiles/too-complex']);
    expect(reading.collection.features[0]?.geometry).toBeNull();
  },
);

test('a zip bomb is refused when it has passed a limit', async () => {
  const bomb = zipSync(
    { 'a.shp': set.shp, 'a.dbf': new Uint8Array(64 * 1024 * 1024) },
    { level: 9 },
  );
  expect(bomb.length).toBeLessThan(100_000);
  expect(codes(await readShapefile(bomb))).toEqual(['geofiles/expands-too-much']);
  const limits = { maxExpansion: Number.POSITIVE_INFINITY, maxBytes: 8_000_000 };
  expect(codes(await readShapefile(bomb, { limits }))).toEqual(['geofiles/too-large']);
  const kmz = zipSync({ 'doc.kml': new Uint8Array(16 * 1024 * 1024).fill(0x20) });
  expect(codes(await readKml(kmz))).toEqual(['geofiles/expands-too-much']);
  const crowd = zipSync(
    Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`${i}.txt`, new Uint8Array(0)])),
  );
  expect(codes(await readShapefile(crowd))).toEqual(['geofiles/too-large']);
});

test('a topology is unfolded only as far as the limits go', async () => {
  const arc = Array.from({ length: 10_000 }, (_, i) => [100 + i / 1000, 30]);
  const polygon = { type: 'Polygon', arcs: [Array.from({ length: 10_000 }, () => 0)] };
  const bomb = { type: 'Topology', arcs: [arc], objects: { a: polygon } };
  expect(codes(await readTopoJson(bomb))).toEqual(['geofiles/too-many-positions']);
  let deep: object = polygon;
  for (let i = 0; i < 50_000; i++) deep = { type: 'GeometryCollection', geometries: [deep] };
  const nested = await readTopoJson({ type: 'Topology', arcs: [arc], objects: { a: deep } });
  expect(codes(nested)).toEqual(['geofiles/broken-topology']);
  for (const arcs of [[[1]], [[-2]], [[0.5]], [['0']], [0], [[]], 'x', null])
    expect(
      codes(
        await readTopoJson({
          type: 'Topology',
          arcs: [arc],
          objects: { a: { type: 'Polygon', arcs } },
        }),
      ),
    ).toEqual(['geofiles/broken-topology']);
});

test('commas and blanks without end in KML are read in one pass', async () => {
  const ring = (text: string) =>
    `<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>${text}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>`;
  for (const text of ['1, '.repeat(300_000), ' ,'.repeat(300_000), ' '.repeat(900_000)]) {
    const { collection } = await readKml(ring(text));
    expect(collection.features).toHaveLength(1);
  }
});

test('names that every object has are ordinary names of fields and members', async () => {
  const properties = Object.fromEntries([
    ['code', '01'],
    ['__proto__', 'a'],
    ['toString', 'b'],
  ]);
  const feature = { type: 'Feature', properties, geometry: null } as const;
  const names = new Map([['constructor', 'x']]);
  for (const { collection } of [
    await readShapefile(await toShapefile([feature], { names })),
    await readKml(toKml([feature])),
  ])
    expect(Object.entries(collection.features[0]?.properties ?? {})).toEqual(
      Object.entries(properties),
    );
});

test('a file of more bytes than the limit is not begun', async () => {
  const limits = { maxBytes: 50 };
  for (const [name, bytes] of Object.entries(files))
    if (!name.includes('geojson'))
      expect(codes(await readGeoFile({ name, bytes }, { limits }))).toEqual(['geofiles/too-large']);
  expect(defaultGeoLimits.maxBytes).toBe(256 * 1024 * 1024);
  const endless = function* () {
    for (;;) yield new Uint8Array(65_536).fill(0x20);
  };
  const stream = readGeoJsonStream(endless());
  expect(await gathered(stream)).toEqual([]);
  expect(stream.issues.map(({ code }) => code)).toEqual(['geofiles/feature-too-large']);
});
