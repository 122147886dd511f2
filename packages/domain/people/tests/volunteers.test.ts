import { actorId, gridCode, subjectRef } from '@civigrid/kernel';
import {
  accountOf,
  expiryWakes,
  ledgerSums,
  programmeSums,
  sixHelps,
  teamSums,
  type VolunteersCommand,
  type VolunteersFact,
  volunteerPurposes,
  volunteersDecider,
  volunteersStream,
} from '@civigrid/people/volunteers';
import { specification } from '@civigrid/testing';
import { expect, test } from 'vitest';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 2, 1, 0);
const { given } = specification(volunteersDecider, { startAt: start, stepMs: 0 });
const [clerk, second] = [actorId('SL.03/secretary'), actorId('SL.03.07/gridLeader')];
const me = actorId('resident-1');
const lin = subjectRef('s-lin');
const wang = subjectRef('s-wang');
const cell = gridCode('SL.03.07');
const by = { at: start + 10 * day, actor: clerk };

function happened(...facts: readonly VolunteersFact[]) {
  return facts.map((fact) => ({ ...fact, at: start, actor: clerk }));
}

const teamFormed: VolunteersFact = {
  type: 'people/team-formed',
  schema: 1,
  data: { team: 'silver' },
};
const enrolled: VolunteersFact = {
  type: 'people/volunteer-enrolled',
  schema: 1,
  data: { volunteer: lin, self: me, teams: ['silver'] },
};
const wangEnrolled: VolunteersFact = {
  type: 'people/volunteer-enrolled',
  schema: 1,
  data: { volunteer: wang, self: actorId('resident-2'), teams: [] },
};
const rulePublished: VolunteersFact = {
  type: 'people/rule-published',
  schema: 1,
  data: { rule: 'r-1', from: start, minutesPerPoint: 30, expiry: { kind: 'days', days: 30 } },
};
const opened: VolunteersFact = {
  type: 'people/activity-opened',
  schema: 1,
  data: {
    activity: 'a-1',
    team: 'silver',
    help: 'old',
    grid: cell,
    from: start + day,
    until: start + 3 * day,
    places: 1,
    programme: 'p-1',
  },
};
const signedUp: VolunteersFact = {
  type: 'people/signed-up',
  schema: 1,
  data: { activity: 'a-1', volunteer: lin },
};
const recorded: VolunteersFact = {
  type: 'people/hours-recorded',
  schema: 1,
  data: { attendance: 't-1', activity: 'a-1', volunteer: lin, from: start + day, minutes: 100 },
};
const confirmed: VolunteersFact = {
  type: 'people/hours-confirmed',
  schema: 1,
  data: { attendance: 't-1', rule: 'r-1' },
};
const issued: VolunteersFact = {
  type: 'people/points-booked',
  schema: 1,
  data: {
    booking: 1,
    volunteer: lin,
    from: 'issued',
    to: 'held',
    points: 3,
    lots: [{ lot: 1, points: 3 }],
    cause: { kind: 'hours', attendance: 't-1' },
    opens: { team: 'silver', programme: 'p-1', rule: 'r-1', expires: start + 40 * day },
  },
};
const offered: VolunteersFact = {
  type: 'people/reward-offered',
  schema: 1,
  data: { reward: 'soap', points: 2 },
};
const redeemed: VolunteersFact = {
  type: 'people/points-booked',
  schema: 1,
  data: {
    booking: 2,
    volunteer: lin,
    from: 'held',
    to: 'redeemed',
    points: 2,
    lots: [{ lot: 1, points: 2 }],
    cause: { kind: 'reward', reward: 'soap', count: 1 },
  },
};

const ready = happened(teamFormed, enrolled, wangEnrolled, rulePublished, opened);
const worked = [...ready, ...happened(signedUp, recorded)];
const paid = [...worked, ...happened(confirmed, issued, offered)];

