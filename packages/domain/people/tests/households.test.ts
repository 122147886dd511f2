import { actorId, caseId, gridCode, subjectRef } from '@civigrid/kernel';
import {
  type BookletRules,
  booklet,
  bookletSections,
  type HouseholdCommand,
  type HouseholdFact,
  type HouseholdState,
  householdDecider,
  householdPurposes,
  type KnownHousehold,
  oneBookTwoLinksThreeHelpsFourServices,
} from '@civigrid/people/households';
import { specification } from '@civigrid/testing';
import { expect, test } from 'vitest';

const { given } = specification(householdDecider);
const day = 86_400_000;
const noon = Date.UTC(2026, 5, 15, 4);
const leader = actorId('SL.03.07/gridLeader');
const by = { at: noon, actor: leader };
const [door, mother, son] = ['s-door', 's-mother', 's-son'].map(subjectRef) as [
  ReturnType<typeof subjectRef>,
  ReturnType<typeof subjectRef>,
  ReturnType<typeof subjectRef>,
];
const cell = gridCode('SL.03.07');
const address = { subject: door, purpose: householdPurposes.address, value: '石岭街某号' };

const registered: HouseholdFact = {
  type: 'people/household-registered',
  schema: 1,
  data: { household: 'h-1', subject: door, grid: cell },
  personal: [address],
};
const joined = (member: typeof mother): HouseholdFact => ({
  type: 'people/member-joined',
  schema: 1,
  data: { member },
});
const left: HouseholdFact = { type: 'people/member-left', schema: 1, data: { member: mother } };
const closed: HouseholdFact = { type: 'people/household-closed', schema: 1, data: {} };
const gas: HouseholdFact = {
  type: 'people/environment-noted',
  schema: 1,
  data: { fact: 'gas', value: true },
};

const register: HouseholdCommand = {
  ...by,
  type: 'register',
  household: 'h-1',
  subject: door,
  grid: cell,
  personal: [address],
};

function known(state: HouseholdState): KnownHousehold {
  if (state.status === 'unregistered') throw new Error('not registered');
  return state;
}

test('a household is registered in a cell; its address is for the vault', () => {
  given([]).when(register).then([registered]);
  given([])
    .when({ ...register, personal: [] })
    .refuses('people/address-missing');
  given([registered]).when(register).refuses('people/household-exists');
  given([registered, closed]).when(register).refuses('people/household-exists');
});

test('nothing is asked of a household that is unknown or closed', () => {
  const commands: readonly HouseholdCommand[] = [
    { ...by, type: 'move', grid: gridCode('SL.04') },
    { ...by, type: 'join', member: mother },
    { ...by, type: 'describe', member: mother, personal: [] },
    { ...by, type: 'leave', member: mother },
    { ...by, type: 'note', fact: 'gas', value: true },
    { ...by, type: 'confirm', sections: ['address'] },
    { ...by, type: 'visit', visit: 'v-1', kind: 'householdVisit', outcomes: [{ kind: 'done' }] },
    { ...by, type: 'close' },
  ];
  for (const command of commands) {
    given([]).when(command).refuses('people/household-unknown');
    given([registered, closed]).when(command).refuses('people/household-closed');
  }
});

test('a household moves to another cell, or to another door in the same', () => {
  const other = gridCode('SL.03.08');
  given([registered])
    .when({ ...by, type: 'move', grid: other })
    .then([{ type: 'people/household-moved', schema: 1, data: { grid: other, address: false } }]);
  given([registered])
    .when({ ...by, type: 'move', grid: cell })
    .refuses('people/same-grid');
  given([registered])
    .when({ ...by, type: 'move', grid: cell, personal: [address] })
    .then([
      {
        type: 'people/household-moved',
        schema: 1,
        data: { grid: cell, address: true },
        personal: [address],
      },
    ]);
});

test('a member joins once, is described, leaves once and may come back', () => {
  const relation = { subject: mother, purpose: householdPurposes.relation, value: '户主之母' };
  given([registered])
    .when({ ...by, type: 'join', member: mother, personal: [relation] })
    .then([{ ...joined(mother), personal: [relation] }]);
  given([registered, joined(mother)])
    .when({ ...by, type: 'join', member: mother })
    .refuses('people/already-member');
  given([registered])
    .when({ ...by, type: 'leave', member: mother })
    .refuses('people/not-a-member');
  given([registered, joined(mother), left])
    .when({ ...by, type: 'leave', member: mother })
    .refuses('people/not-a-member');
  given([registered, joined(mother), left])
    .when({ ...by, type: 'join', member: mother })
    .then([joined(mother)]);
  given([registered, joined(mother)])
    .when({ ...by, type: 'describe', member: mother, personal: [] })
    .refuses('people/nothing-told');
  given([registered])
    .when({ ...by, type: 'describe', member: mother, personal: [relation] })
    .refuses('people/not-a-member');
});

