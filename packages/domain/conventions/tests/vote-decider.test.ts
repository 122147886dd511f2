import { createHash } from 'node:crypto';
import {
  countedBallots,
  judge,
  type OpenVote,
  settingsUnder,
  type VoteCommand,
  type VoteFact,
  type VoteState,
  voteDecider,
  voteWakes,
} from '@civigrid/conventions/ballots';
import {
  bylawRule,
  bylawTerms,
  type OverlayId,
  rule,
  voteTerms,
} from '@civigrid/conventions/statutes';
import {
  actorId,
  canonicalJson,
  correlationId,
  eventId,
  type Happened,
  isDomainError,
  subjectRef,
} from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** 2026-11-21 10:00 in Beijing. */
const noon = Date.UTC(2026, 10, 21, 2);
const day = 86_400_000;

type At<Command> = Command extends OpenVote | VoteCommand
  ? Omit<Command, 'at'> & { readonly at?: number }
  : never;
type Order = At<OpenVote | VoteCommand>;

function happened(fact: VoteFact, version: number, at: number): Happened<VoteFact> {
  const { personal, ...open } = { personal: undefined, ...fact };
  return {
    ...open,
    id: eventId(`event-${String(version).padStart(3, '0')}`),
    version,
    at,
    actor: actorId('clerk'),
    correlation: correlationId('matter'),
  } as Happened<VoteFact>;
}

function after(orders: readonly Order[]) {
  const facts: Happened<VoteFact>[] = [];
  let state: VoteState = voteDecider.initial;
  for (const order of orders) {
    const command = { at: noon, ...order } as OpenVote | VoteCommand;
    for (const fact of voteDecider.decide(command, state)) {
      facts.push(happened(fact, facts.length + 1, command.at));
      state = voteDecider.evolve(state, facts.at(-1) as Happened<VoteFact>);
    }
  }
  return { facts, state };
}