const enrol = {
  ...by,
  type: 'enrol',
  volunteer: lin,
  self: me,
  team: 'silver',
} as const satisfies VolunteersCommand;
const open = { ...by, type: 'openActivity', ...opened.data } as const;
const attend = { ...by, type: 'attend', ...recorded.data } as const;

test('teams are formed once and disbanded when their activities are over', () => {
  given([])
    .when({ ...by, type: 'formTeam', team: 'silver' })
    .then([teamFormed]);
  given([teamFormed])
    .when({ ...by, type: 'formTeam', team: 'silver' })
    .refuses('people/team-exists');
  given([])
    .when({ ...by, type: 'formTeam', team: '银龄' })
    .refuses('people/not-a-code');
  const disband = { ...by, type: 'disbandTeam', team: 'silver' } as const;
  const disbanded: VolunteersFact = {
    type: 'people/team-disbanded',
    schema: 1,
    data: { team: 'silver' },
  };
  given([]).when(disband).refuses('people/team-unknown');
  given(ready)
    .when({ ...disband, at: start + 2 * day })
    .refuses('people/team-busy');
  given(ready).when(disband).then([disbanded]);
  given([...ready, disbanded])
    .when(disband)
    .refuses('people/team-unknown');
  given([...ready, disbanded])
    .when({ ...by, type: 'formTeam', team: 'silver' })
    .refuses('people/team-exists');
});

test('a volunteer enrols with what is personal sealed, and withdraws', () => {
  const contact = { subject: lin, purpose: volunteerPurposes.contact, value: '林某' };
  given([teamFormed])
    .when({ ...enrol, personal: [contact] })
    .then([{ ...enrolled, personal: [contact] }]);
  given([teamFormed])
    .when({ ...enrol, personal: [{ ...contact, subject: wang }] })
    .refuses('people/foreign-part');
  given([]).when(enrol).refuses('people/team-unknown');
  given(ready).when(enrol).refuses('people/volunteer-exists');
  given(ready)
    .when({ ...enrol, volunteer: subjectRef('s-new') })
    .refuses('people/actor-taken');
  const withdraw = { ...by, type: 'withdraw', volunteer: lin } as const;
  const withdrawn: VolunteersFact = {
    type: 'people/volunteer-withdrawn',
    schema: 1,
    data: { volunteer: lin },
  };
  given(ready).when(withdraw).then([withdrawn]);
  given([]).when(withdraw).refuses('people/volunteer-unknown');
  given([...ready, withdrawn])
    .when(withdraw)
    .refuses('people/volunteer-unknown');
  given([...ready, withdrawn])
    .when(enrol)
    .then([enrolled]);
  // A sign-up lapses for what is still to come, and stays for what has begun.
  const signed = [...ready, ...happened(signedUp)];
  for (const [at, left] of [
    [start + day - 1, 0],
    [start + day, 1],
  ] as const) {
    const { activities } = given([...signed, { ...withdrawn, at }]).state();
    expect(activities[0]?.signedUp).toHaveLength(left);
  }
});

test('a volunteer joins a team once and leaves it once', () => {
  const join = { ...by, type: 'joinTeam', volunteer: wang, team: 'silver' } as const;
  const joined: VolunteersFact = {
    type: 'people/team-joined',
    schema: 1,
    data: { volunteer: wang, team: 'silver' },
  };
  given(ready).when(join).then([joined]);
  given([...ready, joined])
    .when(join)
    .refuses('people/in-team-already');
  const leave = { ...join, type: 'leaveTeam' } as const;
  given([...ready, joined])
    .when(leave)
    .then([{ ...joined, type: 'people/team-left' }]);
  given(ready).when(leave).refuses('people/not-in-team');
});

