import { compileTable, type Rule, type Table, type TableInput } from '@civigrid/tables';
import { diffTables, type TableAnswer } from '@civigrid/tables/diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveDecide } from './oracle.ts';
import { closedRule, closedTables, inputs, policyNames } from './random-tables.ts';
import { columnNames, isInRegion, narrowed, narrowedRule, pointsOf } from './verify-oracle.ts';

const timeout = 120_000;

/** A table, and what became of it by a few edits, moves and perhaps other columns. */
const changes = (hit: Table['hit']) =>
  fc.tuple(closedTables(hit), columnNames).chain(([table, names]) => {
    const before = narrowed(table, names);
    const edit = fc.record({
      at: fc.nat({ max: 8 }),
      remove: fc.nat({ max: 1 }),
      insert: fc.array(closedRule, { maxLength: 1 }),
      moveTo: fc.option(fc.nat({ max: 8 }), { nil: undefined }),
    });
    return fc.array(edit, { maxLength: 3 }).map((edits): readonly [Table, Table] => {
      let rules: Rule[] = [...before.rules];
      for (const { at, remove, insert, moveTo } of edits) {
        const gone = rules.slice(at, at + remove);
        rules = rules.toSpliced(at, remove, ...insert.map((rule) => narrowedRule(rule, names)));
        if (moveTo !== undefined) rules.splice(moveTo, 0, ...gone);
      }
      return [before, { ...before, rules }];
    });
  });

/** A longer table, and the same with one or two rules changed, moved or left out: most of it stays as it was. */
const amendments = (hit: Table['hit']) =>
  fc
    .record({
      table: closedTables(hit),
      rules: fc.array(closedRule, { minLength: 12, maxLength: 30 }),
      at: fc.nat({ max: 11 }),
      instead: fc.array(closedRule, { maxLength: 1 }),
      moveTo: fc.option(fc.nat({ max: 11 }), { nil: undefined }),
    })
    .map(({ table, rules, at, instead, moveTo }): readonly [Table, Table] => {
      const amended = rules.toSpliced(at, 1, ...instead);
      if (moveTo !== undefined) amended.splice(moveTo, 0, ...rules.slice(at, at + 1));
      return [
        { ...table, rules },
        { ...table, rules: amended },
      ];
    });

/** What the plain reading answers, in the words of a difference. */
function answer(table: Table, input: TableInput): TableAnswer {
  const said = naiveDecide(table, input) as
    | { outcome?: TableAnswer; outcomes?: TableAnswer; refused?: TableAnswer }
    | undefined;
  return said?.refused ?? said?.outcomes ?? said?.outcome;
}

/** The order of names in an outcome does not count. */
const text = (one: TableAnswer) =>
  JSON.stringify(one, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : value,
  );

function expectRight(before: Table, after: Table): number {
  const found = diffTables(before, after);
  expect(found).toMatchObject({ more: false, undecided: [] });
  const columns = { ...before, rules: [] };
  const everything = Object.fromEntries(
    before.inputs.map(({ name }) => [name, { optional: true }]),
  );
  let changed = 0;
  const seen = new Map<number, number>();
  const masks = pointsOf({ ...before, rules: [...before.rules, ...after.rules] }, everything);
  for (const { values, mask } of masks) {
    const isIn = found.regions.some(({ where }) => isInRegion(columns, where, values));
    // Inputs that the same rules match are answered alike.
    let differs = seen.get(mask);
    if (differs === undefined) {
      const input = Object.fromEntries(before.inputs.map(({ name }, i) => [name, values[i]]));
      differs = text(answer(before, input)) === text(answer(after, input)) ? 0 : 1;
      seen.set(mask, differs);
    }
    changed += differs;
    if (isIn !== (differs === 1)) expect({ values, isIn }).toBe('changed if it lies in a region');
  }
  expect(found.same).toBe(changed === 0);
  for (const { witness, where, from, to, before: rule, after: other } of found.regions) {
    const values = before.inputs.map(
      ({ name }) => (witness as Record<string, never>)[name] ?? null,
    );
    expect(isInRegion(columns, where, values)).toBe(true);
    expect(text(answer(before, witness))).toBe(text(from));
    expect(text(answer(after, witness))).toBe(text(to));
    expect(text(from)).not.toBe(text(to));
    if (rule !== undefined && before.hit === 'first')
      expect(compileTable(before as unknown).decide(witness)).toMatchObject({ rule });
    if (other !== undefined && after.hit === 'first')
      expect(compileTable(after as unknown).decide(witness)).toMatchObject({ rule: other });
  }
  return changed;
}

