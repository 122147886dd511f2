import { parseArgs } from 'node:util';
import { printTargets, type Target, writeResults } from '../../../tools/testing/bench/report.ts';
import { livesBench } from './lives.ts';
import { matrixBench } from './matrix.ts';

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

/** Every contest by its name; `--only` runs one. */
const contests: ReadonlyMap<string, () => Contest> = new Map([
  ['lives', lives],
  ['matrix', matrix],
]);

const chosen = [...contests].filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) throw new Error(`Nothing is called ${values.only}.`);
const held = chosen.map(([name, contest]) => [name, contest()] as const);
printTargets(held.flatMap(([, { targets }]) => targets));
writeResults(Object.fromEntries(held.map(([name, { results }]) => [name, results])), values.out);
