import {
  type ConventionCommand,
  type ConventionFact,
  type ConventionKind,
  type ConventionState,
  conventionDecider,
  conventionWakes,
} from '@civigrid/conventions';
import { countedBallots, judge, type VoteRegister } from '@civigrid/conventions/ballots';
import { citationsOf } from '@civigrid/conventions/statutes';
import {
  actorId,
  canonicalJson,
  conventionId,
  correlationId,
  eventId,
  gridCode,
  type Happened,
  isDomainError,
  keyId,
  postId,
  subjectRef,
} from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** 2026-11-21 10:00 in Beijing. */
const noon = Date.UTC(2026, 10, 21, 2);
const day = 86_400_000;

type At<Command> = Command extends ConventionCommand
  ? Omit<Command, 'at'> & { readonly at?: number }
  : never;
type Order = At<ConventionCommand>;

function happened(fact: ConventionFact, version: number, at: number): Happened<ConventionFact> {
  const { personal, ...open } = { personal: undefined, ...fact };
  return {
    ...open,
    id: eventId(`event-${version}`),
    version,
    at,
    actor: actorId('secretary'),
    correlation: correlationId('matter'),
  } as Happened<ConventionFact>;
}

/** What a row of commands leads to: every fact, and the state behind them. */
function after(orders: readonly Order[]) {
  const facts: ConventionFact[] = [];
  let state: ConventionState = conventionDecider.initial;
  for (const order of orders) {
    const command = { at: noon, ...order } as ConventionCommand;
    for (const fact of conventionDecider.decide(command, state)) {
      facts.push(fact);
      state = conventionDecider.evolve(state, happened(fact, facts.length, command.at));
    }
  }
  return { facts, state };
}

