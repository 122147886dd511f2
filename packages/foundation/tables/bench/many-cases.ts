import { compileTable } from '@civigrid/tables';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import { cityCaseTexts, readCases } from './city-cases.ts';
import { cityTable } from './city-table.ts';

/** How many cases are decided at once. */
export interface ManyCasesOptions {
  readonly rules: number;
  readonly counts: readonly number[];
  readonly times: number;
  /** What would take longer than this is left out. */
  readonly budgetMs: number;
}

/** What one more case costs among so many. */
export interface ManyCases {
  readonly cases: number;
  /** Nanoseconds a case, the median; undefined where it was left out. */
  readonly ns?: number;
  readonly leftOut?: string;
}

/** `decideMany` over more and more cases: the whole of them at once. */
export function manyCases(options: ManyCasesOptions): readonly ManyCases[] {
  const table = compileTable(cityTable({ rules: options.rules }));
  const warm = readCases(cityCaseTexts(1000, 3));
  const [, second] = [0, 1].map(() => milliseconds(() => table.decideMany(warm)));
  let msPerCase = (second ?? Number.NaN) / warm.length;
  return options.counts.map((cases): ManyCases => {
    const expected = msPerCase * cases * options.times;
    if (expected > options.budgetMs)
      return { cases, leftOut: `it would take about ${Math.round(expected / 1000)} s` };
    const inputs = readCases(cityCaseTexts(cases));
    const took = Array.from({ length: options.times }, () => {
      globalThis.gc?.({ type: 'minor', execution: 'sync' });
      return milliseconds(() => table.decideMany(inputs));
    });
    msPerCase = median(took) / cases;
    return { cases, ns: msPerCase * 1e6 };
  });
}
