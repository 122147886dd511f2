import { type GridFeature, type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import { toChange } from '@civigrid/grid/change';
import {
  abolishCell,
  type DivisionChange,
  divisionDecider,
  divisionTimeline,
  establishCell,
  mergeCells,
  moveBorder,
  type Rearrangement,
  rearrangeCells,
  renumberCell,
  revisionOf,
  splitCell,
  transferCell,
} from '@civigrid/grid/division';
import { streetLevels } from '@civigrid/grid/levels';
import type { GridCode } from '@civigrid/kernel';
import { areaSquareMetres, type Point, sideOfShape, toQuanta } from '@civigrid/spatial';
import { specification } from '@civigrid/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cell, code, plot, rectangle } from './plot.ts';
import { codeSource, leavesOf, randomChange, randomStreet, shapeOf } from './random-change.ts';
import { collection, randomFrom, type TilingOptions } from './tiling.ts';

/** Of the leaves that hold a place inside, and not on their border, there is one at most, and that one is its owner. */
function checkOwners(hierarchy: GridHierarchy, random: () => number): void {
  const [west, south, east, north] = hierarchy.bounds(hierarchy.roots[0] as GridCode) ?? [
    0, 0, 0, 0,
  ];
  const street = shapeOf(hierarchy.geometry(hierarchy.roots[0] as GridCode));
  const shapes = leavesOf(hierarchy).map((code) => ({
    code,
    shape: shapeOf(hierarchy.geometry(code)),
  }));
  for (let i = 0; i < 60; i++) {
    const place: Point = [west + random() * (east - west), south + random() * (north - south)];
    const [x, y] = place.map(toQuanta) as [number, number];
    const inside = shapes
      .filter(({ shape }) => sideOfShape(shape, x, y) > 0)
      .map(({ code }) => code);
    const owner = hierarchy.locate(place)?.leaf;
    // Land that was given up is nobody's; a point on a border belongs to somebody, but lies inside of nobody's.
    if (sideOfShape(street, x, y) > 0) expect(owner).toBeDefined();
    if (inside.length > 0) expect([owner]).toEqual(inside);
  }
}

test.each<[string, Partial<TilingOptions>]>([
  ['crooked borders and drawn parents', {}],
  ['straight borders on which each side leaves out vertices', { straight: true }],
  ['parents that cover what lies below them', { derived: true }],
])(
  'a clean division stays seamless whatever is split, merged, transferred, moved, renumbered, rearranged, established or abolished: %s',
  (_, options) => {
    let done = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        let street = randomStreet(random, options);
        const newCode = codeSource();
        const ever = new Set(street.codes);
        for (let i = 0; i < 12; i++) {
          const change = randomChange(street, random, newCode);
          if (!change) continue;
          done++;
          const before = street;
          street = street.revised(toChange(revisionOf(change)));
          expect(street.issues).toEqual([]);
          const { seamless, defects } = street.validate();
          expect({ seamless, defects, change: change.type }).toEqual({
            seamless: true,
            defects: [],
            change: change.type,
          });
          for (const code of street.codes)
            if (!before.has(code)) {
              expect(ever.has(code)).toBe(false);
              ever.add(code);
            }
        }
        checkOwners(street, random);
      }),
      { numRuns: 15 },
    );
    expect(done).toBeGreaterThan(60);
  },
);

/** Communities A, in the west, and B, both drawn, of four grids each; S above them, drawn too. */
const town = (drawnA = true): GridHierarchy =>
  gridHierarchy(
    collection([
      cell('S', null, rectangle(0, 0, 8, 2)),
      cell('A', 'S', drawnA ? rectangle(0, 0, 4, 2) : null),
      cell('B', 'S', rectangle(4, 0, 8, 2)),
      cell('A1', 'A', rectangle(0, 0, 2, 1)),
      cell('A2', 'A', rectangle(2, 0, 4, 1)),
      cell('A3', 'A', rectangle(0, 1, 2, 2)),
      cell('A4', 'A', rectangle(2, 1, 4, 2)),
      cell('B1', 'B', rectangle(4, 0, 6, 1)),
      cell('B2', 'B', rectangle(6, 0, 8, 1)),
      cell('B3', 'B', rectangle(4, 1, 6, 2)),
      cell('B4', 'B', rectangle(6, 1, 8, 2)),
    ]),
  );