function refused(orders: readonly Order[], last: Order): string {
  const { state } = after(orders);
  try {
    voteDecider.decide({ at: noon, ...last } as OpenVote | VoteCommand, state);
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

const voteOf = (state: VoteState) => {
  if (!('vote' in state)) throw new Error('There is no vote.');
  return state.vote;
};

const units = ['A', 'A', 'B', 'C', 'D', 'E'].map((owner, i) => ({
  unit: `u${i + 1}`,
  owner: subjectRef(owner),
  area: 10_000,
}));
const opened: Order = {
  type: 'openVote',
  rule: 'civil-code-278',
  matter: 'reserve-fund.use',
  register: { units },
  repeat: 'paper-prevails',
  closesAt: noon + 5 * day,
  objectionDays: 3,
  proxies: { allowed: true, limit: 1, agents: 'voters', instructed: false },
};
const cast = (voter: string, choice: 'for' | 'against' | 'abstain', more: object = {}): Order => ({
  type: 'castBallot',
  voter: subjectRef(voter),
  choice,
  channel: 'online',
  ...more,
});
const shown: Order = { type: 'showBallots', at: noon + 5 * day };
const closed: Order = { type: 'closeVote', at: noon + 9 * day };

describe('a vote of owners on the reserve fund', () => {
  const ballots: readonly Order[] = [
    cast('A', 'for', { ballot: 'e1' }),
    cast('B', 'against', { ballot: 'e2' }),
    cast('B', 'for', { ballot: 'p1', channel: 'paper', givenAt: noon, at: noon + day }),
    cast('C', 'for', { ballot: 'e3' }),
    cast('D', 'against', { ballot: 'e4' }),
  ];

  test('is opened, cast online and on paper, shown, objected to, and closed with the law’s verdict', () => {
    const { state, facts } = after([
      opened,
      ...ballots,
      shown,
      {
        type: 'raiseObjection',
        objection: 'o1',
        by: subjectRef('D'),
        ground: 'not-mine',
        ballot: 'e4',
        words: '那一票不是我投的',
        at: noon + 6 * day,
      },
      {
        type: 'decideObjection',
        objection: 'o1',
        upheld: true,
        admit: {
          voter: subjectRef('D'),
          choice: 'for',
          channel: 'paper',
          ballot: 'p2',
          givenAt: noon + 1,
        },
        at: noon + 7 * day,
      },
      closed,
    ]);
    expect(facts.map(({ type }) => type.slice('conventions/'.length))).toEqual([
      'vote-opened',
      ...ballots.map(() => 'ballot-cast'),
      'ballots-shown',
      'objection-raised',
      'objection-decided',
      'ballot-struck',
      'ballot-cast',
      'vote-closed',
    ]);
    expect(facts.find(({ type }) => type === 'conventions/ballots-shown')?.data).toEqual({
      from: '2026-11-26',
      to: '2026-11-29',
      conflicts: 1,
      spoilt: 0,
    });
    expect(state).toMatchObject({
      status: 'passed',
      result: {
        tracks: [
          { name: 'area', base: 60_000, participated: 50_000, for: 50_000 },
          { name: 'heads', base: 5, participated: 4, for: 4 },
        ],
        statutes: ['civil-code-278.quorum', 'civil-code-278.ordinary'],
      },
    });
    expect(JSON.stringify(facts.map(({ data }) => data))).not.toContain('那一票');
  });

  test('is counted again from its log with the same result, and holds nothing that JSON could not', () => {
    const { facts, state } = after([opened, ...ballots, shown, closed]);
    const again = facts.reduce<VoteState>(
      (before, fact) => voteDecider.evolve(before, JSON.parse(JSON.stringify(fact))),
      voteDecider.initial,
    );
    expect(canonicalJson(again)).toBe(canonicalJson(state));
    expect(judge(voteOf(again), { closed: true }).status).toBe(state.status);
  });

  test('has the same verdict in whatever order the ballots come', () => {
    const stands = (orders: readonly Order[]) => {
      const { conflicts, units: counted } = countedBallots(
        voteOf(after([opened, ...orders]).state),
      );
      return { conflicts, counted };
    };
    const expected = stands(ballots);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...ballots], { minLength: ballots.length, maxLength: ballots.length }),
        (order) => {
          expect(stands(order)).toEqual(expected);
        },
      ),
    );
  });

  test('wakes to show the ballots, then to close', () => {
    expect(voteWakes(after([opened]).state)).toEqual([
      { name: 'show-ballots', at: noon + 5 * day },
    ]);
    // The 29th ends in Beijing at 16:00 UTC.
    expect(voteWakes(after([opened, shown]).state)).toEqual([
      { name: 'close-vote', at: Date.UTC(2026, 10, 29, 16) },
    ]);
    expect(voteWakes(after([opened, shown, closed]).state)).toEqual([]);
    expect(voteWakes(voteDecider.initial)).toEqual([]);
  });

  test('a bad ballot is kept with its code, and the tally stays as it was', () => {
    const before = after([opened, ...ballots]).state;
    const bad: readonly (readonly [Order, string])[] = [
      [cast('Z', 'for'), 'not-on-register'],
      [cast('E', 'for', { units: ['u1'] }), 'not-on-register'],
      [cast('E', 'for', { units: ['u9'] }), 'unknown-unit'],
      [cast('E', 'maybe' as 'for'), 'unknown-choice'],
      [cast('E', 'for', { area: 9_999 }), 'area-mismatch'],
      [cast('E', 'for', { mandate: 'm' }), 'no-mandate'],
      [cast('E', 'for', { ballot: 'e1' }), 'ballot-reused'],
      [cast('E', 'for', { at: noon + 5 * day + 1 }), 'window-over'],
    ];
    for (const [order, code] of bad) {
      const { facts, state } = after([opened, ...ballots, order]);
      expect(facts.at(-1)).toMatchObject({
        type: 'conventions/ballot-refused',
        data: { code: `conventions/${code}` },
      });
      expect(judge(voteOf(state))).toEqual(judge(voteOf(before)));
    }
    const late = after([opened, ...ballots, shown, cast('E', 'for')]);
    expect(late.facts.at(-1)?.data).toMatchObject({ code: 'conventions/vote-over' });
    const afterwards = after([opened, ...ballots, shown, closed, cast('E', 'for')]);
    expect(afterwards.facts.at(-1)?.data).toMatchObject({ code: 'conventions/vote-over' });
    expect(afterwards.state.status).toBe('passed');
  });

  test('a ballot that says it was given later than it came was given when it came', () => {
    const { state } = after([opened, cast('B', 'for', { givenAt: noon + day })]);
    expect(voteOf(state).entries).toMatchObject([{ at: noon }]);
  });

  test('a ballot is taken back by its voter, once, while votes are cast', () => {
    const take: Order = { type: 'withdrawBallot', voter: subjectRef('C'), ballot: 'e3' };
    const { state } = after([opened, ...ballots, take]);
    expect(judge(voteOf(state)).tracks[0]).toMatchObject({ participated: 40_000 });
    expect(after([opened, ...ballots, take, take]).facts).toHaveLength(ballots.length + 2);
    expect(refused([opened, ...ballots], { ...take, voter: subjectRef('D') } as Order)).toBe(
      'conventions/not-on-register',
    );
    expect(refused([opened, ...ballots], { ...take, ballot: 'e9' } as Order)).toBe(
      'conventions/unknown-ballot',
    );
    expect(refused([opened, ...ballots, shown], take)).toBe('conventions/window-over');
  });

  test('an unreadable paper is void, and the ballot that it had set aside counts', () => {
    const { state } = after([
      opened,
      ...ballots,
      { type: 'strikeBallot', ballot: 'p1', ground: 'unclear' },
    ]);
    const { units: counted, spoilt } = countedBallots(voteOf(state));
    expect(counted).toContainEqual({ unit: 'u3', choice: 'against' });
    expect(spoilt).toMatchObject([{ ballot: 'p1', code: 'conventions/struck' }]);
  });
});

