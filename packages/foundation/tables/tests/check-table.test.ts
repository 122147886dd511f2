import { isDomainError } from '@civigrid/kernel';
import { checkTable, compileTable, type TableIssueCode } from '@civigrid/tables';
import { tableIssueMessage, tableMessages } from '@civigrid/tables/messages';
import { readTable } from '@civigrid/tables/read';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const inputs = [
  { name: 'tree', type: 'tree' },
  { name: 'text', type: 'text' },
  { name: 'number', type: 'number' },
  { name: 'integer', type: 'integer' },
  { name: 'boolean', type: 'boolean' },
  { name: 'weekTime', type: 'weekTime' },
  { name: 'date', type: 'date' },
  { name: 'time', type: 'time' },
  { name: 'dateTime', type: 'dateTime' },
  { name: 'days', type: 'dayTimeDuration' },
  { name: 'months', type: 'yearMonthDuration' },
];
const table = { hit: 'first', inputs, outputs: [{ name: 'lead' }], rules: [] as unknown[] };
const codes = (value: unknown) => checkTable(value).map(({ code }) => code);

const good: readonly (readonly [string, unknown])[] = [
  ['tree', { within: ['01.02', ''] }],
  ['text', { is: ['a'] }],
  ['text', { not: [] }],
  ['number', { gte: 1, lt: 1.5 }],
  ['number', { gte: 1, lte: 1 }],
  ['number', { gt: -0.5 }],
  ['number', {}],
  ['number', { is: [0.5] }],
  ['integer', { gt: 1, lt: 3 }],
  ['boolean', { is: [true, false] }],
  ['weekTime', { between: ['22:00', '06:00'], days: [1, 7] }],
  ['weekTime', { between: ['00:00', '24:00'] }],
  ['weekTime', { between: ['18:00', '00:00'] }],
  ['date', { gte: '2026-01-01', lt: '2027-01-01' }],
  ['date', { is: ['2024-02-29'] }],
  ['time', { gte: '08:00', lt: '12:30:00.5-08:00' }],
  ['dateTime', { gt: '2026-01-01T00:00:00', lte: '2026-01-01T00:00:00-01:00' }],
  ['days', { gt: '-P1D', lt: 'PT0.5S' }],
  ['months', { is: ['P1Y2M', '-P0M'] }],
  ['text', { not: { any: [{ is: ['a'] }, { not: ['a', 'b'] }] } }],
  ['text', { is: [{ input: ['who', 'name'] }, 'a'] }],
  ['number', { gte: { input: ['least'] }, lt: 5 }],
  ['number', { any: [{ lt: 1 }, { is: [3] }] }],
  ['number', { not: { any: [{ lt: 1 }, { gt: 1 }] } }],
  ['number', { not: { gte: { input: ['least'] } } }],
  ['integer', { is: [1e300] }],
  ['integer', { not: { any: [{ lte: 1 }, { gte: 3 }] } }],
  ['boolean', { not: { is: [true] } }],
  ['number', null],
  ['number', undefined],
];
test.each(good)('a %s cell %j is right', (name, cell) => {
  expect(checkTable({ ...table, rules: [{ when: { [name]: cell }, then: {} }] })).toEqual([]);
});

