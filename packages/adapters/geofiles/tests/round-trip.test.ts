import {
  type GeoReading,
  readGeoJsonStream,
  readKml,
  readShapefile,
  readTopoJson,
  toGeoJsonStream,
  toKml,
  toShapefile,
  toTopoJson,
} from '@civigrid/geofiles';
import { gridHierarchy } from '@civigrid/grid';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gathered, settledTown, someTown, type Town, townOf } from './town.ts';

/** Texts that GBK has no sign for are left to the formats in UTF-8. */
const inGbk = (town: Town): Town =>
  town.map((feature) => ({
    ...feature,
    properties: {
      ...feature.properties,
      name: String(feature.properties['name']).replace(/[^\p{sc=Han}\w <>&]/gu, ''),
    },
  }));

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}

async function throughStream(
  town: Town,
  layout: 'document' | 'lines' | 'sequence',
): Promise<GeoReading> {
  const stream = readGeoJsonStream(bytesOf(toGeoJsonStream(town, { layout })));
  const features = await gathered(stream);
  return { collection: { type: 'FeatureCollection', features }, issues: stream.issues };
}

const ways: Record<string, (town: Town) => Promise<GeoReading>> = {
  TopoJSON: async (town) => readTopoJson(JSON.stringify(await toTopoJson(town))),
  'a Shapefile in UTF-8': async (town) => readShapefile(await toShapefile(town)),
  'a Shapefile in GBK': async (town) =>
    readShapefile(await toShapefile(inGbk(town), { encoding: 'GBK' })),
  KML: async (town) => readKml(toKml(town)),
  'a GeoJSON document': async (town) => throughStream(town, 'document'),
  'lines of GeoJSON': async (town) => throughStream(town, 'lines'),
  'a GeoJSON text sequence': async (town) => throughStream(town, 'sequence'),
};

test('the town of these tests is seamless', () => {
  const town = { type: 'FeatureCollection', features: townOf([0.3, 0.7, 0.2, 0.9], false) };
  expect(gridHierarchy(town).validate().defects).toEqual([]);
});

describe.each(Object.keys(ways))('through %s', (way) => {
  test('codes, parents, levels, names and borders come back exactly, and the town stays seamless', () =>
    fc.assert(
      fc.asyncProperty(someTown, async (town) => {
        const { collection, issues } = await (ways[way] as (t: Town) => Promise<GeoReading>)(town);
        expect(issues).toEqual([]);
        const expected = way.endsWith('GBK') ? inGbk(town) : town;
        expect(settledTown(collection.features)).toEqual(settledTown(expected));
        const grids = gridHierarchy(collection);
        expect(grids.issues).toEqual([]);
        expect(grids.validate()).toEqual({ seamless: true, defects: [] });
        expect(grids.path('010102' as never)).toEqual(['01', '0101', '010102']);
        const level = town[0]?.properties['level'] as string;
        expect(grids.ancestorAt('010202' as never, level)).toBe('01');
      }),
      { numRuns: 25 },
    ));
});

test('a quantised topology is smaller and stays seamless, for borders are stored once', async () => {
  const town = townOf([0.11, 0.52, 0.93, 0.34], false);
  const exact = JSON.stringify(await toTopoJson(town));
  const rough = JSON.stringify(await toTopoJson(town, { quantization: 1e4 }));
  expect(rough.length).toBeLessThan(exact.length);
  const { collection, issues } = await readTopoJson(rough);
  expect(issues).toEqual([]);
  expect(gridHierarchy(collection).validate().seamless).toBe(true);
});
