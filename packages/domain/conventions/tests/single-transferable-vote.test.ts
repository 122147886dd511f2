import {
  type ExactAmount,
  packElection,
  type RankedElection,
  type SingleTransferableVoteOptions,
  scottishRules,
  singleTransferableVote,
} from '@civigrid/conventions/methods';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lowest, naiveTransfers } from './naive-transfers.ts';
import { smallElection } from './ranked-elections.ts';

const options: fc.Arbitrary<SingleTransferableVoteOptions> = fc.record(
  {
    seats: fc.integer({ min: 1, max: 3 }),
    overvote: fc.constantFrom('skip', 'exhaust', 'exhaust-if-several-continue'),
    duplicate: fc.constantFrom('skip', 'exhaust'),
    maxSkipped: fc.constantFrom(null, 0, 1),
    excluded: fc.constantFrom([], ['__proto__']),
    writeIns: fc.constantFrom('constructor', 'nobody here'),
    quota: fc.constantFrom('droop', 'hare'),
    quotaDecimals: fc.constantFrom(0, 2),
    decimals: fc.constantFrom(0, 1, 5),
    electPerRound: fc.constantFrom('all', 'one'),
    surplus: fc.constantFrom('together', 'none'),
  },
  { requiredKeys: [] },
);

/** An amount as a fraction in lowest terms. */
function ratio(amount: ExactAmount): string {
  if (typeof amount !== 'string') return lowest([BigInt(amount.num), BigInt(amount.den)]);
  const [whole = '0', digits = ''] = amount.split('.');
  return lowest([BigInt(whole + digits), 10n ** BigInt(digits.length)]);
}

const value = (amount: ExactAmount): readonly [bigint, bigint] => {
  const [num = '0', den = '1'] = ratio(amount).split('/');
  return [BigInt(num), BigInt(den)];
};

const sum = (amounts: readonly ExactAmount[]): string =>
  lowest(amounts.map(value).reduce(([a, b], [c, d]) => [a * d + c * b, b * d], [0n, 1n] as const));