test('what is told about a member is about that member, once, for a purpose that is kept', () => {
  const contact = { subject: mother, purpose: householdPurposes.contact, value: '某某' };
  const join = { ...by, type: 'join', member: mother } as const;
  given([registered])
    .when({ ...join, personal: [{ ...contact, subject: son }] })
    .refuses('people/foreign-part');
  given([registered])
    .when({ ...join, personal: [contact, contact] })
    .refuses('people/personal-twice');
  given([registered])
    .when({ ...join, personal: [{ ...contact, purpose: 'credit-score' }] })
    .refuses('people/unknown-purpose');
});

test('the flat is described by codes and numbers; words about people do not get in', () => {
  const note = { ...by, type: 'note', fact: 'gas', value: true } as const;
  given([registered]).when(note).then([gas]);
  given([registered, gas]).when(note).then([]);
  given([registered, gas])
    .when({ ...note, value: null })
    .then([{ ...gas, data: { fact: 'gas', value: null } }]);
  given([registered])
    .when({ ...note, value: null })
    .refuses('people/environment-unknown');
  given([registered])
    .when({ ...note, value: '老人独居' })
    .refuses('people/not-a-code');
  given([registered])
    .when({ ...note, fact: '张家的狗' })
    .refuses('people/not-a-code');
  given([registered])
    .when({ ...note, fact: 'dogs', value: -1 })
    .refuses('people/not-a-count');
  given([registered])
    .when({ ...note, fact: 'dogs', value: 1.5 })
    .refuses('people/not-a-count');
  given([registered])
    .when({ ...note, fact: '__proto__', value: 'let' })
    .then([{ ...gas, data: { fact: '__proto__', value: 'let' } }]);
});

test('a household is closed when everybody has left', () => {
  given([registered, joined(mother)])
    .when({ ...by, type: 'close' })
    .refuses('people/members-remain');
  given([registered, joined(mother), left])
    .when({ ...by, type: 'close' })
    .then([closed]);
});

test('a visit has one outcome in the clear; what was found is sealed', () => {
  const visit = {
    ...by,
    type: 'visit',
    visit: 'v-1',
    kind: 'safetyCheck',
    outcomes: [
      { kind: 'done' },
      { kind: 'needsCase', case: caseId('c-9') },
      { kind: 'needsHelp', help: 'p-1', service: 'errand', by: noon + day },
    ],
    personal: [{ subject: door, purpose: householdPurposes.finding, value: '燃气软管老化' }],
  } as const satisfies HouseholdCommand;
  const { outcomes, personal } = visit;
  const visited: HouseholdFact = {
    type: 'people/household-visited',
    schema: 1,
    data: { visit: 'v-1', kind: 'safetyCheck', outcomes, settles: [] },
    personal,
  };
  given([registered]).when(visit).then([visited]);
  given([registered, visited]).when(visit).refuses('people/visit-recorded');
  given([registered])
    .when({ ...visit, visitedAt: noon + 1 })
    .refuses('people/future-instant');
  given([registered])
    .when({ ...visit, visitedAt: 0.5 })
    .refuses('people/invalid-instant');
  for (const contradicting of [
    [],
    [{ kind: 'done' }, { kind: 'notMet' }],
    [{ kind: 'done' }, { kind: 'done' }],
    [{ kind: 'angry' as 'done' }],
  ] as const)
    given([registered])
      .when({ ...visit, outcomes: contradicting })
      .refuses('people/outcomes-contradict');
  given([registered])
    .when({ ...visit, personal: [{ ...visit.personal[0], subject: son }] })
    .refuses('people/foreign-part');
  // What else a caller hands over with an outcome is not written down.
  given([registered])
    .when({ ...visit, outcomes: [{ kind: 'done', words: '她摔倒了' } as { kind: 'done' }] })
    .then([
      {
        ...visited,
        data: { visit: 'v-1', kind: 'safetyCheck', outcomes: [{ kind: 'done' }], settles: [] },
      },
    ]);
});

test('help that was promised stays open until a visit keeps it', () => {
  const promised: HouseholdFact = {
    type: 'people/household-visited',
    schema: 1,
    data: {
      visit: 'v-1',
      kind: 'householdVisit',
      outcomes: [
        { kind: 'done' },
        { kind: 'needsHelp', help: 'p-1', service: 'errand', by: noon + day },
      ],
      settles: [],
    },
  };
  const errand = {
    ...by,
    type: 'visit',
    visit: 'v-2',
    kind: 'errand',
    outcomes: [{ kind: 'done' }],
    settles: ['p-1'],
  } as const satisfies HouseholdCommand;
  const kept: HouseholdFact = {
    type: 'people/household-visited',
    schema: 1,
    data: { visit: 'v-2', kind: 'errand', outcomes: [{ kind: 'done' }], settles: ['p-1'] },
  };
  given([registered, promised]).when(errand).then([kept]);
  given([registered]).when(errand).refuses('people/unknown-help');
  given([registered, promised, kept])
    .when({ ...errand, visit: 'v-3' })
    .refuses('people/unknown-help');
  given([registered, promised])
    .when({ ...errand, outcomes: [{ kind: 'notMet' }] })
    .refuses('people/outcomes-contradict');
  given([registered, promised])
    .when({ ...errand, settles: [], outcomes: promised.data.outcomes })
    .refuses('people/help-open');
  expect(known(given([registered, promised]).state()).helps).toHaveLength(1);
  expect(known(given([registered, promised, kept]).state()).helps).toEqual([]);
});