const revised = (hierarchy: GridHierarchy, change: DivisionChange): GridHierarchy =>
  hierarchy.revised(toChange(revisionOf(change)));
const drawnIn = (cells: readonly GridFeature[]) =>
  cells.map(({ properties }) => properties['code']).sort();
const plots = (hierarchy: GridHierarchy, one: string) => {
  const geometry = hierarchy.geometry(code(one));
  const unit = areaSquareMetres(rectangle(0, 0, 1, 1));
  return geometry ? Math.round((100 * areaSquareMetres(geometry)) / unit) / 100 : 0;
};
const refused = (word: string) => expect.objectContaining({ code: `grid/${word}` });
const corners = (hierarchy: GridHierarchy, one: string) =>
  hierarchy.feature(code(one)).geometry?.coordinates.flat(2).length;

describe('a grid is split', () => {
  test('along a line: who borders on its ends gets their vertices, the street and the communities too', () => {
    const before = town();
    const line = [plot(3, -1), plot(3, 1.5)];
    expect(() => splitCell(before, code('A4'), { line }, [])).toThrow(
      expect.objectContaining({ code: 'spatial/line-ends-inside' }),
    );
    const change = splitCell(before, code('A2'), { line }, [
      { code: code('A5'), properties: { name: '西' } },
      { code: code('A6') },
    ]);
    expect(drawnIn(change.cells)).toEqual(['A', 'A4', 'A5', 'A6', 'S']);
    const after = revised(before, change);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    expect(after.locate(plot(2.5, 0.5))?.path).toEqual(['S', 'A', 'A5']);
    expect(after.locate(plot(3.5, 0.5))?.path).toEqual(['S', 'A', 'A6']);
    expect(after.cell(code('A5'))?.name).toBe('西');
    expect(
      ['A4', 'A3'].map((one) => (corners(after, one) ?? 0) - (corners(before, one) ?? 0)),
    ).toEqual([2, 0]);
  });

  test('into areas, each of which gets what the ones before have left; what nobody gets is a gap', () => {
    const into = [{ code: code('A5') }, { code: code('A6') }];
    const both = [rectangle(-1, -1, 1, 3), rectangle(0.5, -1, 9, 3)];
    const after = revised(town(), splitCell(town(), code('A1'), { pieces: both }, into));
    expect(after.validate().seamless).toBe(true);
    expect(['A5', 'A6'].map((one) => plots(after, one))).toEqual([1, 1]);
    const less = [rectangle(0, 0, 1, 1), rectangle(1.5, 0, 2, 1)];
    const gap = revised(town(), splitCell(town(), code('A1'), { pieces: less }, into)).validate();
    expect(gap.defects.map(({ type }) => type)).toContain('gap');
  });

  test('level and parent go over to the pieces, other properties do not', () => {
    const parent = cell('S', null);
    const leaf = cell('G', 'S', rectangle(0, 0, 2, 1));
    const drawn = { ...leaf, properties: { ...leaf.properties, level: 4, households: 33 } };
    const { cells } = splitCell(
      gridHierarchy(collection([parent, drawn])),
      code('G'),
      { line: [plot(1, -1), plot(1, 2)] },
      [{ code: code('H') }, { code: code('I') }],
    );
    expect(cells.map(({ properties }) => properties)).toEqual([
      { level: 4, code: 'H', parent: 'S' },
      { level: 4, code: 'I', parent: 'S' },
    ]);
  });

  test('a community is split by its grids', () => {
    const children = [
      ['A1', 'A3'],
      ['A2', 'A4'],
    ].map((group) => group.map(code));
    const into = [{ code: code('C') }, { code: code('D') }];
    for (const drawn of [true, false]) {
      const after = revised(town(drawn), splitCell(town(drawn), code('A'), { children }, into));
      expect(after.validate()).toEqual({ seamless: true, defects: [] });
      expect(after.path(code('A4'))).toEqual(['S', 'D', 'A4']);
      expect(plots(after, 'C')).toBe(4);
      expect(after.feature(code('C')).geometry === null).toBe(!drawn);
    }
    for (const groups of [
      [['A1'], ['A2', 'A4']],
      [['A1', 'A2', 'A3', 'A4'], []],
      [
        ['A1', 'A2'],
        ['A3', 'A3'],
      ],
      [
        ['A1', 'A2'],
        ['A3', 'B1'],
      ],
    ])
      expect(() =>
        splitCell(town(), code('A'), { children: groups.map((group) => group.map(code)) }, into),
      ).toThrow(refused('wrong-children'));
  });

  test('not into another number of pieces, nor into codes that are borne, nor above the leaves by a line', () => {
    const line = [plot(1, -1), plot(1, 3)];
    const [c, d, borne] = ['C', 'D', 'B1'].map((one) => ({ code: code(one) })) as [
      { code: GridCode },
      { code: GridCode },
      { code: GridCode },
    ];
    expect(() => splitCell(town(), code('A1'), { line }, [c])).toThrow(refused('wrong-count'));
    expect(() => splitCell(town(), code('A1'), { line }, [c, borne])).toThrow(
      refused('code-taken'),
    );
    expect(() => splitCell(town(), code('A1'), { line }, [c, c])).toThrow(refused('code-taken'));
    expect(() => splitCell(town(), code('A'), { line }, [c, d])).toThrow(refused('not-a-leaf'));
    expect(() => splitCell(town(), code('Z'), { line }, [c, d])).toThrow(refused('unknown-code'));
    const virtual = gridHierarchy(collection([cell('V', null)]));
    expect(() => splitCell(virtual, code('V'), { line }, [c, d])).toThrow(refused('nothing-drawn'));
  });
});

