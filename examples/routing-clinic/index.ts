// A clerk's routing table at the clinic: a gap, a contradiction and a dead rule are found, each with a case that shows
// it; the table is mended and proven, compared with the old one, replayed over 10,000 reports, and explained.
import { compileTable } from '@civigrid/tables';
import { diffTables, type TableAnswer } from '@civigrid/tables/diff';
import {
  explanationLines,
  type MessageLanguage,
  type Telling,
  verificationLines,
  whyNotLine,
} from '@civigrid/tables/messages';
import { tableVerifier } from '@civigrid/tables/verifier';
import { clerkTable, corrections, universe } from './clerk-table.ts';
import { reports } from './reports.ts';

const chinese: Readonly<Record<string, string>> = {
  category: '类别',
  severity: '严重程度',
  at: '时间',
};
const telling = (language: MessageLanguage): Telling => ({
  language,
  ...(language === 'zh-CN' && { words: { column: (name) => chinese[name] ?? name } }),
});
const said = (answer: TableAnswer) => {
  if (answer === undefined) return 'nobody';
  return typeof answer === 'string' ? `refused (${answer})` : JSON.stringify(answer);
};

console.log('== What is wrong with the table');
let verifier = tableVerifier(clerkTable, universe);
for (const language of ['en', 'zh-CN'] as const)
  for (const line of verificationLines(verifier.report, clerkTable, telling(language)))
    console.log(line);

console.log('\n== Mended, one rule after the other, each time proven anew');
for (const { why, ...edit } of corrections) {
  verifier = verifier.edit(edit);
  const { gaps, conflicts, unreachable, complete } = verifier.report;
  const left = gaps.length + conflicts.length + unreachable.length;
  console.log(`${why}: ${left} findings left, ${complete ? 'complete' : 'not complete'}.`);
}
const { table: mended } = verifier;

console.log('\n== Which cases change hands');
const cases = reports(10_000);
const { regions, same, replay } = diffTables(clerkTable, mended, cases);
console.log(`The tables answer ${same ? 'alike' : `differently in ${regions.length} regions`}:`);
for (const { from, to, where } of regions)
  console.log(`  ${said(from)} → ${said(to)} where ${JSON.stringify(where)}`);
console.log(`Of ${replay?.total} reports ${replay?.changed} change:`);
for (const { from, to, count } of replay?.changes ?? [])
  console.log(`  ${count} from ${said(from)} to ${said(to)}`);

console.log('\n== Why one of them went where it went');
const routing = compileTable(mended);
const one = { category: 'noise.dogs', severity: 2, at: Date.parse('2026-09-05T06:40+08:00') };
for (const language of ['en', 'zh-CN'] as const) {
  const lines = explanationLines(routing.explain(one), { ...telling(language), nearMisses: 2 });
  for (const line of lines) console.log(line);
  console.log(whyNotLine(routing.whyNot(one, 'waste-small'), mended, telling(language)));
}