describe('objections', () => {
  const object: Order = {
    type: 'raiseObjection',
    objection: 'o1',
    by: subjectRef('E'),
    ground: 'missing',
    at: noon + 6 * day,
  };
  const before: readonly Order[] = [opened, cast('A', 'for', { ballot: 'e1' })];

  test('no verdict before the ballots were shown, their days are over and every objection is decided on', () => {
    expect(refused(before, closed)).toBe('conventions/not-shown');
    expect(refused([...before, shown], { type: 'closeVote', at: noon + 8 * day })).toBe(
      'conventions/objections-open',
    );
    expect(refused([...before, shown, object], closed)).toBe('conventions/objections-open');
    const dismissed: Order = { type: 'decideObjection', objection: 'o1', upheld: false };
    expect(after([...before, shown, object, dismissed, closed]).state.status).toBe('failed');
  });

  test('are made to what is shown, in its days, and decided once', () => {
    expect(refused(before, object)).toBe('conventions/not-shown');
    expect(refused([...before, shown], { ...object, at: noon + 9 * day } as Order)).toBe(
      'conventions/objections-over',
    );
    expect(refused([...before, shown, object], object)).toBe('conventions/objection-taken');
    expect(refused([...before, shown], { ...object, ballot: 'e9' } as Order)).toBe(
      'conventions/unknown-ballot',
    );
    expect(refused([...before, shown], { ...object, words: '\ud800' } as Order)).toBe(
      'conventions/invalid-text',
    );
    const decide: Order = { type: 'decideObjection', objection: 'o1', upheld: true };
    expect(refused([...before, shown], decide)).toBe('conventions/unknown-objection');
    expect(refused([...before, shown, object, decide], decide)).toBe(
      'conventions/objection-decided',
    );
  });

  test('a ballot that was missing is put in where the objection is upheld, and only if it can count', () => {
    const admit = {
      voter: subjectRef('E'),
      choice: 'for',
      channel: 'paper',
      givenAt: noon + 1,
    } as const;
    const decide: Order = { type: 'decideObjection', objection: 'o1', upheld: true, admit };
    const { state } = after([...before, shown, object, decide]);
    expect(countedBallots(voteOf(state)).units).toContainEqual({ unit: 'u6', choice: 'for' });
    expect(refused([...before, shown, object], { ...decide, upheld: false } as Order)).toBe(
      'conventions/not-admitted',
    );
    expect(
      refused([...before, shown, object], {
        ...decide,
        admit: { ...admit, voter: subjectRef('Z') },
      } as Order),
    ).toBe('conventions/not-admitted');
  });

  test('strangers make none, and what is shown is voided by an objection alone', () => {
    expect(refused([...before, shown], { ...object, by: subjectRef('Z') } as Order)).toBe(
      'conventions/not-on-register',
    );
    const strike: Order = { type: 'strikeBallot', ballot: 'e1', ground: 'unclear' };
    expect(refused([...before, shown], strike)).toBe('conventions/vote-over');
  });

  test('a vote without days for objections is shown to nobody and closed when its window is over', () => {
    const plain = { ...opened, objectionDays: undefined } as unknown as Order;
    expect(refused([plain], shown)).toBe('conventions/invalid-terms');
    expect(refused([plain], { type: 'closeVote' })).toBe('conventions/window-open');
    expect(after([plain, { type: 'closeVote', at: noon + 5 * day }]).state.status).toBe('failed');
    expect(voteWakes(after([plain]).state)).toEqual([{ name: 'close-vote', at: noon + 5 * day }]);
  });
});

