import { createHash } from 'node:crypto';
import { tellTermsWarning } from '@civigrid/conventions/messages';
import {
  bylawTerms,
  demandOf,
  type OverlayId,
  type OwnTerms,
  overlayIds,
  readSentence,
  rule,
  ruleIds,
  statute,
  type VoteTerms,
  type VoteTermsOptions,
  voteTerms,
} from '@civigrid/conventions/statutes';
import { type Digest, isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};
const asOf = '2026-11-21';
const owners = (...overlays: readonly OverlayId[]): VoteTerms =>
  voteTerms({ rule: 'civil-code-278', asOf, overlays });
const clause = { title: '某小区业主大会议事规则', article: '第九条', from: '2024-01-01', digest };
const own = (quote: string, said: OwnTerms) => bylawTerms({ ...clause, quote, said });

const refusal = (run: () => unknown): { code: string; details: Record<string, unknown> } => {
  try {
    run();
  } catch (error) {
    if (isDomainError(error)) return { code: error.code, details: { ...error.details } };
    throw error;
  }
  throw new Error('Nothing was refused.');
};

test('national law alone: fifteen days for owners, ten for residents and villagers, silence not counted', () => {
  expect(owners()).toMatchObject({
    noticeDays: 15,
    channels: ['online', 'paper', 'meeting'],
    proxies: { allowed: false },
    silence: 'not-counted',
    agendaAnnounced: false,
  });
  expect(owners().warnings.map(({ code }) => code)).toContain('conventions/proxies-unsaid');
  for (const id of ['residents-meeting', 'villagers-meeting'] as const)
    expect(voteTerms({ rule: id, asOf })).toMatchObject({
      noticeDays: 10,
      noticeAtAnyTime: true,
      publicationDays: 15,
    });
  expect(voteTerms({ rule: 'residents-meeting', asOf: '2025-12-31' }).noticeDays).toBeUndefined();
  expect(voteTerms({ rule: 'villagers-meeting', asOf: '2025-12-31' }).noticeDays).toBe(10);
});

test('an election is secret, its list is shown, and a proxy is written, for three at most, and no candidate', () => {
  expect(voteTerms({ rule: 'residents-committee-election', asOf })).toMatchObject({
    secretBallot: true,
    votersList: { publishedDaysBefore: 20, objectionDays: 5, decisionDays: 3 },
    proxies: {
      allowed: true,
      written: true,
      limit: 3,
      agents: 'voters',
      candidatesMayNot: true,
      publishNames: true,
      notFor: ['representatives'],
    },
  });
  expect(voteTerms({ rule: 'villagers-committee-election', asOf }).proxies).toMatchObject({
    agents: 'relatives-or-voters',
    limit: 3,
    publishNames: false,
  });
});

test.each([
  [
    'hangzhou',
    {
      noticeDays: 15,
      votingDays: { atLeast: 5, atMost: 60 },
      agendaAnnounced: true,
      resultWrittenNotice: true,
      paperOnRequest: true,
    },
  ],
  ['qingyuan', { officialPlatformOnly: true, identityChecked: true, publicationDays: 15 }],
  ['beijing', { officialPlatformOnly: true }],
  [
    'weifang',
    {
      officialPlatformOnly: true,
      proxies: { allowed: true, written: true, limit: 3, agents: 'owners' },
    },
  ],
  ['liaocheng', { countedTogether: true, noticeForUnreached: true, silence: 'not-counted' }],
  ['zhejiang-2009', { silence: 'not-counted' }],
  [
    'shanghai-proxy',
    { proxies: { allowed: true, written: true, instructed: true, agents: 'anyone' } },
  ],
] as const)('%s lays its sentences over the law', (id, expected) => {
  expect(owners(id)).toMatchObject(expected);
  expect(owners(id).statutes).toEqual(expect.arrayContaining([...owners().statutes]));
  expect(owners(id).statutes.length).toBeGreaterThan(owners().statutes.length);
});

