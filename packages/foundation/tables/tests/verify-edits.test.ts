import {
  type Rule,
  type Table,
  type Universe,
  type Verification,
  verifyTable,
} from '@civigrid/tables';
import { type TableEdit, tableVerifier } from '@civigrid/tables/verifier';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedRule, closedTables, policyNames } from './random-tables.ts';
import { expectWitnesses } from './verify-expectations.ts';
import {
  columnNames,
  isInRegion,
  narrowed,
  narrowedRule,
  pointsOf,
  universes,
} from './verify-oracle.ts';

const timeout = 120_000;

interface Case {
  readonly table: Table;
  readonly universe: Universe;
  readonly edits: readonly TableEdit[];
}

describe.each(policyNames.filter(({ aggregate }) => !aggregate))('$name', ({ hit }) => {
  const cases: fc.Arbitrary<Case> = fc
    .tuple(closedTables(hit), columnNames)
    .chain(([table, names]) => {
      const start = narrowed(table, names);
      const rule = closedRule.map((one): Rule => narrowedRule(one, names));
      const edit = fc.record({
        at: fc.nat({ max: 8 }),
        remove: fc.nat({ max: 2 }),
        insert: fc.array(rule, { maxLength: 2 }),
      });
      return fc.record({
        table: fc.constant(start),
        universe: universes(start),
        edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
      });
    });

  test(
    'a proof after edits is the proof of the edited table',
    () => {
      fc.assert(
        fc.property(cases, ({ table, universe, edits }) => {
          let verifier = tableVerifier(table, universe);
          let rules = [...table.rules];
          for (const edit of edits) {
            const { at, remove = 0, insert = [] } = edit;
            rules = rules.toSpliced(at, remove, ...insert);
            const before = JSON.stringify(verifier.report);
            const next = verifier.edit(edit);
            expect(JSON.stringify(verifier.report)).toBe(before);
            verifier = next;
            expect(verifier.table.rules).toEqual(rules);
          }
          const edited = { ...table, rules };
          const anew = verifyTable(edited, universe);
          expect(known(verifier.report)).toEqual(known(anew));
          expectWitnesses(edited, verifier.report);
          for (const { values } of pointsOf(edited, universe)) {
            const isGap = ({ gaps }: Verification) =>
              gaps.some(({ where }) => isInRegion(edited, where, values));
            if (isGap(anew) !== isGap(verifier.report)) expect(values).toBe('in both or neither');
          }
        }),
        { numRuns: 100 },
      );
    },
    timeout,
  );

  test(
    'lists that are cut stay the first of their kind',
    () => {
      fc.assert(
        fc.property(cases, ({ table, universe, edits }) => {
          const limits = { findings: 1 };
          let verifier = tableVerifier(table, universe, limits);
          for (const edit of edits) verifier = verifier.edit(edit);
          const anew = verifyTable(verifier.table, universe, limits);
          const { gaps: _, more, ...cut } = known(verifier.report);
          const { gaps: __, more: all, ...first } = known(anew);
          const isNoGap = (kind: string) => kind !== 'gaps';
          expect({ ...cut, more: more.filter(isNoGap) }).toEqual({
            ...first,
            more: all.filter(isNoGap),
          });
        }),
        { numRuns: 60 },
      );
    },
    timeout,
  );
});

/** A report but for the choice of witnesses and regions. */
function known(report: Verification) {
  const { complete, conflicts, overlaps, unreachable, redundant, undecided, more } = report;
  return {
    complete,
    gaps: report.gaps.length > 0,
    conflicts: conflicts.map(({ rules }) => rules),
    overlaps: overlaps.map(({ rules }) => rules),
    unreachable: unreachable.map(({ rule }) => rule),
    redundant: redundant.map(({ rule }) => rule),
    undecided,
    more,
  };
}

const small: Table = {
  hit: 'first',
  inputs: [{ name: 'category', type: 'tree' }],
  outputs: [{ name: 'lead' }],
  rules: [
    { id: 'waste', when: { category: { within: ['env'] } }, then: { lead: 'gridLeader' } },
    { id: 'rest', when: {}, then: { lead: 'community' } },
  ],
};