describe('mandates', () => {
  const give = (mandate: string, principal: string, agent: string, more: object = {}): Order => ({
    type: 'giveMandate',
    mandate,
    principal: subjectRef(principal),
    agent: subjectRef(agent),
    ...more,
  });
  test('an agent votes for an owner, up to the limit', () => {
    const { state } = after([opened, give('m1', 'B', 'A'), cast('B', 'for', { mandate: 'm1' })]);
    expect(judge(voteOf(state)).tracks[1]).toMatchObject({ participated: 1, for: 1 });
    expect(refused([opened, give('m1', 'B', 'A')], give('m2', 'C', 'A'))).toBe(
      'conventions/mandate-limit',
    );
    const revoked: Order = { type: 'revokeMandate', mandate: 'm1' };
    expect(after([opened, give('m1', 'B', 'A'), revoked, give('m2', 'C', 'A')]).facts).toHaveLength(
      4,
    );
    expect(after([opened, give('m1', 'B', 'A'), revoked, revoked]).facts).toHaveLength(3);
    expect(refused([opened], revoked)).toBe('conventions/no-mandate');
  });

  test.each([
    ['twice by one owner', [give('m1', 'B', 'A')], give('m2', 'B', 'C'), 'mandate-twice'],
    ['under one name', [give('m1', 'B', 'A')], give('m1', 'C', 'D'), 'mandate-twice'],
    ['by a stranger', [], give('m1', 'Z', 'A'), 'not-on-register'],
    ['to a stranger', [], give('m1', 'B', 'Z'), 'agent-not-on-register'],
    ['to oneself', [], give('m1', 'B', 'B'), 'agent-barred'],
  ])('one %s is refused', (_, orders, last, code) => {
    expect(refused([opened, ...orders], last)).toBe(`conventions/${code}`);
  });

  test('candidates hold none, and where the agent is bound the mandate says how', () => {
    const proxies = {
      allowed: true,
      agents: 'anyone',
      instructed: true,
      barred: [subjectRef('C')],
    };
    const strict = { ...opened, proxies } as unknown as Order;
    expect(refused([strict], give('m1', 'B', 'C', { instruction: 'for' }))).toBe(
      'conventions/agent-barred',
    );
    expect(refused([strict], give('m1', 'B', 'Z'))).toBe('conventions/no-instruction');
    const { facts } = after([
      strict,
      give('m1', 'B', 'Z', { instruction: 'for' }),
      cast('B', 'against', { mandate: 'm1' }),
    ]);
    expect(facts.at(-1)?.data).toMatchObject({ code: 'conventions/against-instruction' });
    const none = { ...opened, proxies: undefined } as unknown as Order;
    expect(refused([none], give('m1', 'B', 'A'))).toBe('conventions/no-proxies');
  });
});

describe('delivery', () => {
  test('owners whom nothing reached but the notice board are told in the result', () => {
    const deliver = (way: string, ...voters: string[]): Order =>
      ({ type: 'recordDelivery', way, voters: voters.map((one) => subjectRef(one)) }) as Order;
    const { facts } = after([
      opened,
      deliver('verified-login', 'A', 'B'),
      deliver('notice-board', 'C', 'D', 'E'),
      deliver('in-person', 'C'),
      shown,
      closed,
    ]);
    expect(facts.at(-1)?.data).toMatchObject({ status: 'failed', unreached: 2 });
    expect(refused([opened], deliver('post', 'Z'))).toBe('conventions/not-on-register');
    expect(after([opened, deliver('post')]).facts).toHaveLength(1);
  });
});

