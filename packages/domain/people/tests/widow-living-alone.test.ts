import { actorId, gridCode, streamId, subjectRef } from '@civigrid/kernel';
import {
  booklet,
  careDecider,
  carePurposes,
  dueVisits,
  householdDecider,
  householdPurposes,
} from '@civigrid/people/households';
import { expect, test } from 'vitest';
import { sealedWorld } from './sealed-world.ts';

// Shiling is an invented town, and so is everybody in it.
const day = 86_400_000;
const monday = Date.UTC(2026, 2, 2, 1);
const leader = actorId('SL.03.07/gridLeader');
const member = actorId('SL.03.07/gridMember');
const cell = gridCode('SL.03.07');
const door = subjectRef('7d0c6a51');
const widow = subjectRef('b1f2c9e4');
const secrets = [
  '石岭街9号3单元401',
  '林桂香',
  '000-1234-5678',
  '丧偶',
  '独居',
  '高血压',
  '买降压药',
];

const rhythms = {
  careLevels: new Map([['A', { everyDays: 7, graceDays: 2, kinds: ['careVisit'] }]]),
};

test('a widow who lives alone is visited every week, and the medicine she asked for is fetched', async () => {
  const world = sealedWorld();
  const household = world.stream(householdDecider, streamId('household', 'h-401'));
  const care = world.stream(careDecider, streamId('person', widow));
  const leads = { at: monday, actor: leader };
  await household.give(
    {
      ...leads,
      type: 'register',
      household: 'h-401',
      subject: door,
      grid: cell,
      personal: [{ subject: door, purpose: householdPurposes.address, value: secrets[0] ?? '' }],
    },
    {
      ...leads,
      type: 'join',
      member: widow,
      personal: [
        {
          subject: widow,
          purpose: householdPurposes.contact,
          value: { name: secrets[1] ?? '', phone: secrets[2] ?? '' },
        },
        { subject: widow, purpose: householdPurposes.relation, value: secrets[3] ?? '' },
        { subject: widow, purpose: householdPurposes.health, value: secrets[5] ?? '' },
      ],
    },
    { ...leads, type: 'note', fact: 'gas', value: true },
    { ...leads, type: 'confirm', sections: ['address', 'persons', 'environment'] },
  );
  await care.give({
    ...leads,
    type: 'enter',
    person: widow,
    household: 'h-401',
    grid: cell,
    level: 'A',
    basis: { kind: 'consent', reference: 'consent-2026-17' },
    review: monday + 90 * day,
    until: monday + 180 * day,
    personal: [{ subject: widow, purpose: carePurposes.reason, value: secrets[4] ?? '' }],
  });

  expect(dueVisits([care.live()], monday + 6 * day, rhythms).due).toEqual([]);
  expect(dueVisits([care.live()], monday + 7 * day, rhythms).due).toMatchObject([
    { person: widow, household: 'h-401', status: 'due' },
  ]);
  await care.give({
    at: monday + 7 * day,
    actor: member,
    type: 'visit',
    visit: 'v-1',
    kind: 'careVisit',
    outcomes: [
      { kind: 'done' },
      { kind: 'needsHelp', help: 'e-1', service: 'errand', by: monday + 8 * day },
    ],
    personal: [{ subject: widow, purpose: carePurposes.words, value: secrets[6] ?? '' }],
  });
  expect(dueVisits([care.live()], monday + 8 * day, rhythms).due).toMatchObject([
    { why: 'help', help: 'e-1', kinds: ['errand'] },
  ]);
  await care.give({
    at: monday + 8 * day,
    actor: member,
    type: 'visit',
    visit: 'v-2',
    kind: 'errand',
    outcomes: [{ kind: 'done' }],
    settles: ['e-1'],
  });
  expect(dueVisits([care.live()], monday + 8 * day, rhythms)).toEqual({ due: [], issues: [] });

  // The log, the states and the page hold no value that is hers.
  const page = booklet(household.live() as Parameters<typeof booklet>[0], monday + day, {
    confirmEveryDays: { persons: 180 },
    opensFor: new Map([[householdPurposes.contact, ['careVisit']]]),
  });
  const everything = [
    await world.text(),
    JSON.stringify([household.live(), care.live(), page]),
  ].join();
  for (const secret of secrets) expect(everything).not.toContain(secret);
  expect(await household.replayed()).toEqual(household.live());
  expect(await care.replayed()).toEqual(care.live());

  // A reader opens one box for one purpose; after she was forgotten nobody does, and the rest goes on.
  const [box] =
    page.persons[0]?.boxes.filter(({ opensFor }) => opensFor.includes('careVisit')) ?? [];
  if (box === undefined) throw new Error('no box');
  expect(await household.open(box, 'careVisit', member)).toEqual({
    name: secrets[1],
    phone: secrets[2],
  });
  await world.forget(widow);
  expect(await household.open(box, 'careVisit', member)).toBe('forgotten');
  const [addressBox] = page.address;
  if (addressBox === undefined) throw new Error('no address');
  expect(await household.open(addressBox, 'visit', member)).toBe(secrets[0]);
  await expect(
    household.give({
      at: monday + 9 * day,
      actor: leader,
      type: 'describe',
      member: widow,
      personal: [{ subject: widow, purpose: householdPurposes.words, value: '…' }],
    }),
  ).rejects.toMatchObject({ code: 'kernel/subject-forgotten' });
  await care.give({ at: monday + 9 * day, actor: leader, type: 'end' });
  await household.give(
    { at: monday + 9 * day, actor: leader, type: 'leave', member: widow },
    { at: monday + 9 * day, actor: leader, type: 'close' },
  );
  expect(household.live()).toMatchObject({ status: 'closed', members: [] });
  expect(care.live()).toEqual({ status: 'ended', person: widow, at: monday + 9 * day });
  expect(await household.replayed()).toEqual(household.live());
});
