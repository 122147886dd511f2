import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rule, ruleIds, sentences, statute } from '@civigrid/conventions/statutes';
import { isDomainError } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';

const file = new URL('../../../../../shared/vectors/conventions/statutes.json', import.meta.url);
const present = existsSync(file);
const { CIVIGRID_STRICT } = process.env;
if (!present) console.warn(`Skipped, no outside data: ${file.pathname}`);

const statuteIds = sentences.map(({ id }) => id);

interface Shared {
  readonly id: string;
  readonly law: string;
  readonly article: string;
  readonly text: string;
  readonly inForce: unknown;
  readonly quote: string;
  readonly sha256: string;
  readonly note?: string;
  readonly thresholds?: readonly {
    readonly role: string;
    readonly of: string;
    readonly track?: string;
    readonly op: string;
    readonly num: number;
    readonly den: number;
  }[];
}

const refusal = (run: () => unknown): { code: string; details: unknown } => {
  try {
    run();
  } catch (error) {
    if (isDomainError(error)) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('Nothing was refused.');
};

test('every sentence hashes to what stands beside it', () => {
  const wrong = statuteIds.filter((id) => {
    const { quote, hash } = statute(id) ?? { quote: '', hash: 'none' };
    return createHash('sha256').update(quote, 'utf8').digest('hex') !== hash;
  });
  console.info(`hashes: ${statuteIds.length - wrong.length} of ${statuteIds.length} agree`);
  expect(wrong).toEqual([]);
  expect(new Set(statuteIds).size).toBe(statuteIds.length);
});

describe.skipIf(!present && CIVIGRID_STRICT !== '1')('beside the shared statutes', () => {
  const shared = (): ReadonlyMap<string, Shared> => {
    const { sentences } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly sentences: readonly Shared[];
    };
    return new Map(sentences.map((one) => [one.id, one]));
  };

  test('law, article, text, days in force, quote and hash are those of the source', () => {
    const source = shared();
    const wrong = Array.from(source.values()).filter((one) => {
      const { id, law, article, text, inForce, quote, sha256: hash, note } = one;
      const expected = { id, law, article, text, inForce, quote, hash };
      // A doubt about the days is kept wherever the source has one; its words are ours.
      const { note: doubt, ...found } = { note: undefined, ...statute(id) };
      return (
        JSON.stringify(found) !== JSON.stringify(expected) ||
        (doubt === undefined) !== (note === undefined)
      );
    });
    console.info(`sentences: ${source.size - wrong.length} of ${source.size} agree`);
    expect(wrong).toEqual([]);
    expect([...statuteIds].sort()).toEqual(Array.from(source.keys()).sort());
    expect(source.size).toBe(74);
  });

  const special = ['reserve-fund.raise', 'rebuild', 'common-parts'];
  type Asked = readonly [id: string, asOf: string, matter?: string];
  const everyRule: readonly Asked[] = [
    ...['2019-06-01', '2020-12-31'].flatMap((asOf) => [
      ['property-regulation-12', asOf, 'rebuild'] as const,
      ['property-regulation-12', asOf, 'convention'] as const,
    ]),
    ['civil-code-278', '2021-01-01', 'rebuild'],
    ['civil-code-278', '2026-11-21', 'common-parts'],
    ['civil-code-278', '2026-11-21', 'convention'],
    ['civil-code-279', '2026-11-21'],
    ...['2025-12-31', '2026-01-01'].flatMap((asOf) =>
      ruleIds
        .filter((id) => /^(residents|villagers)/.test(id) && !/request|composition/.test(id))
        .filter((id) => asOf > '2026' || !/representatives|recall|residents-committee/.test(id))
        .map((id) => [id, asOf] as const),
    ),
    ['villagers-representatives', '2025-12-31'],
  ];

  const named = everyRule.map(([id, asOf, matter]) => ({ id, asOf, matter }));

  test.each(named)('$id of $asOf demands the shares of its sentences', ({ id, asOf, matter }) => {
    const { quorum, passing, statutes } = rule(id, {
      asOf,
      ...(matter === undefined ? {} : { matter }),
    });
    const source = shared();
    const read = statutes.flatMap((one) => source.get(one)?.thresholds ?? []);
    const wanted = (role: 'quorum' | 'passing'): readonly string[] => {
      const kind = special.includes(matter ?? '') ? 'passing-special' : 'passing-ordinary';
      return read
        .filter((one) => one.role === role || (role === 'passing' && one.role === kind))
        .map(({ track = 'heads', op, num, den }) => `${track} ${op} ${num}/${den}`)
        .sort();
    };
    const had = (shares: typeof quorum): readonly string[] =>
      shares
        .map(({ track, num, den, strict }) => {
          const op = strict ? '>' : num === den ? '=' : '>=';
          return `${track} ${op} ${num}/${den}`;
        })
        .sort();
    // One sentence may say the same share of two bodies in two places; what matters is which shares it says.
    const once = (list: readonly string[]): readonly string[] => Array.from(new Set(list));
    expect(once(had(quorum))).toEqual(once(wanted('quorum')));
    expect(once(had(passing))).toEqual(once(wanted('passing')));
    const base = (one: string): string => (one === 'interested' ? 'register' : one);
    expect(once(passing.map((one) => one.of))).toEqual(
      once(
        read
          .filter(({ role }) => role.startsWith('passing') && role !== 'passing-rerun')
          .map((one) => base(one.of)),
      ),
    );
  });
});

