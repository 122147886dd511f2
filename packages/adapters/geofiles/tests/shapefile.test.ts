import {
  type GridFeature,
  readShapefile,
  type ShapefileSet,
  toShapefile,
} from '@civigrid/geofiles';
import { gridHierarchy } from '@civigrid/grid';
import { isDomainError } from '@civigrid/kernel';
import type { Point } from '@civigrid/spatial';
import shpWrite from '@mapbox/shp-write';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import shpjs from 'shpjs';
import { expect, test } from 'vitest';
import { settledGeometry, someTown, townOf } from './town.ts';

const square = (west: number, south: number, size: number): readonly Point[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const cell = (properties: GridFeature['properties'], at = 0): GridFeature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [square(119 + at, 29, 1)] },
});
const codes = (issues: readonly { readonly code: string }[]) => issues.map(({ code }) => code);

/** The .dbf of one text field, as other programs write it: encoding and language driver as they like. */
function dbf(rows: readonly Uint8Array[], driver: number, width = 20, type = 'C'): Uint8Array {
  const bytes = new Uint8Array(32 + 32 + 1 + rows.length * (width + 1) + 1).fill(0x20, 65);
  const view = new DataView(bytes.buffer);
  bytes[0] = 3;
  view.setUint32(4, rows.length, true);
  view.setUint16(8, 65, true);
  view.setUint16(10, width + 1, true);
  bytes[29] = driver;
  bytes.set(Buffer.from('NAME'), 32);
  bytes[43] = type.charCodeAt(0);
  bytes[48] = width;
  bytes[64] = 0x0d;
  for (const [i, row] of rows.entries()) bytes.set(row, 65 + i * (width + 1) + 1);
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}

async function namesOf(
  rows: readonly Uint8Array[],
  driver: number,
  more: Partial<ShapefileSet> = {},
) {
  const { shp, prj } = await toShapefile(rows.map((_, i) => cell({ a: 1 }, i)));
  const read = await readShapefile({ shp, prj, dbf: dbf(rows, driver), ...more });
  const names = read.collection.features.map(({ properties }) => properties['NAME']);
  return { names, codes: codes(read.issues) };
}

test('what we write, an independent reader reads with the same codes and borders', () =>
  fc.assert(
    fc.asyncProperty(someTown, async (town) => {
      const drawn = town.filter(({ geometry }) => geometry !== null);
      const { shp, dbf: table, prj, cpg } = await toShapefile(drawn);
      const read = await shpjs({ shp, dbf: table, cpg } as never);
      expect(prj).toContain('CGCS2000');
      const { features } = read as unknown as { features: readonly GridFeature[] };
      expect(features.map((f) => f.properties['code'])).toEqual(
        drawn.map((f) => f.properties['code']),
      );
      expect(features.map((f) => f.properties['name'])).toEqual(
        drawn.map((f) => f.properties['name']),
      );
      expect(features.map((f) => settledGeometry(f.geometry))).toEqual(
        drawn.map((f) => settledGeometry(f.geometry)),
      );
    }),
    { numRuns: 20 },
  ));

test('what an independent writer writes, we read', async () => {
  const geometries = [[square(119, 29, 1).toReversed()], [square(120, 29, 1).toReversed()]];
  const rows = [
    { code: '0101', parent: '01' },
    { code: '0102', parent: '01' },
  ];
  const files = await new Promise<Record<string, DataView>>((resolve, reject) => {
    // Its low-level door: rows, kind, geometries, call back.
    (shpWrite as unknown as { write: (...args: unknown[]) => void }).write(
      rows,
      'POLYGON',
      geometries,
      (error: unknown, written: Record<string, DataView>) =>
        error ? reject(error) : resolve(written),
    );
  });
  const bytes = (view: DataView | undefined) =>
    new Uint8Array((view as DataView).buffer as ArrayBuffer);
  const { collection, issues } = await readShapefile({
    shp: bytes(files['shp']),
    shx: bytes(files['shx']),
    dbf: bytes(files['dbf']),
    prj: String(files['prj']),
  });
  expect(codes(issues)).toEqual([]);
  expect(collection.features.map(({ properties }) => properties)).toEqual(rows);
  expect(settledGeometry(collection.features[1]?.geometry ?? null)).toEqual(
    settledGeometry({ type: 'Polygon', coordinates: [square(120, 29, 1)] }),
  );
});

