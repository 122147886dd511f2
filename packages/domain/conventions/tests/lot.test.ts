import { createHash } from 'node:crypto';
import {
  commitSeed,
  drawLot,
  instantRunoff,
  type Lot,
  type Seed,
  verifyLot,
} from '@civigrid/conventions/methods';
import { type Digest, isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};

const purpose = 'committee 2026, round 2';

const bound = (holder: string, seed: string): Seed => ({
  holder,
  seed,
  commitment: commitSeed({ purpose, holder, seed }, digest),
});

const seeds = [
  bound('chair', 'sixteen and more 1'),
  bound('observer', 'sixteen and more 2'),
  bound('__proto__', '十六个字以上的种子，由大家当场公开'),
];
const published = seeds.map(({ commitment }) => commitment);
const tied = ['甲', '乙', '__proto__'];

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'drawn';
  } catch (error) {
    return isDomainError(error) ? error.code : String(error);
  }
};

describe('a public lot', () => {
  const lot = drawLot({ purpose, tied, seeds }, digest);

  test('anybody draws the same again, in whatever order names and seeds are given', () => {
    const again = drawLot({ purpose, tied: tied.toReversed(), seeds: seeds.toReversed() }, digest);
    expect(again).toEqual(lot);
    expect([...lot.order].sort()).toEqual([...tied].sort());
    expect(verifyLot(lot, published.toReversed(), digest)).toBe(true);
    expect(verifyLot(JSON.parse(JSON.stringify(lot)), published, digest)).toBe(true);
  });

  test('any change is found out', () => {
    const changed: readonly Lot[] = [
      { ...lot, purpose: `${purpose}!` },
      { ...lot, tied: tied.slice(1) },
      { ...lot, order: lot.order.toReversed() },
      { ...lot, root: lot.root.replace(/./, (first) => (first === '0' ? '1' : '0')) },
      { ...lot, seeds: lot.seeds.slice(1) },
      { ...lot, seeds: lot.seeds.map((one) => ({ ...one, seed: `${one.seed}!` })) },
      { ...lot, seeds: [] },
      {} as Lot,
    ];
    for (const other of changed) expect(verifyLot(other, published, digest)).toBe(false);
    expect(verifyLot(lot, published.slice(1), digest)).toBe(false);
    expect(verifyLot(lot, [...published, published[0] ?? ''], digest)).toBe(false);
  });

  test.each<readonly [string, string, object]>([
    ['one name', 'invalid-lot', { tied: ['甲'] }],
    ['a name twice', 'invalid-lot', { tied: ['甲', '甲'] }],
    ['a broken name', 'invalid-lot', { tied: ['甲', '\ud800'] }],
    ['no seeds', 'invalid-lot', { seeds: [] }],
    ['a holder twice', 'invalid-lot', { seeds: [seeds[0], seeds[0]] }],
    ['a short seed', 'invalid-lot', { seeds: [{ holder: 'a', seed: 'short', commitment: '' }] }],
    ['another seed', 'seed-mismatch', { seeds: [{ ...seeds[0], seed: 'sixteen and more 3' }] }],
    ['another purpose', 'seed-mismatch', { purpose: 'another' }],
  ])('refused: %s', (_, code, change) => {
    expect(codeOf(() => drawLot({ purpose, tied, seeds, ...change }, digest))).toBe(
      `conventions/${code}`,
    );
  });

  test('every order comes about as often as any other', () => {
    const often = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const seed = bound('chair', `a seed of its own ${i}`);
      const { order } = drawLot({ purpose, tied, seeds: [seed] }, digest);
      often.set(order.join(), (often.get(order.join()) ?? 0) + 1);
    }
    expect(often.size).toBe(6);
    // Six standard deviations about a thousand: the seeds are fixed, so this is the same each time.
    for (const count of often.values()) expect(Math.abs(count - 1000)).toBeLessThan(175);
  });

  test('words beyond the last whole multiple are drawn again', () => {
    // A digest whose first words are the largest: with three names they would favour the first.
    let calls = 0;
    const rigged: Digest = {
      sha256: () => new Uint8Array(32).fill(++calls === 3 ? 255 : 1),
    };
    const seed = 'sixteen and more 1';
    const commitment = '01'.repeat(32);
    const { order } = drawLot(
      { purpose, tied, seeds: [{ holder: 'a', seed, commitment }] },
      rigged,
    );
    expect(calls).toBe(4);
    expect([...order].sort()).toEqual([...tied].sort());
  });

  test('any names are shuffled into an order of the same names', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 40 }),
        (names) => {
          const { order } = drawLot({ purpose, tied: names, seeds }, digest);
          expect([...order].sort()).toEqual([...names].sort());
        },
      ),
    );
  });

  test('its outcome settles the tie it was drawn for', () => {
    const election = {
      candidates: tied,
      ballots: ['甲', '乙'].map((name) => ({ count: 3, ranking: [name] })),
    };
    const [tie] = instantRunoff(election).ties;
    const drawn = drawLot({ purpose, tied: tie?.tied ?? [], seeds }, digest);
    const [chosen = ''] = drawn.order;
    const record = [{ round: tie?.round ?? 0, tied: drawn.tied, chosen }];
    const settled = instantRunoff(election, { ties: { drawn: record } });
    expect([settled.winners, settled.ties]).toEqual([[chosen], []]);
  });
});
