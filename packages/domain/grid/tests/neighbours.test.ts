import { type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import { neighbours } from '@civigrid/grid/around';
import { gridCode } from '@civigrid/kernel';
import { distanceMetres, type Point } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CityFeature,
  collectionOf,
  leavesOf,
  syntheticCity,
} from '../bench/synthetic-city.ts';
import { rectangle } from './rectangle.ts';
import { collection, type Feature, randomFrom, tiling } from './tiling.ts';

/** The borders of each leaf by their segments, and how many metres two leaves have in common. */
function commonSegments(leaves: readonly CityFeature[]): ReadonlyMap<string, number> {
  const owners = new Map<string, { readonly metres: number; readonly codes: Set<string> }>();
  for (const { properties, geometry } of leaves) {
    const rings =
      geometry?.type === 'Polygon' ? geometry.coordinates : (geometry?.coordinates.flat() ?? []);
    for (const ring of rings)
      for (let i = 0; i + 1 < ring.length; i++) {
        const [a, b] = [ring[i] as Point, ring[i + 1] as Point];
        const key = [a, b].map(String).sort().join(' ');
        const known = owners.get(key) ?? { metres: distanceMetres(a, b), codes: new Set() };
        known.codes.add(properties.code);
        owners.set(key, known);
      }
  }
  const found = new Map<string, number>();
  for (const { metres, codes } of owners.values())
    for (const one of codes)
      for (const other of codes)
        if (one !== other)
          found.set(`${one} ${other}`, (found.get(`${one} ${other}`) ?? 0) + metres);
  return found;
}

/** What the hierarchy says of all leaves, in the same form. */
function told(division: GridHierarchy): ReadonlyMap<string, number> {
  return new Map(
    Array.from({ length: division.leafCount }, (_, leaf) => division.leafCode(leaf)).flatMap(
      (code) =>
        code === undefined
          ? []
          : neighbours(division, code).map(
              (next) => [`${code} ${next.code}`, next.borderMetres] as const,
            ),
    ),
  );
}

function expectAlike(found: ReadonlyMap<string, number>, oracle: ReadonlyMap<string, number>) {
  expect([...found.keys()].sort()).toEqual([...oracle.keys()].sort());
  for (const [pair, metres] of oracle) expect(found.get(pair)).toBeCloseTo(metres, 3);
}

const cell = (
  code: string,
  parent: string | null,
  box: readonly [number, number, number, number] | readonly [],
  more: object = {},
) => ({
  type: 'Feature',
  properties: { code, parent, ...more },
  geometry: box.length === 0 ? null : rectangle(...box),
});
const named = (...features: unknown[]) => gridHierarchy(collection(features));
const namesOf = (division: GridHierarchy, code: string) =>
  neighbours(division, gridCode(code)).map((next) => next.code);

describe('two leaves are neighbours if they share a border of some length', () => {
  test('as many metres as their common segments have, with holes, exclaves and lakes', () => {
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), (seed, holes) => {
        const city = syntheticCity({ leaves: 40, seed, holes });
        const division = gridHierarchy(collectionOf(city.features));
        expectAlike(told(division), commonSegments(leavesOf(city)));
      }),
      { numRuns: 20 },
    );
  });

  test('also where each side leaves out vertices as it likes', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [rows, columns] = [4, 5];
        const { features, leaves } = tiling(randomFrom(seed), {
          rows,
          columns,
          step: 0.001,
          straight: true,
        });
        const code = (r: number, c: number) => (leaves[r * columns + c] as Feature).properties.code;
        const beside = Array.from({ length: rows * columns }, (_, i) => {
          const [r, c] = [Math.floor(i / columns), i % columns];
          return [
            ...(c + 1 < columns ? [[code(r, c), code(r, c + 1)]] : []),
            ...(r + 1 < rows ? [[code(r, c), code(r + 1, c)]] : []),
          ];
        }).flat();
        const pairs = beside.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]);
        const found = told(gridHierarchy(collection(features)));
        expect([...found.keys()].sort()).toEqual(pairs.sort());
        for (const pair of pairs) {
          const back = pair.split(' ').reverse().join(' ');
          expect(found.get(pair)).toBeCloseTo(found.get(back) as number, 2);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('one long side and two short ones: half of it each', () => {
    const division = named(
      cell('long', null, [0, 0, 1, 2]),
      cell('low', null, [1, 0, 2, 1]),
      cell('high', null, [1, 1, 2, 2]),
    );
    const metres = neighbours(division, gridCode('long'));
    expect(metres.map(({ code }) => code)).toEqual(['high', 'low']);
    const degree = distanceMetres([1, 0], [1, 1]);
    for (const { borderMetres } of metres) expect(borderMetres).toBeCloseTo(degree, -1);
    expect(namesOf(division, 'low')).toEqual(['high', 'long']);
  });

  test('a corner is no border, nor are the ends of two sides on one line', () => {
    const division = named(
      cell('a', null, [0, 0, 1, 1]),
      cell('b', null, [1, 1, 2, 2]),
      cell('c', null, [2, 2, 3, 3]),
      cell('d', null, [1, -1, 2, 0]),
      cell('beside', null, [3, 3.5, 4, 4]),
    );
    for (const code of division.codes) expect(namesOf(division, code)).toEqual([]);
  });

  test('a border that differs by less than the tolerance is one, by 1e-7 degree it is none', () => {
    const off = (by: number) =>
      namesOf(named(cell('a', null, [0, 0, 1, 1]), cell('b', null, [1 + by, 0, 2, 1])), 'a');
    expect(off(1e-8)).toEqual(['b']);
    expect(off(-1e-8)).toEqual(['b']);
    expect(off(1e-7)).toEqual([]);
  });

  test('of leaves that are drawn over each other the answer is the same from both hands', () => {
    const division = named(
      cell('a', null, [0, 0, 1, 1]),
      cell('b', null, [0, 0, 1, 1]),
      cell('c', null, [1, 0, 2, 1]),
      cell('d', null, [0.5, 0.5, 1.5, 1.5]),
    );
    const all = told(division);
    for (const pair of all.keys())
      expect([pair, all.has(pair.split(' ').reverse().join(' '))]).toEqual([pair, true]);
    expect(namesOf(division, 'c')).toEqual(['a']);
  });
});