const bad: readonly (readonly [string, unknown, TableIssueCode])[] = [
  ['weather', { is: ['rain'] }, 'tables/unknown-column'],
  ['toString', { is: ['rain'] }, 'tables/unknown-column'],
  ['tree', { is: ['01'] }, 'tables/bad-cell'],
  ['tree', { within: '01' }, 'tables/bad-cell'],
  ['tree', { within: [1] }, 'tables/bad-cell'],
  ['tree', { within: [] }, 'tables/never-matches'],
  ['tree', ['01'], 'tables/bad-cell'],
  ['tree', '01', 'tables/bad-cell'],
  ['text', {}, 'tables/bad-cell'],
  ['text', { is: ['a'], not: ['b'] }, 'tables/bad-cell'],
  ['text', { is: [] }, 'tables/never-matches'],
  ['text', { gte: 'a' }, 'tables/bad-cell'],
  ['number', { gte: '1' }, 'tables/bad-cell'],
  ['number', { gte: Number.NaN }, 'tables/bad-cell'],
  ['number', { gtee: 1 }, 'tables/bad-cell'],
  ['number', { is: [1], gte: 0 }, 'tables/bad-cell'],
  ['number', { gte: 2, lte: 1 }, 'tables/inverted-range'],
  ['number', { gte: 2, lt: 2 }, 'tables/inverted-range'],
  ['number', { gt: 2, lte: 2 }, 'tables/inverted-range'],
  ['number', { gte: 1, gt: 3, lte: 3, lt: 9 }, 'tables/inverted-range'],
  ['integer', { gte: 1.5 }, 'tables/bad-cell'],
  ['integer', { gt: 1, lt: 2 }, 'tables/inverted-range'],
  ['boolean', { is: ['true'] }, 'tables/bad-cell'],
  ['boolean', { is: [] }, 'tables/never-matches'],
  ['weekTime', { between: ['08:00', '08:00'] }, 'tables/equal-ends'],
  ['weekTime', { between: ['00:00', '00:00'] }, 'tables/equal-ends'],
  ['weekTime', { between: ['24:00', '06:00'] }, 'tables/bad-cell'],
  ['weekTime', { between: ['8:00', '12:00'] }, 'tables/bad-cell'],
  ['weekTime', { between: ['08:00', '24:01'] }, 'tables/bad-cell'],
  ['weekTime', { between: ['08:00'] }, 'tables/bad-cell'],
  ['weekTime', { days: [1] }, 'tables/bad-cell'],
  ['weekTime', { between: ['08:00', '12:00'], days: [0] }, 'tables/bad-cell'],
  ['weekTime', { between: ['08:00', '12:00'], days: [] }, 'tables/never-matches'],
  ['time', { gte: '24:00:00' }, 'tables/bad-cell'],
  ['time', { gte: '08:00:00+14:01' }, 'tables/bad-cell'],
  ['time', { gte: '10:00:00+02:00', lt: '08:00:00Z' }, 'tables/inverted-range'],
  ['dateTime', { gte: '2026-01-01' }, 'tables/bad-cell'],
  ['dateTime', { gte: '2026-01-01T00:00:00Z', lt: '2026-01-01T08:00:00' }, 'tables/inverted-range'],
  ['days', { is: ['P1M'] }, 'tables/bad-cell'],
  ['days', { is: ['P'] }, 'tables/bad-cell'],
  ['months', { is: ['P1D'] }, 'tables/bad-cell'],
  ['months', { gt: 'P11M', lt: 'P1Y' }, 'tables/inverted-range'],
  ['number', { gte: { input: [] } }, 'tables/bad-cell'],
  ['number', { gte: { input: 'least' } }, 'tables/bad-cell'],
  ['number', { gte: { input: ['a'], more: 1 } }, 'tables/bad-cell'],
  ['number', { any: [] }, 'tables/never-matches'],
  ['number', { any: [{ lt: 'a' }] }, 'tables/bad-cell'],
  ['number', { any: [{ gte: 2, lt: 1 }] }, 'tables/never-matches'],
  ['number', { not: {} }, 'tables/never-matches'],
  ['number', { not: [1] }, 'tables/bad-cell'],
  [
    'number',
    { not: { any: [{ lt: 5 }, { gte: { input: ['x'] } }, { gte: 5 }] } },
    'tables/never-matches',
  ],
  ['integer', { not: { any: [{ lte: 1 }, { gte: 2 }] } }, 'tables/never-matches'],
  ['boolean', { not: { is: [true, false] } }, 'tables/never-matches'],
  ['boolean', { gte: true }, 'tables/bad-cell'],
  ['text', { not: { any: [{ is: ['a'] }, { not: ['a'] }] } }, 'tables/never-matches'],
  ['tree', { any: [{ within: ['01'] }] }, 'tables/bad-cell'],
  ['weekTime', { not: { between: ['08:00', '12:00'] } }, 'tables/bad-cell'],
  ['date', { gte: '2026-02-30' }, 'tables/bad-cell'],
  ['date', { gte: 20260101 }, 'tables/bad-cell'],
  ['date', { gt: '2026-02-28', lt: '2026-03-01' }, 'tables/inverted-range'],
];
test.each(bad)('a %s cell %j is told: %s', (name, cell, code) => {
  const rules = [
    { when: {}, then: {} },
    { id: 'r2', when: { [name]: cell }, then: {} },
  ];
  expect(checkTable({ ...table, rules })).toEqual([
    { code, path: ['rules', 1, 'when', name], rule: 1, id: 'r2', column: name },
  ]);
});

