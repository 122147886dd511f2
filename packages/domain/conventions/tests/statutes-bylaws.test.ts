import { createHash } from 'node:crypto';
import { tellThreshold } from '@civigrid/conventions/messages';
import {
  bylawRule,
  type Rule,
  rule,
  type Threshold,
  verdict,
} from '@civigrid/conventions/statutes';
import { type Digest, isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};
const asOf = '2026-11-21';
const clause = { title: '某小区管理规约', article: '第十二条', from: '2024-03-01', digest };
const special = rule('civil-code-278', { matter: 'rebuild', asOf });
const ordinary = rule('civil-code-278', { matter: 'convention', asOf });
const meeting = rule('residents-meeting', { asOf });

const refusal = (run: () => unknown): { code: string; details: Record<string, unknown> } => {
  try {
    run();
  } catch (error) {
    if (isDomainError(error)) return { code: error.code, details: { ...error.details } };
    throw error;
  }
  throw new Error('Nothing was refused.');
};

test('a clause that demands more of a decision makes the rule stricter, and is cited with its hash', () => {
  const quote =
    '业主共同决定改建、重建的，应当经参与表决专有部分面积五分之四以上的业主且参与表决人数五分之四以上的业主同意。';
  const found = bylawRule({ ...clause, quote, under: special });
  expect(found.passing.map(({ track, of, num, den }) => [track, of, num, den])).toEqual([
    ['area', 'participating', 4, 5],
    ['heads', 'participating', 4, 5],
  ]);
  expect(found.quorum).toEqual(special.quorum);
  expect(found.statutes).toEqual(special.statutes);
  const own = {
    law: '某小区管理规约',
    article: '第十二条',
    quote,
    hash: createHash('sha256').update(quote, 'utf8').digest('hex'),
  };
  expect(found.citations).toEqual([...special.citations, own]);
  expect(found.bylaw).toEqual({ ...own, from: '2024-03-01' });
  const units = [1, 2, 3, 4].map((n) => ({ unit: `u${n}`, owner: `o${n}`, area: 1000 }));
  const ballots = units.map(({ unit }, row) => ({
    unit,
    choice: row < 3 ? ('for' as const) : ('against' as const),
  }));
  const status = (under: Rule) => verdict(under, { units }, ballots, { closed: true }).status;
  expect([status(special), status(found)]).toEqual(['passed', 'failed']);
});

test('a clause on one track leaves the other to the law', () => {
  const quote = '应当经参与表决人数三分之二以上的业主同意。';
  const found = bylawRule({ ...clause, quote, under: ordinary });
  expect(found.passing.map(({ track, num, den }) => [track, num, den])).toEqual([
    ['area', 1, 2],
    ['heads', 2, 3],
  ]);
});

test('a share of all is stricter than the same share of those who took part, never the reverse', () => {
  const all = '应当经专有部分面积占比四分之三以上的业主且人数占比四分之三以上的业主同意。';
  expect(bylawRule({ ...clause, quote: all, under: special }).passing[0]?.of).toBe('register');
  const old = rule('property-regulation-12', { matter: 'rebuild', asOf: '2020-06-01' });
  const part = '应当经参与表决人数十分之九以上的业主同意。';
  expect(
    refusal(() => bylawRule({ ...clause, from: '2019-01-01', quote: part, under: old })),
  ).toMatchObject({
    code: 'conventions/against-law',
    details: { statute: 'property-2018-12.passing' },
  });
});

test.each([
  ['应当经参与表决人数三分之二以上的业主同意。', special, 'civil-code-278.special'],
  ['应当经参与表决人数半数以上的业主同意。', ordinary, 'civil-code-278.ordinary'],
  ['应当由人数占比过半数的业主参与表决。', ordinary, 'civil-code-278.quorum'],
  ['应当有三分之一以上的户的代表参加。', meeting, 'residents-2026-27'],
  ['应当经参加投票的人员过半数同意。', meeting, 'residents-2026-27'],
  [
    '应当经三分之二以上的参加投票的人员同意。',
    rule('residents-committee-election', { asOf }),
    'residents-2026-19.elected',
  ],
  [
    '候选人以得票多的当选。',
    rule('residents-committee-election', { asOf }),
    'residents-2026-19.quorum',
  ],
  [
    '有三分之一以上的业主提议，应当召开业主大会临时会议。',
    rule('owners-meeting-request', { asOf }),
    'property-2018-13',
  ],
  ['应当经有利害关系的业主三分之二以上同意。', rule('civil-code-279', { asOf }), 'civil-code-279'],
] as const)('%s is against the law, which is named', (quote, under, statute) => {
  expect(refusal(() => bylawRule({ ...clause, quote, under }))).toMatchObject({
    code: 'conventions/against-law',
    details: { statute },
  });
});

test('a request may be made easier', () => {
  const under = rule('owners-meeting-request', { asOf });
  const quote = '有十分之一以上的业主提议，应当召开业主大会临时会议。';
  expect(bylawRule({ ...clause, quote, under }).passing).toMatchObject([{ num: 1, den: 10 }]);
});

test('a clause that tells matters apart is read for the matter that is voted on', () => {
  const quote =
    '决定第六项至第八项规定的事项，应当经参与表决人数五分之四以上的业主同意；决定其他事项，应当经参与表决人数三分之二以上的业主同意。';
  const heads = (under: Rule) =>
    bylawRule({ ...clause, quote, under }).passing.find(({ track }) => track === 'heads');
  expect(heads(special)).toMatchObject({ num: 4, den: 5 });
  expect(heads(ordinary)).toMatchObject({ num: 2, den: 3 });
  expect(refusal(() => bylawRule({ ...clause, quote, under: meeting })).code).toBe(
    'conventions/unreadable-bylaw',
  );
});

