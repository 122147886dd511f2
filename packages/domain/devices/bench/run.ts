import { holdContests } from '../../../tools/testing/bench/contests.ts';
import { deduplicate } from './deduplicate.ts';
import { gb26875Contest } from './gb26875.ts';
import { isapiContest } from './isapi.ts';
import { pipelineContest } from './pipeline.ts';
import { snapshot } from './snapshot.ts';

await holdContests(
  new Map([
    ['deduplicate', deduplicate],
    ['snapshot', snapshot],
    ['gb26875', gb26875Contest],
    ['isapi', isapiContest],
    ['pipeline', pipelineContest],
  ]),
);
