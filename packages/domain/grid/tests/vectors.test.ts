import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Defect, type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import type { Point } from '@civigrid/spatial';
import { beforeAll, describe, expect, test } from 'vitest';
import { collection, type Feature } from './tiling.ts';

const root = new URL('../../../../../shared/vectors/grid/', import.meta.url);
const { CIVIGRID_STRICT } = process.env;
const present = existsSync(root) || CIVIGRID_STRICT === '1';
const reason = present ? '' : ' (skipped: ../shared/vectors/grid is not beside the checkout)';
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const rows = (path: string) =>
  read(path)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const tell = (what: string, all: number, wrong: readonly string[]) =>
  process.stdout.write(
    `${what}: ${all - wrong.length} of ${all}${wrong.map((one) => `\n  ${one}`).join('')}\n`,
  );

describe.skipIf(!present)(`Normandie, five real levels${reason}`, () => {
  const drawn = (level: string): readonly Feature[] =>
    JSON.parse(read(`normandie/${level}.geojson`)).features;
  const bare = (level: string) => drawn(level).map((feature) => ({ ...feature, geometry: null }));
  let division: GridHierarchy;
  beforeAll(() => {
    const upper = [...bare('region'), ...bare('departements'), ...bare('arrondissements')];
    division = gridHierarchy(collection([...upper, ...drawn('communes')]), { datum: 'WGS84' });
  });

  test('all communes load without an issue', () => {
    expect([division.leafCount, division.issues, division.roots]).toEqual([2709, [], ['R28']]);
  });

  test('two thousand answered points have their commune and all above it', () => {
    const points = rows('normandie/points.csv');
    const wrong = points.filter(([lng, lat, commune, arrondissement, departement]) => {
      const path = division.locate([Number(lng), Number(lat)])?.path;
      const expected =
        commune === 'outside' ? undefined : ['R28', departement, arrondissement, commune];
      return path?.join() !== expected?.join();
    });
    tell(
      'Normandie points',
      points.length,
      wrong.map((row) => row.join()),
    );
    expect([points.length, wrong]).toEqual([2000, []]);
  });

  test('a thousand vertices belong to one of the communes that have them', () => {
    const vertices = rows('normandie/vertices.csv');
    const wrong = vertices.filter(([lng, lat, communes]) => {
      const owner = division.locate([Number(lng), Number(lat)])?.leaf;
      return owner !== communes?.split('|').sort()[0];
    });
    tell(
      'Normandie vertices',
      vertices.length,
      wrong.map((row) => row.join()),
    );
    expect([vertices.length, wrong]).toEqual([1000, []]);
  });

  test('a representative point of every cell lies in it', () => {
    const outside = division.codes.filter((code) => {
      const place = division.representativePoint(code);
      return !place || !division.locate(place)?.path.includes(code);
    });
    expect(outside).toEqual([]);
  });

  test('the communes are seamless; the one ring that touches itself is listed', () => {
    const { seamless, defects } = division.validate();
    expect(seamless).toBe(true);
    expect(defects.map(({ type, codes }) => [type, ...codes])).toEqual([
      ['invalid-ring', 'C14174'],
    ]);
  });

  test('départements and region are clean as they are drawn', () => {
    const upper = gridHierarchy(collection([...drawn('region'), ...drawn('departements')]));
    expect(upper.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('levels that were simplified each by itself do not match, and nothing lies in the wrong parent', () => {
    const levels = ['region', 'departements', 'arrondissements', 'communes'].flatMap(drawn);
    const { seamless, defects } = gridHierarchy(collection(levels)).validate();
    expect(seamless).toBe(false);
    expect([...new Set(defects.map(({ type }) => type))].sort()).toEqual([
      'edge-mismatch',
      'gap',
      'invalid-ring',
    ]);
  });
});

interface Expected {
  readonly seamless: boolean | null;
  readonly must: readonly {
    readonly type: readonly string[];
    readonly codes: readonly string[];
    readonly witness?: Point;
  }[];
  readonly may: readonly string[];
  readonly locate: readonly { readonly point: Point; readonly leaf: readonly string[] }[];
}

function boxHolds({ geometry }: Defect, [lng, lat]: Point): boolean {
  const numbers = (geometry ? [geometry.coordinates].flat(4) : []) as readonly number[];
  const lngs = numbers.filter((_, i) => i % 2 === 0);
  const lats = numbers.filter((_, i) => i % 2 === 1);
  return (
    Math.min(...lngs) <= lng &&
    lng <= Math.max(...lngs) &&
    Math.min(...lats) <= lat &&
    lat <= Math.max(...lats)
  );
}

function failures(name: string): readonly string[] {
  const expected: Expected = JSON.parse(read(`dirty/${name}.expected.json`));
  const division = gridHierarchy(JSON.parse(read(`dirty/${name}.geojson`)));
  const { seamless, defects } = division.validate();
  const known = new Set([...expected.may, ...expected.must.flatMap(({ type }) => type)]);
  const meets = ({ type, codes, witness }: Expected['must'][number]) =>
    defects.some(
      (defect) =>
        type.includes(defect.type) &&
        codes.every((code) => defect.codes.some((found) => found === code)) &&
        (!witness || boxHolds(defect, witness)),
    );
  return [
    ...(expected.seamless === null || expected.seamless === seamless
      ? []
      : [`seamless is ${seamless}`]),
    ...expected.must.filter((one) => !meets(one)).map((one) => `not found: ${JSON.stringify(one)}`),
    ...defects
      .filter(({ type }) => !known.has(type))
      .map(({ type, codes }) => `false alarm: ${type} ${codes}`),
    ...expected.locate.flatMap(({ point, leaf }) => {
      const owner = division.locate(point)?.leaf;
      const right = owner === undefined ? leaf.length === 0 : leaf.includes(owner);
      return right ? [] : [`${point} belongs to ${owner}`];
    }),
  ].map((failure) => `${name}: ${failure}`);
}

test.skipIf(!present)(
  `every small broken division has its expected defects and owners${reason}`,
  () => {
    const names = readdirSync(new URL('dirty/', root))
      .filter((file) => file.endsWith('.geojson'))
      .map((file) => file.slice(0, -'.geojson'.length));
    const wrong = names.map(failures).filter((found) => found.length > 0);
    tell(
      'broken divisions',
      names.length,
      wrong.map((found) => found.join('; ')),
    );
    expect([names.length, wrong]).toEqual([38, []]);
  },
);
