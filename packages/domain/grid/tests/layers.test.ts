import { gridHierarchy } from '@civigrid/grid';
import {
  type CellTree,
  careGroups,
  chatGroups,
  gridLayers,
  households,
  type LayerEntry,
  ownersOnline,
  population,
  ratioOf,
  resources,
} from '@civigrid/grid/layers';
import { describe as tell } from '@civigrid/grid/messages';
import { type GridCode, gridCode } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const code = gridCode;
const refusal = (wanted: string) => expect.objectContaining({ code: wanted });
const treeOf = (links: Readonly<Record<string, readonly string[]>>): CellTree => {
  const children = new Map(Object.entries(links));
  return { children: (cell) => (children.get(cell) ?? []).map(code) };
};
const street = treeOf({ LS: ['LS.01', 'LS.02'], 'LS.01': ['LS.01.01', 'LS.01.02', 'LS.01.03'] });
const set = (cell: string, layer: string, day: string, value: unknown) =>
  ({ cell: code(cell), layer, day, value }) as LayerEntry;
const empty = gridLayers([
  households,
  population,
  careGroups,
  resources,
  chatGroups,
  ownersOnline,
  { name: 'green', kind: 'amount', unit: 'm²' },
  { name: 'motto', kind: 'text' },
  { name: 'rank', kind: 'count', sum: 'none' },
]);

describe('a value holds from its day on', () => {
  const { layers } = empty.set([
    set('LS.01.01', 'households', '2026-03-01', 34),
    set('LS.01.01', 'households', '2026-01-01', 33),
    set('LS.01.01', 'households', '2026-06-01', null),
  ]);
  const on = (day: string) => layers.at(day).value(code('LS.01.01'), 'households');

  test('from its day to the day before the next', () => {
    expect(['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-05-31'].map(on)).toEqual([
      undefined,
      33,
      33,
      34,
      34,
    ]);
    expect(on('2026-06-01')).toBeUndefined();
    expect(layers.at('2026-02-01').value(code('LS.02'), 'households')).toBeUndefined();
  });

  test('its history is told from the earliest day', () => {
    expect(layers.history(code('LS.01.01'), 'households')).toEqual([
      { day: '2026-01-01', value: 33 },
      { day: '2026-03-01', value: 34 },
      { day: '2026-06-01', value: null },
    ]);
    expect(layers.history(code('LS.01.02'), 'households')).toEqual([]);
  });

  test('a later batch corrects a day, the layers before know nothing of it', () => {
    const corrected = layers.set([set('LS.01.01', 'households', '2026-01-01', 32)]).layers;
    expect(corrected.at('2026-01-15').value(code('LS.01.01'), 'households')).toBe(32);
    expect(on('2026-01-15')).toBe(33);
    expect(empty.entries()).toEqual([]);
  });

  test('what is written down and set again is the same', () => {
    const again = empty.set(JSON.parse(JSON.stringify(layers.entries())));
    expect(again.issues).toEqual([]);
    expect(again.layers.entries()).toEqual(layers.entries());
  });

  test('histories that are not touched are shared', () => {
    const next = layers.set([set('LS.02', 'households', '2026-01-01', 1)]).layers;
    expect(next.history(code('LS.01.01'), 'households')).toBe(
      layers.history(code('LS.01.01'), 'households'),
    );
    expect(layers.set([]).layers).toBe(layers);
  });
});

