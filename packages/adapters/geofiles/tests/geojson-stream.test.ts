import {
  type FeatureStream,
  type GridFeature,
  readGeoJsonStream,
  toGeoJsonStream,
} from '@civigrid/geofiles';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gathered, someTown, townOf } from './town.ts';

const codes = (stream: FeatureStream) => stream.issues.map(({ code }) => code);
const bytes = (text: string) => new TextEncoder().encode(text);
const cell = (code: string) => `{"type":"Feature","properties":{"code":"${code}"},"geometry":null}`;
const collection = (inside: string, before = '') =>
  `{"type":"FeatureCollection",${before}"features":[${inside}]}`;

async function read(text: string | Uint8Array, options = {}) {
  const source = typeof text === 'string' ? bytes(text) : text;
  const stream = readGeoJsonStream([source], options);
  const features = await gathered(stream);
  return { codes: features.map(({ properties }) => properties['code']), stream };
}

test('wherever the pieces are cut, the features are the same', () =>
  fc.assert(
    fc.asyncProperty(
      someTown,
      fc.constantFrom('document' as const, 'lines' as const, 'sequence' as const),
      fc.integer({ min: 1, max: 700 }),
      async (town, layout, size) => {
        const texts = await gathered(toGeoJsonStream(town, { layout }));
        const whole = bytes(texts.join(''));
        const cuts = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
          whole.slice(i * size, (i + 1) * size),
        );
        const stream = readGeoJsonStream(cuts);
        expect(await gathered(stream)).toEqual(town);
        expect(stream.issues).toEqual([]);
      },
    ),
    { numRuns: 40 },
  ));

test('a document is JSON, whatever the number of features', async () => {
  for (const features of [[], townOf([0.4], true)]) {
    const text = (await gathered(toGeoJsonStream(features))).join('');
    expect(JSON.parse(text)).toEqual({ type: 'FeatureCollection', features });
  }
  expect((await gathered(toGeoJsonStream([], { layout: 'lines' }))).join('')).toBe('');
});

test('one Feature, several in a row and a pretty-printed document are read too', async () => {
  expect((await read(cell('01'))).codes).toEqual(['01']);
  expect((await read(`${cell('01')}\n${cell('02')}\r\n\r\n`)).codes).toEqual(['01', '02']);
  const town = { type: 'FeatureCollection', features: townOf([0.2], false) };
  expect((await read(`\ufeff${JSON.stringify(town, null, 2)}`)).codes).toHaveLength(7);
  const last = '{"properties":{"code":"01"},"geometry":null,"type":"Feature"}';
  expect((await read(`${last} ${last}`)).codes).toEqual(['01', '01']);
});

test('a broken line is left out and told with its byte; the next one is read', async () => {
  const { codes: found, stream } = await read(`${cell('01')}\n{"type":"Feat\n${cell('03')}\n`);
  expect(found).toEqual(['01', '03']);
  expect(stream.issues).toEqual([
    expect.objectContaining({ code: 'guard/invalid-json', feature: 1 }),
  ]);
  const sequence = await read(`\u001e${cell('01')}\n\u001e{"type":\n\u001e${cell('03')}\n`);
  expect(sequence.codes).toEqual(['01', '03']);
  expect(codes(sequence.stream)).toEqual(['guard/invalid-json']);
});