test('Chinese names are read by the .cpg, by the language driver byte, and else told from the bytes', async () => {
  const gbk = ['三江街道', '桃园社区'].map((name) => Uint8Array.from(iconv.encode(name, 'gbk')));
  const utf8 = ['三江街道', '桃园社区'].map((name) => new TextEncoder().encode(name));
  const names = ['三江街道', '桃园社区'];
  const guessed = ['geofiles/encoding-guessed'];
  expect(await namesOf(gbk, 0x4d)).toEqual({ names, codes: [] });
  expect(await namesOf(gbk, 0x7a)).toEqual({ names, codes: [] });
  expect(await namesOf(gbk, 0, { cpg: 'GBK' })).toEqual({ names, codes: [] });
  expect(await namesOf(gbk, 0, { cpg: 'ANSI 936' })).toEqual({ names, codes: [] });
  expect(await namesOf(utf8, 0x57, { cpg: Buffer.from('UTF-8\r\n') })).toEqual({
    names,
    codes: [],
  });
  expect(await namesOf(gbk, 0)).toEqual({ names, codes: guessed });
  expect(await namesOf(gbk, 0x57)).toEqual({ names, codes: guessed });
  expect(await namesOf(utf8, 0)).toEqual({ names, codes: guessed });
});

test('a name that does not fit its encoding is left out and told, one that its field cut loses a character', async () => {
  const gbk = Uint8Array.from(iconv.encode('三江街', 'gbk'));
  expect(await namesOf([gbk], 0, { cpg: 'UTF-8' })).toEqual({
    names: [null],
    codes: ['geofiles/invalid-text'],
  });
  const cut = new TextEncoder().encode('三江街道桃园社区').subarray(0, 20);
  expect(await namesOf([cut], 0, { cpg: 'UTF-8' })).toEqual({
    names: ['三江街道桃园'],
    codes: ['geofiles/text-cut'],
  });
});

test('a number that is a code stays text: leading zeros and more than 2^53', async () => {
  const { shp, prj } = await toShapefile([0, 1, 2, 3, 4].map((i) => cell({ a: 1 }, i)));
  const rows = ['  000123', '123', '330702001001001001', '12.50', '*****'].map((t) =>
    Buffer.from(t),
  );
  const { collection, issues } = await readShapefile({ shp, prj, dbf: dbf(rows, 0, 20, 'N') });
  expect(collection.features.map(({ properties }) => properties['NAME'])).toEqual([
    '000123',
    123,
    '330702001001001001',
    12.5,
    null,
  ]);
  expect(codes(issues)).toEqual(['geofiles/bad-value']);
});

test('numbers, truth and text come back as what they were', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          households: fc.option(fc.integer()),
          area: fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000),
          open: fc.option(fc.boolean()),
          note: fc.option(
            fc.string({ unit: 'binary', maxLength: 40 }).filter((s) => !s.includes('\0')),
          ),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      async (rows) => {
        const names = new Map([['households', '户数']]);
        const files = await toShapefile(
          rows.map((row, i) => cell({ code: `0${i}`, ...row }, i)),
          {
            names,
          },
        );
        const { collection, issues } = await readShapefile(files, { names });
        expect(issues).toEqual([]);
        expect(collection.features.map(({ properties }) => properties)).toEqual(
          rows.map((row, i) => ({
            code: `0${i}`,
            ...row,
            note: row.note?.replace(/[ \0]+$/, '') || null,
          })),
        );
      },
    ),
    { numRuns: 60 },
  ));

