import {
  copeland,
  minimax,
  packElection,
  type RankedElection,
  rankedPairs,
  type StrengthOptions,
  schulze,
} from '@civigrid/conventions/methods';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naivePath, naivePreference, naiveRankedPairs, naiveWins } from './naive-methods.ts';
import { smallElection } from './ranked-elections.ts';

const methods = [schulze, rankedPairs, minimax, copeland];

const how: fc.Arbitrary<Required<StrengthOptions>> = fc.record({
  unranked: fc.constantFrom('last', 'no-opinion'),
  strength: fc.constantFrom('winning-votes', 'margins'),
});

const best = (names: readonly string[], score: (name: string) => number): readonly string[] => {
  const top = Math.max(...names.map(score));
  return names.filter((name) => score(name) === top).sort();
};

describe('beside a naive count', () => {
  // A name first ranked alone and then again would stand twice: the naive count takes the first place too.
  const free = smallElection({ free: true });

  test('the table of pairs, with few candidates and with many', () => {
    const many = Array.from({ length: 8 }, (_, i) => `more ${i}`);
    fc.assert(
      fc.property(free, how, (given, { unranked }) => {
        for (const candidates of [given.candidates, [...given.candidates, ...many]]) {
          const { pairwise } = schulze({ ...given, candidates }, { unranked });
          for (const one of given.candidates)
            for (const other of given.candidates)
              if (one !== other)
                expect(pairwise[one]?.[other]).toBe(naivePreference(given, one, other, unranked));
        }
      }),
    );
  });

  test('Schulze: every strongest path, its way, and who is beaten by nobody', () => {
    fc.assert(
      fc.property(free, how, (given, options) => {
        const { candidates } = given;
        const wins = naiveWins(given, options.unranked, options.strength);
        const path = (a: string, b: string) => naivePath(candidates, wins, a, b);
        const { paths, winners, ties, order } = schulze(given, options);
        for (const one of candidates)
          for (const other of candidates) {
            if (one === other) continue;
            const found = paths[one]?.[other];
            expect(found?.strength).toBe(path(one, other));
            const steps = found?.way ?? [];
            const links = steps.slice(1).map((to, i) => wins(steps[i] ?? '', to));
            if (links.length > 0) expect(Math.min(...links)).toBe(found?.strength);
            expect(steps.length === 0 ? [] : [steps[0], steps[steps.length - 1]]).toEqual(
              steps.length === 0 ? [] : [one, other],
            );
          }
        const unbeaten = candidates
          .filter((one) => candidates.every((other) => path(other, one) <= path(one, other)))
          .sort();
        expect(winners).toEqual(unbeaten);
        expect(order[0]).toEqual(unbeaten);
        expect(order.flat().sort()).toEqual([...candidates].sort());
        expect(ties.length).toBe(winners.length > 1 ? 1 : 0);
      }),
    );
  });

  test('ranked pairs: all who win in some order of equal wins', () => {
    fc.assert(
      fc.property(smallElection({ most: 4, free: true }), how, (given, options) => {
        const wins = naiveWins(given, options.unranked, options.strength);
        const { winners, ties, locked, passedOver } = rankedPairs(given, options);
        expect(winners).toEqual(naiveRankedPairs(given.candidates, wins));
        expect(ties.length).toBe(winners.length > 1 ? 1 : 0);
        for (const { winner, loser, strength } of [...locked, ...passedOver])
          expect(strength).toBe(wins(winner, loser));
      }),
      { numRuns: 300 },
    );
  });

  test('minimax and Copeland', () => {
    fc.assert(
      fc.property(free, how, (given, options) => {
        const { candidates } = given;
        const { unranked } = options;
        const wins = naiveWins(given, unranked, options.strength);
        const worst = (name: string) =>
          Math.max(0, ...candidates.map((other) => wins(other, name)));
        expect(minimax(given, options).winners).toEqual(best(candidates, (name) => -worst(name)));
        const score = (name: string) =>
          candidates
            .map((other) => Math.sign(wins(name, other) - wins(other, name)) + 1)
            .reduce((a, b) => a + b, 0);
        expect(copeland(given, { unranked }).winners).toEqual(best(candidates, score));
      }),
    );
  });
});