test('a local rule says what village representatives may be handed, and the convention is not among it', () => {
  const terms = voteTerms({
    rule: 'villagers-representatives',
    asOf,
    overlays: ['shanghai-village'],
  });
  expect(terms.delegation).toEqual({ by: 'villagers-meeting', except: ['convention'] });
  expect(terms.citations.map(({ law }) => law).join()).toContain('上海市');
  expect(
    voteTerms({ rule: 'villagers-representatives', asOf, overlays: ['chongqing-village'] })
      .delegation?.by,
  ).toBe('villagers-meeting');
});

/** Which number of the terms a sentence must say, and how. */
const numbers: Readonly<Record<string, (terms: VoteTerms) => readonly (number | undefined)[]>> = {
  before: ({ noticeDays, votersList }) => [noticeDays, votersList?.publishedDaysBefore],
  least: ({ votingDays, publicationDays }) => [votingDays?.atLeast, publicationDays],
  most: ({ votingDays, votersList }) => [
    votingDays?.atMost,
    votersList?.objectionDays,
    votersList?.decisionDays,
  ],
};

const asked: readonly VoteTermsOptions[] = ruleIds.flatMap((id) =>
  ['2019-06-01', '2022-06-01', asOf].flatMap((day) =>
    [undefined, ...overlayIds].flatMap((overlay) => {
      const options = {
        rule: id,
        asOf: day,
        ...(overlay === undefined ? {} : { overlays: [overlay] }),
      };
      try {
        voteTerms(options);
        return [options];
      } catch (error) {
        if (isDomainError(error)) return [];
        throw error;
      }
    }),
  ),
);

test('every number of every set of terms is read in the sentences it cites, and every one read there is in it', () => {
  for (const options of asked) {
    const terms = voteTerms(options);
    const readings = terms.statutes.map((id) => readSentence(statute(id)?.quote ?? ''));
    const periods = readings.flatMap((one) => one.periods);
    for (const [bound, of] of Object.entries(numbers)) {
      const said = of(terms).filter((one) => one !== undefined);
      const read = periods
        .filter((one) => one.bound === bound && one.unit === 'days')
        .map(({ length }) => length);
      for (const number of said) expect(read).toContain(number);
      // The shorter notice of an extraordinary meeting yields to the national one.
      for (const number of read)
        if (!(bound === 'before' && number === 7)) expect(said).toContain(number);
    }
    const limits = readings.flatMap(({ counts }) => counts.map(({ atMost }) => atMost));
    expect(limits).toEqual(terms.proxies.limit === undefined ? [] : [terms.proxies.limit]);
    expect(terms.citations.map(({ hash }) => hash)).toEqual(
      terms.statutes.map((id) => statute(id)?.hash),
    );
    expect(terms.silence).toBe('not-counted');
  }
  console.info(
    `terms: ${asked.length} sets of ${ruleIds.length} rules and ${overlayIds.length} overlays`,
  );
});

test('every overlay is in force from its own day on, and refused before', () => {
  expect(overlayIds.length).toBeGreaterThanOrEqual(6);
  for (const [id, before, first] of [
    ['hangzhou', '2022-02-28', '2022-03-01'],
    ['qingyuan', '2023-01-31', '2023-02-01'],
    ['beijing', '2024-03-28', '2024-03-29'],
    ['weifang', '2022-02-28', '2022-03-01'],
    ['liaocheng', '2021-02-28', '2021-03-01'],
  ] as const) {
    const on = (day: string) =>
      voteTerms({ rule: 'civil-code-278', asOf: day, overlays: [id] }).statutes.length;
    expect(refusal(() => on(before))).toMatchObject({
      code: 'conventions/not-in-force',
      details: { overlay: id },
    });
    expect(on(first)).toBeGreaterThan(0);
  }
});

test('a vote is held in one place: city over province, but not two cities', () => {
  expect(owners('hangzhou', 'zhejiang-2009')).toEqual(owners('zhejiang-2009', 'hangzhou'));
  for (const pair of [
    ['hangzhou', 'beijing'],
    ['weifang', 'liaocheng'],
    ['zhejiang-2009', 'shanghai-proxy'],
  ] as const)
    expect(refusal(() => owners(...pair)).code).toBe('conventions/overlays-contradict');
});