test('an activity is opened once, forwards in time, by a team that stands', () => {
  given(ready.slice(0, 4)).when(open).then([opened]);
  given(ready).when(open).refuses('people/activity-exists');
  given([]).when(open).refuses('people/team-unknown');
  given(ready.slice(0, 4))
    .when({ ...open, until: open.from })
    .refuses('people/activity-reversed');
  given(ready.slice(0, 4))
    .when({ ...open, places: 0 })
    .refuses('people/not-a-count');
  given(ready.slice(0, 4))
    .when({ ...open, from: 0.5 })
    .refuses('people/invalid-instant');
  expect(sixHelps).toContain(opened.data.help);
});

test('a volunteer signs up once, while there is a place and the activity is not over', () => {
  const sign = { ...by, at: start + day, type: 'signUp', activity: 'a-1', volunteer: lin } as const;
  given(ready).when(sign).then([signedUp]);
  given(ready)
    .when({ ...sign, at: start + 3 * day })
    .refuses('people/activity-over');
  given(ready)
    .when({ ...sign, activity: 'a-2' })
    .refuses('people/activity-unknown');
  given(ready)
    .when({ ...sign, volunteer: subjectRef('s-nobody') })
    .refuses('people/volunteer-unknown');
  given([...ready, ...happened(signedUp)])
    .when(sign)
    .refuses('people/signed-up-already');
  given([...ready, ...happened(signedUp)])
    .when({ ...sign, volunteer: wang })
    .refuses('people/activity-full');
  const cancel = { ...by, type: 'cancelSignUp', activity: 'a-1', volunteer: lin } as const;
  given([...ready, ...happened(signedUp)])
    .when(cancel)
    .then([{ ...signedUp, type: 'people/sign-up-cancelled' }]);
  given(ready).when(cancel).refuses('people/not-signed-up');
  given(worked).when(cancel).refuses('people/attended-already');
});

test('an activity is cancelled before anybody gave time to it', () => {
  const cancel = { ...by, type: 'cancelActivity', activity: 'a-1' } as const;
  const cancelled: VolunteersFact = {
    type: 'people/activity-cancelled',
    schema: 1,
    data: { activity: 'a-1' },
  };
  given(ready).when(cancel).then([cancelled]);
  given(worked).when(cancel).refuses('people/attended-already');
  given([...ready, cancelled])
    .when(cancel)
    .refuses('people/activity-cancelled');
});

test('time is recorded in whole minutes, within the activity, not ahead, and not twice', () => {
  const signed = [...ready, ...happened(signedUp)];
  given(signed).when(attend).then([recorded]);
  given(ready).when(attend).refuses('people/not-signed-up');
  for (const minutes of [0, -60, 1441, 1.5, Number.NaN])
    given(signed)
      .when({ ...attend, minutes })
      .refuses('people/hours-out-of-range');
  given(signed)
    .when({ ...attend, at: start + day + 99 * minute })
    .refuses('people/future-instant');
  given(signed)
    .when({ ...attend, from: start + day - minute })
    .refuses('people/hours-outside-activity');
  given(signed)
    .when({ ...attend, from: start + 3 * day - minute })
    .refuses('people/hours-outside-activity');
  given(worked).when(attend).refuses('people/attendance-exists');
  const again = { ...attend, attendance: 't-2' };
  given(worked)
    .when({ ...again, from: attend.from + 99 * minute })
    .refuses('people/hours-overlap');
  given(worked)
    .when({ ...again, from: attend.from + 100 * minute })
    .then([
      {
        ...recorded,
        data: { ...recorded.data, attendance: 't-2', from: again.from + 100 * minute },
      },
    ]);
});

