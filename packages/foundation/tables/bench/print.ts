import { printTable, short } from '../../../tools/testing/bench/report.ts';
import { decideName } from './civigrid.ts';
import type { Compiling } from './compiling.ts';
import type { Contest } from './contest.ts';
import type { ManyCases } from './many-cases.ts';
import type { Replaying } from './replaying.ts';
import { shortMs, speedOf } from './targets.ts';
import type { Found, Verifying } from './verifying.ts';

const figure = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '–' : short(value);

const msFigure = (ms: number | undefined): string =>
  ms === undefined || Number.isNaN(ms) ? '–' : shortMs(ms);

/** The speeds of one contest, each beside Civigrid's `decide`, and whose answers differ. */
export function printContest(title: string, contest: Contest): void {
  const own = contest.speeds.find(({ name }) => name === decideName)?.perSecond ?? Number.NaN;
  printTable(
    `${title} (the first match stands at ${(contest.meanPlace * 100).toFixed(0)} % of the table)`,
    [
      ['', 'cases/s', 'slowest', 'fastest', 'a run', 'decide is … ×', 'other rule than the scan'],
      ...contest.speeds.map(({ name, perSecond, slowest, fastest, count }) => {
        const compared = contest.comparisons.find((one) => one.name === name);
        return [
          name,
          short(perSecond),
          short(slowest),
          short(fastest),
          short(count),
          figure(own / perSecond),
          compared ? `${compared.different} of ${compared.cases}` : '–',
        ];
      }),
    ],
  );
  for (const { name, why } of contest.leftOut) console.log(`  skipped: ${name}: ${why}`);
  for (const { name, examples } of contest.comparisons)
    for (const { case: number, expected, answer } of examples)
      console.log(`  ${name}: case ${number} is rule ${expected} for the scan, but ${answer}`);
}

/** How `decide` grows with the columns of the table. */
export function printColumns(contests: readonly Contest[]): void {
  printTable('How decide grows with columns, 10,000 rules', [
    ['columns', 'decide, ns', 'hand-written scan, ns', 'first match at, %'],
    ...contests.map((contest) => [
      String(contest.columns),
      figure(1e9 / speedOf(contest, decideName)),
      figure(1e9 / speedOf(contest, 'hand-written scan')),
      (contest.meanPlace * 100).toFixed(0),
    ]),
  ]);
}

/** How `decide` grows with the rules, and by how much with each step. */
export function printRules(contests: readonly Contest[]): void {
  printTable('How decide grows with rules', [
    ['rules', 'decide, ns', '×', 'hand-written scan, ns', '×'],
    ...contests.map((contest, i) => {
      const before = contests[i - 1];
      const row = (name: string) => {
        const ns = 1e9 / speedOf(contest, name);
        return [figure(ns), before ? figure((ns * speedOf(before, name)) / 1e9) : ''];
      };
      return [String(contest.rules), ...row(decideName), ...row('hand-written scan')];
    }),
  ]);
}

export function printCompiling(all: readonly Compiling[]): void {
  printTable('Compile', [
    ['rules', 'first, ms', 'median, ms', 'slowest, ms', 'µs a rule', 'bytes a rule'],
    ...all.map(({ rules, firstMs, ms, slowestMs, bytesPerRule }) => [
      String(rules),
      msFigure(firstMs),
      msFigure(ms),
      msFigure(slowestMs),
      figure(((ms ?? firstMs) * 1000) / rules),
      figure(bytesPerRule),
    ]),
  ]);
}

export function printManyCases(all: readonly ManyCases[]): void {
  printTable('How decideMany grows with cases, 10,000 rules', [
    ['cases at once', 'ns a case'],
    ...all.map(({ cases, ns, leftOut }) => [
      String(cases),
      leftOut === undefined ? figure(ns) : `skipped: ${leftOut}`,
    ]),
  ]);
}

const words = ({ complete, gaps, conflicts, unreachable }: Found): string =>
  `${complete ? 'complete' : 'not complete'}, ${gaps} gaps, ${conflicts} conflicts, ${unreachable} unreachable`;

export function printVerifying(all: readonly Verifying[]): void {
  printTable('verifyTable, all leaves of both trees', [
    ['', 'first, ms', 'median, ms', 'one edit, ms', 'slowest edit, ms', 'found'],
    ...all.map(({ rules, catchAll, firstMs, ms, edit, found }) => [
      `${rules} rules, ${catchAll ? 'with' : 'without'} a catch-all`,
      msFigure(firstMs),
      msFigure(ms),
      msFigure(edit.ms),
      msFigure(edit.slowestMs),
      words(found),
    ]),
  ]);
}

export function printReplaying(all: readonly Replaying[]): void {
  printTable('diffTables, replay', [
    ['', 'first, ms', 'median, ms', 'regions', 'changed', 'of a sample, and by the scan'],
    ...all.map(({ rules, cases, firstMs, ms, regions, changed, sample }) => [
      `${rules} rules, ${cases} cases`,
      msFigure(firstMs),
      msFigure(ms),
      String(regions),
      String(changed),
      `${sample.replayed} and ${sample.different} of ${sample.cases}`,
    ]),
  ]);
}
