import { gridHierarchy } from '@civigrid/grid';
import { gridMessages, describe as tell } from '@civigrid/grid/messages';
import { gridCode } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import { collection, randomFrom, tiling } from './tiling.ts';

const square = (lng: number, lat: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lng, lat],
      [lng + 1, lat],
      [lng + 1, lat + 1],
      [lng, lat + 1],
      [lng, lat],
    ],
  ],
});
const cell = (code: unknown, parent: unknown, geometry: unknown = null, more: object = {}) => ({
  type: 'Feature',
  properties: { code, parent, ...more },
  geometry,
});
const named = (...features: unknown[]) => gridHierarchy(collection(features));
const told = (...features: unknown[]) =>
  named(...features).issues.map(({ code, cell: whose }) => [code, whose]);

describe('a street of two communities', () => {
  const street = named(
    cell('LS.02', 'LS', square(1, 0), { level: 'community', name: '双龙社区' }),
    cell('LS.01.02', 'LS.01', square(0, 1), { level: 'grid', households: 33 }),
    cell('LS', null, null, { level: 'street' }),
    cell('LS.01', 'LS', null, { level: 'community' }),
    cell('LS.01.01', 'LS.01', square(0, 0), { level: 'grid' }),
  );
  const leaf = gridCode('LS.01.02');

  test('leaves are the cells without children, numbered by their codes', () => {
    expect(street.leafCount).toBe(3);
    expect([0, 1, 2, 3, -1].map(street.leafCode)).toEqual([
      'LS.01.01',
      'LS.01.02',
      'LS.02',
      undefined,
      undefined,
    ]);
    expect(street.codes).toEqual(['LS', 'LS.01', 'LS.01.01', 'LS.01.02', 'LS.02']);
    expect(street.roots).toEqual(['LS']);
  });

  test('a cell knows its way up, what lies below it, and its level', () => {
    expect(street.path(leaf)).toEqual(['LS', 'LS.01', 'LS.01.02']);
    expect(street.path(gridCode('LS.01'))).toEqual(['LS', 'LS.01']);
    expect(street.children(gridCode('LS.01'))).toEqual(['LS.01.01', 'LS.01.02']);
    expect(street.levelOf(leaf)).toBe('grid');
    expect(street.ancestorAt(leaf, 'community')).toBe('LS.01');
    expect(street.ancestorAt(leaf, 'grid')).toBe('LS.01.02');
    expect(street.ancestorAt(gridCode('LS'), 'community')).toBeUndefined();
    expect(street.cell(leaf)).toEqual({
      code: 'LS.01.02',
      parent: 'LS.01',
      level: 'grid',
      kind: 'base',
      properties: expect.objectContaining({ households: 33 }),
    });
    expect(street.cell(gridCode('LS.02'))?.name).toBe('双龙社区');
    expect(street.cell(gridCode('LS'))).not.toHaveProperty('parent');
  });

  test('a cell without geometry covers what lies below it', () => {
    expect(street.bounds(gridCode('LS'))).toEqual([0, 0, 2, 2]);
    expect(street.bounds(gridCode('LS.01'))).toEqual([0, 0, 1, 2]);
    expect(street.geometry(gridCode('LS'))?.coordinates).toHaveLength(1);
    for (const code of street.codes) {
      const place = street.representativePoint(code);
      expect(place && street.locate(place)?.path).toContain(code);
    }
  });

  test('a place is answered with its leaf and all above it, the same object every time', () => {
    expect(street.locate([0.5, 1.5])).toEqual({
      leaf: 'LS.01.02',
      path: ['LS', 'LS.01', 'LS.01.02'],
    });
    expect(street.locate([0.5, 1.5])).toBe(street.locate([0.6, 1.4]));
    expect(street.locate([1, 0.5])?.leaf).toBe('LS.01.01');
    expect(street.locate([1.5, 1.5])).toBeUndefined();
  });

  test('a code that no cell bears is refused, or answered where one asks whether it is there', () => {
    const nobody = gridCode('LS.09');
    expect(street.has(nobody)).toBe(false);
    expect(street.cell(nobody)).toBeUndefined();
    for (const ask of [
      street.path,
      street.children,
      street.levelOf,
      street.bounds,
      street.geometry,
      street.representativePoint,
    ])
      expect(() => ask(nobody)).toThrow(expect.objectContaining({ code: 'grid/unknown-code' }));
    expect(() => street.ancestorAt(nobody, 'street')).toThrow(
      expect.objectContaining({ code: 'grid/unknown-code' }),
    );
  });
});

