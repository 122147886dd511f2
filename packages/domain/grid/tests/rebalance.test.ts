import { describe as describeIn } from '@civigrid/grid/messages';
import {
  type RebalanceBorder,
  type RebalanceRequest,
  type RebalanceUnit,
  rebalance,
} from '@civigrid/grid/rebalance';
import { type GridCode, gridCode, isDomainError } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import { street } from './micro-grids.ts';
import { faultsOf } from './plan-faults.ts';

type Row = readonly [code: string, load: number, group?: string];

const unitsOf = (region: string, ...rows: readonly Row[]): readonly RebalanceUnit[] =>
  rows.map(([code, load, group]) => {
    const unit = { code: gridCode(code), load, region: gridCode(region) };
    return group === undefined ? unit : { ...unit, group: gridCode(group) };
  });

/** Borders of 50 m: `ab` joins a and b, `abc` a, b and c in a row. */
const along = (...rows: readonly string[]): readonly RebalanceBorder[] =>
  rows.flatMap((row) =>
    [...row.slice(1)].map((b, i) => ({
      a: gridCode(row[i] ?? ''),
      b: gridCode(b),
      metres: 50,
    })),
  );

const given = (
  units: readonly RebalanceUnit[],
  borders: readonly RebalanceBorder[],
  terms: Partial<RebalanceRequest> = {},
) => {
  const request: RebalanceRequest = {
    units,
    borders,
    target: { groups: 2 },
    tolerance: 0.1,
    seed: 1,
    ...terms,
  };
  const plan = rebalance(request);
  expect(faultsOf(request, plan)).toEqual([]);
  return plan;
};

const groupsOf = ({
  groups,
}: {
  readonly groups: readonly { code: string; units: readonly GridCode[] }[];
}) => Object.fromEntries(groups.map(({ code, units }) => [code, units.join('')]));

const refusal = (terms: Partial<RebalanceRequest>) => {
  try {
    given(unitsOf('S', ['a', 1], ['b', 1]), along('ab'), terms);
  } catch (error) {
    return isDomainError(error) ? [error.code, error.details] : error;
  }
  return 'accepted';
};

describe('a division that is good enough', () => {
  test('stays as it is', () => {
    const plan = given(
      unitsOf('S', ['a', 30, 'G1'], ['b', 33, 'G1'], ['c', 35, 'G2'], ['d', 30, 'G2']),
      along('abcd'),
    );
    expect(groupsOf(plan)).toEqual({ G1: 'ab', G2: 'cd' });
    expect(plan).toMatchObject({
      moved: [],
      movedLoad: 0,
      retired: [],
      unsatisfied: [],
      issues: [],
    });
    expect(plan.groups.map(({ isNew, deviation }) => [isNew, deviation.toFixed(3)])).toEqual([
      [false, '-0.016'],
      [false, '0.016'],
    ]);
  });

  test('stays with its number of grids where only the load is asked for', () => {
    const units = unitsOf('S', ['a', 50, 'G1'], ['b', 50, 'G1'], ['c', 50, 'G2'], ['d', 50, 'G2']);
    const plan = given(units, along('abcd'), { target: { load: 80 }, tolerance: 0.4 });
    expect(groupsOf(plan)).toEqual({ G1: 'ab', G2: 'cd' });
  });
});

describe('a grid that has outgrown the others', () => {
  const units = unitsOf(
    'S',
    ...([
      ['a', 20, 'G1'],
      ['b', 20, 'G1'],
      ['c', 20, 'G1'],
      ['d', 20, 'G1'],
      ['e', 20, 'G2'],
      ['f', 20, 'G2'],
    ] as const),
  );

  test('hands over the least that brings it back, to the neighbour that has room', () => {
    const plan = given(units, along('abcdef'));
    expect(groupsOf(plan)).toEqual({ G1: 'abc', G2: 'def' });
    expect(plan.moved).toEqual([{ code: 'd', from: 'G1', to: 'G2', load: 20 }]);
    expect(plan.movedLoad).toBe(20);
  });

  test('is split where the load of a grid asks for more of them; the part that is larger keeps the code', () => {
    const plan = given(units, along('abcdef'), { target: { load: 40 } });
    expect(plan.groups.map(({ code, isNew, load }) => [code, isNew, load])).toEqual([
      ['G1', false, 40],
      ['G2', false, 40],
      ['S+1', true, 40],
    ]);
    expect(plan.movedLoad).toBe(40);
  });

  test('a placeholder is never the code of something else', () => {
    const [first, ...others] = units;
    const taken = [{ ...(first as RebalanceUnit), group: gridCode('S+1') }, ...others];
    const plan = given(taken, along('abcdef'), { target: { groups: [[gridCode('S'), 3]] } });
    expect(new Set(plan.groups.map(({ code }) => code)).size).toBe(3);
  });

  test('grids that are too many retire, and their units are not lost', () => {
    const plan = given(units, along('abcdef'), { target: { groups: 1 } });
    expect(groupsOf(plan)).toEqual({ G1: 'abcdef' });
    expect(plan.retired).toEqual(['G2']);
  });
});