test('a long property name needs a field name, and the same map brings it back', async () => {
  const features = [cell({ code: '01', responsible: '王五（化名）' })];
  await expect(toShapefile(features)).rejects.toSatisfy((error) =>
    isDomainError(error, 'geofiles/field-name-too-long'),
  );
  const names = new Map([['responsible', 'RESP']]);
  const { collection } = await readShapefile(await toShapefile(features, { names }), { names });
  expect(collection.features[0]?.properties).toEqual(features[0]?.properties);
  await expect(toShapefile([cell({ Code: '1', code: '2' })])).rejects.toSatisfy((error) =>
    isDomainError(error, 'geofiles/field-name-clash'),
  );
});

test('nothing is cut to fit: what a Shapefile cannot hold is refused by a code', async () => {
  const refusal = async (feature: GridFeature, options = {}) =>
    toShapefile([feature], options).then(
      () => 'written',
      (error) => (isDomainError(error) ? error.code : error),
    );
  expect(await refusal(cell({ code: '1', note: '网'.repeat(85) }))).toBe('geofiles/text-too-long');
  expect(await refusal(cell({ code: '1', note: '🏮' }), { encoding: 'GBK' })).toBe(
    'geofiles/unwritable-text',
  );
  expect(await refusal(cell({ code: '1', note: '\ud800' }))).toBe('geofiles/unwritable-text');
  expect(await refusal(cell({ code: '1' }), { datum: 'GCJ02' })).toBe('geofiles/unwritable-datum');
  const wide = Object.fromEntries(Array.from({ length: 256 }, (_, i) => [`f${i}`, 'x']));
  expect(await refusal(cell(wide))).toBe('geofiles/record-too-long');
  const open = { type: 'Polygon', coordinates: [square(1, 1, 1).slice(1)] } as const;
  expect(await refusal({ ...cell({}), geometry: open })).toBe('geofiles/unwritable-geometry');
});

test('the datum is told from the .prj; plane maps and other systems are refused, never misread', async () => {
  const { shp, dbf: table, prj } = await toShapefile([cell({ code: '01' })]);
  const read = async (wkt: string | undefined) => {
    const set = { shp, dbf: table, ...(wkt === undefined ? {} : { prj: wkt }) };
    const { collection, datum, issues } = await readShapefile(set);
    return [datum, collection.features.length, ...codes(issues)];
  };
  const wgs = (await toShapefile([], { datum: 'WGS84' })).prj;
  expect(await read(prj)).toEqual(['CGCS2000', 1]);
  expect(await read(wgs)).toEqual(['WGS84', 1]);
  expect(await read(undefined)).toEqual([undefined, 1, 'geofiles/datum-unknown']);
  const plane = `PROJCS["CGCS2000_3_Degree_GK_CM_120E",${prj},PROJECTION["Gauss_Kruger"],UNIT["Meter",1.0]]`;
  expect(await read(plane)).toEqual([undefined, 0, 'geofiles/projected-crs']);
  const beijing = prj.replace('D_China_2000', 'D_Beijing_1954');
  expect(await read(beijing)).toEqual([undefined, 0, 'geofiles/unsupported-crs']);
  expect(await read(prj.replace('0.0174532925199433', '0.0157079632679489'))).toEqual([
    undefined,
    0,
    'geofiles/unsupported-crs',
  ]);
  const wkt2 =
    'GEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World Geodetic System 1984 (G730)"],ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],CS[ellipsoidal,2],ID["EPSG",4326]]';
  expect(await read(wkt2)).toEqual(['WGS84', 1]);
  expect(await read('')).toEqual([undefined, 0, 'geofiles/unsupported-crs']);
});

test('metres without a .prj are refused by their size', async () => {
  const metres = {
    ...cell({ code: '01' }),
    geometry: { type: 'Polygon', coordinates: [square(40_500_000, 3_200_000, 100)] },
  } as const;
  const { shp, dbf: table } = await toShapefile([metres]);
  const { collection, issues } = await readShapefile({ shp, dbf: table });
  expect(collection.features).toEqual([]);
  expect(codes(issues)).toEqual(['geofiles/projected-crs']);
});