test('a command at no instant, or of no known kind, is refused', () => {
  given([])
    .when({ ...register, at: Number.NaN })
    .refuses('people/invalid-instant');
  given([registered])
    .when({ ...by, type: 'score' } as unknown as HouseholdCommand)
    .refuses('people/unknown-command');
});

const rules: BookletRules = {
  confirmEveryDays: { persons: 30, environment: 90 },
  opensFor: new Map([
    [householdPurposes.contact, ['call-back', 'careVisit']],
    [householdPurposes.health, ['careVisit']],
  ]),
};

test('the booklet shows what is there and what may be opened for what, and opens nothing', () => {
  const parts = [
    { subject: mother, purpose: householdPurposes.contact, value: '某某' },
    { subject: mother, purpose: householdPurposes.health, value: '高血压' },
  ];
  const confirmed: HouseholdFact = {
    type: 'people/booklet-confirmed',
    schema: 1,
    data: { sections: ['persons'] },
  };
  const state = known(
    given([
      { ...registered, at: noon },
      { ...joined(mother), personal: parts, at: noon },
      { ...gas, at: noon },
      { ...confirmed, at: noon + day, actor: leader },
    ]).state(),
  );
  const page = booklet(state, noon + 60 * day, rules);
  expect(JSON.stringify(page)).not.toMatch(/石岭|某某|高血压/);
  expect(page).toMatchObject({ household: 'h-1', open: true, grid: cell, since: noon });
  expect(page.address).toMatchObject([{ purpose: 'home-address', opensFor: [] }]);
  expect(page.persons[0]?.boxes.map(({ purpose, opensFor }) => [purpose, opensFor])).toEqual([
    ['resident-contact', ['call-back', 'careVisit']],
    ['health', ['careVisit']],
  ]);
  expect(page.environment).toEqual([{ fact: 'gas', value: true, since: noon }]);
  expect(page.sections).toEqual([
    { section: 'address', isDue: false },
    {
      section: 'persons',
      last: { at: noon + day, by: leader },
      due: noon + 31 * day,
      isDue: true,
    },
    { section: 'environment', due: noon + 90 * day, isDue: false },
  ]);
  expect(booklet(state, noon + 31 * day - 1, rules).sections[1]?.isDue).toBe(false);
  expect(booklet(state, noon + 31 * day, rules).sections[1]?.isDue).toBe(true);
  expect(
    booklet({ ...state, status: 'closed' }, noon + 60 * day, rules).sections.some(
      ({ isDue }) => isDue,
    ),
  ).toBe(false);
  expect(() => booklet(state, noon, { ...rules, confirmEveryDays: { address: 0 } })).toThrowError(
    expect.objectContaining({ code: 'people/not-a-count' }),
  );
});

test('the booklet tells when each service was last given; who was not met was not served', () => {
  const visited = (visit: string, visitedAt: number, kind: 'done' | 'notMet'): HouseholdFact => ({
    type: 'people/household-visited',
    schema: 1,
    data: { visit, kind: 'policy', visitedAt, outcomes: [{ kind }], settles: [] },
  });
  const state = known(
    given([
      registered,
      visited('v-1', noon, 'done'),
      visited('v-2', noon - day, 'done'),
      visited('v-3', noon + day, 'notMet'),
    ]).state(),
  );
  expect(booklet(state, noon, rules).services).toEqual([{ kind: 'policy', last: noon }]);
  expect(oneBookTwoLinksThreeHelpsFourServices.services).toContain('policy');
});

test('sections are confirmed by name', () => {
  const confirm = { ...by, type: 'confirm', sections: ['persons', 'address'] } as const;
  given([registered])
    .when(confirm)
    .then([
      {
        type: 'people/booklet-confirmed',
        schema: 1,
        data: { sections: ['address', 'persons'] },
      },
    ]);
  given([registered])
    .when({ ...confirm, sections: [] })
    .refuses('people/nothing-confirmed');
  given([registered])
    .when({ ...confirm, sections: ['toString' as 'address'] })
    .refuses('people/nothing-confirmed');
  expect(bookletSections).toHaveLength(3);
});