describe('what binds a plan', () => {
  test('a community’s border is not crossed, though a border is there to cross', () => {
    const units = [
      ...unitsOf('S', ['a', 60], ['b', 60], ['c', 60]),
      ...unitsOf('T', ['d', 20], ['e', 40]),
    ];
    const plan = given(units, along('abcde'), { target: { load: 60 } });
    expect(plan.groups.map(({ region, units: own }) => [region, own.join('')])).toEqual([
      ['S', 'a'],
      ['S', 'b'],
      ['S', 'c'],
      ['T', 'de'],
    ]);
  });

  test('units that share a building stay together, though the sums would be better otherwise', () => {
    const units = unitsOf('S', ['a', 30], ['b', 30], ['c', 30], ['d', 30]);
    const plan = given(units, along('abcd'), {
      whole: [['b', 'c'].map(gridCode)],
      tolerance: 0.6,
    });
    expect(plan.assignment.get(gridCode('b'))).toBe(plan.assignment.get(gridCode('c')));
    expect(plan.groups.map(({ load }) => load).sort()).toEqual([30, 90]);
  });

  test('units that share a building without a common border count as joined, and it is told', () => {
    const units = unitsOf('S', ['a', 30], ['b', 30], ['c', 30], ['d', 30]);
    const plan = given(units, along('abcd'), { whole: [['a', 'd'].map(gridCode)] });
    expect(groupsOf(plan)).toEqual({ 'S+1': 'ad', 'S+2': 'bc' });
    expect(plan.unsatisfied).toEqual([{ code: 'whole-apart', region: 'S', units: ['a', 'd'] }]);
  });

  test('meeting in a point is no border', () => {
    const units = unitsOf('S', ['a', 30], ['b', 30]);
    const corner = [{ a: gridCode('a'), b: gridCode('b'), metres: 0 }];
    expect(given(units, corner, { target: { groups: 1 } }).groups).toHaveLength(2);
  });
});

