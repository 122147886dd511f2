import {
  approval,
  type ConsentElection,
  consent,
  copeland,
  instantRunoff,
  minimax,
  packElection,
  plurality,
  type RankedElection,
  rankedPairs,
  type ScoreElection,
  schulze,
  score,
  singleTransferableVote,
} from '@civigrid/conventions/methods';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holder, naivePreference, papers } from './naive-methods.ts';
import { smallElection } from './ranked-elections.ts';

const three = ['A', 'B', '__proto__'];
const best = (names: readonly string[], of: (name: string) => number): readonly string[] => {
  const top = Math.max(...names.map(of));
  return names.filter((name) => of(name) === top).sort();
};

describe('plurality', () => {
  test('counts every paper for the first it ranks', () => {
    fc.assert(
      fc.property(smallElection({ free: true }), (given) => {
        const { candidates, ballots } = given;
        const all = papers(ballots).map((paper) => holder(paper, new Set(candidates), {}));
        const votes = (name: string) => all.filter((who) => who === name).length;
        const { winners, ties, tally, inactive, order } = plurality(given);
        for (const name of candidates) expect(tally[name]).toBe(votes(name));
        expect(winners).toEqual(best(candidates, votes));
        expect(order[0]).toEqual(winners);
        expect(ties.length).toBe(winners.length > 1 ? 1 : 0);
        expect(inactive).toBe(all.filter((who) => who === undefined).length);
        expect(plurality(packElection(given))).toEqual(plurality(given));
      }),
    );
  });

  test('a lot breaks a tie', () => {
    const given = { candidates: three, ballots: [{ count: 0, ranking: ['A'] }] };
    expect(plurality(given).winners).toEqual(['A', 'B', '__proto__']);
    const drawn = [{ round: 1, tied: three, chosen: '__proto__' }];
    expect(plurality(given, { ties: { drawn } }).winners).toEqual(['__proto__']);
    expect(plurality(given, { excluded: ['A', 'B'] }).winners).toEqual(['__proto__']);
  });
});

describe('approval', () => {
  const ballots = [
    { count: 3, approvals: ['A', '__proto__', 'A'] },
    { count: 2, approvals: ['B', '__proto__'] },
    { count: 4, approvals: [] },
    { count: 1, approvals: ['Z'] },
    { count: -1, approvals: ['A'] },
    { count: 1, approvals: 'A' },
    null,
  ] as unknown as readonly { readonly count: number; readonly approvals: readonly string[] }[];

  test('counts how many approve', () => {
    const {
      winners,
      ties,
      tally,
      issues,
      ballots: counted,
      order,
    } = approval({ candidates: three, ballots });
    expect([winners, ties, counted]).toEqual([['__proto__'], [], 9]);
    expect(three.map((name) => tally[name])).toEqual([3, 2, 5]);
    expect(order).toEqual([['__proto__'], ['A'], ['B']]);
    expect(issues).toEqual([
      { code: 'conventions/unknown-candidate', row: 3 },
      { code: 'conventions/invalid-ballot-count', row: 4 },
      { code: 'conventions/invalid-ballot', row: 5 },
      { code: 'conventions/invalid-ballot', row: 6 },
    ]);
  });

  test('a ranked ballot approves all it ranks', () => {
    fc.assert(
      fc.property(smallElection({ free: true }), (given) => {
        const all = papers(given.ballots);
        const approve = (name: string) => all.filter((paper) => paper.flat().includes(name)).length;
        const { tally, winners } = approval(given);
        for (const name of given.candidates) expect(tally[name]).toBe(approve(name));
        expect(winners).toEqual(best(given.candidates, approve));
        expect(approval(packElection(given))).toEqual(approval(given));
      }),
    );
  });

  test('more approval never harms', () => {
    fc.assert(
      fc.property(smallElection(), fc.nat(), (given, whom) => {
        const { winners } = approval(given);
        const winner = winners[whom % winners.length] as string;
        const more = [...given.ballots, { count: 1, ranking: [winner] }];
        expect(approval({ ...given, ballots: more }).winners).toEqual([winner]);
      }),
    );
  });
});

