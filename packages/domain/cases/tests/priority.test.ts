import {
  checkPriorityRules,
  type PriorityFacts,
  type PriorityRules,
  priorityClasses,
  priorityOf,
  samplePriorityRules,
} from '@civigrid/cases/priority';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const town: PriorityRules = {
  ...samplePriorityRules,
  version: 'invented-2',
  rules: [
    ...samplePriorityRules.rules,
    { ground: 'category', within: 'fire', points: 4 },
    { ground: 'category', within: 'fire.gas', points: 1, atLeastClass: 'emergency' },
  ],
};

describe('how soon a case is taken up', () => {
  test('a case of which nothing is known is ordinary', () => {
    expect(priorityOf({ category: 'waste.full' }, town)).toEqual({
      class: 'ordinary',
      points: 0,
      version: 'invented-2',
      reasons: [],
    });
  });

  test('every ground is told with its points, the weightiest first', () => {
    const facts: PriorityFacts = {
      category: 'fire.lane',
      severity: 3,
      site: 'school.primary',
      limitUsed: 1.2,
      recurrences: 1,
      reports: 4,
      supervised: true,
    };
    const { class: name, points, reasons } = priorityOf(facts, town);
    expect([name, points]).toEqual(['emergency', 17]);
    expect(reasons.map(({ ground, points: given, known }) => [ground, given, known])).toEqual([
      ['severity', 4, 3],
      ['category', 4, 'fire.lane'],
      ['limitUsed', 3, 1.2],
      ['supervised', 2, true],
      ['site', 2, 'school.primary'],
      ['recurrences', 1, 1],
      ['reports', 1, 4],
    ]);
  });

  test('a rule may ask for a class whatever the points, and says so', () => {
    expect(priorityOf({ category: 'fire.gas.leak' }, town)).toMatchObject({
      class: 'emergency',
      points: 4,
      reasons: [{ ground: 'category', points: 4, atLeastClass: 'emergency', rules: [13, 14] }],
    });
    expect(priorityOf({ category: 'a', supervised: true }, town).class).toBe('raised');
  });

  test('codes hold by whole segments', () => {
    expect(priorityOf({ category: 'firewood' }, town).reasons).toEqual([]);
    expect(priorityOf({ category: 'a', site: 'schoolyard' }, town).reasons).toEqual([]);
  });

  test('what is no number holds on no ground', () => {
    const facts = { category: 'a', severity: Number.NaN, limitUsed: Number.NaN };
    expect(priorityOf(facts, town).reasons).toEqual([]);
  });
});

const facts = fc.record(
  {
    category: fc.constantFrom('fire', 'fire.gas', 'a', '__proto__'),
    severity: fc.integer({ min: 0, max: 4 }),
    site: fc.constantFrom('school', 'medical.clinic', 'toString'),
    limitUsed: fc.double({ min: 0, max: 3, noNaN: true }),
    recurrences: fc.nat(5),
    reports: fc.integer({ min: 1, max: 30 }),
    supervised: fc.boolean(),
  },
  { requiredKeys: ['category'] },
);

test('a heavier matter is never put behind a lighter one', () => {
  const more = fc.constantFrom('severity', 'limitUsed', 'recurrences', 'reports');
  fc.assert(
    fc.property(facts, more, fc.nat(5), (known, ground, by) => {
      const rank = (of: PriorityFacts) => priorityClasses.indexOf(priorityOf(of, town).class);
      const heavier = { ...known, [ground]: (known[ground] ?? 0) + by };
      expect(rank(heavier)).toBeGreaterThanOrEqual(rank(known));
      expect(rank({ ...known, supervised: true })).toBeGreaterThanOrEqual(rank(known));
    }),
  );
});

test('the reasons make up the points, the points and what is asked for make the class', () => {
  fc.assert(
    fc.property(facts, (known) => {
      const { class: name, points, reasons } = priorityOf(known, town);
      expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(points);
      const { raised, urgent, emergency } = town.classes;
      const reached = points >= emergency ? 3 : points >= urgent ? 2 : points >= raised ? 1 : 0;
      const asked = reasons.map(({ atLeastClass = 'ordinary' }) =>
        priorityClasses.indexOf(atLeastClass),
      );
      expect(priorityClasses.indexOf(name)).toBe(Math.max(reached, ...asked));
    }),
  );
});

test('nothing else than the grounds changes a priority: who reported has no say', () => {
  fc.assert(
    fc.property(facts, fc.string(), (known, reporter) => {
      const named = { ...known, reporter, reporters: [reporter], subject: reporter };
      expect(priorityOf(named, town)).toEqual(priorityOf(known, town));
    }),
  );
});

test('rules that cannot be meant are told by place, and refused', () => {
  expect(checkPriorityRules(samplePriorityRules)).toEqual([]);
  const wrong = {
    version: '',
    rules: [
      { ground: 'reporter', points: 1 },
      { ground: 'severity', atLeast: '3', points: -1 },
      { ground: 'site', points: Number.NaN, atLeastClass: 'toString' },
      null,
    ],
    classes: { raised: 3, urgent: 2, emergency: Number.POSITIVE_INFINITY },
  };
  const paths = [
    '/version',
    '/rules/0/ground',
    '/rules/1/atLeast',
    '/rules/1/points',
    '/rules/2/within',
    '/rules/2/points',
    '/rules/2/atLeastClass',
    '/rules/3',
    '/classes/urgent',
    '/classes/emergency',
  ];
  const issues = checkPriorityRules(wrong);
  expect(issues.map(({ path }) => path)).toEqual(paths);
  for (const nothing of [null, [], 'rules', { version: '1' }])
    expect(checkPriorityRules(nothing).length).toBeGreaterThan(0);
  let caught: unknown;
  try {
    priorityOf({ category: 'a' }, wrong as unknown as PriorityRules);
  } catch (error) {
    caught = error;
  }
  expect(isDomainError(caught, 'cases/invalid-priority-rules')).toBe(true);
  expect(caught).toMatchObject({ details: { issues } });
});
