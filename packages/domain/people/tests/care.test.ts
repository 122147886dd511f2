import { actorId, caseId, gridCode, subjectRef } from '@civigrid/kernel';
import {
  type CareCommand,
  type CareFact,
  type CareState,
  careDecider,
  carePurposes,
  type DueVisit,
  dueReviews,
  dueVisits,
  type HouseholdState,
  type KnownHousehold,
  type ListedPerson,
  type Visit,
  type VisitRhythms,
  type VisitTarget,
} from '@civigrid/people/households';
import { specification } from '@civigrid/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const { given } = specification(careDecider);
const day = 86_400_000;
const noon = Date.UTC(2026, 5, 15, 4);
const member = actorId('SL.03.07/gridMember');
const by = { at: noon, actor: member };
const widow = subjectRef('s-widow');
const cell = gridCode('SL.03.07');
const terms = {
  level: 'A',
  basis: { kind: 'consent', reference: 'consent-17' },
  review: noon + 90 * day,
  until: noon + 180 * day,
} as const;
const reason = { subject: widow, purpose: carePurposes.reason, value: '独居老人' };
const enter = {
  ...by,
  ...terms,
  type: 'enter',
  person: widow,
  grid: cell,
  personal: [reason],
} as const satisfies CareCommand;
const entered: CareFact = {
  type: 'people/care-entered',
  schema: 1,
  data: { person: widow, grid: cell, ...terms },
  personal: [reason],
};
const ended: CareFact = { type: 'people/care-ended', schema: 1, data: {} };

test('a person comes onto the care list with a sealed reason, a basis and an end', () => {
  given([]).when(enter).then([entered]);
  given([])
    .when({ ...enter, personal: [] })
    .refuses('people/reason-missing');
  given([entered]).when(enter).refuses('people/already-listed');
  given([entered, ended]).when(enter).then([entered]);
  given([entered, ended])
    .when({ ...enter, person: subjectRef('s-other'), personal: [] })
    .refuses('people/other-person');
});

test('an entry has a neutral level, a lawful basis and a review before its end', () => {
  given([])
    .when({ ...enter, level: '失能' })
    .refuses('people/not-a-code');
  given([])
    .when({ ...enter, basis: { kind: 'curiosity' as 'consent', reference: 'x' } })
    .refuses('people/not-a-code');
  given([])
    .when({ ...enter, basis: { kind: 'consent', reference: '口头同意' } })
    .refuses('people/not-a-code');
  given([])
    .when({ ...enter, review: noon })
    .refuses('people/past-instant');
  given([])
    .when({ ...enter, until: noon - 1 })
    .refuses('people/past-instant');
  given([])
    .when({ ...enter, review: terms.until + 1 })
    .refuses('people/review-after-end');
});

test('an entry is reviewed, transferred and ended; nothing of it stays in the state', () => {
  const review = { ...by, ...terms, level: 'B', type: 'review' } as const;
  given([entered])
    .when(review)
    .then([{ type: 'people/care-reviewed', schema: 1, data: { ...terms, level: 'B' } }]);
  given([]).when(review).refuses('people/not-listed');
  const other = gridCode('SL.04.01');
  given([entered])
    .when({ ...by, type: 'transfer', grid: other, household: 'h-2' })
    .then([
      { type: 'people/care-transferred', schema: 1, data: { grid: other, household: 'h-2' } },
    ]);
  given([entered])
    .when({ ...by, type: 'transfer', grid: cell })
    .then([]);
  given([entered])
    .when({ ...by, type: 'end' })
    .then([ended]);
  given([entered, ended])
    .when({ ...by, type: 'end' })
    .refuses('people/not-listed');
  const { at: _at, ...state } = given([entered, ended]).state() as { at: number };
  expect(state).toEqual({ status: 'ended', person: widow });
});

const rhythms: VisitRhythms = {
  careLevels: new Map([
    ['A', { everyDays: 7, graceDays: 2, kinds: ['careVisit'] }],
    ['B', { everyDays: 30, graceDays: 7, kinds: ['careVisit', 'errand'] }],
  ]),
  household: { everyDays: 180, graceDays: 0, kinds: ['householdVisit'] },
};

