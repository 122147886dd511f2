import { parseArgs } from 'node:util';
import { printTargets, writeResults } from '../../../tools/testing/bench/report.ts';
import type { HoldContest } from './contest.ts';
import { liveContest } from './live.ts';
import { runoffContest } from './runoff.ts';
import { schulzeContest } from './schulze.ts';
import { tallyContest } from './tally.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});

/** Every contest by its name; `--only` runs one. */
const contests: ReadonlyMap<string, HoldContest> = new Map([
  ['runoff', runoffContest],
  ['schulze', schulzeContest],
  ['tally', tallyContest],
  ['live', liveContest],
]);

const chosen = [...contests].filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) throw new Error(`Nothing is called ${values.only}.`);
const held = chosen.map(([name, hold]) => [name, hold(values.quick)] as const);
printTargets(held.flatMap(([, { targets }]) => targets));
writeResults(Object.fromEntries(held.map(([name, { results }]) => [name, results])), values.out);