test('hours are confirmed by a second person, and points come of them by the published rule', () => {
  const confirm = {
    at: start + 10 * day,
    actor: second,
    type: 'confirmHours',
    attendance: 't-1',
  } as const;
  given(worked).when(confirm).then([confirmed, issued]);
  given(worked)
    .when({ ...confirm, actor: clerk })
    .refuses('people/own-confirmation');
  given(worked)
    .when({ ...confirm, actor: me })
    .refuses('people/own-confirmation');
  given(worked)
    .when({ ...confirm, attendance: 't-9' })
    .refuses('people/attendance-unknown');
  given(paid).when(confirm).refuses('people/hours-settled');
  const reject = { ...confirm, type: 'rejectHours', reason: 'not-there' } as const;
  const rejected: VolunteersFact = {
    type: 'people/hours-rejected',
    schema: 1,
    data: { attendance: 't-1', reason: 'not-there' },
  };
  given(worked).when(reject).then([rejected]);
  given(worked)
    .when({ ...reject, reason: '他没有来' })
    .refuses('people/not-a-code');
  given([...worked, rejected])
    .when(confirm)
    .refuses('people/hours-settled');
  // What was rejected leaves its time free.
  given([...worked, rejected])
    .when({ ...attend, attendance: 't-2' })
    .then([{ ...recorded, data: { ...recorded.data, attendance: 't-2' } }]);
});

test('whoever changes their account does not confirm their own hours as the one they were', () => {
  const withdrawn: VolunteersFact = {
    type: 'people/volunteer-withdrawn',
    schema: 1,
    data: { volunteer: lin },
  };
  const anew: VolunteersFact = {
    ...enrolled,
    data: { volunteer: lin, self: actorId('resident-1b'), teams: [] },
  };
  for (const actor of [me, actorId('resident-1b')])
    given([...worked, ...happened(withdrawn, anew)])
      .when({ at: start + 10 * day, actor, type: 'confirmHours', attendance: 't-1' })
      .refuses('people/own-confirmation');
});

test('a rule is published once and never for the past; time before the first gives no points', () => {
  const publish = { ...by, type: 'publishRule', ...rulePublished.data, from: by.at } as const;
  given([])
    .when(publish)
    .then([{ ...rulePublished, data: { ...rulePublished.data, from: by.at } }]);
  given([])
    .when({ ...publish, from: by.at - 1 })
    .refuses('people/rule-retroactive');
  given(ready).when(publish).refuses('people/rule-exists');
  const future: VolunteersFact = {
    ...rulePublished,
    data: { ...rulePublished.data, rule: 'r-2', from: by.at + day },
  };
  given([...ready, future])
    .when({ ...publish, rule: 'r-3', from: by.at + day })
    .refuses('people/rule-retroactive');
  for (const minutesPerPoint of [0, 0.5, -1])
    given([])
      .when({ ...publish, minutesPerPoint })
      .refuses('people/not-a-count');
  given([])
    .when({ ...publish, expiry: { kind: 'whim' as 'never' } })
    .refuses('people/not-a-code');
  const withoutRule = worked.filter(({ type }) => type !== 'people/rule-published');
  given(withoutRule)
    .when({ at: start + 10 * day, actor: second, type: 'confirmHours', attendance: 't-1' })
    .then([{ ...confirmed, data: { attendance: 't-1' } }]);
});

test('points expire by days, or with the Beijing year', () => {
  const expires = (expiry: (typeof rulePublished)['data']['expiry'], at: number) => {
    const rule = { ...rulePublished, data: { ...rulePublished.data, expiry } };
    const facts = worked.map((fact) =>
      fact.type === 'people/rule-published' ? { ...fact, ...rule } : fact,
    );
    const state = given(facts).state();
    const command = { at, actor: second, type: 'confirmHours', attendance: 't-1' } as const;
    const fact = volunteersDecider.decide(command, state)[1];
    return fact?.type === 'people/points-booked' ? fact.data.opens?.expires : Number.NaN;
  };
  const silvester = Date.UTC(2026, 11, 31, 16);
  expect(expires({ kind: 'never' }, by.at)).toBeUndefined();
  expect(expires({ kind: 'days', days: 2 }, by.at)).toBe(by.at + 2 * day);
  expect(expires({ kind: 'yearEnd', years: 0 }, silvester - 1)).toBe(silvester);
  expect(expires({ kind: 'yearEnd', years: 0 }, silvester)).toBe(Date.UTC(2027, 11, 31, 16));
  expect(expires({ kind: 'yearEnd', years: 1 }, by.at)).toBe(Date.UTC(2027, 11, 31, 16));
});

