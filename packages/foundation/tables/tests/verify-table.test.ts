import { compileTable, type Rule, type Table, type Universe, verifyTable } from '@civigrid/tables';
import { tableVerifier } from '@civigrid/tables/verifier';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partitionTable, townColumns, townTrees } from './partition.ts';
import { closedTables, policyNames } from './random-tables.ts';
import { expectSame, expectWitnesses } from './verify-expectations.ts';
import { columnNames, narrowed, universes } from './verify-oracle.ts';

const timeout = 120_000;

describe.each(policyNames)('$name', ({ hit, aggregate }) => {
  const cases = fc
    .tuple(closedTables(hit, aggregate), columnNames)
    .map(([table, names]) => narrowed(table, names))
    .chain((table) => fc.tuple(fc.constant(table), universes(table)));

  test(
    'finds exactly what trying every input finds, and every witness is one',
    () => {
      const seen = { gaps: 0, complete: 0, unreachable: 0, redundant: 0, pairs: 0 };
      fc.assert(
        fc.property(cases, ([table, universe]) => {
          const found = verifyTable(table, universe);
          expect(found).toMatchObject({ undecided: [], more: [] });
          expectSame(table, universe, found);
          expectWitnesses(table, found);
          seen.gaps += found.gaps.length;
          seen.complete += found.complete ? 1 : 0;
          seen.unreachable += found.unreachable.length;
          seen.redundant += found.redundant.length;
          seen.pairs += found.conflicts.length + found.overlaps.length;
        }),
        { numRuns: 400 },
      );
      expect(seen.gaps).toBeGreaterThan(20);
      expect(seen.complete).toBeGreaterThan(3);
      expect(seen.unreachable).toBeGreaterThan(3);
      if (['first', 'priority', 'any', 'unique'].includes(hit))
        expect(seen.pairs).toBeGreaterThan(20);
      if (['first', 'priority', 'any'].includes(hit)) expect(seen.redundant).toBeGreaterThan(3);
    },
    timeout,
  );
});

const partitions = fc
  .record({
    columns: fc.subarray([...townColumns], { minLength: 1 }),
    rules: fc.integer({ min: 2, max: 300 }),
    seed: fc.nat(),
  })
  .map((made) => partitionTable({ ...made, trees: townTrees }));

test(
  'nothing is found in a table that answers every input by exactly one rule',
  () => {
    fc.assert(
      fc.property(partitions, fc.constantFrom('unique', 'first', 'any'), (made, hit) => {
        expect(verifyTable({ ...made.table, hit }, made.universe)).toEqual(nothing);
      }),
      { numRuns: 40 },
    );
  },
  timeout,
);

test(
  'a rule taken out of such a table is a gap, one put in twice a conflict, one put behind is dead',
  () => {
    fc.assert(
      fc.property(partitions, fc.nat(), ({ table, universe }, n) => {
        const at = n % table.rules.length;
        const rule = table.rules[at] as Rule;
        const rules = table.rules.toSpliced(at, 1);
        const open = verifyTable({ ...table, rules }, universe);
        expect(open).toEqual({ ...nothing, complete: false, gaps: open.gaps });
        for (const { witness } of open.gaps) {
          expect(compileTable({ ...table, rules } as unknown).decide(witness)).toBeUndefined();
          expect(compileTable(table as unknown).decide(witness)).toMatchObject({ rule: at });
        }
        const closed = tableVerifier({ ...table, rules }, universe).edit({ at, insert: [rule] });
        expect(closed.report).toEqual(nothing);

        const twice = [...table.rules, { ...rule, id: 'again', then: { lead: 'another' } }];
        const last = table.rules.length;
        const doubled = verifyTable({ ...table, rules: twice }, universe);
        expect(doubled.conflicts.map((one) => one.rules)).toEqual([[at, last]]);
        const ordered = verifyTable({ ...table, hit: 'first', rules: twice }, universe);
        expect(ordered.unreachable.map((one) => [one.rule, one.by])).toEqual([[last, at]]);
        expect(ordered).toMatchObject({ complete: true, conflicts: [], redundant: [] });
      }),
      { numRuns: 40 },
    );
  },
  timeout,
);

