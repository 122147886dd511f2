import {
  copeland,
  type ExactAmount,
  instantRunoff,
  minimax,
  packElection,
  type Round,
  rankedPairs,
  type SchulzeResult,
  type SingleTransferableVoteOptions,
  schulze,
  scottishRules,
  singleTransferableVote,
} from '@civigrid/conventions/methods';
import { describe, expect, test } from 'vitest';
import { areShared, leaderElections, type Report, reports, wards } from './shared-elections.ts';

function tell(what: string, all: number, wrong: readonly unknown[]): void {
  console.info(`${what}: ${all - wrong.length} of ${all} passed`);
  expect(wrong).toEqual([]);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

describe.skipIf(!areShared)('sixty Scottish wards', () => {
  const all = areShared ? wards() : [];

  test('a runoff names all who can win, and a tie exactly where two can', () => {
    const wrong = all.flatMap(([ward, answer]) => {
      const { winners, ties, ballots, issues } = instantRunoff(packElection(ward));
      const isRight =
        same(winners, answer.instantRunoff.winners) &&
        ties.length > 0 === winners.length > 1 &&
        ballots === answer.ballots &&
        issues.length === 0;
      return isRight ? [] : [{ id: ward.id, winners, ties, ballots }];
    });
    tell('runoffs', all.length, wrong);
    expect(all.filter(([, answer]) => answer.instantRunoff.winners.length === 2).length).toBe(2);
    expect(all.length).toBe(60);
  });

  test('the Schulze winners by winning votes and by margins, and the Condorcet winner of all pairwise methods', () => {
    const wrong = all.flatMap(([ward, answer]) => {
      const packed = packElection(ward);
      const byVotes = schulze(packed);
      const byMargins = schulze(packed, { strength: 'margins' });
      const best = answer.condorcetWinner;
      const others = [rankedPairs, minimax, copeland].map((method) => method(packed).winners);
      const isRight =
        same(byVotes.winners, answer.schulze.winningVotes) &&
        same(byMargins.winners, answer.schulze.margins) &&
        (byVotes.condorcetWinner ?? null) === best &&
        (best === null || others.every((winners) => same(winners, [best])));
      return isRight ? [] : [{ id: ward.id, byVotes: byVotes.winners, byMargins, others }];
    });
    tell('Schulze', all.length, wrong);
  });

  test.each<readonly [string, SingleTransferableVoteOptions]>([
    ['exact fractions', {}],
    ['five decimals', { decimals: 5 }],
    ['four decimals', { decimals: 4 }],
    ['the Scottish rules', scottishRules],
  ])('the seats are filled alike by %s', (name, options) => {
    const wrong = all.flatMap(([ward, { singleTransferableVote: answer }]) => {
      if (answer === null) return [];
      const { winners, ties } = singleTransferableVote(ward, { ...options, seats: answer.seats });
      return same(winners, answer.winners) && ties.length === 0 ? [] : [{ id: ward.id, winners }];
    });
    tell(`seats by ${name}`, all.length, wrong);
  });
});

type Told = Readonly<Record<string, number>>;

const numbers = (record: Readonly<Record<string, unknown>>): Told =>
  Object.fromEntries(
    Object.entries(record)
      .map(([name, value]): [string, number] => [name, Number(value)])
      .filter(([, value]) => value !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

function published(round: Report['expected']['rounds'][number]) {
  return {
    round: round.round,
    threshold: Number(round.threshold),
    names: Object.keys(round.tally).sort(),
    tally: numbers(round.tally),
    elected: round.elected,
    eliminated: round.eliminated,
    transfers: new Map(
      Object.entries(round.transfers).map(([from, to]) => [from, numbers(to)] as const),
    ),
    inactive: numbers(round.inactive),
  };
}

function counted(round: Round<ExactAmount | number>): ReturnType<typeof published> {
  return {
    round: round.round,
    threshold: Number(round.threshold),
    names: Object.keys(round.tally).sort(),
    tally: numbers(round.tally),
    elected: round.elected,
    eliminated: round.eliminated,
    transfers: new Map(
      round.transfers.map(({ from, to, exhausted, residual }) => [
        from,
        numbers({ ...to, exhausted, 'residual surplus': residual }),
      ]),
    ),
    inactive: numbers({ ...round.inactive }),
  };
}

describe.skipIf(!areShared)('twenty published counts', () => {
  const all = areShared ? reports() : [];

  test.each(all.map((report) => [report.id, report] as const))(
    '%s, round by round',
    (_, report) => {
      const { method, ...options } = report.options;
      const count = method === 'instantRunoff' ? instantRunoff : singleTransferableVote;
      for (const election of [report.election, packElection(report.election)]) {
        const { winners, ties, rounds, ballots, undervotes } = count(election, options);
        expect(rounds.map(counted)).toEqual(report.expected.rounds.map(published));
        expect([winners, ties]).toEqual([report.winners, []]);
        expect([ballots, undervotes]).toEqual([
          report.expected.ballots,
          report.expected.undervotes,
        ]);
      }
    },
  );

  test('all twenty are there', () => {
    expect(all.length).toBe(20);
  });
});

describe.skipIf(!areShared)('three elections of a leader', () => {
  const all = areShared ? leaderElections() : [];
  const told = ({ order }: SchulzeResult) => order.map((group) => group.join(' = ')).join(' > ');
  const margins = { strength: 'margins' } as const;

  test.each(all.map((one) => [one.year, one] as const))('%i: table, winner and order', (_, one) => {
    const { election, pairwise, expected } = one;
    const result = schulze(election, margins);
    const table = election.candidates.map((name) =>
      election.candidates.map((other) => result.pairwise[name]?.[other] ?? 0),
    );
    expect(table).toEqual(pairwise);
    expect(result.ballots).toBe(expected.ballots);
    expect(told(result)).toBe(expected.schulzeMarginsOrder);
    expect(result.winners).toEqual(expected.schulze.margins);
    expect(schulze(election).winners).toEqual(expected.schulze.winningVotes);
    expect(result.condorcetWinner).toBe(expected.condorcetWinner);
    const paths = Object.fromEntries(
      Object.entries(result.paths).map(([from, to]) => [
        from,
        Object.fromEntries(Object.entries(to).map(([name, { strength }]) => [name, strength])),
      ]),
    );
    if (expected.schulzeMarginsPaths) expect(paths).toEqual(expected.schulzeMarginsPaths);
  });

  test('in 2006 another wins if those left out are read as no opinion', () => {
    const [first] = all;
    const other = schulze(first?.election ?? { candidates: [], ballots: [] }, {
      ...margins,
      unranked: 'no-opinion',
    });
    expect(told(other)).toBe(first?.expected.schulzeMarginsOrderIfUnrankedIsNoOpinion);
    expect(other.winners).toEqual(['Steve McIntyre']);
  });
});