describe('upper cells', () => {
  test('have the neighbours of their level, leaves of that level included', () => {
    const division = named(
      cell('S', null, [], { level: 'street' }),
      cell('S1', 'S', [], { level: 'community' }),
      cell('S11', 'S1', [0, 0, 1, 1], { level: 'grid' }),
      cell('S12', 'S1', [1, 0, 2, 1], { level: 'grid' }),
      cell('S2', 'S', [2, 0, 3, 1], { level: 'community' }),
      cell('T', null, [], { level: 'street' }),
      cell('T1', 'T', [], { level: 'community' }),
      cell('T11', 'T1', [0, 1, 3, 2], { level: 'grid' }),
    );
    expect(namesOf(division, 'S1')).toEqual(['S2', 'T1']);
    expect(namesOf(division, 'S2')).toEqual(['S12', 'T11']);
    expect(namesOf(division, 'S')).toEqual(['T']);
    expect(namesOf(division, 'S12')).toEqual(['S11', 'S2', 'T11']);
    const [s1, s2] = [
      neighbours(division, gridCode('T1'))[0],
      neighbours(division, gridCode('T1'))[1],
    ];
    expect([s1?.code, s2?.code]).toEqual(['S1', 'S2']);
    expect(s1?.borderMetres).toBeCloseTo(2 * (s2?.borderMetres ?? 0), -1);
  });

  test('without levels have those of their depth', () => {
    const division = named(
      cell('A', null, []),
      cell('A1', 'A', []),
      cell('A11', 'A1', [0, 0, 1, 1]),
      cell('A2', 'A', []),
      cell('A21', 'A2', [1, 0, 2, 1]),
      cell('B', null, [2, 0, 3, 1]),
    );
    expect(namesOf(division, 'A1')).toEqual(['A2']);
    expect(namesOf(division, 'A')).toEqual(['B']);
    expect(namesOf(division, 'A2')).toEqual(['A1']);
  });

  test('the borders of a community are those of its leaves with others’', () => {
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), (seed, straight) => {
        const { features } = tiling(randomFrom(seed), {
          rows: 3,
          columns: 6,
          step: 0.001,
          straight,
        });
        const division = gridHierarchy(collection(features));
        for (const code of division.children(gridCode('LS'))) {
          const sums = new Map<string, number>();
          for (const leaf of division.children(code))
            for (const next of neighbours(division, leaf)) {
              const peer = division.ancestorAt(next.code, 'community');
              if (peer && peer !== code) sums.set(peer, (sums.get(peer) ?? 0) + next.borderMetres);
            }
          const found = neighbours(division, code);
          expect(found.map((next) => next.code)).toEqual([...sums.keys()].sort());
          for (const next of found)
            expect(next.borderMetres).toBeCloseTo(sums.get(next.code) ?? 0, 3);
        }
      }),
      { numRuns: 20 },
    );
  });
});

test('chat groups, buildings and leaves without a place have no neighbours', () => {
  const levels = [
    { level: 'building', form: 'within', title: { 'zh-CN': '楼', en: 'b' } },
  ] as const;
  const division = gridHierarchy(
    collection([
      cell('a', null, [0, 0, 1, 1]),
      cell('b', null, [1, 0, 2, 1]),
      cell('chat', 'a', [], { kind: 'virtual' }),
      cell('house', 'a', [0.5, 0.5, 1, 1], { level: 'building' }),
      cell('nowhere', null, []),
    ]),
    { levels },
  );
  for (const code of ['chat', 'house', 'nowhere']) expect(namesOf(division, code)).toEqual([]);
  expect(namesOf(division, 'a')).toEqual(['b']);
});
