import { parseArgs } from 'node:util';
import { printTargets, type Target, writeResults } from '../../../tools/testing/bench/report.ts';
import { benchDuplicates } from './duplicates.ts';
import { benchHotSpots } from './hot-spots.ts';
import { livesBench } from './lives.ts';
import { matrixBench } from './matrix.ts';
import { statisticsBench } from './statistics.ts';
import { whatIfBench } from './what-if.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const { quick } = values;

/** One contest: its figures as JSON, and what was promised of them. */
interface Contest {
  readonly results: object;
  readonly targets: readonly Target[];
}

function matrix(): Contest {
  const results = matrixBench(quick ? { proofs: 3, changes: 15 } : { proofs: 7, changes: 61 });
  const { proof, afterOneChange, besideBruteForce } = results;
  const same = afterOneChange.every(({ sameAsAnew }) => sameAsAnew);
  const agrees = besideBruteForce.differentCells === 0 && besideBruteForce.sameCounts;
  return {
    results,
    targets: [
      {
        what: 'matrix, full proof',
        wanted: '≤ 2 s',
        measured: `${proof.medianMs} ms`,
        met: proof.medianMs <= 2000,
      },
      ...afterOneChange.map(({ kind, medianMs, medianCpuMs }) => ({
        what: `matrix, ${kind}`,
        wanted: '≤ 20 ms',
        measured: `${medianMs} ms (${medianCpuMs} ms of the processor)`,
        met: medianMs <= 20,
      })),
      {
        what: 'matrix, after all changes as if made anew; a small town as read cell by cell',
        wanted: 'the same',
        measured: `${same && agrees ? 'the same' : 'NOT the same'}`,
        met: same && agrees,
      },
    ],
  };
}

function lives(): Contest {
  const { targets, ...results } = livesBench({ rounds: quick ? 3 : 9, count: 20_000 });
  return { results, targets };
}

const milliseconds = (ms: number) => `${Number(ms.toPrecision(3))} ms`;

/** A promise that holds only where both readings tell the same. */
function kept(what: string, wanted: string, ms: number, most: number, equal: boolean): Target {
  const measured = equal ? milliseconds(ms) : `${milliseconds(ms)}, but NOT the same answers`;
  return { what, wanted, measured, met: equal && ms <= most };
}

function duplicates(): Contest {
  const results = benchDuplicates({ quick });
  const { index, different } = results;
  const what = 'duplicate suggestion among 100,000 open cases, median';
  const equal = different === 0;
  return { results, targets: [kept(what, '≤ 0.2 ms', index.median, 0.2, equal)] };
}

function hotSpots(): Contest {
  return { results: benchHotSpots({ quick }), targets: [] };
}

function statistics(): Contest {
  const results = statisticsBench({ quick });
  const what = "statistics of a street's year (1,000,000 events)";
  return { results, targets: [kept(what, '≤ 2 s', results.ms, 2000, results.equal)] };
}

function whatIf(): Contest {
  const results = whatIfBench({ quick });
  const what = 'what-if replay of 1,000,000 cases';
  return { results, targets: [kept(what, '≤ 5 s', results.ms, 5000, results.equal)] };
}

/** Every contest by its name; `--only` runs one. */
const contests: ReadonlyMap<string, () => Contest> = new Map([
  ['lives', lives],
  ['duplicates', duplicates],
  ['hot-spots', hotSpots],
  ['matrix', matrix],
  ['statistics', statistics],
  ['what-if', whatIf],
]);

const chosen = [...contests].filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) throw new Error(`Nothing is called ${values.only}.`);
const held = chosen.map(([name, contest]) => [name, contest()] as const);
printTargets(held.flatMap(([, { targets }]) => targets));
writeResults(Object.fromEntries(held.map(([name, { results }]) => [name, results])), values.out);