describe.each(methods.map((method) => [method.name, method] as const))(
  'what holds of %s',
  (_, method) => {
    const win = (given: RankedElection) => method(given).winners;

    test('whoever beats everybody wins, alone and first', () => {
      fc.assert(
        fc.property(smallElection({ free: true }), (given) => {
          const { condorcetWinner, winners, order } = method(given);
          const found = given.candidates.filter((one) =>
            given.candidates.every(
              (other) =>
                one === other ||
                naivePreference(given, one, other, 'last') >
                  naivePreference(given, other, one, 'last'),
            ),
          );
          expect(condorcetWinner).toBe(found[0]);
          if (found.length > 0) expect([winners, order[0]]).toEqual([found, found]);
        }),
      );
    });

    test('order of ballots, order of candidates and gathering of equal ballots do not count', () => {
      fc.assert(
        fc.property(smallElection({ free: true }), (given) => {
          const expected = method(given);
          const apart = given.ballots.flatMap((ballot) =>
            Array.from({ length: ballot.count }, () => ({ ...ballot, count: 1 })),
          );
          const turned = { candidates: given.candidates.toReversed(), ballots: apart.toReversed() };
          expect(win(turned)).toEqual(expected.winners);
          expect(method(turned).order).toEqual(expected.order);
          expect(method(packElection({ ...given, ballots: apart }))).toEqual(expected);
        }),
      );
    });

    test('a winner who is raised on ballots still wins', () => {
      fc.assert(
        fc.property(smallElection({ most: 4 }), fc.nat(), fc.nat(), (given, which, whom) => {
          const winners = win(given);
          const winner = winners[whom % winners.length] as string;
          const ballots = given.ballots.map((ballot, i) =>
            i === which % given.ballots.length
              ? {
                  ...ballot,
                  ranking: [winner, ...ballot.ranking.filter((name) => name !== winner)],
                }
              : ballot,
          );
          expect(win({ ...given, ballots })).toContain(winner);
        }),
        { numRuns: 300 },
      );
    });
  },
);

describe('a circle', () => {
  const ballots = [
    { count: 4, ranking: ['A', 'B', 'C'] },
    { count: 3, ranking: ['B', 'C', 'A'] },
    { count: 2, ranking: ['C', 'A', 'B'] },
  ];
  const circle: RankedElection = { candidates: ['A', 'B', 'C'], ballots };

  test('Schulze tells the paths', () => {
    const { winners, paths, condorcetWinner } = schulze(circle);
    expect([winners, condorcetWinner]).toEqual([['A'], undefined]);
    expect(paths['A']?.['C']).toEqual({ strength: 6, way: ['A', 'B', 'C'] });
    expect(paths['C']?.['A']).toEqual({ strength: 5, way: ['C', 'A'] });
  });

  test('ranked pairs tell what is locked and what would close the circle', () => {
    const { winners, order, locked, passedOver } = rankedPairs(circle);
    expect([winners, order]).toEqual([['A'], [['A'], ['B'], ['C']]]);
    expect(locked.map(({ winner, loser }) => `${winner}>${loser}`)).toEqual(['B>C', 'A>B']);
    expect(passedOver).toEqual([{ winner: 'C', loser: 'A', strength: 5 }]);
  });

  test('minimax tells the worst defeats', () => {
    const { winners, worstDefeats } = minimax(circle);
    expect(winners).toEqual(['A']);
    expect(worstDefeats['A']).toEqual({ by: 'C', strength: 5 });
  });

  test('Copeland finds all alike, and a lot decides', () => {
    const { winners, ties, duels } = copeland(circle);
    expect([winners, ties.length]).toEqual([['A', 'B', 'C'], 1]);
    expect(duels['B']).toEqual({ won: 1, even: 0, lost: 1 });
    const drawn = [{ round: 1, tied: ['C', 'B', 'A'], chosen: 'B' }];
    expect(copeland(circle, { ties: { drawn } })).toMatchObject({ winners: ['B'], ties: [] });
  });

  test('ten candidates that tie in every way are no trouble for ranked pairs', () => {
    const candidates = Array.from({ length: 10 }, (_, i) => `C${i}`);
    const around = candidates.map((_, i) => ({
      count: 1,
      ranking: [...candidates.slice(i), ...candidates.slice(0, i)],
    }));
    expect(rankedPairs({ candidates, ballots: around }).winners).toEqual(candidates);
  });

  test('options that are none are refused', () => {
    for (const options of [{ strength: 'votes' }, { unranked: 'first' }])
      try {
        schulze(circle, options as StrengthOptions);
        expect.unreachable();
      } catch (error) {
        expect(isDomainError(error, 'conventions/invalid-option')).toBe(true);
      }
  });
});