test('data beside a clause is held to its words', () => {
  const quote = '应当经参与表决人数三分之二以上的业主同意。';
  const said: Threshold = { of: 'participating', num: 2, den: 3, strict: false, track: 'heads' };
  const given = (passing: readonly Threshold[]) =>
    bylawRule({ ...clause, quote, under: ordinary, passing });
  expect(given([{ ...said, num: 4, den: 6 }]).passing).toContainEqual(said);
  for (const wrong of [
    [],
    [said, said],
    [{ ...said, strict: true }],
    [{ ...said, num: 3, den: 4 }],
    [{ ...said, of: 'register' as const }],
    [{ ...said, track: 'area' as const }],
  ])
    expect(refusal(() => given(wrong)).code).toBe('conventions/bylaw-mismatch');
});

test('what cannot be read for sure makes no rule', () => {
  for (const quote of [
    '本小区应当和睦。',
    '应当经业主三分之二同意。',
    '应当经参与表决人数三分之二以上的业主同意，绿化率为三分之一以上。',
    '应当经三分之二以下的业主同意。',
  ])
    expect(refusal(() => bylawRule({ ...clause, quote, under: ordinary })).code).toBe(
      'conventions/unreadable-bylaw',
    );
  for (const [quote, under] of [
    ['应当经三分之二以上的居民同意。', ordinary],
    ['应当经专有部分面积三分之二以上的到会人员同意。', meeting],
  ] as const)
    expect(refusal(() => bylawRule({ ...clause, quote, under })).code).toBe(
      'conventions/bylaw-mismatch',
    );
});

test('a clause has its days, its words and their hash', () => {
  const quote = '应当经参与表决人数三分之二以上的业主同意。';
  const hash = createHash('sha256').update(quote, 'utf8').digest('hex');
  const made = (change: object) =>
    bylawRule({ ...clause, quote, under: ordinary, hash, ...change });
  expect(made({}).bylaw?.hash).toBe(hash);
  for (const [change, code] of [
    [{ hash: hash.replace(/^./, (sign) => (sign === '0' ? '1' : '0')) }, 'wrong-hash'],
    [{ quote: `${quote} ` }, 'wrong-hash'],
    [{ from: '2026-11-22' }, 'not-in-force'],
    [{ until: '2026-11-20' }, 'not-in-force'],
    [{ from: '2024-02-30' }, 'invalid-day'],
    [{ title: ' ' }, 'invalid-text'],
  ] as const)
    expect(refusal(() => made(change)).code).toBe(`conventions/${code}`);
});

test('a vote that no statute rules stands on the host’s words alone', () => {
  const quote =
    '楼栋议事会应当有三分之二以上的成员参加，所作决定应当经到会成员的四分之三以上同意。';
  const found = bylawRule({
    ...clause,
    quote,
    asOf,
    electorate: 'body',
    bodies: ['members'],
  });
  expect(found).toMatchObject({ id: 'bylaw', statutes: [], citations: [{ quote }] });
  const judged = (present: number, agree: number) =>
    verdict(
      found,
      { body: 'members', size: 9 },
      { present, for: agree, against: present - agree, abstain: 0 },
      { closed: true },
    ).status;
  expect([judged(5, 5), judged(6, 5), judged(6, 4)]).toEqual(['failed', 'passed', 'failed']);
  const chosen = bylawRule({
    ...clause,
    quote: '楼组长以得票多的当选，但是所得票数不得少于已投选票总数的四分之一。',
    asOf,
    electorate: 'body',
    bodies: ['households'],
  });
  expect(chosen).toMatchObject({
    kind: 'election',
    electing: { relative: true, floor: { of: 'cast', num: 1, den: 4, strict: false } },
  });
});

/** Whether anything meets the one share and misses the other, by trying all that could be. */
function grantsLess(own: Threshold, law: Threshold): boolean {
  const meets = ({ num, den, strict }: Threshold, part: number, whole: number): boolean =>
    strict ? part * den > whole * num : part * den >= whole * num;
  for (let all = 1; all <= 48; all++)
    for (let took = all; took >= 1; took = own.of === law.of ? 0 : took - 1)
      for (let agreed = 0; agreed <= took; agreed++)
        if (
          meets(own, agreed, own.of === 'register' ? all : took) &&
          !meets(law, agreed, law.of === 'register' ? all : took)
        )
          return true;
  return false;
}

test('a clause is refused exactly where some vote could pass under it and not under the law', () => {
  const laws = [special, ordinary];
  fc.assert(
    fc.property(
      fc.constantFrom(...laws),
      fc.record({
        of: fc.constantFrom('register' as const, 'participating' as const),
        den: fc.integer({ min: 2, max: 12 }),
        part: fc.nat(),
        strict: fc.boolean(),
        track: fc.constantFrom('area' as const, 'heads' as const),
      }),
      (under, { of, den, part, strict, track }) => {
        const own: Threshold = { of, num: 1 + (part % (den - 1)), den, strict, track };
        const law = under.passing.find((one) => one.track === track);
        if (law === undefined) throw new Error('Each track has its share.');
        const quote = `${tellThreshold(own, 'passing', 'zh-CN')}。`;
        const make = (): unknown => bylawRule({ ...clause, quote, under });
        if (grantsLess(own, law)) expect(refusal(make).code).toBe('conventions/against-law');
        else expect(make).not.toThrow();
      },
    ),
    { numRuns: 300 },
  );
});