test('an overlay about other votes, an unknown one, an unknown rule and a rule out of force are refused', () => {
  for (const [options, code] of [
    [{ rule: 'civil-code-278', asOf, overlays: ['shanghai-village'] }, 'unknown-overlay'],
    [{ rule: 'civil-code-278', asOf, overlays: ['__proto__'] }, 'unknown-overlay'],
    [{ rule: 'constructor', asOf }, 'unknown-rule'],
    [{ rule: 'civil-code-278', asOf: '2020-12-31' }, 'not-in-force'],
    [{ rule: 'civil-code-278', asOf: '2026-02-30' }, 'invalid-day'],
  ] as const)
    expect(refusal(() => voteTerms(options as unknown as VoteTermsOptions)).code).toBe(
      `conventions/${code}`,
    );
});

test('the longer notice holds for an extraordinary meeting too, and a warning says so', () => {
  const terms = voteTerms({
    rule: 'civil-code-278',
    asOf,
    overlays: ['hangzhou'],
    extraordinary: true,
  });
  expect(terms.noticeDays).toBe(15);
  expect(terms.warnings.map(({ code }) => code)).toContain('conventions/shorter-notice');
  expect(owners('hangzhou').warnings.map(({ code }) => code)).not.toContain(
    'conventions/shorter-notice',
  );
});

test('silence is counted only where a local rule lets the host say so and the host says it, with a loud warning', () => {
  const quote = '逾期不参加投票的业主，其投票权数计入已表决的多数票数。';
  const counted = own(quote, { silence: 'with-majority' });
  const on = (...overlays: readonly OverlayId[]): VoteTerms =>
    voteTerms({ rule: 'civil-code-278', asOf, overlays, bylaws: [counted] });
  expect(refusal(() => on())).toMatchObject({
    code: 'conventions/against-law',
    details: { what: 'silence', statute: 'civil-code-278.quorum' },
  });
  expect(refusal(() => on('hangzhou')).code).toBe('conventions/against-law');
  const terms = on('liaocheng');
  expect(terms.silence).toBe('with-majority');
  const warning = terms.warnings.find(({ code }) => code === 'conventions/silence-counted');
  if (warning === undefined) throw new Error('It must warn.');
  expect(warning.statutes).toContain('liaocheng-16.silence');
  expect(tellTermsWarning(warning, 'zh-CN')).toContain('计入多数票');
  expect(tellTermsWarning(warning, 'en')).toContain('不参加投票业主的投票权数');
  expect(terms.citations.at(-1)?.quote).toBe(quote);
  // Zhejiang lets it only above a floor, which is that of its sentence.
  const read = readSentence(statute('zhejiang-2009-10.silence')?.quote ?? '').thresholds;
  const floor = demandOf({
    ...readSentence(''),
    thresholds: read.map((one) => ({ ...one, role: 'passing' })),
  }).passing;
  expect(on('zhejiang-2009').silenceFloor).toEqual(floor);
  expect(floor).toHaveLength(2);
  expect(refusal(() => own('应当投票。', { silence: 'with-majority' })).code).toBe(
    'conventions/bylaw-mismatch',
  );
});

test('what is uncertain about a sentence is said', () => {
  const warning = owners('beijing').warnings.find(
    ({ code, statutes }) =>
      code === 'conventions/days-uncertain' && statutes.includes('beijing-35.electronic'),
  );
  expect(warning?.note).toContain('2020-05-01');
  if (warning !== undefined) expect(tellTermsWarning(warning, 'en')).toContain(warning.note ?? '-');
});

