import { holdContests } from '../../../tools/testing/bench/contests.ts';
import { appendContest } from './appends.ts';
import { bytesContest } from './bytes.ts';
import { deadlineContest } from './deadlines.ts';

await holdContests(
  new Map([
    ['appends', appendContest],
    ['bytes', bytesContest],
    ['deadlines', deadlineContest],
  ]),
);
