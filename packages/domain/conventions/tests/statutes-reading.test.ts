import { existsSync, readFileSync } from 'node:fs';
import { tellReadingIssue, tellThreshold } from '@civigrid/conventions/messages';
import {
  type Body,
  demandOf,
  type ReadThreshold,
  readSentence,
  sentences,
  type Threshold,
} from '@civigrid/conventions/statutes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const file = new URL('../../../../../shared/vectors/conventions/statutes.json', import.meta.url);
const present = existsSync(file);
const { CIVIGRID_STRICT } = process.env;
if (!present) console.warn(`Skipped, no outside data: ${file.pathname}`);

interface SharedThreshold {
  readonly phrase: string;
  readonly role: string;
  readonly of: string;
  readonly track?: string;
  readonly op: string;
  readonly num: number;
  readonly den: number;
}
interface Shared {
  readonly id: string;
  readonly law: string;
  readonly quote: string;
  readonly thresholds?: readonly SharedThreshold[];
  readonly periods?: readonly {
    readonly phrase: string;
    readonly days?: number;
    readonly years?: number;
  }[];
}

/**
 * A share as the data says it. Where the law counts persons, the data names the body in `of`; it calls those who may
 * vote `adults` in the city and `registered-voters` in a village, and gives no track.
 */
function asData(read: ReadThreshold, village: boolean): SharedThreshold {
  const { phrase, role, of, who, track, num, den, strict } = read;
  const bodies = who
    .filter((one) => one !== 'owners')
    .map((one) => (one !== 'voters' ? one : village ? 'registered-voters' : 'adults'));
  const named = of === 'register' && bodies.length > 0;
  const persons = named || of === 'present' || of === 'cast';
  return {
    phrase,
    role,
    of: named ? bodies.join('-or-') : of,
    ...(persons ? {} : { track }),
    op: strict ? '>' : num === den ? '=' : '>=',
    num,
    den,
  };
}

const byPhrase = (
  { phrase, at }: { readonly phrase: string; readonly at: number },
  quote: string,
) => quote.slice(at, at + phrase.length) === phrase;

describe.skipIf(!present && CIVIGRID_STRICT !== '1')('beside the shared statutes', () => {
  const { sentences: shared } = present
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly sentences: readonly Shared[] })
    : { sentences: [] };

  test('what is read in each sentence is what the data says, in the same order', () => {
    const wrong = shared.filter(({ law, quote, thresholds = [], periods = [] }) => {
      const read = readSentence(quote);
      // The data has no word for the floor above which the silent count.
      const shares = read.thresholds.filter(({ role }) => role !== 'silence');
      const village = law.includes('村民');
      const lengths = read.periods.map(({ phrase, unit, length }) => ({ phrase, [unit]: length }));
      return (
        JSON.stringify(shares.map((one) => asData(one, village))) !== JSON.stringify(thresholds) ||
        JSON.stringify(lengths) !== JSON.stringify(periods) ||
        read.issues.length > 0
      );
    });
    const count = shared.flatMap((one) => one.thresholds ?? []).length;
    console.info(`read: ${shared.length - wrong.length} of ${shared.length}, ${count} thresholds`);
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect([shared.length, count]).toEqual([74, 68]);
  });
});

test('every phrase that was read stands where it is said to stand', () => {
  for (const { quote } of sentences) {
    const { thresholds, periods, counts, mostVotes } = readSentence(quote);
    for (const one of [...thresholds, ...periods, ...counts, ...mostVotes])
      expect(byPhrase(one, quote)).toBe(true);
  }
});

const first = (quote: string) => readSentence(quote).thresholds[0];

test.each([
  ['应当经到会人员的过半数通过。', 'passing present heads > 1/2'],
  ['应当经到会人员的半数以上通过。', 'passing present heads >= 1/2'],
  ['应当经超过半数的到会人员通过。', 'passing present heads > 1/2'],
  ['应当经百分之六十以上的到会人员通过。', 'passing present heads >= 3/5'],
  ['应当经66.7%以上的到会人员通过。', 'passing present heads >= 667/1000'],
  ['应当经２/3以上的组成人员同意。', undefined],
  ['应当经不少于十分之七的参加投票的人员赞成。', 'passing cast heads >= 7/10'],
  ['参与表决专有部分面积不得低于四分之三的业主同意。', 'passing participating area >= 3/4'],
  ['须经全体业主同意。', 'passing register heads >= 1/1'],
  ['须经全体业主三分之二以上同意。', 'passing register heads >= 2/3'],
  ['经出席会议的代表一致通过。', 'passing present heads >= 1/1'],
  ['有不少于五分之一的村民代表书面提请，应当召开会议。', 'request register heads >= 1/5'],
  ['妇女代表应当占代表会议组成人员的三分之一以上。', 'composition-women register heads >= 1/3'],
  ['有三分之二以上的成员参加并经到会成员过半数通过。', 'quorum register heads >= 2/3'],
] as const)('%s', (quote, expected) => {
  const read = first(quote);
  const told =
    read === undefined
      ? undefined
      : `${read.role} ${read.of} ${read.track} ${read.strict ? '>' : '>='} ${read.num}/${read.den}`;
  expect(told).toBe(expected);
});