describe('adding up', () => {
  const { layers, issues } = empty.set([
    set('LS.01.01', 'households', '2026-01-01', 33),
    set('LS.01.02', 'households', '2026-01-01', 30),
    set('LS.02', 'households', '2026-01-01', 400),
    set('LS.01', 'households', '2026-01-01', 100),
    set('LS.01.01', 'owners-online', '2026-01-01', { numerator: 30, denominator: 33 }),
    set('LS.01.02', 'owners-online', '2026-01-01', { numerator: 1, denominator: 300 }),
    set('LS.01.02', 'population', '2026-01-01', {
      '0-5': 1,
      '6-17': 2,
      '18-59': 3,
      '60-79': 4,
      '80+': 5,
    }),
    set('LS.02', 'population', '2026-01-01', {
      '0-5': 10,
      '6-17': 0,
      '18-59': 0,
      '60-79': 0,
      '80+': 1,
    }),
    set('LS', 'chat-groups', '2026-01-01', 1),
    set('LS.01', 'chat-groups', '2026-01-01', 2),
    set('LS.01.01', 'chat-groups', '2026-01-01', 1),
    set('LS', 'green', '2026-01-01', -0.5),
    set('LS', 'rank', '2026-01-01', 1),
  ]);
  const view = layers.at('2026-02-01');

  test('nobody is counted twice: the lowest cells that have a value count, and what is missing is told', () => {
    expect(issues).toEqual([]);
    expect(view.sum(code('LS'), 'households', street)).toEqual({
      value: 463,
      counted: 3,
      missing: 1,
    });
    expect(view.sum(code('LS.01'), 'households', street)).toEqual({
      value: 63,
      counted: 2,
      missing: 1,
    });
    expect(view.sum(code('LS.01.03'), 'households', street)).toEqual({ counted: 0, missing: 1 });
    expect(layers.at('2025-01-01').sum(code('LS'), 'households', street)).toEqual({
      counted: 0,
      missing: 4,
    });
  });

  test('a cell’s own value stands for all below where none of them has one', () => {
    expect(view.sum(code('LS'), 'green', street)).toEqual({ value: -0.5, counted: 1, missing: 0 });
  });

  test('of a ratio both counts are added apart', () => {
    const { value } = view.sum(code('LS'), 'owners-online', street);
    expect(value).toEqual({ numerator: 31, denominator: 333 });
    expect(value && ratioOf(value)).toBe(31 / 333);
    expect(ratioOf({ numerator: 0, denominator: 0 })).toBeUndefined();
  });

  test('of a population each part is added', () => {
    expect(view.sum(code('LS'), 'population', street).value).toEqual({
      '0-5': 11,
      '6-17': 2,
      '18-59': 3,
      '60-79': 4,
      '80+': 6,
    });
  });

  test('the groups of a community count beside those of its grids', () => {
    expect(view.sum(code('LS'), 'chat-groups', street)).toEqual({
      value: 4,
      counted: 3,
      missing: 3,
    });
  });

  test('what does not add up, and what is no layer or day, is refused', () => {
    for (const layer of ['rank', 'motto', 'resources'] as const)
      expect(() => view.sum(code('LS'), layer, street)).toThrow(refusal('grid/layer-not-summed'));
    expect(() => view.value(code('LS'), '__proto__' as 'rank')).toThrow(
      refusal('grid/unknown-layer'),
    );
    expect(() => layers.history(code('LS'), 'toString' as 'rank')).toThrow(
      refusal('grid/unknown-layer'),
    );
    for (const day of ['2026-02-30', '2026-2-3', '', undefined as unknown as string])
      expect(() => layers.at(day)).toThrow(refusal('grid/invalid-day'));
  });

  test('a tree of a hundred thousand levels, and one that goes round, are added up', () => {
    const deep: CellTree = {
      children: (cell) => (Number(cell) < 100_000 ? [code(String(Number(cell) + 1))] : []),
    };
    const low = empty.set([set('100000', 'households', '2026-01-01', 7)]).layers.at('2026-01-01');
    expect(low.sum(code('0'), 'households', deep)).toEqual({ value: 7, counted: 1, missing: 0 });
    const round = treeOf({ a: ['b', 'c'], b: ['a'] });
    const two = empty
      .set([set('b', 'households', '2026-01-01', 1), set('c', 'households', '2026-01-01', 2)])
      .layers.at('2026-01-01');
    expect(two.sum(code('a'), 'households', round)).toEqual({ value: 3, counted: 2, missing: 0 });
  });
});