describe('what cannot be had is explained', () => {
  const bounds = { lower: 36, upper: 44 };

  test('one unit that is too large for any grid', () => {
    const units = unitsOf('S', ['a', 90], ['b', 40], ['c', 40]);
    const plan = given(units, along('abc'), { target: { load: 40 } });
    expect(groupsOf(plan)).toEqual({ 'S+1': 'a', 'S+2': 'b', 'S+3': 'c' });
    expect(plan.unsatisfied).toEqual([
      { code: 'load-too-large', region: 'S', units: ['a'], load: 90, ...bounds },
      {
        code: 'outside-tolerance',
        region: 'S',
        group: 'S+1',
        load: 90,
        ...bounds,
        why: 'load-too-large',
      },
    ]);
  });

  test('a community that is too small for a grid of that size', () => {
    const plan = given(unitsOf('S', ['a', 7], ['b', 8]), along('ab'), { target: { load: 40 } });
    expect(plan.unsatisfied).toEqual([
      { code: 'region-indivisible', region: 'S', unit: 'a', load: 15, groups: 1, ...bounds },
      {
        code: 'outside-tolerance',
        region: 'S',
        group: 'S+1',
        load: 15,
        ...bounds,
        why: 'region-indivisible',
      },
    ]);
  });

  test('units that cannot be combined: all divisions were looked at', () => {
    const plan = given(unitsOf('S', ['a', 30], ['b', 30], ['c', 20]), along('abc'), {
      target: { load: 40 },
    });
    expect(plan.unsatisfied).toEqual([
      {
        code: 'outside-tolerance',
        region: 'S',
        group: 'S+1',
        load: 30,
        ...bounds,
        why: 'no-such-division',
      },
      {
        code: 'outside-tolerance',
        region: 'S',
        group: 'S+2',
        load: 50,
        ...bounds,
        why: 'no-such-division',
      },
    ]);
  });

  test('in a sentence, with the reason', () => {
    const plan = given(unitsOf('S', ['a', 7]), [], { target: { load: 40 } });
    expect(plan.unsatisfied.map((found) => describeIn(found, 'en'))).toEqual([
      'The load of the community cannot be divided into grids of that size: S, a',
      'The load of the grid lies outside the tolerance: S+1 (The load of the community cannot be divided into grids of that size)',
    ]);
    expect(
      describeIn({ code: 'grid/bad-load', path: ['units', 1], unit: gridCode('b') }, 'zh-CN'),
    ).toBe('单元的负荷须为 0 至 10 亿的整数：b');
    expect(describeIn({ code: 'other-number-of-groups', asked: 2, groups: 3 }, 'zh-CN')).toBe(
      '网格个数与要求不同',
    );
  });

  test('a community in pieces, and a unit without a border', () => {
    const units = unitsOf('S', ['a', 40], ['b', 20], ['c', 20], ['d', 3]);
    const plan = given(units, along('bc'), { target: { load: 40 } });
    expect(plan.unsatisfied).toEqual([
      { code: 'region-in-pieces', region: 'S', pieces: 3 },
      { code: 'unit-without-border', region: 'S', unit: 'a', load: 40 },
      { code: 'unit-without-border', region: 'S', unit: 'd', load: 3 },
      { code: 'region-indivisible', region: 'S', unit: 'd', load: 3, groups: 1, ...bounds },
      {
        code: 'outside-tolerance',
        region: 'S',
        group: 'S+3',
        load: 3,
        ...bounds,
        why: 'region-indivisible',
      },
    ]);
  });

  test('more grids asked for than there are units, or fewer than there are pieces', () => {
    const units = unitsOf('S', ['a', 40], ['b', 40]);
    const code = 'other-number-of-groups';
    const many = given(units, along('ab'), { target: { groups: 3 } });
    expect(many.unsatisfied[0]).toEqual({ code, asked: 3, groups: 2 });
    const few = given(units, [], { target: { groups: [[gridCode('S'), 1]] } });
    expect(few.unsatisfied[0]).toEqual({ code, region: 'S', asked: 1, groups: 2 });
  });

  test('a grid of today in two places, or in two communities', () => {
    const units = [
      ...unitsOf('S', ['a', 40, 'G1'], ['b', 40, 'G2'], ['c', 40, 'G1']),
      ...unitsOf('T', ['d', 39, 'G2'], ['e', 2, 'G3']),
    ];
    const plan = given(units, along('abc', 'de'), { target: { load: 40 } });
    expect(plan.unsatisfied).toEqual([
      { code: 'not-contiguous-today', region: 'S', group: 'G1', pieces: 2 },
      { code: 'across-regions-today', group: 'G2', regions: ['S', 'T'] },
    ]);
    expect(groupsOf(plan)).toEqual({ G1: 'a', G2: 'b', G3: 'de', 'S+1': 'c' });
  });
});