describe('beside a count of every paper with its own worth, along every way of breaking ties', () => {
  const agree = (given: RankedElection, how: SingleTransferableVoteOptions): void => {
    const all = naiveTransfers(given, how);
    const { winners, certain, ties, rounds } = singleTransferableVote(given, how);
    const ways = new Map(all.map((way) => [JSON.stringify(way.winners), way.winners]));
    const possible = [...new Set([...ways.values()].flat())].sort();
    expect(winners).toEqual(possible);
    expect(certain).toEqual(
      possible.filter((name) => [...ways.values()].every((way) => way.includes(name))),
    );
    expect(ties.length).toBe(ways.size > 1 ? 1 : 0);
    const told = rounds.map(({ threshold, tally }) => [
      ratio(threshold),
      Object.entries(tally)
        .map(([name, votes]) => [name, ratio(votes)])
        .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    ]);
    expect(
      all.map((way) =>
        JSON.stringify(ties.length > 0 ? way.rounds.slice(0, told.length) : way.rounds),
      ),
    ).toContain(JSON.stringify(told));
  };

  test('plain rankings and seats', () => {
    fc.assert(
      fc.property(smallElection(), fc.integer({ min: 1, max: 3 }), (given, seats) =>
        agree(given, { seats }),
      ),
      { numRuns: 300 },
    );
  });

  test('shared, empty and repeated ranks, all options', () => {
    fc.assert(
      fc.property(smallElection({ most: 4, free: true }), options, (given, how) => {
        fc.pre((how.excluded ?? []).every((name) => given.candidates.includes(name)));
        agree(given, how);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what holds of every count', () => {
  const seats = fc.integer({ min: 1, max: 3 });

  test('exact fractions lose nothing: tally and inactive votes make all that were cast', () => {
    fc.assert(
      fc.property(smallElection({ free: true }), seats, (given, many) => {
        const result = singleTransferableVote(given, { seats: many });
        for (const { tally, inactive } of result.rounds)
          expect(sum([...Object.values(tally), ...Object.values(inactive)])).toBe(
            `${result.ballots - result.undervotes}/1`,
          );
      }),
    );
  });

  test('decimals lose only what they tell as residual', () => {
    fc.assert(
      fc.property(smallElection({ free: true }), seats, fc.nat(4), (given, many, decimals) => {
        const result = singleTransferableVote(given, { seats: many, decimals });
        const lost: ExactAmount[] = [];
        for (const { tally, inactive, transfers } of result.rounds) {
          expect(sum([...Object.values(tally), ...Object.values(inactive), ...lost])).toBe(
            `${result.ballots - result.undervotes}/1`,
          );
          lost.push(...transfers.map(({ residual }) => residual));
        }
      }),
    );
  });

  test('neither order nor gathering of ballots counts, nor the order of candidates', () => {
    fc.assert(
      fc.property(smallElection({ free: true }), seats, (given, many) => {
        const expected = singleTransferableVote(given, { seats: many });
        const ballots = given.ballots
          .flatMap((ballot) =>
            Array.from({ length: ballot.count }, () => ({ ...ballot, count: 1 })),
          )
          .toReversed();
        const turned = { candidates: given.candidates.toReversed(), ballots };
        const { winners, certain } = singleTransferableVote(turned, { seats: many });
        expect([winners, certain]).toEqual([expected.winners, expected.certain]);
        expect(singleTransferableVote(packElection(given), { seats: many })).toEqual(expected);
      }),
    );
  });
});

describe('a count worked by hand', () => {
  const given: RankedElection = {
    candidates: ['A', 'B', 'C', 'D'],
    ballots: [
      { count: 7, ranking: ['A', 'B'] },
      { count: 2, ranking: ['A', 'C'] },
      { count: 2, ranking: ['C'] },
      { count: 1, ranking: ['D', 'C'] },
    ],
  };

  test('a surplus passes on at its exact part', () => {
    const { quota, rounds, winners } = singleTransferableVote(given, { seats: 2 });
    expect([quota, winners]).toEqual(['5', ['A', 'C']]);
    expect(rounds[0]?.transfers[0]).toEqual({
      from: 'A',
      to: { B: { num: '28', den: '9' }, C: { num: '8', den: '9' } },
      exhausted: '0',
      residual: '0',
    });
    expect(rounds[1]?.eliminated).toEqual(['D']);
    expect({ ...rounds[2]?.tally }).toEqual({
      A: '5',
      B: { num: '28', den: '9' },
      C: { num: '35', den: '9' },
    });
  });

  test('by decimals what is cut off is told', () => {
    const { rounds } = singleTransferableVote(given, { seats: 2, decimals: 2 });
    expect(rounds[0]?.transfers[0]).toMatchObject({
      to: { B: '3.08', C: '0.88' },
      residual: '0.04',
    });
  });

  test('in Scotland the largest surplus passes on first, and a tie goes by the stage before', () => {
    const two: RankedElection = {
      candidates: ['A', 'B', 'C', 'D', 'E'],
      ballots: [
        { count: 9, ranking: ['A', 'C'] },
        { count: 8, ranking: ['B', 'D'] },
        { count: 2, ranking: ['C'] },
        { count: 1, ranking: ['D'] },
        { count: 3, ranking: ['E'] },
      ],
    };
    const { rounds, winners } = singleTransferableVote(two, { ...scottishRules, seats: 3 });
    expect(rounds.map(({ elected }) => elected)[0]).toEqual(['A', 'B']);
    expect(rounds.map(({ transfers }) => transfers.map(({ from }) => from))).toEqual([
      ['A'],
      ['B'],
      ['D'],
      ['E'],
      [],
    ]);
    expect(winners).toEqual(['A', 'B', 'C']);
  });

  test('whoever has the percentage is kept when all who stand have it', () => {
    const { winners, rounds } = singleTransferableVote(given, { keepAbovePercent: 20 });
    expect(winners).toEqual(['A', 'C']);
    expect(rounds.map(({ threshold }) => threshold)).toEqual(['2.4', '2.4', '2.4']);
  });

  test.each<readonly [string, unknown]>([
    ['seats', { seats: 0 }],
    ['quota', { quota: 'imperiali' }],
    ['decimals', { decimals: -1 }],
    ['quotaDecimals', { quotaDecimals: 31 }],
    ['surplus', { surplus: 'some' }],
    ['cutting', { cutting: 'none' }],
    ['electPerRound', { electPerRound: 'two' }],
    ['keepAbovePercent', { keepAbovePercent: 101 }],
  ])('an option is refused: %s', (_, how) => {
    try {
      singleTransferableVote(given, how as SingleTransferableVoteOptions);
      expect.unreachable();
    } catch (error) {
      expect(isDomainError(error, 'conventions/invalid-option')).toBe(true);
    }
  });
});
