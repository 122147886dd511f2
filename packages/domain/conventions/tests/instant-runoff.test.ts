import {
  type InstantRunoffOptions,
  instantRunoff,
  packElection,
  type RankedElection,
} from '@civigrid/conventions/methods';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveRunoffs } from './naive-methods.ts';
import { smallElection } from './ranked-elections.ts';

const options: fc.Arbitrary<InstantRunoffOptions> = fc.record(
  {
    overvote: fc.constantFrom('skip', 'exhaust', 'exhaust-if-several-continue'),
    duplicate: fc.constantFrom('skip', 'exhaust'),
    maxSkipped: fc.constantFrom(null, 0, 1),
    excluded: fc.constantFrom([], ['__proto__']),
    writeIns: fc.constantFrom('constructor', 'nobody here'),
    batch: fc.boolean(),
    threshold: fc.constantFrom('each-round', 'first-round'),
    untilTwo: fc.boolean(),
    stopAfterRound: fc.constantFrom(1, 2, 99),
    eliminateBelowThreshold: fc.constantFrom(0, 2),
  },
  { requiredKeys: [] },
);

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return isDomainError(error) ? error.code : String(error);
  }
};

const three = ['A', 'B', 'C'];
const election = (...rankings: readonly (readonly [number, string])[]): RankedElection => ({
  candidates: three,
  ballots: rankings.map(([count, ranking]) => ({ count, ranking: [...ranking] })),
});