test('one phrase may hold for area and heads alike', () => {
  const { thresholds } = readSentence('应当经专有部分面积和人数均超过三分之二的业主同意。');
  expect(thresholds.map(({ track, num, den, strict }) => [track, num, den, strict])).toEqual([
    ['area', 2, 3, true],
    ['heads', 2, 3, true],
  ]);
});

test('shares that hang on one verb share it, however they are joined', () => {
  const { thresholds } = readSentence(
    '有过半数的户的代表，或者三分之二以上的代表参加；经参与表决人数过半数的业主且面积过半数的业主同意。',
  );
  expect(thresholds.map(({ role, of, who }) => [role, of, who])).toEqual([
    ['quorum', 'register', ['households']],
    ['quorum', 'register', ['representatives']],
    ['passing', 'participating', ['owners']],
    ['passing', 'participating', ['owners']],
  ]);
});

test.each([
  ['业主三分之二同意。', 'conventions/unread-share', '三分之二'],
  ['超过三分之二以上的业主同意。', 'conventions/unread-share', '超过三分之二以上'],
  ['未达到三分之二以上的业主同意的，不得实施。', 'conventions/unread-share', '达到三分之二以上'],
  ['未过半数的，另行表决。', 'conventions/unread-share', '过半数'],
  ['四分之五以上的业主同意。', 'conventions/impossible-share', '四分之五以上'],
  ['零分之一以上的业主同意。', 'conventions/impossible-share', '零分之一以上'],
  ['3/0以上的业主同意。', 'conventions/impossible-share', '3/0以上'],
  ['绿化率为三分之一以上。', 'conventions/unread-role', '三分之一以上'],
] as const)('%s is an issue', (quote, code, phrase) => {
  const { thresholds, issues } = readSentence(quote);
  expect(thresholds).toEqual([]);
  expect(issues).toEqual([{ code, phrase, at: quote.indexOf(phrase) }]);
  for (const issue of issues) {
    expect(tellReadingIssue(issue, 'zh-CN')).toContain(phrase);
    expect(tellReadingIssue(issue, 'en')).toContain(phrase);
  }
});

test('an upper bound is read as one, and is no threshold that can be met from below', () => {
  expect(first('缺席人数不超过三分之一的业主同意。')).toMatchObject({
    bound: 'most',
    strict: false,
  });
});

test.each([
  ['投票期限不少于五日且不超过六十日。', ['least 5 days', 'most 60 days']],
  ['应当于会议召开15日以前通知全体业主。', ['before 15 days']],
  ['公示期为十五个工作日。', ['exact 15 work-days']],
  ['超过三个月的，在二十四小时内报告。', ['least 3 months', 'most 24 hours']],
  ['自2026年1月1日前成立的业主大会。', []],
  ['第三日内，十八周岁以上。', []],
  ['每半年至少召开一次。', []],
] as const)('periods of %s', (quote, expected) => {
  const { periods } = readSentence(quote);
  expect(periods.map(({ bound, length, unit }) => `${bound} ${length} ${unit}`)).toEqual(expected);
});

