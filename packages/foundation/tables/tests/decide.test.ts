import { checkTable, compileTable } from '@civigrid/tables';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, answer, naiveDecide } from './oracle.ts';
import { inputs, policyNames, tables } from './random-tables.ts';

describe.each(policyNames)('$name', ({ hit, aggregate }) => {
  test('decides like the plain reading, over every type of column', () => {
    const seen = { nothing: 0, something: 0 };
    fc.assert(
      fc.property(
        tables(hit, aggregate),
        fc.array(inputs, { minLength: 5, maxLength: 10 }),
        (table, cases) => {
          expect(checkTable(table)).toEqual([]);
          const compiled = compileTable(table as unknown);
          for (const input of cases) {
            const decided = answer(() => compiled.decide(input));
            const plain = naiveDecide(table, input);
            expect(decided).toEqual(plain);
            const empty = !plain || ('rules' in plain && plain.rules.length === 0);
            seen[empty ? 'nothing' : 'something']++;
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(Math.min(seen.nothing, seen.something)).toBeGreaterThan(100);
  });

  test('decides many like one by one, or refuses as the first of them that is refused', () => {
    fc.assert(
      fc.property(tables(hit, aggregate), fc.array(inputs, { maxLength: 6 }), (table, cases) => {
        const compiled = compileTable(table as unknown);
        const each = cases.map((input) => answer(() => compiled.decide(input)));
        const refused = each.find((one) => one && 'refused' in one);
        const many = () => compiled.decideMany(cases) as unknown as Answer;
        expect(answer(many)).toEqual(refused ?? each);
      }),
      { numRuns: 60 },
    );
  });
});

const first = {
  hit: 'first',
  inputs: [
    { name: 'category', type: 'tree' },
    { name: 'severity', type: 'integer' },
  ],
  outputs: [{ name: 'lead' }, { name: 'assist' }],
  rules: [
    { when: { category: { within: ['01.1'] } }, then: { lead: 'community', assist: ['police'] } },
    { when: { severity: { gte: 3 } }, then: { lead: 'street' } },
    { when: {}, then: { lead: 'gridLeader' } },
  ],
} as const;

test('codes lie below by whole segments: 01.10 is not within 01.1', () => {
  const { decide } = compileTable(first);
  expect(decide({ category: '01.1' })?.rule).toBe(0);
  expect(decide({ category: '01.1.7' })?.rule).toBe(0);
  expect(decide({ category: '01.10' })?.rule).toBe(2);
});

test('a missing value satisfies only a rule that leaves its column free', () => {
  const { decide } = compileTable(first);
  for (const severity of [undefined, null, Number.NaN, '4', {}, [4]])
    expect(decide({ severity })).toEqual({ rule: 2, outcome: { lead: 'gridLeader' } });
  for (const input of [{}, Object.create({ severity: 4 }), null, undefined, 'severity'])
    expect(decide(input)?.rule).toBe(2);
  const not = compileTable({
    hit: 'first',
    inputs: [{ name: 'source', type: 'text' }],
    outputs: [],
    rules: [{ when: { source: { not: ['hotline'] } }, then: {} }],
  });
  expect(not.decide({})).toBeUndefined();
  expect(not.decide({ source: null })).toBeUndefined();
  expect(not.decide({ source: 'patrol' })).toEqual({ rule: 0, outcome: {} });
});

test('a window over midnight belongs to the day on which it opens', () => {
  const { decide } = compileTable({
    hit: 'first',
    inputs: [{ name: 'at', type: 'weekTime' }],
    outputs: [{ name: 'lead' }],
    rules: [
      { when: { at: { between: ['22:00', '06:00'], days: [5] } }, then: { lead: 'night' } },
      { when: { at: { between: ['18:00', '00:00'], days: [7] } }, then: { lead: 'evening' } },
    ],
  });
  const lead = (text: string) => {
    const { lead: found } = decide({ at: Date.parse(`${text}+08:00`) })?.outcome ?? {};
    return found;
  };
  expect(lead('2026-03-06T21:59:59')).toBeUndefined();
  expect(lead('2026-03-06T22:00')).toBe('night');
  expect(lead('2026-03-07T03:00')).toBe('night');
  expect(lead('2026-03-07T05:59:59')).toBe('night');
  expect(lead('2026-03-07T06:00')).toBeUndefined();
  expect(lead('2026-03-06T03:00')).toBeUndefined();
  expect(lead('2026-03-07T22:00')).toBeUndefined();
  expect(lead('2026-03-08T23:59:59')).toBe('evening');
  expect(lead('2026-03-09T00:00')).toBeUndefined();
});

test('several rules under unique or any are never chosen from silently', () => {
  const rules = [
    { when: {}, then: { lead: 'a', assist: [{ x: 1, y: 2 }] } },
    { when: {}, then: { assist: [{ y: 2, x: 1 }], lead: 'a' } },
  ];
  const refusal = (table: unknown) => answer(() => compileTable(table).decide({}));
  expect(refusal({ ...first, hit: 'unique', rules })).toEqual({ refused: 'tables/not-unique' });
  expect(refusal({ ...first, hit: 'any', rules })).toEqual({ rule: 0, outcome: rules[0]?.then });
  const unlike = [...rules, { when: {}, then: { lead: 'b' } }];
  expect(refusal({ ...first, hit: 'any', rules: unlike })).toEqual({ refused: 'tables/not-any' });
});

test('outputs are compared by the order of their values, column after column', () => {
  const table = {
    inputs: [],
    outputs: [
      { name: 'tier', values: ['big', 'small'] },
      { name: 'note' },
      { name: 'lead', values: [['x'], 'y'] },
    ],
    rules: [
      { when: {}, then: { note: 1 } },
      { when: {}, then: { tier: 'small', lead: 'y' } },
      { when: {}, then: { tier: 'big', lead: 'y', note: 2 } },
      { when: {}, then: { tier: 'big', lead: ['x'] } },
      { when: {}, then: { tier: 'big', lead: ['x'], note: 3 } },
    ],
  };
  expect(compileTable({ ...table, hit: 'outputOrder' }).decide({}).rules).toEqual([3, 4, 2, 1, 0]);
  expect(compileTable({ ...table, hit: 'priority' }).decide({})?.rule).toBe(3);
});

test('a table without rules is legal and decides nothing', () => {
  const empty = { inputs: [], outputs: [{ name: 'points' }], rules: [] };
  expect(compileTable({ ...empty, hit: 'unique' }).decide({})).toBeUndefined();
  expect(compileTable({ ...empty, hit: 'ruleOrder' }).decide({})).toEqual({
    rules: [],
    outcomes: [],
  });
  const nothing = { rules: [], outcomes: [] };
  const collect = (aggregate: 'sum' | 'count') =>
    compileTable({ ...empty, hit: 'collect', aggregate }).decide({});
  expect(collect('count')).toEqual({ ...nothing, value: 0 });
  expect(collect('sum')).toEqual(nothing);
});

test('a compiled table is its own: nobody changes it afterwards', () => {
  const rule = { when: { severity: { gte: 1 } }, then: { lead: 'a', assist: ['b'] } };
  const compiled = compileTable({ ...first, rules: [rule] });
  rule.when.severity.gte = 4;
  rule.then.assist.push('c');
  const decided = compiled.decide({ severity: 2 });
  expect(decided).toEqual({ rule: 0, outcome: { lead: 'a', assist: ['b'] } });
  const { assist } = decided?.outcome ?? {};
  expect(Object.isFrozen(assist)).toBe(true);
  expect(Object.isFrozen(compiled.table.rules)).toBe(true);
});