describe('what people write where it does not belong', () => {
  const words = '我叫张三，住三号楼';
  const inBody = { type: 'openVote', rule: 'residents-meeting' } as const;

  test.each([
    ['a channel that there is none of', { channel: words }, 'wrong-channel'],
    ['a time that is none', { givenAt: Number.NaN }, 'window-not-open'],
    ['half a millisecond', { givenAt: noon + 0.5, at: noon + 1 }, 'window-not-open'],
    ['a time before the vote was opened', { givenAt: noon - 1 }, 'window-not-open'],
    ['units that are none', { units: [words] }, 'unknown-unit'],
    ['a mandate that is none', { mandate: words }, 'no-mandate'],
    ['an area that is no number', { area: Number.NaN }, 'area-mismatch'],
  ])('%s makes a refused ballot, and is not written down', (_, more, code) => {
    const { facts, state } = after([opened, cast('A', 'for', more)]);
    expect(facts[1]?.data).toMatchObject({ voter: 'A', code: `conventions/${code}` });
    expect(canonicalJson(facts)).not.toContain('张三');
    expect(countedBallots(voteOf(state)).units).toEqual([]);
  });

  test('grounds, ways, instructions and policies are those that there are', () => {
    const one = cast('A', 'for', { ballot: 'e1' });
    const [A, B] = ['A', 'B'].map((ref) => subjectRef(ref));
    const orders: readonly (readonly [readonly Order[], object])[] = [
      [[opened, one], { type: 'strikeBallot', ballot: 'e1', ground: words }],
      [[opened, shown], { type: 'raiseObjection', objection: 'o', by: A, ground: words }],
      [[opened], { type: 'recordDelivery', voters: [A], way: words }],
      [[opened], { type: 'recordDelivery', voters: [A], way: 'post', evidence: words }],
      [[opened], { type: 'giveMandate', mandate: 'm', principal: A, agent: B, instruction: words }],
      [[], { ...opened, silence: words }],
      [[], { ...opened, channels: [words] }],
      [[], { ...opened, authorisedOn: words }],
      [[opened, shown], { type: 'closeVote', at: noon + 9 * day, present: -3.5 }],
    ];
    const codes = orders.map(([before, order]) => refused(before, order as Order));
    expect(codes).toEqual([
      'conventions/invalid-text',
      'conventions/invalid-text',
      'conventions/invalid-text',
      'conventions/invalid-text',
      'conventions/unknown-choice',
      'conventions/invalid-terms',
      'conventions/invalid-terms',
      'conventions/invalid-day',
      'conventions/invalid-count',
    ]);
  });

  test('strangers whose ballots were struck leave their places in a body of which only the size is known', () => {
    const { state, facts } = after([
      { ...inBody, register: { body: 'adults', size: 2 } },
      cast('X', 'for', { ballot: '1' }),
      cast('Y', 'for', { ballot: '2' }),
      cast('A', 'against', { ballot: '3' }),
      { type: 'strikeBallot', ballot: '1', ground: 'not-entitled' },
      cast('A', 'against', { ballot: '4' }),
    ]);
    expect(facts[3]?.data).toMatchObject({ code: 'conventions/not-on-register' });
    expect(countedBallots(voteOf(state)).persons).toEqual([
      { voter: 'A', choice: 'against' },
      { voter: 'Y', choice: 'for' },
    ]);
  });

  test('an agent votes for no more owners by having used mandates revoked', () => {
    const give = (mandate: string, principal: string): Order => ({
      type: 'giveMandate',
      mandate,
      principal: subjectRef(principal),
      agent: subjectRef('A'),
    });
    const revoke: Order = { type: 'revokeMandate', mandate: 'm1' };
    const used = [opened, give('m1', 'B'), cast('B', 'for', { mandate: 'm1' }), revoke];
    expect(refused(used, give('m2', 'C'))).toBe('conventions/mandate-limit');
    expect(after([opened, give('m1', 'B'), revoke, give('m2', 'C')]).facts).toHaveLength(4);
  });
});

describe('terms', () => {
  test.each([
    ['an unknown policy of repeats', { repeat: 'refuse' }, 'invalid-terms'],
    ['an unknown policy of splits', { split: 'coin' }, 'invalid-terms'],
    ['half a day for objections', { objectionDays: 0.5 }, 'invalid-terms'],
    ['an opening that is no instant', { opensAt: Number.NaN }, 'invalid-terms'],
    ['an end before the beginning', { opensAt: noon + 9 * day }, 'window-over'],
    ['the law of yesterday', { asOf: '2026-11-20' }, 'superseded-day'],
    ['a rule that there is none of', { rule: 'civil-code-1' }, 'unknown-rule'],
    ['a register without units', { register: { units: [] } }, 'invalid-register'],
    ['a unit twice', { register: { units: [...units, ...units] } }, 'invalid-register'],
    ['a negative area', { register: { units: [{ ...units[0], area: -1 }] } }, 'invalid-register'],
    ['another electorate', { register: { body: 'members', size: 3 } }, 'wrong-register'],
  ])('%s is refused', (_, more, code) => {
    expect(refused([], { ...opened, ...more } as Order)).toBe(`conventions/${code}`);
  });

  test('a vote is opened once, and nothing is done to one that is not open', () => {
    expect(refused([opened], opened)).toBe('conventions/vote-begun');
    expect(refused([], cast('A', 'for'))).toBe('conventions/not-voting');
    expect(refused([opened, shown, closed], shown)).toBe('conventions/not-voting');
  });
});

