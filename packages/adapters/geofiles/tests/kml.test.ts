import { type GridFeature, readKml, toKml } from '@civigrid/geofiles';
import { isDomainError } from '@civigrid/kernel';
import { kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { settledGeometry, someTown } from './town.ts';

const codes = (issues: readonly { readonly code: string }[]) => issues.map(({ code }) => code);
const border = '119,29 120,29 120,30 119,30 119,29';
const ring = (coordinates: string) =>
  `<LinearRing><coordinates>${coordinates}</coordinates></LinearRing>`;
const placed = (inside: string) =>
  `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>${inside}</Placemark></Document></kml>`;
const area = `<Polygon><outerBoundaryIs>${ring(border)}</outerBoundaryIs></Polygon>`;

test('what we write, an independent reader reads with the same codes, levels and borders', () =>
  fc.assert(
    fc.property(someTown, (town) => {
      const document = new DOMParser().parseFromString(toKml(town), 'text/xml');
      const features = kml(document as never).features as unknown as readonly GridFeature[];
      const bare = (p: GridFeature['properties']) =>
        Object.fromEntries(Object.entries(p).filter(([, value]) => value !== null));
      expect(features.map(({ properties }) => properties)).toEqual(
        town.map(({ properties }) => bare(properties)),
      );
      const polygons = (g: unknown): GridFeature['geometry'] => {
        const { geometries } = (g ?? {}) as { geometries?: readonly { coordinates: never }[] };
        return geometries
          ? { type: 'MultiPolygon', coordinates: geometries.map((p) => p.coordinates) }
          : (g as GridFeature['geometry']);
      };
      expect(features.map(({ geometry }) => settledGeometry(polygons(geometry)))).toEqual(
        town.map(({ geometry }) => settledGeometry(geometry)),
      );
    }),
    { numRuns: 20 },
  ));

test('any text comes back as it was, blanks around it aside; what XML cannot hold is refused', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 12 }), async (note) => {
      const feature = {
        type: 'Feature',
        properties: { code: '01', note },
        geometry: null,
      } as const;
      let text: string;
      try {
        text = toKml([feature]);
      } catch (error) {
        expect(isDomainError(error, 'geofiles/unwritable-text')).toBe(true);
        return;
      }
      const { collection, issues } = await readKml(text);
      expect(issues).toEqual([]);
      expect(collection.features[0]?.properties).toEqual({ code: '01', note: note.trim() });
    }),
    { numRuns: 200 },
  ));

test('untyped values stay text, typed ones are numbers unless a code would lose its zeros', async () => {
  const schema =
    '<Schema id="s"><SimpleField name="level" type="int"/><SimpleField name="code" type="int"/><SimpleField name="open" type="bool"/></Schema>';
  const data = (name: string, value: string) => `<SimpleData name="${name}">${value}</SimpleData>`;
  const inside = `<name> 桃园 </name><ExtendedData><Data name="parent"><value>01</value></Data>
    <SchemaData schemaUrl="#s">${data('level', '3')}${data('code', '0101')}${data('open', '0')}</SchemaData>
    </ExtendedData><Style><name>not ours</name></Style>${area}`;
  const { collection, issues } = await readKml(
    placed(inside).replace('<Document>', `<Document>${schema}`),
  );
  expect(issues).toEqual([]);
  expect(collection.features[0]?.properties).toEqual({
    name: '桃园',
    parent: '01',
    level: 3,
    code: '0101',
    open: false,
  });
});

test('an area is read whatever stands around it: prefixes, folders, heights, blanks, holes first', async () => {
  const wild = `<?xml version="1.0" encoding="GBK"?>
    <k:kml xmlns:k="http://www.opengis.net/kml/2.2"><k:Folder><k:Folder><k:Placemark id="p1"><k:name>老街</k:name>
    <k:MultiGeometry><k:Polygon>
    <k:innerBoundaryIs><k:LinearRing><k:coordinates>119.2,29.2,0 119.4,29.2,0 119.4,29.4,0 119.2,29.2,0</k:coordinates></k:LinearRing></k:innerBoundaryIs>
    <k:outerBoundaryIs><k:LinearRing><k:coordinates>
      119, 29, 5.5
      120, 29, 5.5
      120, 30, 5.5
      119, 29, 5.5
    </k:coordinates></k:LinearRing></k:outerBoundaryIs></k:Polygon>
    <k:Point><k:coordinates>119.5,29.5</k:coordinates></k:Point></k:MultiGeometry>
    </k:Placemark></k:Folder></k:Folder></k:kml>`;
  const { collection, issues } = await readKml(Uint8Array.from(iconv.encode(wild, 'gbk')));
  expect(collection.features).toEqual([
    {
      type: 'Feature',
      id: 'p1',
      properties: { name: '老街' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [119, 29],
            [120, 29],
            [120, 30],
            [119, 29],
          ],
          [
            [119.2, 29.2],
            [119.4, 29.2],
            [119.4, 29.4],
            [119.2, 29.2],
          ],
        ],
      },
    },
  ]);
  expect(issues).toEqual([
    { code: 'geofiles/not-an-area', feature: 0, path: ['geometry', 'geometries', 1] },
  ]);
});

test.each([
  ['119,29 120,29 abc 120,30 119,29', 'geofiles/bad-geometry'],
  ['119,29 120 120,30 119,29', 'geofiles/bad-geometry'],
  ['119,29 12x0,29 120,30 119,29', 'geofiles/bad-geometry'],
  ['119,29 190,29 120,30 119,29', 'geofiles/out-of-range'],
])(
  'a border is refused and not shortened where a position is none: %s',
  async (coordinates, code) => {
    const { collection, issues } = await readKml(placed(area.replace(border, coordinates)));
    expect(collection.features.map(({ geometry }) => geometry)).toEqual([null]);
    expect(codes(issues)).toEqual([code]);
  },
);

test('a DOCTYPE is refused, and so is what is no KML', async () => {
  const bomb = `<!DOCTYPE kml [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>${placed('<name>&b;</name>')}`;
  expect(codes((await readKml(bomb)).issues)).toEqual(['guard/doctype']);
  expect(codes((await readKml('<html><body/></html>')).issues)).toEqual(['geofiles/not-kml']);
  expect(codes((await readKml('not xml')).issues)).toEqual(['guard/invalid-xml']);
});

test('a KMZ is its doc.kml', async () => {
  const text = (inside: string) => new TextEncoder().encode(placed(inside));
  const kmz = zipSync({
    'files/other.kml': text('<name>other</name>'),
    'doc.kml': text(`<name>老街</name>${area}`),
  });
  const { collection, issues } = await readKml(kmz);
  expect(issues).toEqual([]);
  expect(collection.features[0]?.properties).toEqual({ name: '老街' });
  expect(codes((await readKml(zipSync({ 'a.txt': text('') }))).issues)).toEqual([
    'geofiles/nothing-inside',
  ]);
});
