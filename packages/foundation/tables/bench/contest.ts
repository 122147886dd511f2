import { compileTable, type Table } from '@civigrid/tables';
import type { Speed } from '../../../tools/testing/bench/alternate.ts';
import type { Asker } from './asker.ts';
import { cityCaseTexts, readCases } from './city-cases.ts';
import { type CityTableOptions, cityTable } from './city-table.ts';
import {
  decideAsker,
  decideManyAsker,
  explainAsker,
  freshAsker,
  nearMissesAsker,
} from './civigrid.ts';
import { type Comparison, compare } from './compare.ts';
import { handAsker } from './hand-scan.ts';
import { takeTurns } from './take-turns.ts';

/** Who takes part: everybody; Civigrid and the hand-written scan; or the same two, and Civigrid explaining. */
export type Field = 'peers' | 'scan' | 'explain';

/** How a contest is held. */
export interface ContestOptions {
  readonly table: CityTableOptions;
  readonly field: Field;
  readonly cases: number;
  /** How many cases are answered once more, to compare the answers. */
  readonly sample: number;
  /** How long one contender may answer the sample. */
  readonly compareMs: number;
  readonly rounds: number;
  readonly runMs: number;
}

/** One contest: the same cases for everybody. */
export interface Contest {
  readonly rules: number;
  readonly columns: number;
  readonly speeds: readonly Speed[];
  readonly leftOut: readonly LeftOut[];
  readonly comparisons: readonly Comparison[];
  /** How far down the table the first match stands, from 0 to 1: the mean over the sample. */
  readonly meanPlace: number;
  /** Of the sample, how many cases no rule takes. */
  readonly unmatched: number;
}

type Inputs = ReturnType<typeof readCases>;

/** Who does not take part, and why. */
interface LeftOut {
  readonly name: string;
  readonly why: string;
}

/** Up to so many rules the peers take part. */
const largestForPeers = 10_000;

interface Peers {
  readonly askers: readonly Asker[];
  readonly leftOut: readonly LeftOut[];
}

/** A peer that cannot be loaded on this machine, as one without its native part, is left out and named. */
async function peers(table: Table, inputs: Inputs): Promise<Peers> {
  const makers: readonly (readonly [string, () => Promise<readonly Asker[]>])[] = [
    ['zen-engine', async () => (await import('./zen.ts')).zenAskers(table, inputs)],
    [
      'json-rules-engine',
      async () => [(await import('./json-rules.ts')).jsonRulesAsker(table, inputs)],
    ],
  ];
  const askers: Asker[] = [];
  const leftOut: LeftOut[] = [];
  for (const [name, make] of makers)
    if (table.rules.length > largestForPeers)
      leftOut.push({
        name,
        why: `it looks at rule after rule, and already takes milliseconds at ${largestForPeers}`,
      });
    else
      await make().then(
        (made) => askers.push(...made),
        (reason: unknown) => leftOut.push({ name, why: String(reason) }),
      );
  return { askers, leftOut };
}

/** Holds one contest. */
export async function hold(options: ContestOptions): Promise<Contest> {
  const table = cityTable(options.table);
  const texts = cityCaseTexts(options.cases);
  const inputs = readCases(texts);
  const compiled = compileTable(table);
  const scan = handAsker(table, inputs);
  const own = [
    decideAsker(compiled, inputs),
    ...(options.field === 'explain'
      ? [explainAsker(compiled, inputs), nearMissesAsker(compiled, inputs)]
      : [freshAsker(compiled, texts), decideManyAsker(compiled, inputs)]),
  ];
  const { askers: others, leftOut } =
    options.field === 'peers' ? await peers(table, inputs) : { askers: [], leftOut: [] };
  const speeds = await takeTurns([...own, scan, ...others], {
    questions: options.cases,
    rounds: options.rounds,
    runMs: options.runMs,
  });

  const expected = new Int32Array(Math.min(options.sample, options.cases));
  scan.ask(0, expected.length, expected);
  const comparisons: Comparison[] = [];
  for (const asker of [...own, ...others])
    comparisons.push(await compare(asker, expected, options.compareMs));
  const found = expected.filter((rule) => rule >= 0);
  return {
    rules: table.rules.length,
    columns: table.inputs.length,
    speeds,
    leftOut,
    comparisons,
    meanPlace: found.reduce((sum, rule) => sum + rule, 0) / found.length / table.rules.length,
    unmatched: expected.length - found.length,
  };
}
