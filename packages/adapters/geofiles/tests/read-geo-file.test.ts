import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readGeoFile,
  readTopoJson,
  toGeoJsonStream,
  toKml,
  toShapefile,
  toTopoJson,
} from '@civigrid/geofiles';
import { geofilesMessages, describe as sentence } from '@civigrid/geofiles/messages';
import { gridHierarchy } from '@civigrid/grid';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gathered, townOf } from './town.ts';

const town = townOf([0.9, 0.4, 0.6], false);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'geofiles-'));
  const text = async (layout: 'document' | 'lines' | 'sequence') =>
    (await gathered(toGeoJsonStream(town, { layout }))).join('');
  const { shp, shx, dbf, prj, cpg } = await toShapefile(town);
  const kml = toKml(town);
  const written: Record<string, string | Uint8Array> = {
    'town.geojson': await text('document'),
    'town.ndjson': await text('lines'),
    'town.geojsons': await text('sequence'),
    'town.topojson': JSON.stringify(await toTopoJson(town)),
    'topology.json': JSON.stringify(await toTopoJson(town)),
    'late.json': JSON.stringify(
      Object.fromEntries(Object.entries(await toTopoJson(town)).toReversed()),
    ),
    'town.json': await text('document'),
    'town.kml': kml,
    'town.kmz': zipSync({ 'doc.kml': Buffer.from(kml) }),
    '网格.shp': shp,
    '网格.SHX': shx,
    '网格.DBF': dbf,
    '网格.prj': prj,
    '网格.cpg': cpg,
    'shape.zip': zipSync({
      'a.shp': shp,
      'a.dbf': dbf,
      'a.prj': Buffer.from(prj),
      'a.cpg': Buffer.from(cpg),
    }),
    'kml.zip': zipSync({ 'a.kml': Buffer.from(kml) }),
    'no-ending-kml': kml,
    'no-ending-json': await text('document'),
    'no-ending-lines': await text('lines'),
    'no-ending-sequence': await text('sequence'),
    'no-ending-zip': zipSync({ 'doc.kml': Buffer.from(kml) }),
    'no-ending-topology': JSON.stringify(await toTopoJson(town)),
  };
  for (const [name, content] of Object.entries(written))
    await writeFile(join(folder, name), content);
});

afterAll(() => rm(folder, { recursive: true }));

test.each([
  'town.geojson',
  'town.ndjson',
  'town.geojsons',
  'town.topojson',
  'topology.json',
  'late.json',
  'town.json',
  'town.kml',
  'town.kmz',
  '网格.shp',
  'shape.zip',
  'kml.zip',
  'no-ending-kml',
  'no-ending-json',
  'no-ending-lines',
  'no-ending-sequence',
  'no-ending-zip',
  'no-ending-topology',
])('%s is read for what it is', async (name) => {
  const { collection, datum, issues } = await readGeoFile(join(folder, name));
  expect(issues).toEqual([]);
  expect(datum).toBe(/shp|shape/.test(name) ? 'CGCS2000' : undefined);
  expect(gridHierarchy(collection).validate()).toEqual({ seamless: true, defects: [] });
  expect(collection.features.map(({ properties }) => properties['code'])).toEqual(
    town.map(({ properties }) => properties['code']),
  );
});

test('a file of no known format is told, one that is not there comes through from Node', async () => {
  const bytes = Uint8Array.of(1, 2, 3);
  expect((await readGeoFile({ name: 'x.bin', bytes })).issues).toEqual([
    { code: 'geofiles/unknown-format' },
  ]);
  await expect(readGeoFile(join(folder, 'nowhere.kml'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('of a topology with several objects all are read, or the one that is named', async () => {
  const [street, ...below] = town;
  const upper = await toTopoJson(street ? [street] : [], { object: 'street' });
  expect(Object.keys(upper['objects'] as object)).toEqual(['street']);
  const topology = {
    type: 'Topology',
    arcs: [],
    objects: {
      street: {
        type: 'GeometryCollection',
        geometries: [{ type: null, properties: { code: '01' } }],
      },
      grids: {
        type: 'GeometryCollection',
        geometries: below.map(({ properties }) => ({ type: null, properties })),
      },
    },
  };
  expect((await readTopoJson(topology)).collection.features).toHaveLength(town.length);
  const { collection } = await readTopoJson(topology, { object: 'street' });
  expect(collection.features.map(({ properties }) => properties)).toEqual([{ code: '01' }]);
  const { issues } = await readTopoJson(topology, { object: 'constructor' });
  expect(issues).toEqual([{ code: 'geofiles/unknown-object', path: ['objects'] }]);
});

test('every code has a sentence in both languages, and a line says which feature', () => {
  const { 'zh-CN': chinese, en } = geofilesMessages;
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(en).sort());
  expect(sentence({ code: 'geofiles/not-an-area', feature: 2 }, 'zh-CN')).toBe(
    '第 3 个要素：不是面',
  );
  expect(sentence({ code: 'guard/doctype' }, 'en')).toBe('A DOCTYPE is not allowed.');
});