describe('under terms', () => {
  const plain = { ...opened, objectionDays: undefined, proxies: undefined } as unknown as Order;
  const under = (overlay: OverlayId, more: object = {}): Order =>
    ({
      ...plain,
      terms: voteTerms({ rule: 'civil-code-278', asOf: '2026-11-21', overlays: [overlay] }),
      ...more,
    }) as Order;

  test('a window is neither shorter nor longer than the place wants; the day of opening is not counted', () => {
    const closing = (days: number) => under('hangzhou', { closesAt: noon + days * day });
    expect(refused([], closing(4))).toBe('conventions/against-law');
    expect(after([closing(5)]).state.status).toBe('voting');
    expect(after([closing(60)]).state.status).toBe('voting');
    expect(refused([], closing(61))).toBe('conventions/against-law');
    expect(refused([], under('hangzhou', { closesAt: undefined }))).toBe('conventions/against-law');
  });

  test('days for voting begin when the vote is opened, and the last is no minute after midnight', () => {
    const before = { opensAt: noon - 30 * day, closesAt: noon + 1 };
    expect(refused([], under('hangzhou', before))).toBe('conventions/against-law');
    const late = Date.UTC(2026, 10, 21, 15, 59);
    const midnight = Date.UTC(2026, 10, 25, 16);
    expect(refused([], under('hangzhou', { at: late, closesAt: midnight }))).toBe(
      'conventions/against-law',
    );
    expect(after([under('hangzhou', { at: late, closesAt: midnight + day })]).state.status).toBe(
      'voting',
    );
  });

  test('whoever may ask for paper finds it among the ways of voting', () => {
    const closesAt = noon + 6 * day;
    expect(refused([], under('hangzhou', { closesAt, channels: ['online'] }))).toBe(
      'conventions/against-law',
    );
    expect(
      after([under('hangzhou', { closesAt, channels: ['online', 'paper'] })]).state.status,
    ).toBe('voting');
  });

  test('mandates of the host’s own go to nobody else and say how to vote where the place wants that', () => {
    const own = (more: object) => ({
      proxies: { allowed: true, limit: 3, agents: 'anyone', instructed: false, ...more },
    });
    expect(refused([], under('weifang', own({})))).toBe('conventions/against-law');
    expect(refused([], under('weifang', own({ agents: 'voters', limit: Number.NaN })))).toBe(
      'conventions/against-law',
    );
    expect(refused([], under('shanghai-proxy', own({})))).toBe('conventions/against-law');
    expect(after([under('shanghai-proxy', own({ instructed: true }))]).state.status).toBe('voting');
    const members = ['A', 'B', 'C'].map((one) => subjectRef(one));
    const election = (body: string, proxies: object) =>
      ({
        type: 'openVote',
        rule: 'residents-committee-election',
        register: { body, size: 3, members },
        terms: voteTerms({ rule: 'residents-committee-election', asOf: '2026-11-21' }),
        candidates: members.slice(0, 1),
        ...proxies,
      }) as unknown as Order;
    const plainly = own({ agents: 'voters' });
    expect(refused([], election('representatives', plainly))).toBe('conventions/against-law');
    expect(refused([], election('voters', plainly))).toBe('conventions/against-law');
    const barred = own({ agents: 'voters', barred: members.slice(0, 1) });
    expect(after([election('voters', barred)]).state.status).toBe('voting');
  });

  test('the silent are counted only with a majority that the local rule finds large enough', () => {
    const silent = bylawTerms({
      title: '业主大会议事规则',
      article: '第九条',
      quote: '逾期不参加投票的业主，其面积和人数计入已表决的多数。',
      from: '2024-03-01',
      said: { silence: 'with-majority' },
      digest: {
        sha256: (content: string | Uint8Array) =>
          new Uint8Array(createHash('sha256').update(content).digest()),
      },
    });
    const where = { rule: 'civil-code-278', asOf: '2026-11-21', bylaws: [silent] } as const;
    const terms = voteTerms({ ...where, overlays: ['zhejiang-2009'] });
    const order = { ...plain, terms } as Order;
    const end: Order = { type: 'closeVote', at: noon + 5 * day };
    const three = [cast('A', 'for'), cast('B', 'for'), cast('C', 'for')];
    expect(after([order, ...three.slice(0, 2), end]).state.status).toBe('failed');
    expect(after([order, ...three, end]).state.status).toBe('passed');
    expect(refused([], { ...order, silenceFloor: [] } as Order)).toBe('conventions/against-law');
    const nowhere = voteTerms({ ...where, overlays: ['liaocheng'] });
    const alone = [{ ...plain, terms: nowhere } as Order, cast('A', 'for'), end];
    expect(after(alone).state.status).toBe('passed');
  });

  test('mandates are taken as the place allows, and no more', () => {
    const { state, facts } = after([under('weifang')]);
    expect(voteOf(state).proxies).toMatchObject({ allowed: true, limit: 3, agents: 'voters' });
    expect(facts[0]?.data).toMatchObject({ terms: expect.arrayContaining(['weifang-32']) });
    const own = (limit?: number) => ({
      proxies: {
        allowed: true,
        agents: 'voters',
        instructed: false,
        ...(limit === undefined ? {} : { limit }),
      },
    });
    expect(after([under('weifang', own(2))]).state.status).toBe('voting');
    expect(refused([], under('weifang', own(4)))).toBe('conventions/against-law');
    expect(refused([], under('weifang', own()))).toBe('conventions/against-law');
    expect(refused([], under('hangzhou', own(1)))).toBe('conventions/against-law');
  });

  test('silence is not counted and ballots come in no other way where the terms do not say so', () => {
    expect(refused([], under('hangzhou', { silence: 'with-majority' }))).toBe(
      'conventions/against-law',
    );
    const terms = {
      ...voteTerms({ rule: 'civil-code-278', asOf: '2026-11-21' }),
      channels: ['paper'],
      objectionDays: 3,
    };
    const onPaper = { ...plain, terms } as unknown as Order;
    const { facts, state } = after([
      onPaper,
      cast('A', 'for'),
      cast('A', 'for', { channel: 'paper' }),
    ]);
    expect(facts[1]?.data).toMatchObject({ code: 'conventions/wrong-channel' });
    expect(voteOf(state)).toMatchObject({ refused: 1, objectionDays: 3 });
    expect(refused([], { ...onPaper, channels: ['online'] } as Order)).toBe(
      'conventions/against-law',
    );
    expect(refused([], { ...onPaper, objectionDays: 2 } as Order)).toBe('conventions/against-law');
  });

  test('in an election by representatives nobody votes for another, and candidates hold no mandates', () => {
    const terms = voteTerms({ rule: 'residents-committee-election', asOf: '2026-11-21' });
    expect(settingsUnder(terms, { body: 'representatives' }).proxies?.allowed).toBe(false);
    const candidates = [subjectRef('A')];
    expect(settingsUnder(terms, { body: 'voters', candidates }).proxies).toEqual({
      allowed: true,
      limit: 3,
      agents: 'voters',
      instructed: false,
      barred: candidates,
    });
  });
});