test('a clause of the host’s own is laid on top where it is stricter, and its numbers stand in its words', () => {
  const terms = voteTerms({
    rule: rule('civil-code-278', { matter: 'convention', asOf }),
    asOf,
    overlays: ['hangzhou'],
    bylaws: [
      own('提前二十日通知；投票期限不少于七日且不超过三十日；每一业主接受的委托不得超过二人。', {
        noticeDays: 20,
        votingDays: { atLeast: 7, atMost: 30 },
        channels: ['online', 'paper'],
        proxies: { allowed: true, written: true, limit: 2 },
      }),
    ],
  });
  expect(terms).toMatchObject({
    noticeDays: 20,
    votingDays: { atLeast: 7, atMost: 30 },
    channels: ['online', 'paper'],
    proxies: { allowed: true, written: true, limit: 2, agents: 'owners' },
  });
  for (const said of [
    { noticeDays: 21 },
    { votingDays: { atLeast: 6 } },
    { publicationDays: 20 },
    { noticeDays: 0 },
    { noticeDays: Number.NaN },
    { proxies: { limit: 3 } },
  ])
    expect(refusal(() => own('提前二十日通知，每人不得超过二人。', said)).code).toBe(
      'conventions/bylaw-mismatch',
    );
});

test.each([
  ['civil-code-278', ['hangzhou'], '提前十日通知。', { noticeDays: 10 }, 'property-2018-14'],
  [
    'civil-code-278',
    ['hangzhou'],
    '投票期限不少于三日。',
    { votingDays: { atLeast: 3 } },
    'hangzhou-20.window',
  ],
  [
    'civil-code-278',
    ['hangzhou'],
    '投票期限不超过九十日。',
    { votingDays: { atMost: 90 } },
    'hangzhou-20.window',
  ],
  [
    'civil-code-278',
    ['hangzhou'],
    '一律电子投票。',
    { channels: ['online'] },
    'hangzhou-20.channel',
  ],
  [
    'civil-code-278',
    ['weifang'],
    '每一业主接受的委托不得超过五人。',
    { proxies: { limit: 5 } },
    'weifang-32',
  ],
  ['residents-meeting', [], '公示期为七日。', { publicationDays: 7 }, 'residents-2026-34'],
  [
    'residents-committee-election',
    [],
    '候选人可以接受委托。',
    { proxies: { candidatesMayNot: false } },
    'residents-2026-19.proxy',
  ],
  [
    'residents-committee-election',
    [],
    '不实行委托投票。',
    { proxies: { allowed: false } },
    'residents-2026-19.proxy',
  ],
] as const)('%s %s: “%s” grants less than the law', (id, overlays, quote, said, statuteId) => {
  const bylaws = [own(quote, said)];
  expect(refusal(() => voteTerms({ rule: id, asOf, overlays, bylaws }))).toMatchObject({
    code: 'conventions/against-law',
    details: { statute: statuteId },
  });
});

test('two clauses that nobody can keep at once are refused', () => {
  const bylaws = [
    own('投票期限不少于二十日。', { votingDays: { atLeast: 20 } }),
    own('投票期限不超过十日。', { votingDays: { atMost: 10 } }),
  ];
  expect(refusal(() => voteTerms({ rule: 'civil-code-278', asOf, bylaws })).code).toBe(
    'conventions/overlays-contradict',
  );
});

test('the stricter of two clauses holds in either order, and never less than either', () => {
  const said = fc.record({
    notice: fc.integer({ min: 15, max: 60 }),
    days: fc.integer({ min: 5, max: 20 }),
  });
  fc.assert(
    fc.property(said, said, (a, b) => {
      const bylaws = [a, b].map(({ notice, days }) =>
        own(`提前${notice}日通知，投票期限不少于${days}日。`, {
          noticeDays: notice,
          votingDays: { atLeast: days },
        }),
      );
      const held = (list: typeof bylaws) => {
        const { noticeDays, votingDays } = voteTerms({
          rule: 'civil-code-278',
          asOf,
          bylaws: list,
        });
        return { noticeDays, votingDays };
      };
      expect(held(bylaws)).toEqual(held([...bylaws].reverse()));
      expect(held(bylaws)).toEqual({
        noticeDays: Math.max(a.notice, b.notice),
        votingDays: { atLeast: Math.max(a.days, b.days) },
      });
    }),
    { numRuns: 100 },
  );
});

test('terms are plain data', () => {
  for (const options of asked) {
    const terms = voteTerms(options);
    expect(JSON.parse(JSON.stringify(terms))).toEqual(terms);
  }
});