function visited(visit: string, at: number, outcome: 'done' | 'notMet', kind = 'careVisit') {
  const data = { visit, kind, outcomes: [{ kind: outcome }], settles: [] };
  return { type: 'people/care-visited', schema: 1, at, data } as const;
}

test('a care visit is due by the rhythm of the level, and overdue after its days of grace', () => {
  const start = { ...entered, at: noon };
  const { state } = given([start]);
  const status = (at: number, care = state()) => dueVisits([care], at, rhythms).due;
  expect(status(noon + 7 * day - 1)).toEqual([]);
  expect(status(noon + 7 * day)).toEqual([
    {
      person: widow,
      grid: cell,
      why: 'rhythm',
      kinds: ['careVisit'],
      due: noon + 7 * day,
      status: 'due',
      attempts: 0,
    },
  ]);
  expect(status(noon + 9 * day)[0]?.status).toBe('overdue');
  const missed = given([start, visited('v-1', noon + 7 * day, 'notMet')]).state();
  expect(status(noon + 9 * day, missed)[0]).toMatchObject({ due: noon + 7 * day, attempts: 1 });
  const errand = given([start, visited('v-1', noon + 7 * day, 'done', 'errand')]).state();
  expect(status(noon + 9 * day, errand)[0]?.due).toBe(noon + 7 * day);
  const done = given([start, visited('v-1', noon + 8 * day, 'done')]).state();
  expect(status(noon + 14 * day, done)).toEqual([]);
  expect(status(noon + 15 * day, done)[0]?.due).toBe(noon + 15 * day);
});

test('a lapsed entry asks for a review and for no more visits', () => {
  const state = given([{ ...entered, at: noon }]).state();
  expect(dueReviews([state], terms.review - 1)).toEqual([]);
  expect(dueReviews([state], terms.review)).toMatchObject([{ person: widow, lapsed: false }]);
  expect(dueReviews([state], terms.until)).toMatchObject([{ person: widow, lapsed: true }]);
  expect(dueVisits([state], terms.until, rhythms).due).toEqual([]);
});

test('a level that the town does not know is told, and a rhythm that is none is refused', () => {
  const state = given([{ ...entered, data: { ...entered.data, level: 'Z' } } as CareFact]).state();
  expect(dueVisits([state], noon, rhythms)).toEqual({
    due: [],
    issues: [{ person: widow, grid: cell, code: 'people/unknown-level', level: 'Z' }],
  });
  for (const rhythm of [
    { everyDays: 0, graceDays: 0, kinds: ['careVisit'] },
    { everyDays: 1.5, graceDays: 0, kinds: ['careVisit'] },
    { everyDays: 1, graceDays: -1, kinds: ['careVisit'] },
    { everyDays: 1, graceDays: 0, kinds: [] },
  ])
    expect(() =>
      dueVisits([given([entered]).state()], noon, { careLevels: new Map([['A', rhythm]]) }),
    ).toThrowError(expect.objectContaining({ code: 'people/invalid-rhythm' }));
});

test('what was promised is overdue from its instant on, until it is kept', () => {
  const promise: CareFact = {
    type: 'people/care-visited',
    schema: 1,
    data: {
      visit: 'v-1',
      kind: 'careVisit',
      outcomes: [
        { kind: 'done' },
        { kind: 'needsCase', case: caseId('c-1') },
        { kind: 'needsHelp', help: 'p-1', service: 'errand', by: noon + 2 * day },
      ],
      settles: [],
    },
  };
  const state = given([
    { ...entered, at: noon },
    { ...promise, at: noon },
  ]).state();
  expect(dueVisits([state], noon + 2 * day - 1, rhythms).due).toEqual([]);
  expect(dueVisits([state], noon + 2 * day, rhythms).due).toMatchObject([
    { why: 'help', help: 'p-1', kinds: ['errand'], status: 'overdue' },
  ]);
});

type Visited = ListedPerson | KnownHousehold;

/** So many days later, one by one. */
function later(from: number, days: number): number {
  let at = from;
  for (let i = 0; i < days; i++) at += day;
  return at;
}

/** The instants of the visits of some kinds with an outcome. */
function visitsWith(state: Visited, kinds: readonly string[], outcome: 'done' | 'notMet') {
  const found: number[] = [];
  for (const { kind, outcomes, visitedAt } of state.visits)
    if (kinds.includes(kind) && outcomes[0]?.kind === outcome) found.push(visitedAt);
  return found;
}