test('an inserted rule with issues is refused, with its place in the edited table', () => {
  const verifier = tableVerifier(small);
  const refused = (insert: readonly unknown[]) => {
    try {
      verifier.edit({ at: 1, insert: insert as Rule[] });
    } catch (error) {
      return error as { code: string; details: { issues: readonly object[] } };
    }
    return undefined;
  };
  const wrong = refused([
    { when: {}, then: {} },
    { when: { weather: {} }, then: {} },
  ]);
  expect(wrong?.code).toBe('tables/invalid');
  expect(wrong?.details.issues).toEqual([
    {
      code: 'tables/unknown-column',
      path: ['rules', 2, 'when', 'weather'],
      rule: 2,
      column: 'weather',
    },
  ]);
  expect(refused([{ id: 'rest', when: {}, then: {} }])?.details.issues).toEqual([
    { code: 'tables/duplicate-rule', path: ['rules', 1, 'id'], rule: 1, id: 'rest' },
  ]);
  expect(refused([{ id: 'more', when: {}, then: {} }])).toBeUndefined();
});

test('taking the last rule out opens a gap, putting it back closes it', () => {
  const open = tableVerifier(small).edit({ at: 1, remove: 1 });
  expect(open.report).toMatchObject({
    complete: false,
    gaps: [{ where: { category: { within: [], except: ['env'], others: true } } }],
  });
  const rest = small.rules[1] as Rule;
  expect(open.edit({ at: 99, insert: [rest] }).report).toMatchObject({ complete: true, gaps: [] });
});

test('a thousand edits leave a proof that is right', () => {
  let verifier = tableVerifier(small);
  for (let i = 0; i < 1_100; i++) {
    const when = { category: { within: [`env.${i}`] } };
    verifier = verifier.edit({ at: 0, remove: i === 0 ? 0 : 1, insert: [{ when, then: {} }] });
  }
  expect(verifier.report).toMatchObject({ complete: true, unreachable: [], undecided: [] });
  expect(verifier.report.overlaps.map(({ rules }) => rules)).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
});

const halves = (lead: string): readonly Rule[] => [
  { when: { severity: { lte: 2 } }, then: { lead } },
  { when: { severity: { gte: 3 } }, then: { lead } },
];
const graded = { ...small, inputs: [{ name: 'severity', type: 'integer' } as const] };

test.each([0, 1])('a rule that two others cover comes to life when the %i. goes', (at) => {
  const rules = [...halves('street'), { when: {}, then: { lead: 'nobody' } }];
  const verifier = tableVerifier({ ...graded, rules });
  expect(verifier.report.unreachable).toMatchObject([{ rule: 2 }]);
  expect(verifier.edit({ at, remove: 1 }).report.unreachable).toEqual([]);
});

test.each([1, 2])('a rule that two others make redundant is needed when the %i. goes', (at) => {
  const rules = [{ when: {}, then: { lead: 'street' } }, ...halves('street')];
  const verifier = tableVerifier({ ...graded, rules });
  expect(verifier.report.redundant).toMatchObject([{ rule: 0 }]);
  expect(verifier.edit({ at, remove: 1 }).report.redundant).toEqual([]);
});

test('one input among very many for which a rule is needed is found', () => {
  const names = ['x', 'y', 'z'];
  const cells = (value: number) =>
    Object.fromEntries(names.map((name) => [name, { is: [value] }] as const));
  const everything = { when: {}, then: { lead: 'street' } };
  const rules: readonly Rule[] = [
    everything,
    { when: cells(20), then: { lead: 'police' } },
    everything,
    ...Array.from({ length: 40 }, (_, i) => ({ when: cells(i), then: { lead: 'nobody' } })),
  ];
  const inputs = names.map((name) => ({ name, type: 'integer' as const }));
  const verifier = tableVerifier({ ...graded, inputs, rules });
  expect(verifier.report).toMatchObject({ redundant: [], undecided: [] });
  expect(verifier.edit({ at: 1, remove: 1 }).report.redundant).toMatchObject([{ rule: 0, by: 1 }]);
});