describe('under a clause of the host’s own', () => {
  const law = rule('civil-code-278', { matter: 'reserve-fund.use', asOf: '2026-11-21' });
  const clause = {
    title: '某小区管理规约',
    article: '第十二条',
    from: '2024-03-01',
    quote: '应当经参与表决专有部分面积三分之二以上的业主且参与表决人数三分之二以上的业主同意。',
    digest: {
      sha256: (content: string | Uint8Array) =>
        new Uint8Array(createHash('sha256').update(content).digest()),
    },
  };
  const bylaw = bylawRule({ ...clause, under: law });
  const plain = { ...opened, objectionDays: undefined } as unknown as Order;
  const three: readonly Order[] = [
    cast('A', 'for', { ballot: 'n1' }),
    cast('B', 'against', { ballot: 'n2' }),
    cast('C', 'against', { ballot: 'n3' }),
    cast('D', 'for', { ballot: 'n4' }),
    cast('E', 'for', { ballot: 'n5' }),
  ];
  const end: Order = { type: 'closeVote', at: noon + 5 * day };

  test('a vote that the law lets pass fails where the clause wants more, and cites it', () => {
    expect(after([plain, ...three, end]).state.status).toBe('passed');
    const { state } = after([{ ...plain, bylaw } as Order, ...three, end]);
    expect(state.status).toBe('failed');
    expect(judge(voteOf(state), { closed: true }).citations.at(-1)).toMatchObject({
      law: '某小区管理规约',
      article: '第十二条',
    });
    expect(canonicalJson(JSON.parse(JSON.stringify(state)))).toBe(canonicalJson(state));
  });

  test('a rule laxer than the law, of another matter or of another day opens no vote', () => {
    const laxer = { ...bylaw, passing: bylaw.passing.map((one) => ({ ...one, num: 1, den: 3 })) };
    expect(refused([], { ...plain, bylaw: laxer } as Order)).toBe('conventions/against-law');
    const shorter = { ...bylaw, quorum: [] };
    expect(refused([], { ...plain, bylaw: shorter } as Order)).toBe('conventions/against-law');
    expect(refused([], { ...plain, bylaw, asOf: '2026-11-22' } as Order)).toBe(
      'conventions/against-law',
    );
    expect(refused([], { ...plain, bylaw, matter: 'rebuild' } as Order)).toBe(
      'conventions/against-law',
    );
    const renamed = { ...bylaw, matter: 'rebuild' };
    expect(refused([], { ...plain, bylaw: renamed } as Order)).toBe('conventions/against-law');
  });

  test('a rule that lets others vote than the law names opens no vote', () => {
    const meeting = rule('residents-meeting', { asOf: '2026-11-21' });
    const order = {
      type: 'openVote',
      rule: 'residents-meeting',
      bylaw: { ...meeting, bodies: ['adults', 'members'] },
      register: { body: 'members', size: 100 },
    } as unknown as Order;
    expect(refused([], order)).toBe('conventions/against-law');
  });

  test('a vote that no statute rules goes by the clause alone', () => {
    const alone = bylawRule({ ...clause, electorate: 'owners', asOf: '2026-11-21' });
    const order = { ...plain, rule: 'bylaw', matter: undefined, bylaw: alone } as unknown as Order;
    const { state } = after([order, ...three, end]);
    expect(state).toMatchObject({
      status: 'failed',
      result: { rule: { id: 'bylaw' }, statutes: [] },
    });
    expect(refused([], { ...order, bylaw: undefined } as unknown as Order)).toBe(
      'conventions/unknown-rule',
    );
    const nothing = { ...order, bylaw: { ...alone, quorum: [], passing: [] } } as Order;
    expect(refused([], nothing)).toBe('conventions/unreadable-bylaw');
  });

  test('a quorum by area holds also where the clause counts agreement by heads alone', () => {
    const byHeads = bylawRule({
      ...clause,
      quote:
        '应当由专有部分面积占比三分之二以上的业主参与表决。应当经参与表决人数过半数的业主同意。',
      electorate: 'owners',
      asOf: '2026-11-21',
    });
    expect(byHeads.quorum.map(({ track }) => track)).toEqual(['area']);
    const order = { ...plain, rule: 'bylaw', matter: undefined, bylaw: byHeads };
    const { state } = after([order as unknown as Order, cast('B', 'for'), end]);
    expect(state.status).toBe('failed');
  });
});

test('no row of facts, however mixed, breaks the fold', () => {
  const { facts } = after([
    opened,
    cast('A', 'for', { ballot: 'e1' }),
    cast('Z', 'for'),
    { type: 'withdrawBallot', voter: subjectRef('A'), ballot: 'e1' },
    { type: 'strikeBallot', ballot: 'e1', ground: 'altered' },
    { type: 'giveMandate', mandate: 'm', principal: subjectRef('B'), agent: subjectRef('A') },
    { type: 'revokeMandate', mandate: 'm' },
    shown,
    { type: 'raiseObjection', objection: 'o', by: subjectRef('C'), ground: 'other' },
    { type: 'decideObjection', objection: 'o', upheld: false },
    closed,
  ]);
  fc.assert(
    fc.property(fc.array(fc.nat(facts.length - 1), { maxLength: 20 }), (picked) => {
      const state = picked.reduce<VoteState>(
        (before, i) => voteDecider.evolve(before, facts[i] as Happened<VoteFact>),
        voteDecider.initial,
      );
      expect(['unopened', 'voting', 'passed', 'failed']).toContain(state.status);
    }),
  );
});