describe('score', () => {
  const given: ScoreElection = {
    candidates: three,
    ballots: [
      {
        count: 3,
        scores: [
          ['A', 5],
          ['__proto__', 4],
        ],
      },
      {
        count: 2,
        scores: [
          ['B', 5],
          ['__proto__', 3],
        ],
      },
      { count: 1, scores: [] },
    ],
  };

  test('the highest sum wins; whoever gets no score gets the lowest', () => {
    const { winners, tally, order } = score(given);
    expect(winners).toEqual(['__proto__']);
    expect(three.map((name) => tally[name])).toEqual([
      { sum: 15, of: 6 },
      { sum: 10, of: 6 },
      { sum: 18, of: 6 },
    ]);
    expect(order).toEqual([['__proto__'], ['A'], ['B']]);
  });

  test('means where a missing score says nothing: equal ones tie, whatever they are of', () => {
    const { winners, ties, tally } = score(given, { unscored: 'no-opinion' });
    expect(winners).toEqual(['A', 'B']);
    expect(ties).toEqual([{ round: 1, of: 'winning', tied: ['A', 'B'] }]);
    expect(tally['B']).toEqual({ sum: 10, of: 2 });
    const nobody = score({ candidates: three, ballots: [] }, { unscored: 'no-opinion' });
    expect(nobody.winners).toEqual(['A', 'B', '__proto__']);
  });

  test('what cannot be read is an issue', () => {
    const rows: readonly (readonly [unknown, string])[] = [
      [{ count: 1, scores: [['A', 6]] }, 'score-out-of-range'],
      [{ count: 1, scores: [['A', -1]] }, 'score-out-of-range'],
      [{ count: 1, scores: [['A', 1.5]] }, 'score-out-of-range'],
      [{ count: 1, scores: [['A', '1']] }, 'score-out-of-range'],
      [{ count: 1, scores: [['Z', 1]] }, 'unknown-candidate'],
      [
        {
          count: 1,
          scores: [
            ['A', 1],
            ['A', 1],
          ],
        },
        'candidate-twice',
      ],
      [{ count: 1, scores: [7] }, 'invalid-ballot'],
      [{ count: 1 }, 'invalid-ballot'],
      [7, 'invalid-ballot'],
      [{ count: 0.5, scores: [] }, 'invalid-ballot-count'],
      [{ count: 2 ** 53 - 1, scores: [] }, 'invalid-ballot-count'],
    ];
    const ballots = rows.map(([ballot]) => ballot) as ScoreElection['ballots'];
    const { issues, ballots: counted } = score({ candidates: three, ballots });
    expect(issues.map(({ code, row }) => [row, code])).toEqual(
      rows.map(([, code], row) => [row, `conventions/${code}`]),
    );
    expect(counted).toBe(0);
  });

  test('ranked ballots score by how many they rank behind, a half for each alike', () => {
    fc.assert(
      fc.property(smallElection({ free: true }), (ranked) => {
        const { candidates } = ranked;
        const { tally, ballots, winners } = score(ranked);
        const ahead = (a: string, b: string) => naivePreference(ranked, a, b, 'last');
        const points = (name: string) =>
          candidates
            .filter((other) => other !== name)
            .map((other) => (ahead(name, other) - ahead(other, name) + ballots) / 2)
            .reduce((a, b) => a + b, 0);
        for (const name of candidates) expect(tally[name]?.sum).toBe(points(name));
        expect(winners).toEqual(best(candidates, points));
      }),
    );
  });

  test.each([{ lowest: 3, highest: 2 }, { highest: 0.5 }, { lowest: Number.NaN }])(
    'a range that is none is refused',
    (options) => {
      try {
        score(given, options);
        expect.unreachable();
      } catch (error) {
        expect(isDomainError(error, 'conventions/invalid-option')).toBe(true);
      }
    },
  );
});

