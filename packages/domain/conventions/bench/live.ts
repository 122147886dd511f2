import { liveVerdict } from '@civigrid/conventions/ballots';
import { verdict } from '@civigrid/conventions/statutes';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { printTable, short } from '../../../tools/testing/bench/report.ts';
import { ordinary, randomVote } from './owners.ts';

/** Ballot by ballot, with the status after each; every round casts them all anew, so that each takes another's place. */
export const liveContest: HoldContest = (quick) => {
  const size = quick ? 50_000 : 1_000_000;
  const { register, said } = randomVote(size, 7);
  const one = ordinary();
  const live = liveVerdict(one, register);
  const rounds: number[] = [];
  for (let round = 0; round < (quick ? 3 : 7); round++) {
    globalThis.gc?.();
    rounds.push(
      milliseconds(() => {
        for (let row = 0; row < size; row++) live.cast(row, said[(row + round) % size]);
      }),
    );
  }
  const last = rounds.length - 1;
  const ballots = register.units.map(({ unit }, row) => ({
    unit,
    choice: said[(row + last) % size] ?? ('abstain' as const),
  }));
  const whole = verdict(one, register, ballots);
  const same = JSON.stringify(live.verdict().tracks) === JSON.stringify(whole.tracks);
  const perSecond = (size / median(rounds)) * 1000;
  printTable(`live verdict: ${size} ballots a round`, [
    ['', 'median', 'least', 'most'],
    [
      'cast and status',
      ...[median(rounds), Math.min(...rounds), Math.max(...rounds)].map(
        (took) => `${took.toFixed(0)} ms`,
      ),
    ],
  ]);
  return {
    results: { ballots: size, same, rounds, perSecond },
    targets: [
      {
        what: 'live verdict per ballot',
        wanted: '≥ 1,000,000/s',
        measured: `${short(perSecond)}/s${same ? '' : ', but NOT the same'}`,
        ...(quick ? {} : { met: same && perSecond >= 1_000_000 }),
      },
    ],
  };
};
