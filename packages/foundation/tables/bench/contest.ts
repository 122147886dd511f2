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
  readonly comparisons: readonly Comparison[];
  /** How far down the table the first match stands, from 0 to 1: the mean over the sample. */
  readonly meanPlace: number;
  /** Of the sample, how many cases no rule takes. */
  readonly unmatched: number;
}

type Inputs = ReturnType<typeof readCases>;

async function peers(table: Table, inputs: Inputs): Promise<readonly Asker[]> {
  const { zenAskers } = await import('./zen.ts');
  const { jsonRulesAsker } = await import('./json-rules.ts');
  return [...zenAskers(table, inputs), jsonRulesAsker(table, inputs)];
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
  const others = options.field === 'peers' ? await peers(table, inputs) : [];
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
    comparisons,
    meanPlace: found.reduce((sum, rule) => sum + rule, 0) / found.length / table.rules.length,
    unmatched: expected.length - found.length,
  };
}
