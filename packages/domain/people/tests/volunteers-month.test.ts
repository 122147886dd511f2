import { actorId, gridCode, type SubjectRef, subjectRef } from '@civigrid/kernel';
import {
  accountOf,
  ledgerSums,
  programmeSums,
  teamSums,
  type VolunteersCommand,
  volunteerPurposes,
  volunteersDecider,
  volunteersStream,
} from '@civigrid/people/volunteers';
import { expect, test } from 'vitest';
import { sealedWorld } from './sealed-world.ts';

// An invented team of an invented town.
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const march = Date.UTC(2026, 1, 28, 16);
const [secretary, leader] = [actorId('SL.03/secretary'), actorId('SL.03.07/gridLeader')];
const names = ['安某', '白某', '陈某', '邓某', '范某', '高某'];
const volunteers = names.map((_, index) => subjectRef(`ref-${index}`));

test("a team's month: hours, points and rewards balance, whoever is forgotten", async () => {
  const world = sealedWorld();
  const ledger = world.stream(volunteersDecider, volunteersStream('SL.03'));
  const by = { at: march, actor: secretary };
  await ledger.give(
    {
      ...by,
      type: 'publishRule',
      rule: 'r-2026',
      from: march,
      minutesPerPoint: 30,
      expiry: { kind: 'days', days: 20 },
    },
    { ...by, type: 'formTeam', team: 'silver' },
    { ...by, type: 'formTeam', team: 'tutors' },
    { ...by, type: 'offerReward', reward: 'rice-5kg', points: 6 },
  );
  for (const [index, volunteer] of volunteers.entries())
    await ledger.give({
      ...by,
      type: 'enrol',
      volunteer,
      self: actorId(`resident-${index}`),
      team: 'silver',
      personal: [
        { subject: volunteer, purpose: volunteerPurposes.contact, value: names[index] ?? '' },
      ],
    });

  /** Four Saturdays, two hours each; the last volunteer also tutors alone. */
  async function afternoon(week: number, who: readonly SubjectRef[], team: string) {
    const from = march + (6 + 7 * week) * day + 6 * hour;
    const activity = `${team}-${week}`;
    const opening = {
      type: 'openActivity',
      activity,
      team,
      help: team === 'silver' ? 'old' : 'schooling',
      grid: gridCode('SL.03.07'),
      from,
      until: from + 4 * hour,
      programme: 'ropes',
    } as const;
    const commands: VolunteersCommand[] = [{ ...by, at: from - day, ...opening }];
    for (const volunteer of who) {
      const attendance = `${activity}-${volunteer}`;
      commands.push(
        { ...by, at: from - hour, type: 'signUp', activity, volunteer },
        {
          at: from + 3 * hour,
          actor: leader,
          type: 'attend',
          attendance,
          activity,
          volunteer,
          from: team === 'silver' ? from : from + 2 * hour,
          minutes: team === 'silver' ? 120 : 60,
        },
        { at: from + 3 * hour, actor: secretary, type: 'confirmHours', attendance },
      );
    }
    await ledger.give(...commands);
  }
  for (const week of [0, 1, 2, 3]) await afternoon(week, volunteers, 'silver');
  await afternoon(3, volunteers.slice(5), 'tutors');

  const [first, second] = volunteers as [SubjectRef, SubjectRef];
  const now = march + 28 * day;
  // The first week's points have expired by now, booked or not: 4 of 16.
  expect(accountOf(ledger.live(), first, now)).toMatchObject({ usable: 12, held: 16 });
  await ledger.give({ ...by, at: now, type: 'expire' });
  await ledger.give({ ...by, at: now, type: 'redeem', volunteer: first, reward: 'rice-5kg' });
  await ledger.give({
    ...by,
    at: now,
    type: 'correctHours',
    attendance: `silver-3-${second}`,
    minutes: 60,
    reason: 'left-early',
  });
  await expect(
    ledger.give({
      ...by,
      at: now,
      type: 'redeem',
      volunteer: first,
      reward: 'rice-5kg',
      count: 2,
    }),
  ).rejects.toMatchObject({ code: 'people/points-insufficient' });

  const minutes = 6 * 4 * 120 - 60;
  const silver = {
    of: 'silver',
    withheld: false,
    volunteers: 6,
    minutes,
    issued: 6 * 16 - 2,
    held: 6 * 12 - 6 - 2,
    redeemed: 6,
    expired: 6 * 4,
  };
  expect(teamSums(ledger.live())).toEqual([silver, { of: 'tutors', withheld: true }]);
  expect(programmeSums(ledger.live())).toMatchObject([
    { of: 'ropes', withheld: false, minutes: minutes + 60, issued: silver.issued + 2 },
  ]);

  const text = `${await world.text()}${JSON.stringify(ledger.live())}`;
  for (const name of names) expect(text).not.toContain(name);

  // She is forgotten: her box is closed for ever, and the ledger balances as before.
  const sums = ledgerSums(ledger.live());
  const box = ledger.live().volunteers.find(({ volunteer }) => volunteer === second)?.boxes[0];
  if (box === undefined) throw new Error('no box');
  expect(await ledger.open(box, 'call', secretary)).toBe(names[1]);
  await world.forget(second);
  expect(await ledger.open(box, 'call', secretary)).toBe('forgotten');
  expect(ledgerSums(await ledger.replayed())).toEqual(sums);
  await ledger.give({ ...by, at: now, type: 'withdraw', volunteer: second });
  await ledger.give({ ...by, at: now + 40 * day, type: 'expire' });
  expect(accountOf(ledger.live(), second, now)).toMatchObject({ held: 0 });
  const { issued, held, redeemed, expired } = ledgerSums(ledger.live());
  expect([issued, held]).toEqual([redeemed + expired, 0]);
  expect(await ledger.replayed()).toEqual(ledger.live());
});