describe('what comes in', () => {
  test('terms without sense are refused', () => {
    expect(refusal({ tolerance: 1 })).toEqual(['grid/bad-tolerance', {}]);
    expect(refusal({ tolerance: Number.NaN })).toEqual(['grid/bad-tolerance', {}]);
    expect(refusal({ seed: 0.5 })).toEqual(['grid/bad-seed', {}]);
    expect(refusal({ effort: 0 })).toEqual(['grid/bad-effort', {}]);
    expect(refusal({ target: { load: 0 } })).toEqual(['grid/bad-target', {}]);
    expect(refusal({ target: { groups: 1.5 } })).toEqual(['grid/bad-target', {}]);
    expect(refusal({ target: { groups: [] } })).toEqual(['grid/bad-target', { region: 'S' }]);
    const unknown = [gridCode('S'), gridCode('T')].map((region) => [region, 1] as const);
    expect(refusal({ target: { groups: unknown } })).toEqual(['grid/bad-target', { region: 'T' }]);
  });

  test('units, borders and sets that cannot be used are told with their place, and the rest is divided', () => {
    const units = [
      ...unitsOf('S', ['a', 30], ['b', -1], ['c', 1.5], ['a', 99], ['d', 30]),
      { code: '' as GridCode, load: 30, region: gridCode('S') },
      { code: gridCode('e'), load: 30, region: '' as GridCode },
      null as unknown as RebalanceUnit,
    ];
    const borders = [
      ...along('ad', 'ax', 'aa'),
      { a: gridCode('a'), b: gridCode('d'), metres: Number.NaN },
      null as unknown as RebalanceBorder,
    ];
    const plan = given(units, borders, { whole: [[gridCode('y'), gridCode('a')]] });
    expect(plan.assignment.size).toBe(2);
    expect(plan.issues).toEqual([
      { code: 'grid/bad-load', path: ['units', 1, 'load'], unit: 'b' },
      { code: 'grid/bad-load', path: ['units', 2, 'load'], unit: 'c' },
      { code: 'grid/duplicate-unit', path: ['units', 3, 'code'], unit: 'a' },
      { code: 'grid/unit-without-code', path: ['units', 5, 'code'] },
      { code: 'grid/unit-without-region', path: ['units', 6, 'region'], unit: 'e' },
      { code: 'grid/unit-without-code', path: ['units', 7, 'code'] },
      { code: 'grid/unknown-unit', path: ['borders', 1, 'b'], unit: 'x' },
      { code: 'grid/bad-border', path: ['borders', 2] },
      { code: 'grid/bad-border', path: ['borders', 3] },
      { code: 'grid/bad-border', path: ['borders', 4] },
      { code: 'grid/unknown-unit', path: ['whole', 0, 0], unit: 'y' },
    ]);
  });

  test('a set across communities stays together in each', () => {
    const units = [...unitsOf('S', ['a', 9], ['b', 9]), ...unitsOf('T', ['c', 9], ['d', 9])];
    const whole = [['a', 'b', 'c', 'd'].map(gridCode)];
    const plan = given(units, along('abcd'), { target: { groups: 2 }, whole });
    expect(plan.issues).toEqual([{ code: 'grid/whole-across-regions', path: ['whole', 0] }]);
    expect(groupsOf(plan)).toEqual({ 'S+1': 'ab', 'T+1': 'cd' });
  });

  test('codes may be words that mean something to a machine', () => {
    const units = unitsOf('constructor', ['__proto__', 5, 'toString'], ['valueOf', 5, 'toString']);
    const borders = [{ a: gridCode('__proto__'), b: gridCode('valueOf'), metres: 1 }];
    expect(given(units, borders).groups.map(({ code }) => code)).toEqual([
      'constructor+1',
      'toString',
    ]);
  });

  test('nothing to divide makes an empty plan', () => {
    expect(given([], [], { target: { load: 5 } })).toMatchObject({ groups: [], unsatisfied: [] });
  });
});

describe('a street of 15 communities, 1,623 micro-grids and about 54,000 households', () => {
  const terms = { target: { groups: 55 }, tolerance: 0.1, seed: 7 };

  test('is divided into 55 grids within a tenth, from today’s division and from nothing', () => {
    const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
    for (const seed of seeds)
      for (const withToday of [true, false]) {
        const request = { ...street(seed, withToday), ...terms };
        const plan = rebalance(request);
        expect(faultsOf(request, plan)).toEqual([]);
        expect(plan.groups).toHaveLength(55);
        expect(plan.unsatisfied).toEqual([]);
        expect(
          Math.max(...plan.groups.map(({ deviation }) => Math.abs(deviation))),
        ).toBeLessThanOrEqual(0.1);
        if (withToday) expect(plan.retired).toEqual([]);
      }
  });

  test('most households keep their grid: strips of unlike width, of which a tenth to a sixth has to go', () => {
    const { units, borders } = street(1, true);
    const plan = rebalance({ units, borders, ...terms });
    const load = units.reduce((sum, unit) => sum + unit.load, 0);
    const today = new Map<GridCode, number>();
    for (const { group, load: own } of units)
      if (group !== undefined) today.set(group, (today.get(group) ?? 0) + own);
    const target = load / 55;
    const mustGo = [...today.values()].reduce(
      (sum, own) => sum + Math.max(0, own - Math.floor(1.1 * target)),
      0,
    );
    expect(plan.movedLoad).toBeGreaterThanOrEqual(mustGo);
    expect(plan.movedLoad).toBeLessThan(2 * mustGo);
  });

  test('a change in one community leaves the plan of the others alone', () => {
    const { units, borders } = street(3, true);
    const regions = new Map(
      units.map(({ region }) => [region, Number(region.slice(3)) <= 10 ? 4 : 3]),
    );
    const request = { units, borders, ...terms, target: { groups: regions } };
    const before = rebalance(request);
    const changed = units.map((unit, i) => (i === 0 ? { ...unit, load: unit.load + 300 } : unit));
    const after = rebalance({ ...request, units: changed });
    const elsewhere = (plan: typeof before) =>
      plan.groups.filter(({ region }) => region !== units[0]?.region);
    expect(elsewhere(after)).toEqual(elsewhere(before));
    expect(after.groups).not.toEqual(before.groups);
  });
});
