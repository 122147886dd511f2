import { conventionDecider } from '@civigrid/conventions';
import {
  type ToldStep,
  tellBallots,
  tellPublished,
  tellRefusal,
  tellStatus,
  tellStep,
  tellVerdict,
} from '@civigrid/conventions/messages';
import { citationsOf, rule, verdict } from '@civigrid/conventions/statutes';
import { isDomainError, subjectRef } from '@civigrid/kernel';
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

test('ballots are told by number for the notice board, in both languages', () => {
  const reading = {
    units: [{ unit: 'u1', choice: 'for' }],
    persons: [],
    conflicts: [{ unit: 'u1', counts: 'p1', setAside: ['e1', 'e2'], differ: true }],
    spoilt: [{ ballot: 'e3', code: 'conventions/area-mismatch' }],
  } as const;
  expect(tellBallots(reading, 'zh-CN')).toBe(
    [
      '选票公示：计入 1 份，重复或者冲突 1 处，不予计入 1 张。',
      'u1：计入 p1，不计入 e1、e2（意见不一致）。',
      'e3：选票所写面积与名册登记面积不符。',
    ].join('\n'),
  );
  expect(tellBallots(reading, 'en').split('\n')).toEqual([
    'Ballots: 1 counted, 1 repeated or in conflict, 1 not counted.',
    'u1: p1 counts, e1, e2 set aside (they differ).',
    'e3: The area on the ballot is not that of the register.',
  ]);
});

test('what may be published is told exactly, in tens of per cent, or by its outcome alone', () => {
  const area = { name: 'area', participated: 10_050, for: 5_000 } as const;
  expect(tellPublished({ status: 'failed', tracks: [area] }, 'zh-CN')).toBe(
    '表决未通过。\n专有部分面积：参加 100.50 平方米，同意 50.00 平方米。',
  );
  expect(
    tellPublished({ status: 'passed', tracks: [{ name: 'heads', forPercent: [80, 90] }] }, 'en'),
  ).toBe('Passed.\nHeads: 80 to 90 % in favour.\nThe numbers would give single ballots away.');
  expect(tellPublished({ status: 'passed', tracks: [] }, 'zh-CN')).toBe(
    '表决通过。\n为保护投票秘密，不公布具体票数。',
  );
});

test('a warning is told before the law', () => {
  const told = { status: 'passed', tracks: [], citations: [] } as const;
  const say = (code: 'conventions/silence-counted' | 'conventions/within-rounding') =>
    tellVerdict({ ...told, warnings: [code] }, 'zh-CN').split('\n')[1];
  expect(say('conventions/silence-counted')).toContain('未参与表决的业主计入多数意见');
  expect(say('conventions/within-rounding')).toContain('请核对登记面积');
});

test('every step of a vote is told in both languages, and names nobody', () => {
  const voter = subjectRef('voter-1');
  const cast = { voter, choice: 'for', channel: 'paper' } as const;
  const steps: readonly ToldStep[] = [
    { type: 'conventions/ballot-cast', data: cast },
    { type: 'conventions/ballot-refused', data: { ...cast, code: 'conventions/window-over' } },
    { type: 'conventions/ballot-withdrawn', data: { ballot: 'n1' } },
    { type: 'conventions/ballot-struck', data: { ballot: 'n1', ground: 'unclear' } },
    { type: 'conventions/mandate-given', data: { mandate: 'm', principal: voter, agent: voter } },
    { type: 'conventions/mandate-revoked', data: { mandate: 'm' } },
    { type: 'conventions/delivered', data: { voters: [voter], way: 'post' } },
    {
      type: 'conventions/ballots-shown',
      data: { from: '2026-11-26', to: '2026-11-29', conflicts: 2, spoilt: 1 },
    },
    { type: 'conventions/objection-raised', data: { objection: 'o', by: voter, ground: 'other' } },
    { type: 'conventions/objection-decided', data: { objection: 'o', upheld: true } },
    { type: 'conventions/objection-decided', data: { objection: 'o', upheld: false } },
  ];
  expect(steps.map((one) => tellStep(one, 'zh-CN'))).toEqual([
    '书面投票：同意',
    '投票时间已过。',
    '撤回选票一张',
    '认定废票一张',
    '登记委托一件',
    '撤销委托一件',
    '邮寄送达 1 人',
    '选票公示至 2026-11-29：重复或者冲突 2 处，不予计入 1 张',
    '收到异议一件',
    '异议成立',
    '异议不成立',
  ]);
  for (const one of steps) expect(tellStep(one, 'en')).not.toContain('voter-1');
});
