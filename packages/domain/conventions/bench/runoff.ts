import { instantRunoff, packElection } from '@civigrid/conventions/methods';
import { UserVotes, VoteController, VoteOption } from 'ranked-voting';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { holdMethod } from './method-contest.ts';
import { candidates, randomElection } from './random-ballots.ts';

/** The instant runoff beside npm `ranked-voting`, whose votes are made before the clock starts. */
export const runoffContest: HoldContest = (quick) => {
  const size = quick ? 50_000 : 1_000_000;
  const election = randomElection(size, 7);
  const packed = packElection(election);
  const votes = election.ballots.map(({ ranking }) => new UserVotes(ranking.map(String)));
  return holdMethod(
    {
      what: 'instant runoff',
      packed: () => instantRunoff(packed).winners.join(),
      objects: () => instantRunoff(election).winners.join(),
      peer: {
        name: 'ranked-voting',
        answer() {
          const controller = new VoteController(candidates.map((name) => new VoteOption(name)));
          for (const vote of votes) controller.acceptUserVotes(vote);
          return String(controller.getFinalResult().winner);
        },
      },
      times: { packed: 300, objects: 60 },
    },
    size,
    quick,
  );
};
