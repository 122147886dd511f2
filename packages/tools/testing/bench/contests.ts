import { parseArgs } from 'node:util';
import { printTargets, type Target, writeResults } from './report.ts';

/** One contest: its figures as JSON, and what was promised of them. */
export interface Contest {
  readonly results: object;
  readonly targets: readonly Target[];
}

/** Holds one contest; a quick one shows that it runs, its figures are no figures. */
export type HoldContest = (quick: boolean) => Contest | Promise<Contest>;

/** Holds contests by their names and tells their targets: `--only NAME` one of them, `--quick`, `--out FILE` for the results. */
export async function holdContests(contests: ReadonlyMap<string, HoldContest>): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      out: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const chosen = [...contests].filter(
    ([name]) => values.only === undefined || values.only === name,
  );
  if (chosen.length === 0) throw new Error(`Nothing is called ${values.only}.`);
  const held: (readonly [string, Contest])[] = [];
  for (const [name, hold] of chosen) held.push([name, await hold(values.quick)]);
  printTargets(held.flatMap(([, { targets }]) => targets));
  writeResults(Object.fromEntries(held.map(([name, { results }]) => [name, results])), values.out);
}
