import { compileTable, type MatcherShape, type Table } from '@civigrid/tables';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answer, naiveDecide } from './oracle.ts';
import { inputs, policyNames, tables } from './random-tables.ts';

/** Many rules out of the cells and outcomes of a few: each cell of a rule comes from another one, or is left out. */
function enlarged(table: Table, count: number, density: number, seed: number): Table {
  let state = seed >>> 0;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const { rules } = table;
  if (rules.length === 0) return table;
  const some = () => rules[random(rules.length)] ?? { when: {}, then: {} };
  return {
    ...table,
    rules: Array.from({ length: count }, () => {
      const when = {};
      for (const { name } of table.inputs) {
        const cells = rules.flatMap(({ when: cell }) =>
          Object.hasOwn(cell, name) ? [cell[name]] : [],
        );
        if (random(100) < density && cells.length > 0)
          Object.defineProperty(when, name, {
            value: cells[random(cells.length)],
            enumerable: true,
          });
      }
      return { when, then: some().then };
    }),
  };
}

/** How the tables of all policies were found. */
const shapes = new Set<MatcherShape>();

test.each(policyNames)(
  'a table of hundreds of rules decides like the plain reading: $name',
  ({ hit, aggregate }) => {
    fc.assert(
      fc.property(
        tables(hit, aggregate),
        fc.array(inputs, { minLength: 5, maxLength: 15 }),
        fc.constantFrom(7, 130, 300, 600),
        fc.constantFrom(30, 70, 100),
        fc.integer(),
        (small, cases, count, density, seed) => {
          const table = enlarged(small, count, density, seed);
          const compiled = compileTable(table as unknown);
          shapes.add(compiled.shape);
          for (const input of cases)
            expect(answer(() => compiled.decide(input))).toEqual(naiveDecide(table, input));
        },
      ),
      { numRuns: 40 },
    );
  },
  60_000,
);

test('among them were tables of every shape', () => {
  expect([...shapes].sort()).toEqual(['bitsets', 'hashing', 'scan']);
});

test('two matches are refused and all rules are told, however many there are', () => {
  const rules = Array.from({ length: 500 }, (_, i) => ({
    when: { code: { within: [`${i % 50}`] } },
    then: {},
  }));
  const table = compileTable({
    hit: 'unique',
    inputs: [{ name: 'code', type: 'tree' }],
    outputs: [],
    rules,
  });
  expect(() => table.decide({ code: '7.1' })).toThrow(
    expect.objectContaining({
      code: 'tables/not-unique',
      details: { rules: [7, 57, 107, 157, 207, 257, 307, 357, 407, 457] },
    }),
  );
  expect(table.decide({ code: '77' })).toBeUndefined();
});

test('what a table was compiled from comes back as JSON and decides the same', () => {
  const table = compileTable({
    hit: 'first',
    inputs: [{ name: 'at', type: 'weekTime' }],
    outputs: [{ name: 'lead' }],
    rules: [{ when: { at: { between: ['08:00', '18:00'] } }, then: { lead: 'day' } }],
  });
  const again = compileTable(JSON.parse(JSON.stringify(table)) as unknown);
  const noon = Date.parse('2026-03-07T12:00+08:00');
  expect(again.decide({ at: noon })).toEqual(table.decide({ at: noon }));
  expect(JSON.stringify(again)).toBe(JSON.stringify(table));
});
