import { holdContests } from '../../../tools/testing/bench/contests.ts';
import { appendContest } from './appends.ts';
import { deadlineContest } from './deadlines.ts';
import { openingContest } from './opening.ts';

await holdContests(
  new Map([
    ['appends', appendContest],
    ['opening', openingContest],
    ['deadlines', deadlineContest],
  ]),
);