test('numbers of persons and households, and the matters of a list', () => {
  const { counts } = readSentence('每二十户至五十户推选一人；每一业主接受的委托不得超过三人。');
  expect(counts).toMatchObject([
    { unit: 'households', atLeast: 20, atMost: 50, persons: 1 },
    { unit: 'persons', atMost: 3 },
  ]);
  const matters = sentences.find(({ id }) => id === 'civil-code-278.matters')?.quote ?? '';
  const { items } = readSentence(matters);
  expect(items.map(({ item }) => item)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(items[1]?.text).toBe('制定和修改管理规约');
});

const fraction = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
  .map(([a, b]) => {
    const [num, den] = a < b ? [a, b] : [b, a];
    const divide = (x: number, y: number): number => (y === 0 ? x : divide(y, x % y));
    const by = divide(num, den);
    return { num: num / by, den: den / by };
  });
const bodies = fc.uniqueArray(
  fc.constantFrom<Body>(
    'adults',
    'households',
    'voters',
    'representatives',
    'members',
    'group-representatives',
    'groups',
  ),
  { minLength: 1, maxLength: 3 },
);
const ownersShare = fc
  .record({
    of: fc.constantFrom('register' as const, 'participating' as const),
    track: fc.constantFrom('area' as const, 'heads' as const),
    part: fraction,
    strict: fc.boolean(),
  })
  .map(({ part, ...rest }): Threshold => ({ ...rest, ...part }));
const bodyShare = fc.record({ of: bodies, part: fraction, strict: fc.boolean() }).map(
  ({ of, part, strict }): Threshold => ({
    of: 'register',
    ...part,
    strict,
    track: 'heads',
    bodies: of,
  }),
);
const meetingShare = fc
  .record({
    of: fc.constantFrom('present' as const, 'cast' as const),
    part: fraction,
    strict: fc.boolean(),
  })
  .map(({ of, part, strict }): Threshold => ({ of, ...part, strict, track: 'heads' }));
/** More than the whole can never be met, and no words say it. */
const sayable = ({ num, den, strict }: Threshold): boolean => num < den || !strict;

test('what a threshold is told as is read as the same threshold', () => {
  const roles = fc.constantFrom('quorum' as const, 'passing' as const, 'request' as const);
  fc.assert(
    fc.property(
      fc.oneof(ownersShare, bodyShare, meetingShare).filter(sayable),
      roles,
      (threshold, role) => {
        // Nobody is present before the quorum is, or where a meeting is asked for.
        fc.pre(role === 'passing' || threshold.of === 'register');
        const words = tellThreshold(threshold, role, 'zh-CN');
        const read = readSentence(`本条例规定的事项，${words}。`);
        expect({ words, issues: read.issues }).toEqual({ words, issues: [] });
        const { quorum, passing } = demandOf(read);
        expect({ words, read: role === 'quorum' ? quorum : passing }).toEqual({
          words,
          read: [threshold],
        });
      },
    ),
    { numRuns: 2000 },
  );
});

test('a statute with other numbers is read with those numbers, and nothing else of it changes', () => {
  const withShares = sentences.filter(({ quote }) => readSentence(quote).thresholds.length > 0);
  const sign = (value: number): string => {
    const signs = '零一二三四五六七八九';
    const [tens, ones] = [Math.floor(value / 10), value % 10];
    return `${tens === 0 ? '' : `${tens === 1 ? '' : signs[tens]}十`}${ones === 0 && tens > 0 ? '' : signs[ones]}`;
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...withShares),
      fraction.filter(({ num, den }) => num < den),
      fc.constantFrom('上', '超', '少', 'slash'),
      fc.nat(),
      ({ quote }, { num, den }, way, which) => {
        const before = readSentence(quote);
        const target = before.thresholds[which % before.thresholds.length];
        if (target === undefined || target.num === target.den || /票/.test(target.phrase)) return;
        const words = `${sign(den)}分之${sign(num)}`;
        const phrase =
          way === '上'
            ? `${words}以上`
            : way === '超'
              ? `超过${words}`
              : way === '少'
                ? `不少于${words}`
                : `${num}/${den}以上`;
        const changed =
          quote.slice(0, target.at) + phrase + quote.slice(target.at + target.phrase.length);
        const after = readSentence(changed);
        const shift = phrase.length - target.phrase.length;
        const expected = before.thresholds.map((one) =>
          one.at === target.at
            ? { ...one, num, den, strict: way === '超', phrase }
            : { ...one, at: one.at > target.at ? one.at + shift : one.at },
        );
        expect(after.thresholds).toEqual(expected);
        expect(after.issues).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
});

const words = [
  ...'一二三十百千零两〇0123456789/%，。；、\n（）()的有由经占项第',
  ...['分之', '以上', '以下', '超过', '不少于', '不得超过', '过半数', '半数', '全体', '业主'],
  ...['面积', '人数', '参与表决', '到会', '同意', '通过', '提议', '或者', '且', '居民', '代表'],
  ...[
    '一致同意',
    '日',
    '日前',
    '日内',
    '户',
    '人',
    '每',
    '至',
    '其他事项',
    '得票多的当选',
    '组成人员',
  ],
];

test('hostile words give thresholds that stand in the text, or issues, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { maxLength: 80 }).map((list) => list.join('')),
      (text) => {
        const { thresholds, periods, counts, mostVotes, issues } = readSentence(text);
        for (const one of [...thresholds, ...periods, ...counts, ...mostVotes, ...issues])
          expect(byPhrase(one, text)).toBe(true);
        for (const { num, den } of thresholds) {
          expect(num).toBeGreaterThan(0);
          expect(num).toBeLessThanOrEqual(den);
          expect(Number.isSafeInteger(den)).toBe(true);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test('a text that is no sentence is not read, and one of the longest length is read to its end', () => {
  for (const text of ['一'.repeat(20_001), 42, null, { length: 1 }])
    expect(readSentence(text as string).issues).toEqual([
      { code: 'conventions/unreadable-text', phrase: '', at: 0 },
    ]);
  for (const piece of [
    '过半数',
    '有选举权的',
    '全体业主',
    '超过一分之一',
    '不得少于的',
    '每一户至',
    '（一）',
    '参与表决面积',
  ])
    expect(() => readSentence(piece.repeat(20_000 / piece.length))).not.toThrow();
  const long = `${'甲'.repeat(19_980)}应当经到会人员的过半数通过。`;
  expect(readSentence(long).thresholds).toHaveLength(1);
});