const rule = { when: {}, then: { lead: 'a' } };
const broken: readonly (readonly [string, unknown, readonly TableIssueCode[]])[] = [
  ['an unknown hit policy', { ...table, hit: 'last' }, ['tables/unknown-hit']],
  ['no hit policy', { ...table, hit: undefined }, ['tables/unknown-hit']],
  [
    'an aggregate where nothing is collected',
    { ...table, aggregate: 'sum' },
    ['tables/bad-aggregate'],
  ],
  [
    'an unknown aggregate',
    { ...table, hit: 'collect', aggregate: 'mean' },
    ['tables/bad-aggregate'],
  ],
  [
    'a sum over no output',
    { ...table, hit: 'collect', aggregate: 'sum', outputs: [] },
    ['tables/bad-aggregate'],
  ],
  [
    'a sum over a text',
    { ...table, hit: 'collect', aggregate: 'sum', rules: [rule] },
    ['tables/not-a-number'],
  ],
  [
    'a sum over nothing',
    { ...table, hit: 'collect', aggregate: 'max', rules: [{ when: {}, then: {} }] },
    ['tables/not-a-number'],
  ],
  ['an unknown zone', { ...table, zone: 'Mars/Olympus' }, ['tables/unknown-zone']],
  ['a zone that is no text', { ...table, zone: 8 }, ['tables/unknown-zone']],
  ['no inputs', { ...table, inputs: undefined }, ['tables/bad-column']],
  ['an input without a name', { ...table, inputs: [{ type: 'text' }] }, ['tables/bad-column']],
  [
    'an input of an unknown type',
    { ...table, inputs: [{ name: 'a', type: 'colour' }] },
    ['tables/unknown-type'],
  ],
  [
    'two inputs of one name',
    { ...table, inputs: [...inputs, inputs[0]] },
    ['tables/duplicate-column'],
  ],
  [
    'parents where there is no tree',
    { ...table, inputs: [{ name: 'a', type: 'text', parents: {} }] },
    ['tables/bad-column'],
  ],
  [
    'parents that are no codes',
    { ...table, inputs: [{ name: 'a', type: 'tree', parents: { b: 1 } }] },
    ['tables/bad-column'],
  ],
  [
    'a tree in a circle',
    { ...table, inputs: [{ name: 'a', type: 'tree', parents: { x: 'y', y: 'z', z: 'y' } }] },
    ['tables/cyclic-tree'],
  ],
  [
    'two outputs of one name',
    { ...table, outputs: [{ name: 'a' }, { name: 'a' }] },
    ['tables/duplicate-output'],
  ],
  [
    'values that are no list',
    { ...table, outputs: [{ name: 'a', values: 'b' }] },
    ['tables/bad-output'],
  ],
  ['no outputs', { ...table, outputs: null }, ['tables/bad-output']],
  ['an id that is none', { ...table, id: 7, version: 1 }, ['tables/bad-id', 'tables/bad-id']],
  ['a note that is no text', { ...table, note: {} }, ['tables/bad-note']],
  [
    'a rule that ends before it begins',
    {
      ...table,
      effective: { from: '2026-13-01' },
      rules: [{ ...rule, note: 1, effective: { from: '2026-01-02', until: '2026-01-02' } }],
    },
    ['tables/bad-effective', 'tables/bad-note', 'tables/bad-effective'],
  ],
  [
    'a path that is empty',
    { ...table, inputs: [{ name: 'a', type: 'text', path: [] }] },
    ['tables/bad-column'],
  ],
  [
    'allowed values of another type',
    { ...table, inputs: [{ name: 'a', type: 'text', allowed: { is: [1] } }] },
    ['tables/bad-column'],
  ],
  [
    'a bare output beside another',
    { ...table, outputs: [{ name: 'a', bare: true }, { name: 'b' }] },
    ['tables/bad-output'],
  ],
  [
    'an outcome that is both constant and computed',
    { ...table, rules: [{ ...rule, compute: { lead: { input: ['a'] } } }] },
    ['tables/bad-expression'],
  ],
  [
    'outcomes computed wrongly, from nothing, or for nobody',
    {
      ...table,
      outputs: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
      rules: [
        {
          when: {},
          then: {},
          compute: {
            a: { power: [{ input: ['x'] }, { value: 2 }] },
            b: { add: [{ value: 1 }, { value: 2 }] },
            c: { add: [{ input: ['x'] }] },
            d: { input: ['x'] },
          },
        },
        { when: {}, then: {}, compute: [] },
      ],
    },
    [
      'tables/bad-expression',
      'tables/bad-expression',
      'tables/bad-expression',
      'tables/unknown-output',
      'tables/bad-expression',
    ],
  ],
  [
    'an answer without a rule where all rules are taken',
    { ...table, hit: 'collect', otherwise: { lead: 'a' } },
    ['tables/bad-otherwise'],
  ],
  [
    'an answer without a rule for an unknown output',
    { ...table, otherwise: { boss: 'a' } },
    ['tables/bad-otherwise'],
  ],
  ['no rules', { ...table, rules: undefined }, ['tables/bad-rule']],
  [
    'a rule that is none',
    { ...table, rules: [null, 'rule', rule] },
    ['tables/bad-rule', 'tables/bad-rule'],
  ],
  [
    'a rule without conditions and outcome',
    { ...table, rules: [{}] },
    ['tables/bad-rule', 'tables/bad-rule'],
  ],
  ['an id that is no text', { ...table, rules: [{ ...rule, id: 7 }] }, ['tables/bad-rule']],
  [
    'two rules of one id',
    {
      ...table,
      rules: [
        { ...rule, id: 'a' },
        { ...rule, id: 'a' },
      ],
    },
    ['tables/duplicate-rule'],
  ],
  [
    'an unknown output',
    { ...table, rules: [{ when: {}, then: { leed: 'a' } }] },
    ['tables/unknown-output'],
  ],
  [
    'an outcome that is no JSON',
    { ...table, rules: [{ when: {}, then: { lead: new Date(0) } }] },
    ['tables/bad-outcome'],
  ],
  [
    'an outcome that is not a number',
    { ...table, rules: [{ when: {}, then: { lead: [Number.NaN] } }] },
    ['tables/bad-outcome'],
  ],
  [
    'an outcome that its output does not list',
    { ...table, outputs: [{ name: 'lead', values: ['b'] }], rules: [rule] },
    ['tables/unlisted-value'],
  ],
];
test.each(broken)('%s is told', (_, value, expected) => {
  expect(codes(value)).toEqual(expected);
});