describe('data in any state loads, and what was wrong is told', () => {
  test.each([null, undefined, 7, 'grid', [], {}, { features: {} }])(
    '%j is no collection',
    (input) => {
      const empty = gridHierarchy(input);
      expect(empty.issues).toEqual([{ code: 'not-a-collection', path: [] }]);
      expect([empty.leafCount, empty.locate([0, 0]), empty.locateIndex(0, 0)]).toEqual([
        0,
        undefined,
        -1,
      ]);
      expect(empty.validate().seamless).toBe(false);
    },
  );

  test('features without a usable code are left aside', () => {
    expect(
      told(
        null,
        3,
        { type: 'Feature', properties: null },
        cell('', null),
        cell('\ud800', null),
        cell({}, null),
      ),
    ).toEqual([
      ['not-a-feature', undefined],
      ['not-a-feature', undefined],
      ['not-a-feature', undefined],
      ['no-code', undefined],
      ['no-code', undefined],
      ['no-code', undefined],
    ]);
  });

  test('a code that comes twice, an orphan, a circle of parents, a leaf without a place', () => {
    expect(told(cell('a', null, square(0, 0)), cell('a', null, square(5, 5)))).toEqual([
      ['duplicate-code', 'a'],
    ]);
    expect(told(cell('a', 'nobody', square(0, 0)))).toEqual([['orphan', 'a']]);
    expect(told(cell('a', {}, square(0, 0)))).toEqual([['orphan', 'a']]);
    expect(
      told(
        cell('a', 'b', square(0, 0)),
        cell('b', 'a'),
        cell('c', 'a', square(2, 2)),
        cell('d', 'd', square(4, 4)),
      ),
    ).toEqual([
      ['parent-cycle', 'a'],
      ['parent-cycle', 'b'],
      ['parent-cycle', 'd'],
      ['no-geometry', 'b'],
    ]);
    expect(told(cell('a', null, null))).toEqual([['no-geometry', 'a']]);
    expect(told(cell('a', null, square(0, 0), { level: {} }))).toEqual([['bad-level', 'a']]);
  });

  test('an issue says where in the file and where on the map', () => {
    const ring = [
      [0, 0],
      [1, 0],
      [1, 95],
      [0, 0],
    ];
    const { issues } = named(cell('a', null, { type: 'Polygon', coordinates: [ring] }));
    expect(issues).toEqual([
      {
        code: 'invalid-ring',
        cell: 'a',
        fault: 'out-of-range',
        at: [1, 95],
        path: ['features', 0, 'geometry', 'coordinates', 0, 0, 2],
      },
    ]);
  });

  test('codes that are words of the language are codes like others', () => {
    const street = gridHierarchy(
      JSON.parse(
        JSON.stringify(
          collection([
            cell('__proto__', 'constructor', square(0, 0)),
            cell('constructor', null),
            cell(330702, 'constructor', square(1, 0)),
          ]),
        ),
      ),
    );
    expect(street.issues).toEqual([]);
    expect(street.locate([0.5, 0.5])?.path).toEqual(['constructor', '__proto__']);
    expect(street.locate([1.5, 0.5])?.leaf).toBe('330702');
    const named = gridHierarchy(
      JSON.parse(
        `{"features":[{"type":"Feature","properties":{"__proto__":"x"},"geometry":null}]}`,
      ),
      { code: '__proto__' },
    );
    expect(named.codes).toEqual(['x']);
  });

  test('other names of the properties may be given, an unknown datum is refused', () => {
    const street = gridHierarchy(
      collection([
        { type: 'Feature', properties: { 编码: 'a', 级: 1 }, geometry: square(0, 0) },
        { type: 'Feature', properties: { 编码: 'b', 上级: 'a', 级: 2 }, geometry: square(0, 0) },
      ]),
      { code: '编码', parent: '上级', level: '级', datum: 'GCJ02' },
    );
    expect(street.datum).toBe('GCJ02');
    expect(street.path(gridCode('b'))).toEqual(['a', 'b']);
    expect(street.ancestorAt(gridCode('b'), 1)).toBe('a');
    expect(() => gridHierarchy(collection([]), { datum: 'moon' as 'WGS84' })).toThrow(
      expect.objectContaining({ code: 'spatial/unknown-datum' }),
    );
  });

  test('a chain of a hundred thousand parents and a cell with as many children load', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) =>
      cell(`c${i}`, i === 0 ? null : `c${i - 1}`),
    );
    const deep = named(...chain.slice(0, -1), cell('c99999', 'c99998', square(0, 0)));
    expect(deep.locate([0.5, 0.5])?.path).toHaveLength(100_000);
    const wide = gridHierarchy(
      collection([
        cell('r', null),
        ...Array.from({ length: 200_000 }, (_, i) => cell(`l${i}`, 'r')),
      ]),
    );
    expect(wide.leafCount).toBe(200_000);
    expect(wide.bounds(gridCode('r'))).toBeUndefined();
    expect(wide.validate().defects).toHaveLength(200_000);
  });
});

test('every issue and defect has a sentence in both languages', () => {
  const { issues } = named(cell('a', 'nobody', square(0, 0)));
  expect(issues.map((issue) => [tell(issue, 'zh-CN'), tell(issue, 'en')])).toEqual([
    ['上级网格不存在，暂作顶级网格：a', 'The parent does not exist; the grid counts as a root: a'],
  ]);
  const { features } = tiling(randomFrom(1), { rows: 2, columns: 2, step: 0.001 });
  const { defects } = gridHierarchy(
    collection(features.filter(({ properties: { code } }) => code !== 'LS.00.03')),
  ).validate();
  expect(defects.map((defect) => tell(defect, 'zh-CN'))[0]).toMatch(
    /^有空白：此处不属于任何网格：LS\.00/,
  );
  expect(Object.keys(gridMessages.en)).toEqual(Object.keys(gridMessages['zh-CN']));
});