test('an island in a lake in a grid, and a grid with two lakes, keep each hole where it belongs', async () => {
  const hole = (ring: readonly Point[]) => ring.toReversed();
  const geometry = {
    type: 'MultiPolygon',
    coordinates: [
      [square(100, 20, 10), hole(square(101, 21, 4)), hole(square(106, 26, 3))],
      [square(102, 22, 2), hole(square(102.5, 22.5, 1))],
      // Fills a lake from rim to rim: their borders are one.
      [square(106, 26, 3)],
      [square(111, 20, 10), hole(square(112, 21, 1))],
    ],
  } as const;
  const files = await toShapefile([{ ...cell({ code: '01' }), geometry }]);
  const { collection, issues } = await readShapefile(files);
  expect(issues).toEqual([]);
  const sorted = (g: GridFeature['geometry']) => {
    const parts = settledGeometry(g) as readonly (readonly (readonly Point[])[])[];
    return parts.map((rings) => rings.map((ring) => JSON.stringify(ring)).sort()).sort();
  };
  expect(sorted(collection.features[0]?.geometry ?? null)).toEqual(sorted(geometry));
});

test('rings that run the wrong way are turned, and that is told', async () => {
  const files = await toShapefile(townOf([0.5], false));
  const { shp } = files;
  const view = new DataView(shp.buffer);
  for (let at = 100; at < shp.length; ) {
    const content = at + 8;
    const length = 2 * view.getInt32(at + 4);
    if (view.getInt32(content, true) === 5) {
      const [parts, points] = [
        view.getInt32(content + 36, true),
        view.getInt32(content + 40, true),
      ];
      const first = content + 44 + 4 * parts;
      for (let part = 0; part < parts; part++) {
        const from = view.getInt32(content + 44 + 4 * part, true);
        const to = part + 1 < parts ? view.getInt32(content + 48 + 4 * part, true) : points;
        const ring = Array.from({ length: to - from }, (_, i) =>
          shp.slice(first + 16 * (from + i), first + 16 * (from + i + 1)),
        );
        for (const [i, point] of ring.reverse().entries()) shp.set(point, first + 16 * (from + i));
      }
    }
    at = content + length;
  }
  const { collection, issues } = await readShapefile(files);
  expect(new Set(codes(issues))).toEqual(new Set(['geofiles/ring-direction']));
  expect(gridHierarchy(collection).validate().seamless).toBe(true);
});

test('of an archive the one layer is read, of several the one that is named', async () => {
  const entries = async (name: string, code: string) => {
    const { shp, shx, dbf: table, prj, cpg } = await toShapefile([cell({ code })]);
    const text = (s: string) => new TextEncoder().encode(s);
    return {
      [`${name}.shp`]: shp,
      [`${name}.SHX`]: shx,
      [`${name}.DBF`]: table,
      [`${name}.prj`]: text(prj),
      [`${name}.cpg`]: text(cpg),
    };
  };
  const one = zipSync({
    ...(await entries('数据/grids', '01')),
    '__MACOSX/._grids.shp': new Uint8Array(9),
  });
  const read = await readShapefile(one);
  expect(read.issues).toEqual([]);
  expect(read.datum).toBe('CGCS2000');
  expect(read.collection.features[0]?.properties).toEqual({ code: '01' });
  const two = zipSync({ ...(await entries('a', '01')), ...(await entries('b', '02')) });
  expect(codes((await readShapefile(two)).issues)).toEqual(['geofiles/several-layers']);
  const named = await readShapefile(two, { layer: 'b' });
  expect(named.collection.features[0]?.properties).toEqual({ code: '02' });
  expect(codes((await readShapefile(two, { layer: 'c' })).issues)).toEqual([
    'geofiles/nothing-inside',
  ]);
});

test('a row marked as deleted is left out with its area, and told', async () => {
  const files = await toShapefile([cell({ code: '01' }), cell({ code: '02' }, 1)]);
  const firstRow = new DataView(files.dbf.buffer).getUint16(8, true);
  files.dbf[firstRow] = 0x2a;
  const { collection, issues } = await readShapefile(files);
  expect(collection.features.map(({ properties }) => properties['code'])).toEqual(['02']);
  expect(issues).toEqual([{ code: 'geofiles/deleted-record', part: 'dbf', feature: 0 }]);
});