describe.each(policyNames.filter(({ aggregate }) => !aggregate))('$name', ({ hit }) => {
  test(
    'the regions of a difference are the inputs that are answered differently',
    () => {
      const seen = { same: 0, changed: 0 };
      fc.assert(
        fc.property(changes(hit), ([before, after]) => {
          const changed = expectRight(before, after);
          if (changed === 0) seen.same++;
          else seen.changed++;
        }),
        { numRuns: 100 },
      );
      expect(seen.same).toBeGreaterThan(5);
      expect(seen.changed).toBeGreaterThan(20);
    },
    timeout,
  );

  test(
    'a replay counts the inputs that are answered differently',
    () => {
      fc.assert(
        fc.property(
          fc.oneof(fc.tuple(closedTables(hit), closedTables(hit)), amendments(hit)),
          fc.array(inputs, { maxLength: 30 }),
          ([before, after], cases) => {
            const { replay } = diffTables(before, after, cases, { nodes: 50 });
            const changed = cases.filter(
              (input) => text(answer(before, input)) !== text(answer(after, input)),
            );
            expect(replay).toMatchObject({ total: cases.length, changed: changed.length });
            const groups = new Set<string>();
            let count = 0;
            for (const one of replay?.changes ?? []) {
              expect(text(answer(before, one.example))).toBe(text(one.from));
              expect(text(answer(after, one.example))).toBe(text(one.to));
              groups.add(`${text(one.from)} ${text(one.to)}`);
              count += one.count;
            }
            expect(count).toBe(changed.length);
            expect(groups.size).toBe(replay?.changes.length);
          },
        ),
        { numRuns: 120 },
      );
    },
    timeout,
  );
});

test(
  'tables of unlike policies are compared too',
  () => {
    const all = policyNames.filter(({ aggregate }) => !aggregate).map(({ hit }) => hit);
    fc.assert(
      fc.property(changes('first'), fc.constantFrom(...all), ([before, after], hit) => {
        expectRight(before, { ...after, hit });
      }),
      { numRuns: 60 },
    );
  },
  timeout,
);

const routing: Table = {
  hit: 'first',
  inputs: [{ name: 'category', type: 'tree' }],
  outputs: [{ name: 'lead' }],
  rules: [
    { when: { category: { within: ['env.waste'] } }, then: { lead: 'gridLeader' } },
    { when: { category: { within: ['env'] } }, then: { lead: 'street' } },
  ],
};

test('a rule that is put before another takes what both hold', () => {
  const moved = { ...routing, rules: [...routing.rules].reverse() };
  expect(diffTables(routing, moved)).toEqual({
    same: false,
    more: false,
    undecided: [],
    regions: [
      {
        before: 0,
        after: 0,
        from: { lead: 'gridLeader' },
        to: { lead: 'street' },
        witness: { category: 'env.waste' },
        where: { category: { within: ['env.waste'] } },
      },
    ],
  });
});

test('a rule that was added without effect changes nothing, and that is proven', () => {
  const dead: Rule = {
    when: { category: { within: ['env.waste.bin'] } },
    then: { lead: 'nobody' },
  };
  const after = { ...routing, rules: [...routing.rules, dead] };
  expect(diffTables(routing, after)).toMatchObject({ same: true, regions: [] });
});

test('a column that only one table has is free in the other', () => {
  const inputs = [...routing.inputs, { name: 'severity', type: 'integer' } as const];
  const grave: Rule = { when: { severity: { gte: 3 } }, then: { lead: 'police' } };
  const after = { ...routing, inputs, rules: [grave, ...routing.rules] };
  const { regions } = diffTables(routing, after);
  expect(regions.map(({ from, to, where }) => ({ from, to, where }))).toEqual(
    expect.arrayContaining([
      {
        from: { lead: 'gridLeader' },
        to: { lead: 'police' },
        where: { category: { within: ['env.waste'] }, severity: { gte: 3 } },
      },
    ]),
  );
  expect(diffTables(after, routing).regions).toHaveLength(regions.length);
});

test('columns of one name and unlike types are refused', () => {
  const after = { ...routing, inputs: [{ name: 'category', type: 'text' }], rules: [] };
  expect(() => diffTables(routing, after)).toThrow(
    expect.objectContaining({
      code: 'tables/unlike-columns',
      details: { column: 'category', types: ['tree', 'text'] },
    }),
  );
});

test('trees with other parents can only be replayed, and the difference says so', () => {
  const withParents = (parents: Record<string, string>) => ({
    ...routing,
    inputs: [{ name: 'category', type: 'tree', parents }],
  });
  const [before, after] = [withParents({ bin: 'env' }), withParents({ bin: 'env.waste' })];
  expect(diffTables(before, after, [{ category: 'bin' }, { category: 'env' }])).toEqual({
    regions: [],
    same: false,
    more: false,
    undecided: [{ why: 'parents', column: 'category' }],
    replay: {
      total: 2,
      changed: 1,
      changes: [
        {
          from: { lead: 'street' },
          to: { lead: 'gridLeader' },
          before: 1,
          after: 0,
          count: 1,
          example: { category: 'bin' },
        },
      ],
    },
  });
});

test('a column that is found elsewhere in an input can only be replayed', () => {
  const inputs = [{ name: 'category', type: 'tree', path: ['case', 'category'] } as const];
  expect(diffTables(routing, { ...routing, inputs })).toMatchObject({
    same: false,
    undecided: [{ why: 'path', column: 'category' }],
  });
});

test('a list of regions that is cut says so, and so does a budget that ends', () => {
  const rules = Array.from(
    { length: 20 },
    (_, i): Rule => ({
      when: { category: { within: [`c${i}`] } },
      then: { lead: i },
    }),
  );
  const [before, after] = [
    { ...routing, rules },
    { ...routing, rules: [] },
  ];
  const cut = diffTables(before, after, undefined, { findings: 5 });
  expect(cut).toMatchObject({ more: true, same: false });
  expect(cut.regions).toHaveLength(5);
  expect(diffTables(before, after, undefined, { nodes: 3 })).toMatchObject({
    same: false,
    undecided: [{ why: 'budget' }],
  });
});