function naivelyPlanned(state: Visited, at: number): readonly DueVisit[] {
  const rhythm =
    state.status === 'listed' ? rhythms.careLevels.get(state.level) : rhythms.household;
  if (rhythm === undefined || (state.status === 'listed' && state.until <= at)) return [];
  const last = Math.max(state.since, ...visitsWith(state, rhythm.kinds, 'done'));
  const due = later(last, rhythm.everyDays);
  const status = at >= later(due, rhythm.graceDays) ? 'overdue' : 'due';
  const attempts = visitsWith(state, rhythm.kinds, 'notMet').filter((each) => each >= last).length;
  const found = { ...target(state), why: 'rhythm', kinds: rhythm.kinds, due, status, attempts };
  return at >= due ? [found as DueVisit] : [];
}

function target(state: Visited): VisitTarget {
  const { grid } = state;
  return state.status === 'listed'
    ? { person: state.person, grid }
    : { household: state.household, grid };
}

function isOpen(state: CareState | HouseholdState): state is KnownHousehold {
  return state.status === 'open';
}

/** The plain reading: every state by itself, every promise by itself. */
function naive(states: readonly (CareState | HouseholdState)[], at: number): readonly DueVisit[] {
  const all: DueVisit[] = [];
  for (const state of states) {
    if (state.status !== 'listed' && !isOpen(state)) continue;
    all.push(...naivelyPlanned(state, at));
    for (const { help, service, by: due } of state.helps) {
      const promised = { ...target(state), why: 'help', kinds: [service], help, due } as const;
      if (at >= due) all.push({ ...promised, status: 'overdue', attempts: 0 });
    }
  }
  return all;
}

test('the list of due visits is what a plain reading finds, earliest first', () => {
  const hours = (most: number) =>
    fc.integer({ min: 0, max: most }).map((h) => noon + h * 3_600_000);
  const visit: fc.Arbitrary<Visit> = fc.record({
    visit: fc.constant('v'),
    kind: fc.constantFrom('careVisit', 'errand', 'householdVisit'),
    visitedAt: fc.oneof(hours(1500), hours(12)),
    by: fc.constant(member),
    outcomes: fc.constantFrom<Visit['outcomes']>([{ kind: 'done' }], [{ kind: 'notMet' }]),
    boxes: fc.constant([]),
  });
  const help = fc.record({
    help: fc.constantFrom('p-1', 'p-2'),
    service: fc.constant('errand'),
    by: hours(3000),
  });
  const common = {
    grid: fc.constant(cell),
    since: fc.oneof(hours(500), hours(12)),
    at: fc.constant(noon),
    boxes: fc.constant([]),
    visits: fc.array(visit, { maxLength: 6 }),
    helps: fc.array(help, { maxLength: 2 }),
  };
  const care: fc.Arbitrary<CareState> = fc.record({
    ...common,
    status: fc.constant('listed' as const),
    person: fc.constantFrom(widow, subjectRef('s-2')),
    level: fc.constantFrom('A', 'B'),
    basis: fc.constant(terms.basis),
    review: hours(4000),
    until: hours(4000),
  });
  const household: fc.Arbitrary<HouseholdState> = fc.record({
    ...common,
    status: fc.constantFrom('open' as const, 'closed' as const),
    household: fc.constantFrom('h-1', 'h-2'),
    subject: fc.constant(subjectRef('s-door')),
    members: fc.constant([]),
    environment: fc.constant([]),
    confirmations: fc.constant([]),
  });
  const order = (some: readonly DueVisit[]) => some.map((each) => JSON.stringify(each)).sort();
  fc.assert(
    fc.property(
      fc.array(fc.oneof(care, household), { maxLength: 8 }),
      hours(6000),
      (states, at) => {
        const { due, issues } = dueVisits(states, at, rhythms);
        expect(issues).toEqual([]);
        expect(order(due)).toEqual(order(naive(states, at)));
        for (const [index, each] of due.entries())
          expect(each.due).toBeGreaterThanOrEqual(due[index - 1]?.due ?? each.due);
      },
    ),
    { numRuns: 500 },
  );
});