test('points are redeemed at the published price, and no more than there are', () => {
  const redeem = { ...by, type: 'redeem', volunteer: lin, reward: 'soap' } as const;
  given(paid).when(redeem).then([redeemed]);
  given(paid)
    .when({ ...redeem, count: 2 })
    .refuses('people/points-insufficient');
  given([...paid, redeemed])
    .when(redeem)
    .refuses('people/points-insufficient');
  given(paid)
    .when({ ...redeem, volunteer: wang })
    .refuses('people/points-insufficient');
  given(paid)
    .when({ ...redeem, reward: 'gold' })
    .refuses('people/reward-unknown');
  given(paid)
    .when({ ...redeem, count: -1 })
    .refuses('people/not-a-count');
  // Expired points buy nothing, booked or not.
  given(paid)
    .when({ ...redeem, at: start + 40 * day })
    .refuses('people/points-insufficient');
  const gone: VolunteersFact = {
    type: 'people/reward-withdrawn',
    schema: 1,
    data: { reward: 'soap' },
  };
  given(paid)
    .when({ ...by, type: 'withdrawReward', reward: 'soap' })
    .then([gone]);
  given([...paid, gone])
    .when(redeem)
    .refuses('people/reward-unknown');
  given(paid)
    .when({ ...by, type: 'offerReward', reward: 'soap', points: 2 })
    .then([]);
});

test('what expires first is redeemed first, whichever was earned first', () => {
  const later: VolunteersFact = {
    ...issued,
    data: {
      ...issued.data,
      booking: 2,
      lots: [{ lot: 2, points: 3 }],
      opens: { team: 'silver', rule: 'r-1', expires: start + 20 * day },
    },
  };
  const redeem = { ...by, type: 'redeem', volunteer: lin, reward: 'soap', count: 2 } as const;
  const taken: VolunteersFact = {
    ...redeemed,
    data: {
      ...redeemed.data,
      booking: 3,
      points: 4,
      lots: [
        { lot: 2, points: 3 },
        { lot: 1, points: 1 },
      ],
      cause: { kind: 'reward', reward: 'soap', count: 2 },
    },
  };
  given([...paid, later])
    .when(redeem)
    .then([taken]);
  // What comes back comes back to where it lasts longest.
  const correct = { ...by, type: 'correctPoints', booking: 3, points: 2, reason: 'half' } as const;
  const [fact] = volunteersDecider.decide(correct, given([...paid, later, taken]).state());
  expect(fact).toMatchObject({
    data: {
      lots: [
        { lot: 1, points: 1 },
        { lot: 2, points: 1 },
      ],
    },
  });
});

test('what has expired is booked by the timer, once', () => {
  const expire = { ...by, type: 'expire', at: start + 40 * day } as const;
  const expired: VolunteersFact = {
    type: 'people/points-booked',
    schema: 1,
    data: {
      booking: 3,
      volunteer: lin,
      from: 'held',
      to: 'expired',
      points: 1,
      lots: [{ lot: 1, points: 1 }],
      cause: { kind: 'rule', rule: 'r-1' },
    },
  };
  given([...paid, redeemed])
    .when({ ...expire, at: expire.at - 1 })
    .then([]);
  given([...paid, redeemed])
    .when(expire)
    .then([expired]);
  given([...paid, redeemed, expired])
    .when(expire)
    .then([]);
  expect(expiryWakes(given([...paid, redeemed]).state())).toEqual([
    { name: 'expire', at: start + 40 * day },
  ]);
  const after = given([...paid, redeemed, expired]).state();
  expect(expiryWakes(after)).toEqual([]);
  expect(ledgerSums(after)).toEqual({ issued: 3, held: 0, redeemed: 2, expired: 1 });
});