test('an unknown rule and an unknown matter are refused', () => {
  for (const [id, options] of [
    ['civil-code-999', { asOf: '2026-01-01' }],
    ['__proto__', { asOf: '2026-01-01' }],
    ['civil-code-278', { asOf: '2026-01-01' }],
    ['civil-code-278', { matter: 'constructor', asOf: '2026-01-01' }],
    ['property-regulation-12', { matter: 'common-parts', asOf: '2020-01-01' }],
    ['residents-committee-recall', { matter: 'convention', asOf: '2026-01-01' }],
  ] as const)
    expect(refusal(() => rule(id, options)).code).toBe('conventions/unknown-rule');
});

test('a day before the law was in force is refused, and the day itself is not', () => {
  for (const [id, matter, before, first] of [
    ['civil-code-278', 'convention', '2020-12-31', '2021-01-01'],
    ['property-regulation-12', 'convention', '2018-03-18', '2018-03-19'],
    ['residents-representatives', undefined, '2025-12-31', '2026-01-01'],
    ['residents-meeting', undefined, '2018-12-28', '2018-12-29'],
    ['residents-committee-election', undefined, '2025-12-31', '2026-01-01'],
    ['villagers-committee-recall', undefined, '2025-12-31', '2026-01-01'],
  ] as const) {
    const options = matter === undefined ? {} : { matter };
    expect(refusal(() => rule(id, { ...options, asOf: before })).code).toBe(
      'conventions/not-in-force',
    );
    expect(rule(id, { ...options, asOf: first }).asOf).toBe(first);
  }
});

test('the property regulation yields to the Civil Code from 2021', () => {
  expect(
    refusal(() => rule('property-regulation-12', { matter: 'rebuild', asOf: '2021-01-01' })),
  ).toMatchObject({
    code: 'conventions/not-in-force',
    details: { supersededBy: 'civil-code-278' },
  });
});

test('what is no day is refused', () => {
  for (const asOf of ['2026-02-29', '2026-13-01', '26-01-01', '', '2026-01-01T00:00Z'])
    expect(refusal(() => rule('residents-meeting', { asOf })).code).toBe('conventions/invalid-day');
});

test('the third form of the residents’ meeting is gone in 2026', () => {
  const bodies = (asOf: string): readonly string[] => {
    const found = rule('residents-meeting', { asOf });
    return found.electorate === 'body' ? found.bodies : [];
  };
  expect(bodies('2025-12-31')).toContain('group-representatives');
  expect(bodies('2026-01-01')).not.toContain('group-representatives');
});

test('village representatives do not pass a village convention', () => {
  for (const [id, asOf, statuteId] of [
    ['villagers-representatives', '2026-01-01', 'villagers-2026-31'],
    ['villagers-group-meeting', '2026-01-01', 'villagers-2026-31'],
    ['villagers-representatives', '2025-12-31', 'villagers-2018-27'],
  ] as const)
    expect(refusal(() => rule(id, { matter: 'convention', asOf }))).toMatchObject({
      code: 'conventions/not-competent',
      details: { statute: statuteId },
    });
});

test('a rule is plain data', () => {
  const found = rule('civil-code-278', { matter: 'convention', asOf: '2026-11-21' });
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  expect(found.quorum[0]).toEqual({
    of: 'register',
    num: 2,
    den: 3,
    strict: false,
    track: 'area',
  });
});