const nothing = {
  complete: true,
  gaps: [],
  conflicts: [],
  overlaps: [],
  unreachable: [],
  redundant: [],
  undecided: [],
  more: [],
};

const routing: Table = {
  hit: 'first',
  inputs: [
    { name: 'category', type: 'tree' },
    { name: 'severity', type: 'integer' },
    { name: 'at', type: 'weekTime' },
  ],
  outputs: [{ name: 'lead' }],
  rules: [
    {
      when: { category: { within: ['noise'] }, at: { between: ['22:00', '06:00'] } },
      then: { lead: 'police' },
    },
    { when: { category: { within: ['noise', 'waste'] } }, then: { lead: 'gridLeader' } },
    { when: { category: { within: ['road'] }, severity: { gte: 3 } }, then: { lead: 'street' } },
  ],
};

test('a gap is told as a region in cells, with an input that lies in it', () => {
  const closed = { category: { values: ['noise.night', 'waste', 'road.hole'] } };
  const { complete, gaps } = verifyTable(routing, closed);
  expect(complete).toBe(false);
  expect(gaps).toEqual([
    {
      witness: { category: 'road.hole', severity: 2, at: expect.any(Number) },
      where: { category: { within: ['road'] }, severity: { lt: 3 } },
    },
  ]);
  const optional = { ...closed, severity: { gte: 3, lte: 4, optional: true } };
  expect(verifyTable(routing, optional).gaps).toMatchObject([
    { witness: { severity: null }, where: { severity: { missing: true } } },
  ]);
  expect(verifyTable(routing, { ...closed, severity: { gte: 3 } }).complete).toBe(true);
});

test('a budget that does not suffice is said, and is no proof', () => {
  const made = partitionTable({ columns: townColumns, trees: townTrees, rules: 200, seed: 3 });
  const { complete, undecided } = verifyTable(made.table, made.universe, { nodes: 5 });
  expect(complete).toBe(false);
  expect(undecided).toContainEqual({ kind: 'gaps', why: 'budget' });
});

test('lists are cut where they grow too long, and the report says which', () => {
  const rules = Array.from({ length: 50 }, (_, i) => ({ when: {}, then: { lead: i } }));
  const found = verifyTable({ ...routing, rules }, {}, { findings: 10 });
  expect(found.unreachable).toHaveLength(10);
  expect(found.overlaps).toHaveLength(10);
  expect(found.more).toEqual(['unreachable', 'overlaps']);
});

test('a table without rules is one gap, a table without inputs has one input', () => {
  expect(verifyTable({ ...routing, rules: [] }).gaps).toMatchObject([{ where: {} }]);
  const bare = { hit: 'first', inputs: [], outputs: [], rules: [] };
  expect(verifyTable(bare)).toMatchObject({ complete: false, gaps: [{ witness: {}, where: {} }] });
  expect(verifyTable({ ...bare, rules: [{ when: {}, then: {} }] })).toEqual(nothing);
});

test.each([
  [{ weather: {} }, { column: 'weather', reason: 'unknown-column' }],
  [{ severity: { gte: 'high' } }, { column: 'severity', reason: 'tables/bad-cell' }],
  [{ severity: { values: [1.5] } }, { column: 'severity', reason: 'bad-value' }],
  [{ severity: { values: [] } }, { column: 'severity', reason: 'empty' }],
  [{ severity: 3 }, { column: 'severity', reason: 'bad-entry' }],
  [{ severity: { optional: 'yes' } }, { column: 'severity', reason: 'bad-entry' }],
  [[], { reason: 'not-a-universe' }],
] as const)('the universe %j is refused', (universe, details) => {
  expect(() => verifyTable(routing, universe as Universe)).toThrow(
    expect.objectContaining({ code: 'tables/bad-universe', details }),
  );
});

test('a table with issues is refused as it is at compiling', () => {
  expect(() => verifyTable({ ...routing, hit: 'best' })).toThrow(
    expect.objectContaining({ code: 'tables/invalid' }),
  );
});