describe('beside a count of every paper in every round, along every way of breaking ties', () => {
  const agree = (given: RankedElection, how: InstantRunoffOptions): void => {
    const all = naiveRunoffs(given, how);
    const { winners, ties, rounds } = instantRunoff(given, how);
    const possible = new Set(all.map(({ winner }) => winner));
    expect(winners).toEqual([...possible].filter((name) => name !== undefined).sort());
    expect(ties.length).toBe(possible.size > 1 ? 1 : 0);
    // The rounds are those of one of the ways, as far as they go.
    const told = rounds.map(({ threshold, tally }) => [
      threshold,
      Object.entries(tally).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
    expect(
      all.map(({ tallies }) =>
        JSON.stringify(ties.length > 0 ? tallies.slice(0, told.length) : tallies),
      ),
    ).toContain(JSON.stringify(told));
  };

  test('plain rankings, no options', () => {
    fc.assert(
      fc.property(smallElection(), (given) => agree(given, {})),
      { numRuns: 400 },
    );
  });

  test('shared, empty and repeated ranks, all options', () => {
    const free = smallElection({ most: 4, free: true });
    fc.assert(
      fc.property(free, options, (given, how) => {
        const stands = (how.excluded ?? []).every((name) => given.candidates.includes(name));
        fc.pre(stands);
        agree(given, how);
      }),
      { numRuns: 800 },
    );
  });
});

describe('what holds of every runoff', () => {
  const rank = (given: RankedElection) => instantRunoff(given).winners;

  test('neither the order of ballots nor that of candidates counts, nor how equal ballots are gathered', () => {
    fc.assert(
      fc.property(smallElection({ free: true }), fc.nat(), (given, turn) => {
        const turned = <Item>(list: readonly Item[]): readonly Item[] => {
          const at = list.length === 0 ? 0 : turn % list.length;
          return [...list.slice(at), ...list.slice(0, at)];
        };
        const apart = given.ballots.flatMap((ballot) =>
          Array.from({ length: ballot.count }, () => ({ ...ballot, count: 1 })),
        );
        const expected = rank(given);
        expect(rank({ ...given, ballots: turned(given.ballots) })).toEqual(expected);
        expect(rank({ ...given, candidates: turned(given.candidates) })).toEqual(expected);
        expect(rank({ ...given, ballots: apart })).toEqual(expected);
        expect(rank({ ...given, ballots: turned(apart) })).toEqual(expected);
        expect(instantRunoff(packElection(given))).toEqual(instantRunoff(given));
      }),
    );
  });

  test('whoever is first on more than half of the ballots wins', () => {
    fc.assert(
      fc.property(smallElection(), (given) => {
        const cast = given.ballots.reduce((sum, { count }) => sum + count, 0);
        const ballots = [...given.ballots, { count: cast + 1, ranking: ['__proto__'] }];
        expect(rank({ ...given, ballots })).toEqual(['__proto__']);
      }),
    );
  });

  test('no vote is lost: in every round tally and inactive ballots make all that were cast', () => {
    fc.assert(
      fc.property(smallElection({ free: true }), options, (given, how) => {
        fc.pre((how.excluded ?? []).every((name) => given.candidates.includes(name)));
        const { rounds, ballots, undervotes } = instantRunoff(given, how);
        for (const { tally, inactive } of rounds) {
          const all = [...Object.values(tally), ...Object.values(inactive)];
          expect(all.reduce((sum, votes) => sum + votes, undervotes)).toBe(ballots);
        }
      }),
    );
  });
});

describe('ties', () => {
  const even = election([2, 'ABC'], [2, 'BAC'], [1, 'C']);

  test('a last tie of two names both, and its round', () => {
    const { winners, ties, rounds } = instantRunoff(even);
    expect(winners).toEqual(['A', 'B']);
    expect(ties).toEqual([{ round: 2, of: 'winning', tied: ['A', 'B'] }]);
    expect(rounds.length).toBe(2);
  });

  test('a lot or an order breaks it', () => {
    const drawn = [{ round: 2, tied: ['B', 'A'], chosen: 'B' }];
    expect(instantRunoff(even, { ties: { drawn } }).winners).toEqual(['B']);
    expect(instantRunoff(even, { ties: { order: ['B', 'C', 'A'] } }).winners).toEqual(['B']);
    expect(instantRunoff(even, { ties: { order: ['B', 'C', 'A'] } }).ties).toEqual([]);
  });

  test('an order that leaves one of the tied out leaves the tie open', () => {
    expect(instantRunoff(even, { ties: { order: ['B'] } }).winners).toEqual(['A', 'B']);
  });

  test('an earlier round may decide', () => {
    const given = election([3, 'A'], [2, 'B'], [1, 'CB']);
    expect(instantRunoff(given).winners).toEqual(['A', 'B']);
    expect(instantRunoff(given, { ties: { lookBack: true } }).winners).toEqual(['A']);
  });

  test('a lot among others than those who tie is refused', () => {
    const drawn = [{ round: 2, tied: ['A', 'C'], chosen: 'A' }];
    expect(codeOf(() => instantRunoff(even, { ties: { drawn } }))).toBe('conventions/lot-mismatch');
  });

  test('a tie that changes nothing is passed over, and told', () => {
    const { winners, ties, rounds } = instantRunoff(election([1, 'B'], [1, 'C'], [3, 'A']), {
      untilTwo: true,
    });
    expect([winners, ties]).toEqual([['A'], []]);
    expect(rounds.map(({ tied }) => tied)).toEqual([[], ['B', 'C'], []]);
  });

  test('without ballots everybody can win, also of twenty', () => {
    const candidates = Array.from({ length: 20 }, (_, i) => `C${String(i).padStart(2, '0')}`);
    const { winners, ties } = instantRunoff({ candidates, ballots: [] });
    expect(winners).toEqual(candidates);
    expect(ties.length).toBe(1);
    const each = candidates.map((name) => ({ count: 1, ranking: [name] }));
    expect(instantRunoff({ candidates, ballots: each }).winners).toEqual(candidates);
  });
});

describe('bad input', () => {
  const good = { count: 2, ranking: ['A'] };

  test('what cannot be read is an issue with its row, and the rest is counted', () => {
    const ballots = [
      good,
      { count: 1, ranking: ['Z'] },
      { count: 1, ranking: [['A', 'Z']] },
      { count: -1, ranking: ['A'] },
      { count: 0.5, ranking: ['A'] },
      { count: Number.NaN, ranking: ['A'] },
      { count: Number.MAX_SAFE_INTEGER, ranking: ['A'] },
      { count: 1 },
      null,
      { count: 1, ranking: 'A' },
      { count: 1, ranking: [7] },
      { count: 1, ranking: ['B'] },
    ] as unknown as RankedElection['ballots'];
    const { issues, rounds, ballots: counted } = instantRunoff({ candidates: three, ballots });
    const unknown = 'conventions/unknown-candidate';
    const count = 'conventions/invalid-ballot-count';
    const form = 'conventions/invalid-ballot';
    expect(issues.map(({ row, code }) => [row, code])).toEqual([
      [1, unknown],
      [2, unknown],
      [3, count],
      [4, count],
      [5, count],
      [6, count],
      [7, form],
      [8, form],
      [9, form],
      [10, unknown],
    ]);
    expect([counted, { ...rounds[0]?.tally }]).toEqual([3, { A: 2, B: 1, C: 0 }]);
  });

  test.each<readonly [string, unknown]>([
    ['nobody', []],
    ['somebody twice', ['A', 'A']],
    ['what is no text', ['A', 7]],
    ['too many', Array.from({ length: 251 }, (_, i) => String(i))],
    ['no list', 'AB'],
  ])('candidates are refused: %s', (_, candidates) => {
    const given = { candidates, ballots: [] } as unknown as RankedElection;
    expect(codeOf(() => instantRunoff(given))).toBe('conventions/invalid-candidates');
  });

  test.each<readonly [string, unknown]>([
    ['seats', { seats: 2 }],
    ['overvote', { overvote: 'ignore' }],
    ['duplicate', { duplicate: 'ignore' }],
    ['maxSkipped', { maxSkipped: -1 }],
    ['excluded', { excluded: ['Z'] }],
    ['threshold', { threshold: 'some' }],
    ['stopAfterRound', { stopAfterRound: 0 }],
    ['eliminateBelowThreshold', { eliminateBelowThreshold: 0.5 }],
    ['an order with a stranger', { ties: { order: ['Z'] } }],
    ['a lot that chose nobody tied', { ties: { drawn: [{ round: 1, tied: ['A'], chosen: 'B' }] } }],
  ])('an option is refused: %s', (_, how) => {
    const act = () => instantRunoff(election([1, 'A']), how as InstantRunoffOptions);
    expect(codeOf(act)).toBe('conventions/invalid-option');
  });
});
