import { gridHierarchy, type LevelScheme } from '@civigrid/grid';
import { ancestorsAt, commonAncestor, homeGrid, neighbours } from '@civigrid/grid/around';
import { streetLevels, threeAllsFourLeaders } from '@civigrid/grid/levels';
import { gridCode } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import { collection, randomFrom, tiling } from './tiling.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

const ring = ([west, south, east, north]: Box) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const area = (box: Box, ...holes: Box[]) => ({
  type: 'Polygon',
  coordinates: [box, ...holes].map(ring),
});
const cell = (code: string, parent: string | null, geometry: unknown, more: object = {}) => ({
  type: 'Feature',
  properties: { code, parent, ...more },
  geometry,
});
const townOf = (levels: LevelScheme, ...features: unknown[]) =>
  gridHierarchy(collection(features), { levels });

const building = { level: 'building' };
const unit = { level: 'unit' };

describe('kinds of cells', () => {
  const school: Box = [0.4, 0.4, 0.6, 0.6];
  const town = townOf(
    streetLevels,
    cell('S', null, area([0, 0, 2, 1]), { level: 'community' }),
    cell('S.1', 'S', area([0, 0, 1, 1], school), { level: 'grid', kind: 'base' }),
    cell('S.1.chat', 'S.1', area([0, 0, 1, 1]), { level: 'grid', kind: 'virtual' }),
    cell('S.2', 'S', area([1, 0, 2, 1]), { level: 'grid' }),
    cell('S.9', 'S', area(school), { level: 'grid', kind: 'dedicated', name: '学校' }),
    cell('S.chat', 'S', null, { kind: 'virtual' }),
    cell('S.chat.chat', 'S.chat', null, { kind: 'virtual' }),
  );

  test('a dedicated grid is a leaf, often a hole in a base grid, and the division stays seamless', () => {
    expect(town.issues).toEqual([]);
    expect(town.validate()).toEqual({ seamless: true, defects: [] });
    expect(town.locate([0.5, 0.5])).toEqual({ leaf: 'S.9', path: ['S', 'S.9'] });
    expect(town.cell(gridCode('S.9'))).toMatchObject({ kind: 'dedicated', name: '学校' });
    expect(neighbours(town, gridCode('S.9')).map(({ code }) => code)).toEqual(['S.1']);
  });

  test('a chat group is found by its code, but it has no place, not even where one is drawn', () => {
    expect(town.leafCount).toBe(3);
    expect(town.path(gridCode('S.1.chat'))).toEqual(['S', 'S.1', 'S.1.chat']);
    expect(town.path(gridCode('S.chat.chat'))).toEqual(['S', 'S.chat', 'S.chat.chat']);
    expect(town.children(gridCode('S.1'))).toEqual(['S.1.chat']);
    for (const code of ['S.1.chat', 'S.chat', 'S.chat.chat'].map(gridCode)) {
      expect(town.cell(code)?.kind).toBe('virtual');
      expect([town.geometry(code), town.bounds(code), town.representativePoint(code)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(town.feature(code).geometry).toBeNull();
    }
  });

  test('a parent of chat groups only is still the leaf, and owns its places', () => {
    expect(town.locate([0.1, 0.1])?.leaf).toBe('S.1');
    expect(homeGrid(town, [0.1, 0.1])).toEqual({ cell: 'S.1', path: ['S', 'S.1'], by: 'leaf' });
  });

  test('a kind that nobody knows is told, and the cell is a base grid', () => {
    for (const kind of ['Base', '', 7, {}, [], true, '__proto__']) {
      const { issues, ...odd } = townOf([], cell('a', null, area([0, 0, 1, 1]), { kind }));
      expect(issues).toEqual([
        { code: 'bad-kind', cell: 'a', path: ['features', 0, 'properties', 'kind'] },
      ]);
      expect(odd.cell(gridCode('a'))?.kind).toBe('base');
      expect(odd.locate([0.5, 0.5])?.leaf).toBe('a');
      expect(odd.validate().seamless).toBe(true);
    }
    expect(townOf([], cell('a', null, area([0, 0, 1, 1]), { kind: null })).issues).toEqual([]);
  });
});

test('a theme is a name, perhaps with a policy; anything else is none', () => {
  const themeOf = (theme: unknown) =>
    townOf([], cell('a', null, area([0, 0, 1, 1]), { theme })).cell(gridCode('a'))?.theme;
  expect(themeOf('红色联盟')).toEqual({ name: '红色联盟' });
  expect(themeOf({ name: '银龄安康', policy: { visits: 2 } })).toEqual({
    name: '银龄安康',
    policy: { visits: 2 },
  });
  expect(themeOf({ name: '银龄安康', policy: 'free' })).toEqual({ name: '银龄安康' });
  expect(themeOf({ name: '银龄安康', policy: [1] })).toEqual({ name: '银龄安康' });
  for (const none of ['', null, 7, {}, { name: '' }, { name: 7 }, [], { policy: {} }])
    expect(themeOf(none)).toBeUndefined();
});

describe('levels of buildings and units', () => {
  const street = (...more: unknown[]) =>
    townOf(
      streetLevels,
      cell('S', null, area([0, 0, 2, 1]), { level: 'community' }),
      cell('S.1', 'S', area([0, 0, 1, 1]), { level: 'grid' }),
      cell('S.2', 'S', area([1, 0, 2, 1]), { level: 'grid' }),
      ...more,
    );
  const split = (...more: unknown[]) =>
    street(...more)
      .validate()
      .defects.map(({ type, codes }) => [type, ...codes]);

  test('stand in their parents: the grid stays the leaf, and they are found by code with their path', () => {
    const town = street(
      cell('S.1.b', 'S.1', area([0.1, 0.1, 0.3, 0.3]), building),
      cell('S.1.b.u1', 'S.1.b', null, unit),
      cell('S.1.b.u2', 'S.1.b', area([0.1, 0.1, 0.2, 0.3]), unit),
      cell('S.2.b', 'S.2', null, building),
    );
    expect(town.issues).toEqual([]);
    expect(town.leafCount).toBe(2);
    expect(town.locate([0.15, 0.2])).toEqual({ leaf: 'S.1', path: ['S', 'S.1'] });
    expect(town.path(gridCode('S.1.b.u2'))).toEqual(['S', 'S.1', 'S.1.b', 'S.1.b.u2']);
    expect(town.bounds(gridCode('S.1.b.u2'))).toEqual([0.1, 0.1, 0.2, 0.3]);
    expect(town.bounds(gridCode('S.2.b'))).toBeUndefined();
    expect(town.ancestorAt(gridCode('S.1.b.u1'), 'grid')).toBe('S.1');
    expect(commonAncestor(town, ['S.1.b.u1', 'S.2.b'].map(gridCode))).toBe('S');
    expect(commonAncestor(town, ['S.1.b.u1', 'S.1.b'].map(gridCode))).toBe('S.1.b');
    expect(ancestorsAt(town, 'building')).toEqual({ codes: [], ofLeaf: Int32Array.of(-1, -1) });
    expect(town.validate()).toEqual({ seamless: true, defects: [] });
    expect(town.geometry(gridCode('S'))).toEqual(expect.objectContaining({ type: 'Polygon' }));
  });

  test('without the levels the same cells tile, and leave gaps', () => {
    const { leafCount, validate } = gridHierarchy(
      collection([
        cell('S.1', null, area([0, 0, 1, 1])),
        cell('S.1.b', 'S.1', area([0.1, 0.1, 0.3, 0.3]), building),
      ]),
    );
    expect(leafCount).toBe(1);
    expect(validate().defects.map(({ type }) => type)).toEqual(['gap']);
  });

  test('a derived parent covers what its grids cover, not its buildings', () => {
    const town = townOf(
      streetLevels,
      cell('S', null, null, { level: 'community' }),
      cell('S.1', 'S', area([0, 0, 1, 1]), { level: 'grid' }),
      cell('S.b', 'S', area([3, 3, 4, 4]), building),
    );
    expect(town.bounds(gridCode('S'))).toEqual([0, 0, 1, 1]);
  });

  test('a building that lies in two grids is split, in its own grid or not, and says where', () => {
    expect(split(cell('b', 'S.1', area([0.9, 0.4, 1.2, 0.6]), building))).toEqual([
      ['split-building', 'S.1', 'S.2', 'b'],
    ]);
    expect(split(cell('b', 'S', area([0.9, 0.4, 1.2, 0.6]), building))).toEqual([
      ['split-building', 'S.1', 'S.2', 'b'],
    ]);
    const [defect] = street(cell('b', 'S.1', area([0.9, 0.4, 1.2, 0.6]), building)).validate()
      .defects;
    expect(defect?.geometry).toMatchObject({ type: 'Polygon' });
    expect(defect?.geometry?.coordinates.flat(2)).toContain(1.2);
    expect(defect?.geometry?.coordinates.flat(2)).not.toContain(0.9);
    expect(defect?.areaSquareMetres).toBeGreaterThan(1e8);
  });

  test('a building whose wall is the common border is not split', () => {
    expect(split(cell('b', 'S.1', area([0.8, 0.4, 1, 0.6]), building))).toEqual([]);
    expect(split(cell('b', 'S.1', area([0.8, 0.4, 1 + 1e-8, 0.6]), building))).toEqual([]);
    expect(split(cell('b', 'S.1', area([0.8, 0.4, 1 + 1e-7, 0.6]), building))).toEqual([
      ['split-building', 'S.1', 'S.2', 'b'],
    ]);
  });

  test('neither is one whose wall runs along a slanting border, rounded as it may be', () => {
    for (let seed = 0; seed < 60; seed++) {
      const { features, leaves } = tiling(randomFrom(seed), {
        rows: 2,
        columns: 2,
        step: 0.001,
        straight: true,
      });
      const [home] = leaves;
      const shell = home?.geometry?.coordinates[0] ?? [];
      const [[ax, ay], [bx, by]] = shell as unknown as [[number, number], [number, number]];
      const at = (t: number) => [ax + t * (bx - ax), ay + t * (by - ay)];
      const [mx, my] = [0, 1].map(
        (k) => shell.reduce((sum, place) => sum + (place[k] as number), 0) / shell.length,
      ) as [number, number];
      const wall = [at(1 / 3), at(2 / 3), [(2 * ax + mx) / 3, (2 * ay + my) / 3], at(1 / 3)];
      const town = gridHierarchy(
        collection([
          ...features,
          cell(
            'b',
            home?.properties.code ?? '',
            { type: 'Polygon', coordinates: [wall] },
            building,
          ),
        ]),
        { levels: streetLevels },
      );
      expect([seed, town.issues, town.validate().defects]).toEqual([seed, [], []]);
    }
  });

  test('one that lies in another grid than its parent says, or in none, is told', () => {
    expect(split(cell('b', 'S.1', area([1.4, 0.4, 1.6, 0.6]), building))).toEqual([
      ['parent-mismatch', 'S.1', 'b'],
    ]);
    expect(split(cell('b', 'S.1', area([5, 5, 6, 6]), building))).toEqual([
      ['parent-mismatch', 'S.1', 'b'],
    ]);
    expect(
      split(
        cell('T', null, null, { level: 'community' }),
        cell('T.1', 'T', area([2, 0, 3, 1]), { level: 'grid' }),
        cell('b', 'S', area([2.4, 0.4, 2.6, 0.6]), building),
        cell('c', 'T', area([2.4, 0.4, 2.6, 0.6]), building),
      ),
    ).toEqual([['parent-mismatch', 'S', 'b']]);
  });

  test('one whose grid has no place yet, or that has no parent, is left in peace', () => {
    const town = townOf(
      streetLevels,
      cell('S', null, null, { level: 'community' }),
      cell('chat', 'S', null, { kind: 'virtual' }),
      cell('b', 'S', area([5, 5, 6, 6]), building),
      cell('c', null, area([7, 7, 8, 8]), building),
      cell('d', 'chat', area([7, 7, 8, 8]), building),
    );
    expect(town.issues.map(({ code, cell: whose }) => [code, whose])).toEqual([
      ['no-geometry', 'S'],
    ]);
    expect(town.validate().defects.map(({ type }) => type)).toEqual(['no-geometry']);
  });

  test('presets name their levels from the top down, in both languages', () => {
    expect(streetLevels.map(({ level }) => level)).toEqual([
      'street',
      'community',
      'grid',
      'micro-grid',
      'building',
      'unit',
    ]);
    for (const scheme of [streetLevels, threeAllsFourLeaders]) {
      const within = scheme.findIndex(({ form }) => form === 'within');
      expect(scheme.slice(within).map(({ form }) => form)).toEqual(['within', 'within']);
      for (const { title } of scheme)
        expect(title['zh-CN'].length * title.en.length).toBeGreaterThan(0);
    }
    const total = townOf(
      threeAllsFourLeaders,
      cell('X', null, null, { level: 'total' }),
      cell('X1', 'X', area([0, 0, 1, 1]), { level: 'area' }),
      cell('X1B', 'X1', area([0.2, 0.2, 0.4, 0.4]), building),
      cell('X1B1', 'X1B', null, unit),
    );
    expect(total.validate()).toEqual({ seamless: true, defects: [] });
    expect(total.path(gridCode('X1B1'))).toEqual(['X', 'X1', 'X1B', 'X1B1']);
  });

  test('trees that make no sense load and answer all the same', () => {
    const town = townOf(
      streetLevels,
      cell('b', null, area([0, 0, 1, 1]), building),
      cell('g', 'b', area([0, 0, 0.5, 1]), { level: 'grid' }),
      cell('chat', 'g', null, { kind: 'virtual' }),
      cell('h', 'chat', area([0.5, 0, 1, 1]), { level: 'grid' }),
      cell('chat-building', 'g', area([0, 0, 1, 1]), { ...building, kind: 'virtual' }),
    );
    expect(town.locate([0.7, 0.5])?.path).toEqual(['b', 'g', 'chat', 'h']);
    for (const code of town.codes) {
      town.geometry(code);
      neighbours(town, code);
      expect(commonAncestor(town, [code])).toBe(code);
    }
    expect(town.validate().seamless).toBe(false);
  });
});