describe('grids are merged', () => {
  test('those of one community become one, inner borders fall away', () => {
    const after = revised(
      town(),
      mergeCells(town(), [code('A1'), code('A2')], { code: code('A5') }),
    );
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    expect(plots(after, 'A5')).toBe(4);
    expect(after.has(code('A1'))).toBe(false);
  });

  test('communities too, with all their grids', () => {
    const after = revised(town(), mergeCells(town(), [code('A'), code('B')], { code: code('C') }));
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    expect(after.children(code('C'))).toHaveLength(8);
    expect(plots(after, 'C')).toBe(16);
  });

  test('not across communities, and not one with itself', () => {
    const merge =
      (...codes: string[]) =>
      () =>
        mergeCells(town(), codes.map(code), { code: code('C') });
    expect(merge('A1', 'B1')).toThrow(refused('other-parent'));
    expect(merge('A1', 'A1')).toThrow(refused('too-few-cells'));
    expect(merge('A1', 'Z')).toThrow(refused('unknown-code'));
  });
});

describe('a grid goes to another community', () => {
  test('which is drawn with it, the one that it leaves without it, the street as before', () => {
    const change = transferCell(town(), code('A2'), code('B'));
    expect(drawnIn(change.cells)).toEqual(['A', 'A2', 'B']);
    const after = revised(town(), change);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    expect(['A', 'B', 'S'].map((one) => plots(after, one))).toEqual([6, 10, 16]);
  });

  test('where a community covers what lies below it, only the other is drawn', () => {
    expect(drawnIn(transferCell(town(false), code('A2'), code('B')).cells)).toEqual(['A2', 'B']);
  });

  test('not to its own, and a community not below itself', () => {
    expect(() => transferCell(town(), code('A2'), code('A'))).toThrow(refused('nothing-moves'));
    expect(() => transferCell(town(), code('A'), code('A2'))).toThrow(refused('circular-parent'));
    expect(() => transferCell(town(), code('Z'), code('A'))).toThrow(refused('unknown-code'));
  });
});