describe('bulk data never throws', () => {
  test('each entry that cannot be is told with its number', () => {
    const bad: readonly unknown[] = [
      null,
      'x',
      { layer: 'households', day: '2026-01-01', value: 1 },
      set('LS', 'dogs', '2026-01-01', 1),
      set('LS', '__proto__', '2026-01-01', 1),
      set('LS', 'households', '2026-02-29', 1),
      set('LS', 'households', '2026-01-01', 1),
      set('LS', 'households', '2026-01-01', 2),
    ];
    const { layers, accepted, issues } = empty.set(bad as LayerEntry[]);
    expect(issues.map(({ code: what, path }) => `${path.join('.')} ${what}`)).toEqual([
      '0 layer-not-an-entry',
      '1 layer-not-an-entry',
      '2.cell layer-bad-cell',
      '3.layer layer-unknown',
      '4.layer layer-unknown',
      '5.day layer-bad-day',
      '7.day layer-day-twice',
    ]);
    expect(issues[3]).toEqual({
      code: 'layer-unknown',
      path: [3, 'layer'],
      cell: 'LS',
      layer: 'dogs',
    });
    expect(issues.slice(-1).map((issue) => tell(issue, 'zh-CN'))).toEqual([
      '同一网格、图层和日期重复，保留第一条：LS',
    ]);
    expect(accepted).toEqual([bad[6]]);
    expect(layers.at('2026-01-01').value(code('LS'), 'households')).toBe(1);
  });

  test.each([
    ['households', -1],
    ['households', 1.5],
    ['households', '33'],
    ['households', undefined],
    ['green', Number.NaN],
    ['green', Infinity],
    ['population', { '0-5': 1 }],
    ['population', { '0-5': 1, '6-17': 2, '18-59': 3, '60-79': 4, '80+': 5, name: 1 }],
    ['population', Object.create({ '0-5': 1, '6-17': 2, '18-59': 3, '60-79': 4, '80+': 5 })],
    ['owners-online', { numerator: 2, denominator: 1 }],
    ['owners-online', 0.5],
    ['motto', 'x'.repeat(2001)],
    ['motto', '\ud800'],
    ['resources', 'a room'],
    ['resources', Array(201).fill('x')],
    ['resources', [1]],
  ])('%s cannot be %j', (layer, value) => {
    expect(empty.set([set('LS', layer, '2026-01-01', value)])).toMatchObject({
      accepted: [],
      issues: [{ code: 'layer-bad-value', path: [0, 'value'] }],
    });
  });

  test('a value is a copy: who keeps the original cannot change it', () => {
    const list = ['a room'];
    const { layers } = empty.set([set('LS', 'resources', '2026-01-01', list)]);
    list.push('another');
    expect(layers.at('2026-01-01').value(code('LS'), 'resources')).toEqual(['a room']);
  });

  test('words of the language are names of cells and parts like others', () => {
    const odd = gridLayers([
      { name: 'constructor', kind: 'parts', parts: ['__proto__', 'toString'] },
    ]);
    const value = JSON.parse('{"__proto__": 3, "toString": 4}');
    const { layers, issues } = odd.set([
      set('__proto__', 'constructor', '2026-01-01', value),
      set('b', 'constructor', '2026-01-01', value),
    ]);
    expect(issues).toEqual([]);
    const tree: CellTree = { children: (cell) => (cell === 'b' ? [] : [code('b')]) };
    const view = layers.at('2026-01-01');
    expect(JSON.stringify(view.value(code('__proto__'), 'constructor'))).toBe(
      JSON.stringify(value),
    );
    const { value: sum } = view.sum(code('__proto__'), 'constructor', tree);
    expect(JSON.stringify(sum)).toBe(JSON.stringify(value));
  });
});

test.each([
  [[{ name: '', kind: 'count' }]],
  [[{ name: 'a', kind: 'person' }]],
  [[{ name: 'a', kind: 'amount', unit: '' }]],
  [[{ name: 'a', kind: 'parts', parts: [] }]],
  [[{ name: 'a', kind: 'parts', parts: ['x', 'x'] }]],
  [[{ name: 'a', kind: 'parts', parts: ['x'], partTitles: [] }]],
  [[households, households]],
])('%j cannot be layers', (definitions) => {
  expect(() => gridLayers(definitions as never)).toThrow(refusal('grid/invalid-layer'));
});

test('a hierarchy is the tree to add up', () => {
  const properties = (own: string, parent?: string) => ({ code: own, parent });
  const hierarchy = gridHierarchy({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: properties('LS'), geometry: null },
      { type: 'Feature', properties: properties('LS.01', 'LS'), geometry: null },
      { type: 'Feature', properties: properties('LS.02', 'LS'), geometry: null },
    ],
  });
  const { layers } = empty.set([set('LS.01', 'households', '2026-01-01', 33)]);
  const view = layers.at('2026-01-01');
  expect(view.sum(code('LS'), 'households', hierarchy)).toEqual({
    value: 33,
    counted: 1,
    missing: 1,
  });
  expect(() => view.sum(code('LT'), 'households', hierarchy)).toThrow(refusal('grid/unknown-code'));
});