function refusal(orders: readonly Order[], last: Order) {
  const { state } = after(orders);
  try {
    conventionDecider.decide({ at: noon, ...last } as ConventionCommand, state);
  } catch (error) {
    if (isDomainError(error)) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('Nothing was refused.');
}

/** The code under which a ballot is kept that does not count; the verdict and all words stay as they were. */
function keptAs(orders: readonly Order[], last: Order): string {
  const before = after(orders).state;
  const { facts, state } = after([...orders, last]);
  const fact = facts.at(-1);
  if (fact?.type !== 'conventions/ballot-refused' || !('vote' in before) || !('vote' in state))
    throw new Error('The ballot was not kept as refused.');
  expect(judge(state.vote)).toEqual(judge(before.vote));
  expect(state.vote.refused).toBe(before.vote.refused + 1);
  expect(JSON.stringify(fact)).not.toContain('a word of mine');
  return fact.data.code;
}

const topic = (kind: ConventionKind = 'residents', title = '文明养犬公约'): Order => ({
  type: 'proposeTopic',
  convention: conventionId('dogs'),
  kind,
  community: gridCode('LS.01'),
  title,
});
const words = (n: number) => `请管好狗，第${n}条意见`;
const suggestion = (n: number): Order => ({
  type: 'suggest',
  suggestion: `s${n}`,
  subject: subjectRef(`resident-${n}`),
  words: words(n),
  origin: n <= 14 ? 'online' : 'offline',
  ...(n <= 14 ? {} : { table: n - 14, round: 1 }),
});
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const selection: Order = {
  type: 'selectSuggestions',
  kept: numbers(1, 12).map((n) => `s${n}`),
  dropped: numbers(13, 20).map((n) => ({
    suggestion: `s${n}`,
    reason: n < 17 ? 'duplicate' : 'no-agreement',
  })),
};
const cafe: Order = {
  type: 'deliberate',
  deliberation: { form: 'world-cafe', day: '2026-11-15', tables: 5, rounds: 3, participants: 23 },
};
const draft: Order = {
  type: 'draft',
  clauses: [
    { clause: 'leash', text: '出户遛犬，应当束犬链。', answers: ['s1', 's2'] },
    { clause: 'waste', text: '犬只粪便，由携犬人即时清除。', answers: ['s3'] },
    { clause: 'noise', text: '每日二十二时至次日六时，不放任犬吠扰邻。', answers: ['s4'] },
  ],
};
const drafted: readonly Order[] = [
  topic(),
  ...numbers(1, 20).map(suggestion),
  selection,
  cafe,
  draft,
];
const members = numbers(1, 35).map((n) => postId(`building-${n}`));
const vote: Order = {
  type: 'openVote',
  rule: 'residents-representatives',
  authorisedOn: '2026-11-01',
  register: { body: 'members', size: 35, members },
};
const ballot = (n: number, choice: 'for' | 'against' | 'abstain' = 'for'): Order => ({
  type: 'castBallot',
  voter: postId(`building-${n}`),
  choice,
  channel: 'meeting',
});
const unanimous: readonly Order[] = [
  ...drafted,
  vote,
  ...numbers(1, 31).map((n) => ballot(n)),
  { type: 'closeVote', present: 31 },
];

describe('the dog-keeping convention', () => {
  test('goes from the topic through twenty suggestions to a unanimous vote, and is published and filed', () => {
    const { facts, state } = after([
      ...unanimous,
      { type: 'publish' },
      { type: 'file', office: 'street', at: noon + 16 * day },
    ]);
    const closed = facts.find((fact) => fact.type === 'conventions/vote-closed');
    expect(closed?.data).toEqual({
      status: 'passed',
      rule: { id: 'residents-representatives', matter: 'convention', asOf: '2026-11-21' },
      tracks: [
        {
          name: 'heads',
          base: 35,
          participated: 31,
          for: 31,
          quorumShortBy: 0,
          passingShortBy: 0,
        },
      ],
      statutes: ['residents-2026-29', 'residents-2026-30'],
      present: 31,
    });
    expect(citationsOf(closed?.data.statutes ?? [])[0]?.article).toBe('第二十九条');
    expect(facts.slice(-2).map(({ type, data }) => ({ type, data }))).toEqual([
      {
        type: 'conventions/published',
        data: { days: 15, from: '2026-11-21', to: '2026-12-06' },
      },
      { type: 'conventions/filed', data: { office: 'street' } },
    ]);
    expect(state).toMatchObject({ status: 'filed', draft: { draft: 1 } });
    if (state.status !== 'filed') throw new Error('It is not filed.');
    expect(state.suggestions.filter(({ outcome }) => outcome === 'kept')).toHaveLength(12);
    expect(state.suggestions).toHaveLength(20);
  });

  test('keeps the words of residents out of its data', () => {
    const { facts, state } = after(unanimous);
    const open = JSON.stringify([facts.map(({ data }) => data), state]);
    for (const n of numbers(1, 20)) expect(open).not.toContain(words(n));
    expect(facts.find((fact) => fact.type === 'conventions/suggested')).toEqual({
      type: 'conventions/suggested',
      schema: 1,
      data: { suggestion: 's1', subject: 'resident-1', place: { origin: 'online' } },
      personal: [{ subject: 'resident-1', purpose: 'suggestion', value: { words: words(1) } }],
    });
  });

  test('keeps the sealed words with all that is needed to open them', () => {
    const fact = after([topic(), suggestion(1)]).facts[1];
    if (fact === undefined) throw new Error('There is no suggestion.');
    const sealed = [
      {
        subject: subjectRef('resident-1'),
        purpose: 'suggestion',
        key: keyId('k'),
        nonce: 'n',
        box: 'b',
      },
    ];
    const before = after([topic()]).state;
    const state = conventionDecider.evolve(before, {
      ...happened(fact, 2, noon),
      sealed,
    } as Happened<ConventionFact>);
    expect(state).toMatchObject({
      suggestions: [{ words: { event: 'event-2', schema: 1, sealed } }],
    });
  });

  test('replays to the same bytes, and holds nothing that JSON could not', () => {
    const { facts, state } = after(unanimous);
    const again = facts.reduce<ConventionState>(
      (before, fact, i) =>
        conventionDecider.evolve(before, JSON.parse(JSON.stringify(happened(fact, i + 1, noon)))),
      conventionDecider.initial,
    );
    expect(canonicalJson(again)).toBe(canonicalJson(state));
  });
});

describe('a vote of owners on a management convention', () => {
  const owners = ['A', 'B', 'C', 'D', 'E', 'F'];
  const units = owners.map((owner, i) => ({
    unit: `u${i + 1}`,
    owner: subjectRef(owner),
    area: 10_000,
  }));
  const cast = (voter: string, ballot: string): Order => ({
    type: 'castBallot',
    voter: subjectRef(voter),
    ballot,
    choice: 'for',
    channel: 'paper',
  });
  const dayLater = (n: number) => ({ at: noon + n * day });

  test('holds mandates, deliveries, papers that were taken back or void, and objections', () => {
    const { facts, state } = after([
      topic('owners', '管理规约'),
      suggestion(1),
      { type: 'selectSuggestions', kept: ['s1'], dropped: [] },
      { type: 'draft', clauses: [{ clause: 'leash', text: '束犬链。', answers: ['s1'] }] },
      {
        type: 'openVote',
        rule: 'civil-code-278',
        register: { units },
        closesAt: noon + 5 * day,
        objectionDays: 3,
        proxies: { allowed: true, agents: 'voters', instructed: false },
      },
      { type: 'recordDelivery', way: 'in-person', voters: units.map(({ owner }) => owner) },
      { type: 'giveMandate', mandate: 'm', principal: subjectRef('A'), agent: subjectRef('B') },
      { type: 'revokeMandate', mandate: 'm' },
      ...owners.map((voter) => cast(voter, `p-${voter}`)),
      { type: 'withdrawBallot', voter: subjectRef('A'), ballot: 'p-A' },
      { type: 'strikeBallot', ballot: 'p-B', ground: 'unclear' },
      { type: 'showBallots', ...dayLater(5) },
      {
        type: 'raiseObjection',
        objection: 'o',
        by: subjectRef('C'),
        ground: 'not-mine',
        ballot: 'p-C',
        words: 'a word of mine',
        ...dayLater(6),
      },
      { type: 'decideObjection', objection: 'o', upheld: false, ...dayLater(7) },
      { type: 'closeVote', ...dayLater(9) },
      { type: 'publish', ...dayLater(9) },
    ]);
    expect(state).toMatchObject({
      status: 'published',
      vote: {
        mandates: [{ mandate: 'm', revokedAt: noon }],
        deliveries: [{ way: 'in-person' }],
        entries: [{}, {}, {}, {}, {}, {}, { type: 'withdrawal' }, { type: 'strike' }],
        shown: {},
        objections: [{ objection: 'o', upheld: false }],
      },
      result: { tracks: [{ participated: 40_000 }, { participated: 4 }] },
    });
    expect(JSON.stringify(facts.map(({ data }) => data))).not.toContain('a word of mine');
  });
});

describe('a vote that falls short', () => {
  const short = [
    ...drafted,
    vote,
    ...numbers(1, 23).map((n) => ballot(n)),
    { type: 'closeVote' },
  ] as const satisfies readonly Order[];

  test('fails for want of one representative at the quorum, though all agreed', () => {
    expect(after(short).state).toMatchObject({
      status: 'failed',
      result: { tracks: [{ participated: 23, for: 23, quorumShortBy: 1, passingShortBy: 0 }] },
    });
  });

  test('is not published, and the sentence of law is named', () => {
    expect(refusal(short, { type: 'publish' })).toEqual({
      code: 'conventions/not-passed',
      details: {
        status: 'failed',
        statute: 'residents-2026-29',
        statutes: ['residents-2026-29', 'residents-2026-30'],
      },
    });
  });

  test('may be followed by a new draft and a new vote', () => {
    const { state } = after([
      ...short,
      draft,
      vote,
      ...numbers(1, 24).map((n) => ballot(n)),
      { type: 'closeVote' },
    ]);
    expect(state).toMatchObject({ status: 'passed', draft: { draft: 2 } });
  });

  test('counts those who are there and do not vote', () => {
    const { state } = after([
      ...drafted,
      vote,
      ...numbers(1, 12).map((n) => ballot(n)),
      { type: 'closeVote', present: 24 },
    ]);
    expect(state).toMatchObject({
      status: 'failed',
      result: { tracks: [{ participated: 24, for: 12, quorumShortBy: 0, passingShortBy: 1 }] },
    });
  });
});

describe('owners by heads and area (民法典278)', () => {
  const register: VoteRegister = {
    units: [
      { unit: 'u1', owner: subjectRef('A'), area: 9_000 },
      { unit: 'u2', owner: subjectRef('A'), area: 9_000 },
      { unit: 'u3', owner: subjectRef('B'), area: 8_000 },
      { unit: 'u4', owner: subjectRef('C'), area: 8_000 },
      { unit: 'u5', owner: subjectRef('D'), area: 5_050 },
    ],
  };
  const opened: readonly Order[] = [
    topic('owners', '管理规约'),
    { type: 'selectSuggestions', kept: [], dropped: [] },
    { type: 'draft', clauses: [{ clause: 'dogs', text: '电梯内犬只应当怀抱或者戴嘴套。' }] },
    { type: 'openVote', rule: 'civil-code-278', register, repeat: 'last' },
  ];
  const says = (owner: string, choice: 'for' | 'against', units?: readonly string[]): Order => ({
    type: 'castBallot',
    voter: subjectRef(owner),
    choice,
    channel: 'paper',
    ...(units === undefined ? {} : { units }),
  });

  test('more than half of area and heads that took part agree, and two thirds of all took part', () => {
    const { state } = after([
      ...opened,
      says('A', 'for'),
      says('B', 'for'),
      says('C', 'against'),
      { type: 'closeVote' },
    ]);
    expect(state).toMatchObject({
      status: 'passed',
      result: {
        tracks: [
          { name: 'area', base: 39_050, participated: 34_000, for: 26_000 },
          { name: 'heads', base: 4, participated: 3, for: 2 },
        ],
        statutes: ['civil-code-278.quorum', 'civil-code-278.ordinary'],
      },
    });
  });

  test('the area alone does not carry it: heads count once an owner', () => {
    const { state } = after([
      ...opened,
      says('A', 'for'),
      says('B', 'against'),
      says('C', 'against'),
      { type: 'closeVote' },
    ]);
    expect(state).toMatchObject({
      status: 'failed',
      result: {
        tracks: [
          { for: 18_000, passingShortBy: 0 },
          { for: 1, passingShortBy: 1 },
        ],
      },
    });
  });

  test('a later ballot takes the place of the first where the rules of the vote say so', () => {
    const { state } = after([
      ...opened,
      says('A', 'against'),
      { ...says('A', 'for', ['u2']), at: noon + 1 } as Order,
      { ...says('A', 'for', ['u1']), at: noon + 2 } as Order,
    ]);
    if (state.status !== 'voting') throw new Error('The vote is not open.');
    expect(countedBallots(state.vote).conflicts.map(({ setAside }) => setAside.length)).toEqual([
      1, 1,
    ]);
    expect(judge(state.vote).tracks[0]).toMatchObject({ participated: 18_000, for: 18_000 });
  });

  test('who votes differently for two units is told in the result', () => {
    const { facts } = after([
      ...opened,
      says('A', 'for', ['u1']),
      says('A', 'against', ['u2']),
      { type: 'closeVote' },
    ]);
    expect(facts.at(-1)?.data).toMatchObject({ status: 'failed', splitVotes: 1 });
  });

  test('nobody votes for a unit of somebody else', () => {
    expect(keptAs(opened, says('B', 'for', ['u1']))).toBe('conventions/not-on-register');
    expect(keptAs(opened, says('Z', 'for'))).toBe('conventions/not-on-register');
    expect(keptAs(opened, says('A', 'for', ['u9']))).toBe('conventions/unknown-unit');
  });

  test('a register with a unit twice opens no vote', () => {
    const twice = { units: [...register.units, ...register.units.slice(0, 1)] };
    expect(
      refusal(opened.slice(0, 3), { type: 'openVote', rule: 'civil-code-278', register: twice })
        .code,
    ).toBe('conventions/invalid-register');
  });
});

describe('steps out of order', () => {
  const voting = [...drafted, vote] as const;
  const story: readonly (readonly [string, readonly Order[], Order, string, object])[] = [
    ['a suggestion before the topic', [], suggestion(1), 'not-proposed', {}],
    ['a second topic', [topic()], topic(), 'already-proposed', {}],
    ['a topic without a title', [], topic('residents', ' '), 'invalid-text', {}],
    [
      'a suggestion without words',
      [topic()],
      { ...suggestion(1), words: '' } as Order,
      'invalid-text',
      {},
    ],
    [
      'the same suggestion id again',
      [topic(), suggestion(1)],
      suggestion(1),
      'suggestion-taken',
      {},
    ],
    [
      'a suggestion after the selection',
      [...drafted.slice(0, 22)],
      suggestion(21),
      'not-gathering',
      {},
    ],
    [
      'a selection that forgets one',
      [topic(), suggestion(1), suggestion(2)],
      { type: 'selectSuggestions', kept: ['s1'], dropped: [] },
      'suggestion-undecided',
      { suggestions: ['s2'] },
    ],
    [
      'a selection that names one twice',
      [topic(), suggestion(1)],
      {
        type: 'selectSuggestions',
        kept: ['s1'],
        dropped: [{ suggestion: 's1', reason: 'unlawful' }],
      },
      'suggestion-twice',
      {},
    ],
    [
      'a selection of what nobody said',
      [topic()],
      { type: 'selectSuggestions', kept: ['__proto__'], dropped: [] },
      'unknown-suggestion',
      {},
    ],
    [
      'a talk that nobody came to',
      [topic()],
      {
        ...cafe,
        deliberation: { form: 'council', day: '2026-11-15', tables: 1, rounds: 1, participants: 0 },
      } as Order,
      'invalid-deliberation',
      {},
    ],
    ['a talk once the vote is open', voting, cafe, 'vote-begun', { statute: 'residents-2026-32' }],
    ['a draft before the selection', [topic()], draft, 'not-selected', {}],
    ['a draft once the vote is open', voting, draft, 'vote-begun', {}],
    ['an empty draft', drafted, { type: 'draft', clauses: [] }, 'invalid-clauses', {}],
    [
      'a clause that answers what was not kept',
      drafted,
      { type: 'draft', clauses: [{ clause: 'a', text: '一', answers: ['s20'] }] },
      'unknown-suggestion',
      { suggestion: 's20' },
    ],
    [
      'a clause id twice',
      drafted,
      {
        type: 'draft',
        clauses: [
          { clause: 'a', text: '一' },
          { clause: 'a', text: '二' },
        ],
      },
      'invalid-clauses',
      { row: 1 },
    ],
    ['a vote before the draft', [topic()], vote, 'not-drafted', { statute: 'residents-2026-29' }],
    [
      'representatives whom nobody authorised',
      drafted,
      { ...vote, authorisedOn: undefined } as unknown as Order,
      'not-authorised',
      { statute: 'residents-2026-30' },
    ],
    [
      'representatives authorised only later',
      drafted,
      { ...vote, authorisedOn: '2026-11-22' } as Order,
      'not-authorised',
      {},
    ],
    [
      'owners on a residents’ convention',
      drafted,
      { type: 'openVote', rule: 'civil-code-278', register: { units: [] } },
      'not-competent',
      { statute: 'residents-2026-30' },
    ],
    [
      'village representatives on a village convention',
      [topic('village'), ...drafted.slice(1)],
      { ...vote, rule: 'villagers-representatives' } as Order,
      'not-competent',
      { statute: 'villagers-2026-31' },
    ],
    [
      'the law of an earlier day',
      drafted,
      { ...vote, asOf: '2026-11-20' } as Order,
      'superseded-day',
      { today: '2026-11-21' },
    ],
    [
      'a member named twice',
      drafted,
      {
        ...vote,
        register: { body: 'members', size: 2, members: [members[0], members[0]] },
      } as Order,
      'invalid-register',
      {},
    ],
    [
      'fewer members than the body has',
      drafted,
      { ...vote, register: { body: 'members', size: 36, members } } as Order,
      'invalid-register',
      {},
    ],
    ['a ballot without a vote', drafted, ballot(1), 'not-voting', {}],
    [
      'more present than there are',
      voting,
      { type: 'closeVote', present: 36 },
      'invalid-count',
      {},
    ],
    ['publishing while the vote is open', voting, { type: 'publish' }, 'not-passed', {}],
    [
      'fourteen days of publication',
      unanimous,
      { type: 'publish', days: 14 },
      'publication-too-short',
      { statute: 'residents-2026-34', least: 15 },
    ],
    [
      'filing before publication',
      unanimous,
      { type: 'file', office: 'street' },
      'not-published',
      {},
    ],
    [
      'filing with the township',
      [...unanimous, { type: 'publish' }],
      { type: 'file', office: 'township' },
      'wrong-office',
      { statute: 'residents-2026-31.filing' },
    ],
  ];
  test.each(story)('%s is refused', (_, before, last, code, details) => {
    const found = refusal(before, last);
    expect(found.code).toBe(`conventions/${code}`);
    expect(found.details).toMatchObject(details);
  });

  test('a village convention takes the meeting of all villagers', () => {
    const { state } = after([
      topic('village'),
      ...drafted.slice(1),
      { type: 'openVote', rule: 'villagers-meeting', register: { body: 'households', size: 3 } },
      ballot(1),
      ballot(2),
      { type: 'closeVote' },
    ]);
    expect(state.status).toBe('passed');
  });

  test('a body without a list of names takes no more ballots than it has members', () => {
    const small = {
      ...vote,
      rule: 'residents-meeting',
      register: { body: 'households', size: 1 },
    } as Order;
    expect(keptAs([...drafted, small, ballot(1)], ballot(2))).toBe('conventions/not-on-register');
  });
});

describe('a ballot that cannot count is kept with its code, and changes nothing', () => {
  const voting = [...drafted, vote];
  test.each([
    ['of a stranger', voting, ballot(36), 'not-on-register'],
    [
      'that says something else',
      voting,
      { ...ballot(1), choice: 'a word of mine' } as unknown as Order,
      'unknown-choice',
    ],
    ['after the count', unanimous, ballot(34), 'vote-over'],
  ])('one %s', (_, before, last, code) => {
    expect(keptAs(before, last)).toBe(`conventions/${code}`);
  });

  test('a second ballot is kept, and where the first counts it is set aside', () => {
    const { state } = after([
      ...voting,
      ballot(1),
      { ...ballot(1, 'against'), at: noon + 1 } as Order,
    ]);
    if (state.status !== 'voting') throw new Error('The vote is not open.');
    expect(judge(state.vote).tracks[0]).toMatchObject({ participated: 1, for: 1 });
    expect(countedBallots(state.vote).conflicts).toMatchObject([{ differ: true }]);
  });
});

describe('the window of a vote', () => {
  const closesAt = noon + 5 * day;
  const windowed = [...drafted, { ...vote, closesAt } as Order];
  const late = (at: number) => ({ ...ballot(1), at }) as Order;

  test('takes ballots up to its last instant, and is closed from then on', () => {
    expect(after([...windowed, late(closesAt)]).state.status).toBe('voting');
    expect(keptAs(windowed, late(closesAt + 1))).toBe('conventions/window-over');
    expect(refusal(windowed, { type: 'closeVote', at: closesAt - 1 }).code).toBe(
      'conventions/window-open',
    );
    expect(after([...windowed, { type: 'closeVote', at: closesAt }]).state.status).toBe('failed');
  });

  test('wakes its convention when it ends, and no longer once the vote is closed', () => {
    expect(conventionWakes(after(windowed).state)).toEqual([{ name: 'close-vote', at: closesAt }]);
    expect(
      conventionWakes(after([...windowed, { type: 'closeVote', at: closesAt }]).state),
    ).toEqual([]);
    expect(conventionWakes(after([...drafted, vote]).state)).toEqual([]);
  });

  test('does not end before it begins', () => {
    expect(refusal(drafted, { ...vote, closesAt: noon } as Order).code).toBe(
      'conventions/window-over',
    );
  });
});

test('no row of facts, however mixed, breaks the fold', () => {
  const { facts } = after([...unanimous.slice(0, 30), { type: 'closeVote' }]);
  const published: ConventionFact = {
    type: 'conventions/published',
    schema: 1,
    data: { days: 15, from: '2026-11-21', to: '2026-12-06' },
  };
  const every = [...facts, published];
  fc.assert(
    fc.property(fc.array(fc.nat(every.length - 1), { maxLength: 20 }), (picked) => {
      const state = picked.reduce<ConventionState>((before, i, version) => {
        const fact = every[i];
        return fact === undefined
          ? before
          : conventionDecider.evolve(before, happened(fact, version + 1, noon));
      }, conventionDecider.initial);
      expect(typeof state.status).toBe('string');
    }),
  );
});