test('a feature of a document that guard would refuse is left out, the others are read', async () => {
  const bad = [
    '{"type":"Feature","properties":{"code":"02","code":"2"},"geometry":null}',
    '{"type":"Feature","properties":{"__proto__":{"code":"02"}},"geometry":null}',
    '{"type":"Feature","properties":{"code":330702001001001001},"geometry":null}',
    '{"type":"Feature","properties":{"code":1e999},"geometry":null}',
    '{"type":"Feature","properties":{"code":"\\ud800"},"geometry":null}',
    '5',
  ];
  const { codes: found, stream } = await read(collection([cell('01'), ...bad, cell('03')].join()));
  expect(found).toEqual(['01', '03']);
  expect(codes(stream)).toEqual([
    'guard/duplicate-key',
    'guard/forbidden-key',
    'guard/unsafe-integer',
    'guard/number-overflow',
    'guard/lone-surrogate',
    'geofiles/not-a-feature',
  ]);
  expect(stream.issues.map(({ feature }) => feature)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('text in GBK is not taken for UTF-8', async () => {
  const [head, tail] = collection(`${cell('01')},${cell('@')}`).split('@') as [string, string];
  for (const name of [
    [0xc8, 0xfd, 0xbd, 0xad],
    [0xc8, 0xfd],
  ]) {
    const { codes: found, stream } = await read(
      Uint8Array.from([...bytes(head), ...name, ...bytes(tail)]),
    );
    expect(found).toEqual(['01']);
    expect(codes(stream)).toEqual(['guard/invalid-bytes']);
  }
});

test('the crs member of older GeoJSON tells the datum, or refuses the document', async () => {
  const crs = (name: string) => `"crs":{"type":"name","properties":{"name":"${name}"}},`;
  const datum = async (name: string) => {
    const { codes: found, stream } = await read(collection(cell('01'), crs(name)));
    return [stream.datum, found.length, ...codes(stream)];
  };
  expect(await datum('urn:ogc:def:crs:EPSG::4490')).toEqual(['CGCS2000', 1]);
  expect(await datum('urn:ogc:def:crs:OGC:1.3:CRS84')).toEqual(['WGS84', 1]);
  expect(await datum('EPSG:4326')).toEqual(['WGS84', 1]);
  expect(await datum('urn:ogc:def:crs:EPSG::4549')).toEqual([
    undefined,
    0,
    'geofiles/projected-crs',
  ]);
  expect(await datum('urn:ogc:def:crs:EPSG::4214')).toEqual([
    undefined,
    0,
    'geofiles/unsupported-crs',
  ]);
  expect((await read(collection(cell('01')))).stream.datum).toBeUndefined();
});

test.each([
  ['', 'geofiles/not-geojson'],
  ['[]', 'geofiles/not-geojson'],
  ['5', 'geofiles/not-geojson'],
  ['{}', 'geofiles/not-geojson'],
  ['{"type":"Topology"}', 'geofiles/not-geojson'],
  ['{"type":"FeatureCollection"}', 'geofiles/not-geojson'],
  ['{"type":"FeatureCollection","features":{"a":1}}', 'geofiles/not-geojson'],
  ['{"type":"FeatureCollection","features":[', 'geofiles/truncated'],
  ['{"type":"FeatureCollection","features":[}', 'geofiles/invalid-json'],
  ['{"type":"FeatureCollection",,', 'geofiles/invalid-json'],
  ['<kml/>', 'geofiles/invalid-json'],
])('%s is refused', async (text, code) => {
  const { codes: found, stream } = await read(text);
  expect(found).toEqual([]);
  expect(codes(stream)).toEqual([code]);
});

test('what came before a document broke has been read', async () => {
  const { codes: found, stream } = await read(collection(`${cell('01')},${cell('02')},@`));
  expect(found).toEqual(['01', '02']);
  expect(codes(stream)).toEqual(['geofiles/invalid-json']);
});

test('no more than one feature is held: a larger one ends the reading, a longer file does not', async () => {
  const limits = { maxFeatureBytes: 100_000 };
  const many = async function* () {
    yield bytes('{"type":"FeatureCollection","features":[');
    const piece = bytes(`${`${cell('01')},`.repeat(1000)}`);
    for (let i = 0; i < 100; i++) yield piece;
    yield bytes(`${cell('02')}]}`);
  };
  let count = 0;
  const stream = readGeoJsonStream(many(), { limits });
  for await (const _ of stream) count++;
  expect([count, stream.issues]).toEqual([100_001, []]);
  for (const text of [
    collection(cell('x'.repeat(300_000))),
    collection('', `"note":"${'x'.repeat(300_000)}",`),
    collection(`${'['.repeat(30)}${'1,'.repeat(200_000)}`),
    `${cell('01')}\n${cell('x'.repeat(300_000))}`,
    ' '.repeat(300_000),
  ])
    expect(codes((await read(text, { limits })).stream)).toEqual(['geofiles/feature-too-large']);
  const deep = collection('['.repeat(100_000));
  expect(codes((await read(deep)).stream)).toEqual(['guard/too-deep']);
});

test('limits of features, positions and issues hold', async () => {
  const town: readonly GridFeature[] = townOf([0.1], false);
  const text = (await gathered(toGeoJsonStream(town))).join('');
  const limited = async (limits: object) => {
    const { codes: found, stream } = await read(text, { limits });
    return [found.length, ...codes(stream)];
  };
  expect(await limited({ maxFeatures: 3 })).toEqual([3, 'geofiles/too-many-features']);
  expect(await limited({ maxPositions: 50 })).toEqual([3, 'geofiles/too-many-positions']);
  expect(await limited({ maxFeatures: Number.NaN })).toEqual([0, 'geofiles/too-many-features']);
  const { codes: found, stream } = await read(collection(`5,${'5,'.repeat(20)}${cell('01')}`), {
    limits: { maxIssues: 3 },
  });
  expect(found).toEqual(['01']);
  expect(codes(stream)).toEqual([
    ...Array.from({ length: 3 }, () => 'geofiles/not-a-feature'),
    'geofiles/too-many-issues',
  ]);
});

test('a writer refuses a border that is none', async () => {
  const geometry = { type: 'Polygon', coordinates: [[[1, 1]]] } as never;
  const written = gathered(toGeoJsonStream([{ type: 'Feature', properties: {}, geometry }]));
  await expect(written).rejects.toSatisfy((error) =>
    isDomainError(error, 'geofiles/unwritable-geometry'),
  );
});

test('what the source throws comes through', async () => {
  const source = async function* () {
    yield bytes('{"type":');
    throw new Error('disk');
  };
  await expect(gathered(readGeoJsonStream(source()))).rejects.toThrow('disk');
});