test('everything that is wrong is told at once', () => {
  const all = {
    hit: 'x',
    zone: '?',
    inputs: [{ name: 'a', type: 'b' }],
    outputs: [{}],
    rules: [{ when: { c: {} }, then: { d: 1 } }],
  };
  expect(codes(all)).toEqual([
    'tables/unknown-hit',
    'tables/unknown-zone',
    'tables/unknown-type',
    'tables/bad-output',
    'tables/unknown-column',
    'tables/unknown-output',
  ]);
});

describe('whatever it is given', () => {
  test('checking never throws, and compiling refuses exactly what has issues', () => {
    const keys = fc.constantFrom('hit', 'inputs', 'outputs', 'rules', 'zone', 'aggregate');
    const anything = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      fc.dictionary(keys, fc.anything()),
      fc.tuple(keys, fc.anything()).map(([key, value]) => ({ ...table, [key]: value })),
      fc.anything().map((value) => ({ ...table, rules: [{ when: value, then: {} }] })),
      fc.anything().map((value) => ({ ...table, rules: [{ when: {}, then: { lead: value } }] })),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const issues = checkTable(value);
        try {
          compileTable(value).decide({});
          expect(issues).toEqual([]);
        } catch (error) {
          if (!isDomainError(error, 'tables/invalid')) throw error;
          expect(issues).not.toEqual([]);
          expect(error.details).toEqual({ issues });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('circles, depths and objects that throw are no tables', () => {
    const circle: unknown[] = [];
    circle.push(circle, circle);
    let deep: unknown = {};
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const throws = {
      get hit(): string {
        throw new Error('no');
      },
    };
    for (const value of [{ ...table, rules: circle }, { ...table, rules: deep }, proxy, throws])
      expect(codes(value)).toEqual(['tables/not-a-table']);
    for (const value of [null, undefined, 7, 'table', [], () => table, new Map()])
      expect(codes(value)).toEqual(['tables/not-a-table']);
  });
});

test('a table comes from text and from bytes, bounded and checked', () => {
  const text = JSON.stringify({ ...table, rules: [rule] });
  expect(readTable(text)).toMatchObject({ ok: true, table: { hit: 'first', rules: [rule] } });
  expect(readTable(new TextEncoder().encode(text))).toMatchObject({ ok: true });
  expect(readTable('{')).toMatchObject({ ok: false, issues: [{ code: 'guard/invalid-json' }] });
  expect(readTable(text, { maxBytes: 10 })).toMatchObject({
    ok: false,
    issues: [{ code: 'guard/too-large' }],
  });
  expect(readTable('{"hit":"first"}')).toMatchObject({
    ok: false,
    issues: [
      { code: 'tables/bad-column' },
      { code: 'tables/bad-output' },
      { code: 'tables/bad-rule' },
    ],
  });
});

test('issues have words in both languages, with their place', () => {
  const [issue] = checkTable({ ...table, rules: [{ id: 'r1', when: { date: 1 }, then: {} }] });
  if (!issue) throw new Error('No issue');
  expect(tableIssueMessage(issue, 'zh-CN')).toBe(
    '规则 1（r1），列“date”：条件的写法与该列的类型不符。',
  );
  expect(tableIssueMessage(issue, 'en')).toBe(
    'Rule 1 (r1), column “date”: The condition is not written as its column’s type asks.',
  );
  expect(Object.keys(tableMessages['zh-CN'])).toEqual(Object.keys(tableMessages.en));
});