test('1,684 groups of a street: every level has its own', () => {
  const micro = (grid: number) => Math.floor(1623 / 55) + (grid < 1623 % 55 ? 1 : 0);
  const links = new Map<string, string[]>([['S', []]]);
  for (let grid = 0; grid < 55; grid++) {
    const community = `S.${grid % 15}`;
    if (!links.has(community)) links.get('S')?.push(community);
    const own = `${community}.${grid}`;
    links.set(community, [...(links.get(community) ?? []), own]);
    links.set(
      own,
      Array.from({ length: micro(grid) }, (_, i) => `${own}.${i}`),
    );
  }
  const tree = treeOf(Object.fromEntries(links));
  const cells = [...links.values()].flat();
  const entries = cells
    .filter((cell) => cell.split('.').length > 2)
    .map((cell) => set(cell, 'chat-groups', '2021-01-01', 1));
  const view = empty
    .set([...entries, set('S', 'chat-groups', '2021-01-01', 6)])
    .layers.at('2026-01-01');
  expect(view.sum(code('S'), 'chat-groups', tree)).toEqual({
    value: 1684,
    counted: 1679,
    missing: 15,
  });
});

describe('on any values and days', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
  const cell = fc.constantFrom('LS', 'LS.01', 'LS.02', 'LS.01.01', 'LS.01.02', 'LS.01.03');
  const value = fc.option(fc.nat({ max: 50 }), { nil: null });
  const batches = fc.array(
    fc
      .array(fc.tuple(cell, day, value), { maxLength: 8 })
      .map((rows) => rows.map(([where, when, what]) => set(where, 'households', when, what))),
    { maxLength: 4 },
  );

  /** The rule by reading everything that was accepted, last batch last. */
  function naive(accepted: readonly LayerEntry[], at: string) {
    const own = (where: string): number | undefined => {
      const days = new Map(
        accepted
          .filter((entry) => entry.cell === where && entry.day <= at)
          .map((entry) => [entry.day, entry.value]),
      );
      const last = [...days.keys()].sort().pop();
      return (last === undefined ? undefined : (days.get(last) as number | null)) ?? undefined;
    };
    const sum = (where: GridCode): { value: number; counted: number; missing: number } => {
      const children = street.children(where).map(sum);
      const counted = children.reduce((all, child) => all + child.counted, 0);
      const mine = own(where);
      if (counted === 0 && mine !== undefined) return { value: mine, counted: 1, missing: 0 };
      return {
        value: children.reduce((all, child) => all + child.value, 0),
        counted,
        missing:
          children.length === 0 ? 1 : children.reduce((all, child) => all + child.missing, 0),
      };
    };
    return { own, sum };
  }

  test('values and sums are those of the rule', () => {
    fc.assert(
      fc.property(batches, day, cell, (some, at, where) => {
        let layers = empty;
        const accepted: LayerEntry[] = [];
        for (const batch of some) {
          const result = layers.set(batch);
          expect(result.accepted.length + result.issues.length).toBe(batch.length);
          accepted.push(...result.accepted);
          layers = result.layers;
        }
        const rule = naive(accepted, at);
        const view = layers.at(at);
        expect(view.value(code(where), 'households')).toBe(rule.own(where));
        const { value: total = 0, ...rest } = view.sum(code(where), 'households', street);
        expect({ value: total, ...rest }).toEqual(rule.sum(code(where)));
      }),
    );
  });

  test('the order within a batch of unlike days does not count', () => {
    const rows = fc.uniqueArray(fc.tuple(cell, day, value), {
      selector: ([where, when]) => `${where} ${when}`,
    });
    fc.assert(
      fc.property(rows, (some) => {
        const entries = some.map(([where, when, what]) => set(where, 'households', when, what));
        const reversed = empty.set([...entries].reverse()).layers;
        expect(reversed.entries()).toEqual(empty.set(entries).layers.entries());
      }),
    );
  });
});
