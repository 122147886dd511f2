import { parseArgs } from 'node:util';
import { printTargets, writeResults } from '../../../tools/testing/bench/report.ts';
import type { HoldContest } from './contest.ts';
import { deduplicate } from './deduplicate.ts';
import { gb26875Contest } from './gb26875.ts';
import { isapiContest } from './isapi.ts';
import { pipelineContest } from './pipeline.ts';
import { snapshot } from './snapshot.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});

/** Every contest by its name; `--only` runs one. */
const contests: ReadonlyMap<string, HoldContest> = new Map([
  ['deduplicate', deduplicate],
  ['snapshot', snapshot],
  ['gb26875', gb26875Contest],
  ['isapi', isapiContest],
  ['pipeline', pipelineContest],
]);

const chosen = [...contests].filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) throw new Error(`Nothing is called ${values.only}.`);
const held = chosen.map(([name, hold]) => [name, hold(values.quick)] as const);
printTargets(held.flatMap(([, { targets }]) => targets));
writeResults(Object.fromEntries(held.map(([name, { results }]) => [name, results])), values.out);
