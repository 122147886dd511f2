import { compileTable, type Rule, type Table, verifyTable } from '@civigrid/tables';
import { diffTables } from '@civigrid/tables/diff';
import { expect, test } from 'vitest';

const prices: Table = {
  hit: 'first',
  inputs: [
    { name: 'price', type: 'number' },
    { name: 'limit', type: 'number' },
  ],
  outputs: [{ name: 'lead' }],
  rules: [
    { when: { price: { lt: 0 } }, then: { lead: 'nobody' } },
    { when: { price: { gte: { input: ['limit'] } } }, then: { lead: 'street' } },
    { when: { price: { lt: 100 } }, then: { lead: 'gridLeader' } },
  ],
};

test('a cell that names another input proves nothing, and what hangs on it is left open', () => {
  const found = verifyTable(prices);
  expect(found).toMatchObject({ complete: false, gaps: [], unreachable: [], redundant: [] });
  expect(found.undecided).toContainEqual({
    kind: 'gaps',
    why: 'namesInput',
    rules: [1],
    where: { price: { gte: 100 } },
  });
  expect(found.undecided).toContainEqual({
    kind: 'unreachable',
    why: 'namesInput',
    rules: [1],
  });
  const closed = { ...prices, rules: [...prices.rules, { when: {}, then: { lead: 'rest' } }] };
  expect(verifyTable(closed).complete).toBe(true);
  const first: Rule = { when: {}, then: { lead: 'all' } };
  const dead = verifyTable({ ...prices, rules: [first, ...prices.rules] });
  expect(dead.unreachable.map(({ rule, by }) => [rule, by])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
});

test('a difference behind a cell that names another input is left open', () => {
  const [negative, named, cheap] = prices.rules as [Rule, Rule, Rule];
  const after = { ...prices, rules: [negative, named, { ...cheap, then: { lead: 'community' } }] };
  const { same, regions, undecided } = diffTables(prices, after);
  expect({ same, regions }).toEqual({ same: false, regions: [] });
  expect(undecided).toEqual([{ why: 'namesInput', where: { price: { gte: 0, lt: 100 } } }]);
  expect(diffTables(prices, prices)).toMatchObject({ same: true, undecided: [] });
});

const raised = (more: number): Rule => ({
  when: { price: { gte: 0 } },
  then: {},
  compute: { lead: { add: [{ input: ['limit'] }, { value: more }] } },
});

test('outcomes that are computed may be alike or not', () => {
  const rules = [raised(1), raised(2)];
  const any = verifyTable({ ...prices, hit: 'any', rules });
  expect(any).toMatchObject({ conflicts: [], redundant: [] });
  expect(any.undecided).toEqual([{ kind: 'conflicts', why: 'computed', rules: [0, 1] }]);
  const alike = verifyTable({ ...prices, hit: 'any', rules: [raised(1), raised(1)] });
  expect(alike).toMatchObject({
    conflicts: [],
    undecided: [],
    redundant: [{ rule: 0 }, { rule: 1 }],
  });
  const [before, after] = rules.map((rule) => ({ ...prices, rules: [rule] }));
  expect(diffTables(before, after)).toMatchObject({
    same: false,
    regions: [],
    undecided: [{ why: 'computed', where: { price: { gte: 0 } } }],
  });
  expect(diffTables(before, before)).toMatchObject({ same: true });
  const { replay } = diffTables(before, after, [{ price: 1, limit: 4 }, { price: -1 }]);
  expect(replay).toMatchObject({
    changed: 1,
    changes: [{ from: { lead: 5 }, to: { lead: 6 } }],
  });
});

test('an order that hangs on what is computed proves nothing about single rules', () => {
  const outputs = [{ name: 'lead', values: [5, 6] }];
  const table = { ...prices, hit: 'priority' as const, outputs, rules: [raised(2)] };
  expect(verifyTable(table).undecided).toEqual([
    { kind: 'unreachable', why: 'computed', rules: [0] },
  ]);
  expect(diffTables(table, table)).toMatchObject({ same: false, undecided: [{ why: 'computed' }] });
});

test('what a table says where no rule matches is compared too', () => {
  const plain = { ...prices, rules: prices.rules.slice(0, 1) };
  const after = { ...plain, otherwise: { lead: 'community' } };
  expect(verifyTable(after).complete).toBe(false);
  const found = diffTables(plain, after, [{ price: 5 }, { price: -5 }]);
  expect(found.regions).toMatchObject([
    { to: { lead: 'community' }, where: { price: { gte: 0, missing: true } } },
  ]);
  expect(found.replay).toMatchObject({ changed: 1, changes: [{ to: { lead: 'community' } }] });
  // A rule that says what is said anyhow changes nothing.
  const said = { ...after, rules: [...after.rules, { when: {}, then: { lead: 'community' } }] };
  expect(diffTables(after, said)).toMatchObject({ same: true, regions: [] });
});

test('a bare answer is compared as it is answered', () => {
  const bare = (name: string): Table => ({
    ...prices,
    outputs: [{ name, bare: true }],
    rules: [{ when: {}, then: { [name]: 3 } }],
  });
  expect(compileTable(bare('a') as unknown).decide({})).toEqual({ rule: 0, outcome: 3 });
  expect(diffTables(bare('a'), bare('b'))).toMatchObject({ same: true });
  const record = { ...bare('a'), outputs: [{ name: 'a' }] };
  expect(diffTables(bare('a'), record).regions).toMatchObject([{ from: 3, to: { a: 3 } }]);
});