describe('grids are rearranged', () => {
  const to = (one: string, parent: string) => ({ code: code(one), parent: code(parent) });
  const moves = [to('A2', 'B'), to('A4', 'C'), to('B1', 'C'), to('B4', 'A')];
  const establish = [{ code: code('C'), parent: code('S'), level: 3, properties: { name: '中' } }];

  test('each community that is drawn is drawn anew once, one that comes is drawn as they are', () => {
    const change = rearrangeCells(town(), { moves, establish });
    expect(drawnIn(change.cells)).toEqual(['A', 'A2', 'A4', 'B', 'B1', 'B4', 'C']);
    const after = revised(town(), change);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    expect(['A', 'B', 'C', 'S'].map((one) => plots(after, one))).toEqual([6, 6, 4, 16]);
    expect(after.cell(code('C'))).toMatchObject({ parent: 'S', level: 3, name: '中' });
    expect(after.feature(code('C')).geometry).not.toBeNull();
    const one = moves.reduce(
      (street, move) =>
        move.parent === 'C'
          ? street
          : revised(street, transferCell(street, move.code, move.parent)),
      town(),
    );
    expect(['A', 'B'].map((all) => plots(one, all))).toEqual([8, 8]);
  });

  test('where communities cover what lies below them, so does one that comes', () => {
    const bare = gridHierarchy(
      collection(
        town().codes.map((one) =>
          one === 'A' || one === 'B'
            ? { ...town().feature(one), geometry: null }
            : town().feature(one),
        ),
      ),
    );
    const after = revised(bare, rearrangeCells(bare, { moves, establish }));
    expect(after.feature(code('C')).geometry).toBeNull();
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('a community that is emptied ceases', () => {
    const all = ['A1', 'A2', 'A3', 'A4'].map((one) => to(one, 'B'));
    const change = rearrangeCells(town(), { moves: all, abolish: [code('A')] });
    const after = revised(town(), change);
    expect(after.has(code('A'))).toBe(false);
    expect([plots(after, 'B'), after.children(code('B')).length]).toEqual([16, 8]);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('what contradicts itself is refused', () => {
    const refuses = (words: Rearrangement, word: string) =>
      expect(() => rearrangeCells(town(), words)).toThrow(refused(word));
    refuses({ moves: [] }, 'nothing-moves');
    refuses({ moves: [to('A1', 'A')] }, 'nothing-moves');
    refuses({ moves: [to('Z', 'A')] }, 'unknown-code');
    refuses({ moves: [to('A1', 'Z')] }, 'unknown-code');
    refuses({ moves: [to('A1', 'B')], abolish: [code('Z')] }, 'unknown-code');
    refuses({ moves: [to('A1', 'B'), to('A1', 'S')] }, 'wrong-cells');
    refuses({ moves: [to('A', 'A1')] }, 'circular-parent');
    refuses({ moves: [to('A1', 'B')], abolish: [code('A')] }, 'children-left');
    refuses(
      { moves: [to('A1', 'B')], establish: [{ code: code('B2'), parent: code('S') }] },
      'code-taken',
    );
  });
});

describe('a grid comes or ceases', () => {
  test('on new land, and the communities above grow by it', () => {
    const land = rectangle(8, 0, 9, 1);
    const change = establishCell(town(), { code: code('B5'), parent: code('B') }, land);
    expect(drawnIn(change.cells)).toEqual(['B', 'B5', 'S']);
    const after = revised(town(), change);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    expect(['B', 'S'].map((one) => plots(after, one))).toEqual([9, 17]);
    const before = revised(after, abolishCell(after, code('B5')));
    expect(before.validate()).toEqual({ seamless: true, defects: [] });
    expect(['B', 'S'].map((one) => plots(before, one))).toEqual([8, 16]);
  });

  test('on land that somebody has it overlaps', () => {
    const change = establishCell(
      town(),
      { code: code('B5'), parent: code('B') },
      rectangle(7, 0, 8, 1),
    );
    const { defects } = revised(town(), change).validate();
    expect(defects.map(({ type }) => type)).toEqual(['overlap']);
  });

  test('a chat group has no place, and changes nobody’s', () => {
    const group = { code: code('群'), parent: code('A1'), properties: { kind: 'virtual' } };
    const change = establishCell(town(), group);
    expect(drawnIn(change.cells)).toEqual(['群']);
    const after = revised(town(), change);
    expect([after.leafCount, after.cell(code('群'))?.kind]).toEqual([8, 'virtual']);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('not twice, not under nobody, not without an area, and not with grids below', () => {
    const [one, other] = [code('B1'), code('B5')];
    const land = rectangle(8, 0, 9, 1);
    expect(() => establishCell(town(), { code: one, parent: code('B') }, land)).toThrow(
      refused('code-taken'),
    );
    expect(() => establishCell(town(), { code: other, parent: code('Z') }, land)).toThrow(
      refused('unknown-code'),
    );
    expect(() =>
      establishCell(
        town(),
        { code: other, parent: code('B') },
        { type: 'Polygon', coordinates: [] },
      ),
    ).toThrow(refused('nothing-drawn'));
    expect(() => abolishCell(town(), code('A'))).toThrow(refused('children-left'));
    expect(() => abolishCell(town(), code('Z'))).toThrow(refused('unknown-code'));
  });
});

describe('a border is moved', () => {
  test('what an area has of one grid goes to another, and so from community to community', () => {
    const area = rectangle(3.5, -1, 9, 3);
    const change = moveBorder(town(), code('A2'), code('B1'), area);
    const after = revised(town(), change);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    expect(['A2', 'B1', 'A', 'B'].map((one) => plots(after, one))).toEqual([1.5, 2.5, 7.5, 8.5]);
    expect(drawnIn(change.cells)).toEqual(['A', 'A2', 'A4', 'B', 'B1', 'S']);
  });

  test('not where the area has nothing of it or all of it, nor above the leaves', () => {
    const far = rectangle(7, 0, 8, 1);
    const all = rectangle(0, 0, 8, 2);
    expect(() => moveBorder(town(), code('A2'), code('B1'), far)).toThrow(refused('nothing-moves'));
    expect(() => moveBorder(town(), code('A2'), code('A2'), all)).toThrow(refused('nothing-moves'));
    expect(() => moveBorder(town(), code('A2'), code('B1'), all)).toThrow(refused('nothing-left'));
    expect(() => moveBorder(town(), code('A'), code('B1'), all)).toThrow(refused('not-a-leaf'));
    expect(() => moveBorder(town(), code('A2'), code('Z'), all)).toThrow(refused('unknown-code'));
    expect(() =>
      moveBorder(town(), code('A2'), code('B1'), { type: 'Polygon', coordinates: [] }),
    ).toThrow(refused('nothing-moves'));
  });
});

test('a community gets another code, under names of one’s own', () => {
  const features = town().codes.map((one) => {
    const { properties, ...feature } = town().feature(one);
    return { ...feature, properties: { 编码: one, 上级: properties['parent'], 户数: 9 } };
  });
  const names = { code: '编码', parent: '上级' };
  const street = gridHierarchy(collection(features), names);
  const change = renumberCell(
    street,
    code('A'),
    { code: code('330702'), properties: { 户数: 8 } },
    { names },
  );
  const after = revised(street, change);
  expect(after.path(code('A1'))).toEqual(['S', '330702', 'A1']);
  expect(after.cell(code('330702'))?.properties).toEqual({ 编码: '330702', 上级: 'S', 户数: 8 });
  expect(after.validate()).toEqual({ seamless: true, defects: [] });
});

describe('buildings stand in a grid and tile nothing', () => {
  const street = gridHierarchy(
    collection(
      [
        cell('S', null, rectangle(0, 0, 4, 1)),
        cell('A', 'S', rectangle(0, 0, 2, 1)),
        cell('B', 'S', rectangle(2, 0, 4, 1)),
        cell('1号楼', 'A', rectangle(0.1, 0.1, 0.3, 0.3)),
        cell('2号楼', 'A', rectangle(1.5, 0.1, 1.7, 0.3)),
        cell('一家亲群', 'A'),
      ].map((feature) => {
        const { code: one } = feature.properties;
        const level = String(one).endsWith('楼') ? 'building' : one === 'S' ? 'street' : 'grid';
        const kind = one === '一家亲群' ? 'virtual' : 'base';
        return { ...feature, properties: { ...feature.properties, level, kind } };
      }),
    ),
    { levels: streetLevels },
  );
  const [first, second, group] = ['1号楼', '2号楼', '一家亲群'].map(code) as [
    GridCode,
    GridCode,
    GridCode,
  ];
  const parentsIn = (hierarchy: GridHierarchy) =>
    [first, second, group].map((one) => hierarchy.cell(one)?.parent);

  test('a grid is split, and each goes under the piece that has its label', () => {
    const line = [plot(1, -1), plot(1, 2)];
    const into = ['C', 'D'].map((one) => ({ code: code(one) }));
    const change = splitCell(street, code('A'), { line }, into);
    const after = revised(street, change);
    expect(parentsIn(after)).toEqual(['C', 'D', 'C']);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    const cells = street.codes.map(street.feature);
    const adopt = { type: 'adopt', effective: '2026-01-01', cells, levels: streetLevels } as const;
    const events = [...divisionDecider.decide(adopt, divisionDecider.initial)];
    const { given } = specification(divisionDecider);
    events.push(
      ...divisionDecider.decide({ ...change, effective: '2026-02-01' }, given(events).state()),
    );
    const then = divisionTimeline(events).at('2026-02-01');
    expect(then?.leafCount).toBe(3);
    expect(then?.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('a border is moved, and those in the area go with it', () => {
    const change = moveBorder(street, code('A'), code('B'), rectangle(1.4, -1, 2, 2));
    const after = revised(street, change);
    expect(parentsIn(after)).toEqual(['A', 'B', 'A']);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    const { given } = specification(divisionDecider);
    const cells = street.codes.map(street.feature);
    const adopted = divisionDecider.decide(
      { type: 'adopt', effective: '2026-01-01', cells },
      divisionDecider.initial,
    );
    const command = { ...change, effective: '2026-02-01' };
    expect(divisionDecider.decide(command, given(adopted).state())).toHaveLength(1);
  });

  test('grids are rearranged, and what stands right in a community goes along with its ground', () => {
    const level = (feature: GridFeature, name: string, kind = 'base') => ({
      ...feature,
      properties: { ...feature.properties, level: name, kind },
    });
    const before = gridHierarchy(
      collection([
        level(cell('S', null), 'street'),
        ...['A', 'B'].map((one) => level(cell(one, 'S'), 'community')),
        level(cell('A1', 'A', rectangle(0, 0, 1, 1)), 'grid'),
        level(cell('A2', 'A', rectangle(1, 0, 2, 1)), 'grid'),
        level(cell('B1', 'B', rectangle(2, 0, 3, 1)), 'grid'),
        level(cell('1号楼', 'A', rectangle(1.2, 0.2, 1.4, 0.4)), 'building'),
        level(cell('群', 'A'), 'community', 'virtual'),
      ]),
      { levels: streetLevels },
    );
    const [a1, a2, c] = ['A1', 'A2', 'C'].map(code) as [GridCode, GridCode, GridCode];
    const some = rearrangeCells(before, { moves: [{ code: a2, parent: code('B') }] });
    const after = revised(before, some);
    expect(['1号楼', '群'].map((one) => after.cell(code(one))?.parent)).toEqual(['B', 'A']);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    const all = rearrangeCells(before, {
      moves: [
        { code: a1, parent: c },
        { code: a2, parent: code('B') },
      ],
      establish: [{ code: c, parent: code('S'), level: 'community' }],
      abolish: [code('A')],
    });
    const then = revised(before, all);
    expect(['1号楼', '群'].map((one) => then.cell(code(one))?.parent)).toEqual(['B', 'C']);
    expect(then.validate()).toEqual({ seamless: true, defects: [] });
    const { given } = specification(divisionDecider);
    const cells = before.codes.map(before.feature);
    const adopted = divisionDecider.decide(
      { type: 'adopt', effective: '2026-01-01', cells, levels: streetLevels },
      divisionDecider.initial,
    );
    for (const change of [some, all])
      expect(
        divisionDecider.decide({ ...change, effective: '2026-02-01' }, given(adopted).state()),
      ).toHaveLength(1);
  });

  test('a building is put up in a grid and pulled down again, and nobody’s land changes', () => {
    const place = { code: code('3号楼'), parent: code('B'), level: 'building' };
    const change = establishCell(street, place, rectangle(2.2, 0.2, 2.4, 0.4));
    expect(drawnIn(change.cells)).toEqual(['3号楼']);
    const after = revised(street, change);
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
    expect(abolishCell(after, place.code).cells).toEqual([]);
  });

  test('one that is put under another grid takes no ground along', () => {
    const change = transferCell(street, second, code('B'));
    expect(drawnIn(change.cells)).toEqual(['2号楼']);
    expect(() => splitCell(street, second, { line: [plot(1.6, 0), plot(1.6, 1)] }, [])).toThrow(
      refused('not-a-leaf'),
    );
  });
});
