import { holdContests } from '../../../tools/testing/bench/contests.ts';
import { liveContest } from './live.ts';
import { runoffContest } from './runoff.ts';
import { schulzeContest } from './schulze.ts';
import { tallyContest } from './tally.ts';

await holdContests(
  new Map([
    ['runoff', runoffContest],
    ['schulze', schulzeContest],
    ['tally', tallyContest],
    ['live', liveContest],
  ]),
);