test('a booking is countered, never changed', () => {
  const correct = { ...by, type: 'correctPoints', booking: 2, reason: 'wrong-person' } as const;
  const back: VolunteersFact = {
    type: 'people/points-booked',
    schema: 1,
    data: {
      booking: 3,
      volunteer: lin,
      from: 'redeemed',
      to: 'held',
      points: 2,
      lots: [{ lot: 1, points: 2 }],
      cause: { kind: 'correction', of: 2, reason: 'wrong-person' },
    },
  };
  given([...paid, redeemed])
    .when(correct)
    .then([back]);
  given([...paid, redeemed, back])
    .when(correct)
    .refuses('people/correction-too-large');
  given([...paid, redeemed])
    .when({ ...correct, points: 3 })
    .refuses('people/correction-too-large');
  given([...paid, redeemed, back])
    .when({ ...correct, booking: 3 })
    .refuses('people/not-correctable');
  given(paid)
    .when({ ...correct, booking: 9 })
    .refuses('people/booking-unknown');
  given([...paid, redeemed])
    .when({ ...correct, booking: 1 })
    .refuses('people/points-spent');
  const state = given([...paid, redeemed, back]).state();
  expect(ledgerSums(state)).toEqual({ issued: 3, held: 3, redeemed: 0, expired: 0 });
  expect(state.bookings[1]).toMatchObject(redeemed.data);
});

test('minutes that were too many are taken back, and points as far as they are still held', () => {
  const correct = {
    ...by,
    type: 'correctHours',
    attendance: 't-1',
    minutes: 60,
    reason: 'counted-twice',
  } as const;
  const state = given([...paid, redeemed]).state();
  const facts = volunteersDecider.decide(correct, state);
  expect(facts).toMatchObject([
    { type: 'people/hours-corrected', data: { minutes: 60, shortfall: 1 } },
    { data: { booking: 3, from: 'held', to: 'issued', points: 1, cause: { of: 1 } } },
  ]);
  const after = given([...paid, redeemed, ...facts]).state();
  expect(ledgerSums(after)).toEqual({ issued: 2, held: 0, redeemed: 2, expired: 0 });
  expect(accountOf(after, lin, by.at)).toMatchObject({ minutes: 40, usable: 0 });
  given([...paid, redeemed, ...facts])
    .when({ ...correct, minutes: 41 })
    .refuses('people/correction-too-large');
  given(worked).when(correct).refuses('people/hours-not-confirmed');
  given(paid)
    .when({ ...correct, minutes: 0 })
    .refuses('people/not-a-count');
});

test('a volunteer sees their own account and nobody else in it', () => {
  const state = given([...paid, redeemed]).state();
  const account = accountOf(state, lin, by.at);
  expect(account).toMatchObject({ volunteer: lin, minutes: 100, usable: 1, held: 1 });
  expect(account?.bookings.map(({ cause }) => cause.kind)).toEqual(['hours', 'reward']);
  expect(JSON.stringify(account)).not.toContain(wang);
  expect(accountOf(state, lin, start + 40 * day)).toMatchObject({ usable: 0, held: 1 });
  expect(accountOf(state, wang, by.at)).toMatchObject({ minutes: 0, usable: 0, bookings: [] });
  expect(accountOf(state, subjectRef('s-nobody'), by.at)).toBeUndefined();
});

test('sums are published by team and programme, and withheld where they would speak of a person', () => {
  const state = given(paid).state();
  expect(teamSums(state, 2)).toEqual([{ of: 'silver', withheld: true }]);
  expect(programmeSums(state)).toEqual([{ of: 'p-1', withheld: true }]);
  expect(() => teamSums(state, 1)).toThrowError(
    expect.objectContaining({ code: 'people/too-few-to-publish' }),
  );
});

test('a ledger has a stream of its own among the programmes', () => {
  expect(volunteersStream('SL.03')).toBe('programme/volunteers/SL.03');
  expect(() => volunteersStream('石岭')).toThrowError(
    expect.objectContaining({ code: 'people/not-a-code' }),
  );
});