describe('consent', () => {
  const given: ConsentElection = {
    candidates: three,
    ballots: [
      {
        count: 5,
        stances: [
          ['A', 'consent'],
          ['B', 'consent'],
        ],
      },
      {
        count: 1,
        stances: [
          ['A', 'stand-aside'],
          ['B', 'object'],
        ],
      },
      { count: 2, stances: [] },
    ],
  };

  test('a proposal passes without objection; silence is no consent', () => {
    const { winners, ties, tally } = consent(given);
    expect([winners, ties]).toEqual([['A'], []]);
    expect(tally['A']).toEqual({ consent: 5, standAside: 1, object: 0, silent: 2 });
    expect(tally[three[2] as string]).toEqual({ consent: 0, standAside: 0, object: 0, silent: 8 });
  });

  test('the limits are those that are stated', () => {
    expect(consent(given, { objectionsAllowed: 1 }).winners).toEqual(['A', 'B']);
    expect(consent(given, { standAsidesAllowed: 0 }).winners).toEqual([]);
  });

  test('what cannot be read is an issue', () => {
    const ballots = [
      { count: 1, stances: [['A', 'yes']] },
      { count: 1, stances: [['Z', 'object']] },
      {
        count: 1,
        stances: [
          ['A', 'object'],
          ['A', 'consent'],
        ],
      },
      { count: -2, stances: [] },
      { count: 1, stances: {} },
      { count: 1, stances: ['A'] },
    ] as unknown as ConsentElection['ballots'];
    const { issues, winners } = consent({ candidates: three, ballots });
    expect(issues.map(({ code }) => code)).toEqual([
      'conventions/unknown-stance',
      'conventions/unknown-candidate',
      'conventions/candidate-twice',
      'conventions/invalid-ballot-count',
      'conventions/invalid-ballot',
      'conventions/invalid-ballot',
    ]);
    expect(winners).toEqual([]);
  });
});

test('what is no election is refused by every method', () => {
  const methods = [
    approval,
    consent,
    copeland,
    instantRunoff,
    minimax,
    plurality,
    rankedPairs,
    schulze,
    score,
    singleTransferableVote,
  ] as readonly ((election: never) => unknown)[];
  for (const method of methods)
    for (const [election, code] of [
      [null, 'invalid-election'],
      [{ candidates: three }, 'invalid-election'],
      [{ candidates: [], ballots: [] }, 'invalid-candidates'],
    ])
      try {
        method(election as never);
        expect.unreachable(method.name);
      } catch (error) {
        expect(isDomainError(error) ? error.code : error).toBe(`conventions/${code}`);
      }
});

describe('a packed election', () => {
  test('stands for the same ballots, equal ones once', () => {
    fc.assert(
      fc.property(smallElection({ free: true, papers: 30 }), (given) => {
        const { counts, starts, ballots, rankings } = packElection(given);
        const all = given.ballots.reduce((sum, { count }) => sum + count, 0);
        expect(ballots).toBe(all);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(all);
        const rows = Array.from(counts, (_, row) =>
          rankings.slice(starts[row], starts[row + 1]).join(),
        );
        expect(new Set(rows).size).toBe(rows.length);
      }),
    );
  });

  test('many ballots are packed by another way, to the same rows', () => {
    const names = ['甲', '乙', '丙', '__proto__'];
    const ballot = fc.record({
      count: fc.integer({ min: 0, max: 2 }),
      ranking: fc.array(fc.oneof(fc.constantFrom(...names), fc.subarray(names)), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(ballot, { minLength: 70, maxLength: 200 }), (ballots) => {
        const rows = (given: RankedElection): ReadonlyMap<string, number> => {
          const { counts, starts, rankings } = packElection(given);
          return new Map(
            Array.from(counts, (count, row): [string, number] => [
              rankings.slice(starts[row], starts[row + 1]).join(),
              count,
            ]).sort(([a], [b]) => (a < b ? -1 : 1)),
          );
        };
        const parts = [
          ballots.slice(0, 20),
          ballots.slice(20, 60),
          ballots.slice(60, 110),
          ballots.slice(110),
        ];
        const sums = new Map<string, number>();
        for (const part of parts.flatMap((some) => some.map((one) => [one])))
          for (const [row, count] of rows({ candidates: names, ballots: part }))
            sums.set(row, (sums.get(row) ?? 0) + count);
        const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
        expect([...rows({ candidates: names, ballots })]).toEqual(sorted);
      }),
    );
  });

  test('a ballot of ten thousand ranks is read', () => {
    const long = Array.from({ length: 10_000 }, (_, i) => (i % 2 === 0 ? [] : three));
    const given = { candidates: three, ballots: [{ count: 1, ranking: [...long, 'A'] }] };
    expect(plurality(packElection(given)).winners).toEqual(['A']);
  });
});
