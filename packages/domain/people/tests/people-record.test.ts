import { readFileSync } from 'node:fs';
import { gridCode, subjectRef } from '@civigrid/kernel';
import {
  type CareFact,
  careDecider,
  type HouseholdFact,
  householdDecider,
} from '@civigrid/people/households';
import {
  outcomes,
  type ProgrammeFact,
  programmeDecider,
  type ThemedGridFact,
  themedGridDecider,
} from '@civigrid/people/programmes';
import { ledgerSums, type VolunteersFact, volunteersDecider } from '@civigrid/people/volunteers';
import { type GivenFact, specification } from '@civigrid/testing';
import { expect, test } from 'vitest';

/** Samples of every form in which a fact was ever written; new forms are added, none is taken out. */
const samples: {
  readonly household: readonly GivenFact<HouseholdFact>[];
  readonly care: readonly GivenFact<CareFact>[];
  readonly volunteers: readonly GivenFact<VolunteersFact>[];
  readonly programme: readonly GivenFact<ProgrammeFact>[];
  readonly themedGrid: readonly GivenFact<ThemedGridFact>[];
} = JSON.parse(readFileSync(new URL('fixtures/people-events.json', import.meta.url), 'utf8'));

const forms = (facts: readonly { readonly type: string; readonly schema: number }[]) =>
  [...new Set(facts.map(({ type, schema }) => `${type} ${schema}`))].sort();

test('what was ever written of a household is still understood', () => {
  expect(forms(samples.household)).toHaveLength(9);
  expect(specification(householdDecider).given(samples.household).state()).toMatchObject({
    status: 'closed',
    household: 'h-1',
    grid: 'SL.03.08',
    members: [],
    environment: [{ fact: 'gas', value: true }],
    confirmations: [{ section: 'address', by: 'SL.03/secretary' }],
    visits: [
      { visit: 'v-1', visitedAt: 1000, by: 'SL.03.07/gridLeader', boxes: [{ schema: 1 }] },
      { visit: 'v-2', visitedAt: 3000 },
    ],
    helps: [],
    at: 4000,
  });
});

test('what was ever written of the care list is still understood', () => {
  expect(forms(samples.care)).toHaveLength(5);
  const { given } = specification(careDecider);
  expect(given(samples.care).state()).toEqual({ status: 'ended', person: 's-1', at: 5000 });
  const before = given(samples.care.slice(0, -1)).state();
  expect(before).toMatchObject({
    status: 'listed',
    level: 'B',
    grid: 'SL.03.08',
    visits: [{ visit: 'v-1' }, { visit: 'v-2' }, { outcomes: [{ kind: 'notMet' }] }],
    helps: [],
  });
  expect(before).not.toHaveProperty('household');
});

test("what was ever written in a volunteers' ledger is still understood", () => {
  expect(forms(samples.volunteers)).toHaveLength(18);
  const state = specification(volunteersDecider).given(samples.volunteers).state();
  expect(ledgerSums(state)).toEqual({ issued: 4, held: 0, redeemed: 1, expired: 3 });
  expect(state).toMatchObject({
    rules: [{ rule: 'r-1' }, { rule: 'r-2', expiry: { kind: 'yearEnd', years: 1 } }],
    volunteers: [{ volunteer: subjectRef('s-1'), selves: ['resident-1'], teams: [] }],
    attendances: [
      { attendance: 'h-1', takenBack: 30, status: 'confirmed', settledBy: 'SL.03/secretary' },
      { attendance: 'h-2', status: 'rejected' },
    ],
    rewards: [{ reward: 'soap' }],
  });
});

test('what was ever written of a programme is still understood', () => {
  expect(forms(samples.programme)).toHaveLength(8);
  const state = specification(programmeDecider).given(samples.programme).state();
  expect(state.status).toBe('ended');
  expect(outcomes(state)).toMatchObject({
    measures: [{ goal: 2600, reached: 99 }],
    budget: { spentFen: 400 },
  });
});

test('what was ever written of a themed grid is still understood', () => {
  expect(forms(samples.themedGrid)).toHaveLength(3);
  expect(specification(themedGridDecider).given(samples.themedGrid).state()).toEqual({
    grid: gridCode('SL.03.07'),
    themes: [
      {
        theme: 'silver-age',
        title: '银龄安康',
        from: 0,
        until: 500,
        programmes: ['ropes', 'stools'],
      },
    ],
  });
});

test('a fact that a newer version wrote changes nothing but the time', () => {
  const newer = { type: 'people/dreamt', schema: 1, at: 1, data: {} };
  const household = samples.household.slice(0, 1);
  const { given } = specification(householdDecider);
  const after = given([...household, newer as unknown as HouseholdFact]).state();
  expect(after).toEqual({ ...given(household).state(), at: 1 });
});
