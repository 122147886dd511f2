import { packElection, schulze } from '@civigrid/conventions/methods';
import { run } from 'schulze-method';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { holdMethod } from './method-contest.ts';
import { candidates, randomElection } from './random-ballots.ts';

/** Schulze beside npm `schulze-method`, whose ballots are ranks by number, made before the clock starts. */
export const schulzeContest: HoldContest = (quick) => {
  const size = quick ? 50_000 : 1_000_000;
  const election = randomElection(size, 8);
  const packed = packElection(election);
  const ranks = election.ballots.map(({ ranking }) =>
    candidates.map((name) => (ranking.includes(name) ? ranking.indexOf(name) : candidates.length)),
  );
  const told = (order: readonly (readonly string[])[]): string =>
    order.map((group) => group.join(' = ')).join(' > ');
  return holdMethod(
    {
      what: 'Schulze',
      packed: () => told(schulze(packed).order),
      objects: () => told(schulze(election).order),
      peer: {
        name: 'schulze-method',
        answer: () =>
          told(
            run(candidates.length, ranks).map(({ indexes }) =>
              indexes.map((i) => candidates[i] ?? ''),
            ),
          ),
      },
      times: { packed: 12, objects: 3 },
    },
    size,
    quick,
  );
};
