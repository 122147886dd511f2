import { conventionDecider } from '@civigrid/conventions';
import { tellRefusal, tellStatus, tellStep, tellVerdict } from '@civigrid/conventions/messages';
import { citationsOf, rule, verdict } from '@civigrid/conventions/statutes';
import { isDomainError } from '@civigrid/kernel';
import { expect, test } from 'vitest';

const representatives = rule('residents-representatives', { asOf: '2026-11-21' });
const body = { body: 'members', size: 35 } as const;

test('a unanimous vote is told with the sentence of law behind it', () => {
  const told = verdict(
    representatives,
    body,
    { present: 31, for: 31, against: 0, abstain: 0 },
    { closed: true },
  );
  expect(tellVerdict(told, 'zh-CN')).toBe(
    [
      '表决通过（一致同意）。',
      '人数：应有 35 人，参加 31 人，同意 31 人。',
      '《城市居民委员会组织法》第二十九条：“居民代表会议应当有三分之二以上的组成人员参加方可召开。居民代表会议所作决定，应当经到会组成人员的过半数通过。”',
    ].join('\n'),
  );
  expect(tellVerdict(told, 'en').split('\n').slice(0, 2)).toEqual([
    'Passed, unanimously.',
    'Heads: 31 of 35 took part, 31 in favour.',
  ]);
});

test('a vote that falls short is told by how much, on which track', () => {
  const told = verdict(
    rule('civil-code-278', { matter: 'convention', asOf: '2026-11-21' }),
    {
      units: [
        { unit: 'a', owner: 'A', area: 10_005 },
        { unit: 'b', owner: 'B', area: 30_000 },
      ],
    },
    [{ unit: 'a', choice: 'for' }],
    { closed: true },
  );
  expect(tellVerdict(told, 'zh-CN').split('\n').slice(0, 3)).toEqual([
    '表决未通过。',
    '专有部分面积：应有 400.05 平方米，参加 100.05 平方米，同意 100.05 平方米，距法定参加数还差 166.65 平方米。',
    '人数：应有 2 人，参加 1 人，同意 1 人，距法定参加数还差 1 人。',
  ]);
  expect(tellVerdict(told, 'en').split('\n').slice(0, 2)).toEqual([
    'Not passed.',
    'Area: 100.05 m² of 400.05 m² took part, 100.05 m² in favour, short of the quorum by 166.65 m².',
  ]);
});

test('a recorded verdict is told again from its statutes', () => {
  const told = verdict(representatives, body, { present: 24, for: 12, against: 12, abstain: 0 });
  const { status, tracks, statutes } = told;
  expect(tellVerdict({ status, tracks, citations: citationsOf(statutes) }, 'en')).toBe(
    tellVerdict(told, 'en'),
  );
});

test('a refusal is told in both languages, with the sentence where one is named', () => {
  const refused = {
    code: 'conventions/publication-too-short',
    details: { statute: 'residents-2026-34' },
  } as const;
  expect(tellRefusal(refused, 'zh-CN')).toBe(
    '公示不得少于十五日。\n《城市居民委员会组织法》第三十四条第三款：“居民委员会应当设立居务公开栏，可以采用现代信息技术进行居务公开。公布的期限不得少于十五日。”',
  );
  expect(tellRefusal({ code: 'conventions/no-proxies', details: {} }, 'en')).toBe(
    'Nobody votes for somebody else in this vote.',
  );
});

test('what the decider refuses can be told as it is caught', () => {
  try {
    conventionDecider.decide({ type: 'publish', at: 0 }, conventionDecider.initial);
  } catch (error) {
    if (!isDomainError(error, 'conventions/not-proposed')) throw error;
    expect(tellRefusal(error, 'zh-CN')).toBe('尚未提出话题。');
    return;
  }
  throw new Error('Nothing was refused.');
});

test('steps and states are told without naming anybody', () => {
  expect(tellStatus('published', 'zh-CN')).toBe('公示');
  expect(
    tellStep(
      {
        type: 'conventions/published',
        data: { days: 15, from: '2026-11-21', to: '2026-12-06' },
      },
      'zh-CN',
    ),
  ).toBe('公示 15 日，至 2026-12-06');
  expect(
    tellStep(
      {
        type: 'conventions/deliberated',
        data: { form: 'world-cafe', day: '2026-11-15', tables: 5, rounds: 3, participants: 23 },
      },
      'en',
    ),
  ).toBe('World Café on 2026-11-15: 23 people, 5 tables, 3 rounds');
});
