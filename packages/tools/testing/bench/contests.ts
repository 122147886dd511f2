import { parseArgs } from 'node:util';
import { printTargets, type Target, writeResults } from './report.ts';

/** One contest: its figures as JSON, and what was promised of them. */
export interface Contest {
  readonly results: object;
  readonly targets: readonly Target[];
}

/** Holds one contest; a quick one shows that it runs, its figures are no figures. */
export type HoldContest = (quick: boolean) => Contest;

/** Holds contests by their names and tells their targets: `--only NAME` one of them, `--quick`, `--out FILE` for the results. */
export function holdContests(contests: ReadonlyMap<string, HoldContest>): void {
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
  const held = chosen.map(([name, hold]) => [name, hold(values.quick)] as const);
  printTargets(held.flatMap(([, { targets }]) => targets));
  writeResults(Object.fromEntries(held.map(([name, { results }]) => [name, results])), values.out);
}
