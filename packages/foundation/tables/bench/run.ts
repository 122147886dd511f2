import { parseArgs } from 'node:util';
import { printTargets, writeResults } from '../../../tools/testing/bench/report.ts';
import manifest from '../package.json' with { type: 'json' };
import type { Job } from './child.ts';
import type { Compiling } from './compiling.ts';
import type { Contest, ContestOptions, Field } from './contest.ts';
import { inChild } from './in-child.ts';
import type { ManyCases } from './many-cases.ts';
import {
  printColumns,
  printCompiling,
  printContest,
  printManyCases,
  printReplaying,
  printRules,
  printVerifying,
} from './print.ts';
import type { Replaying } from './replaying.ts';
import { targetsOf } from './targets.ts';
import type { Verifying } from './verifying.ts';
import { wrongContest, wrongProof } from './wrong.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    rounds: { type: 'string' },
    'run-ms': { type: 'string' },
    /** Few rounds, short runs, at most 10,000 rules: shows that everything works, not how fast it is. */
    quick: { type: 'boolean', default: false },
    /** Only this part: decide, explain, compile, columns, cases, verify, replay; or one size, as decide-10000. */
    only: { type: 'string' },
  },
});
const { quick } = values;
const rounds = Number(values.rounds ?? (quick ? 3 : 11));
const runMs = Number(values['run-ms'] ?? (quick ? 20 : 100));

const parts = ['decide', 'explain', 'compile', 'columns', 'cases', 'verify', 'replay'];
if (values.only !== undefined && !parts.includes(values.only.split('-')[0] ?? ''))
  throw new Error(`There is no part ${values.only}; there are ${parts.join(', ')}.`);

const wants = (part: string): boolean =>
  values.only === undefined || part === values.only || part.startsWith(`${values.only}-`);

/** Does a part if it is wanted; what gives nothing is told, and the bench fails. */
async function part<Result>(name: string, job: Job): Promise<Result | undefined> {
  if (!wants(name)) return undefined;
  const done = await inChild<Result>(job);
  if (done.ok) return done.result;
  wrong(name, [done.why]);
  return undefined;
}

/** Answers that are wrong make every figure worthless: they are told, and the bench fails. */
function wrong(name: string, words: readonly string[]): void {
  for (const word of words) {
    console.log(`  WRONG in ${name}: ${word}`);
    process.exitCode = 1;
  }
}

const sizes = [50, 1000, 10_000, 100_000, 1_000_000];
const usual = 10_000;
/** Quick runs stop here. */
const largestQuick = 10_000;

function tooLarge(name: string, rules: number): boolean {
  if (!quick || rules <= largestQuick || values.only === name) return false;
  if (wants(name)) console.log(`\n  skipped: ${name} in a quick run; --only ${name} holds it`);
  return true;
}

function contestOptions(rules: number, field: Field, columns = 7): ContestOptions {
  return {
    table: { rules, columns },
    field,
    cases: quick ? 5000 : 50_000,
    sample: quick ? 500 : 2000,
    compareMs: quick ? 1000 : 20_000,
    rounds,
    runMs,
  };
}

const contests: Contest[] = [];
for (const rules of sizes) {
  const name = `decide-${rules}`;
  if (tooLarge(name, rules)) continue;
  const contest = await part<Contest>(name, {
    kind: 'contest',
    options: contestOptions(rules, 'peers'),
  });
  if (!contest) continue;
  contests.push(contest);
  printContest(`decide, ${rules} rules of 7 columns`, contest);
  wrong(name, wrongContest(contest));
}
if (contests.length > 1) printRules(contests);

const explained: Contest[] = [];
for (const rules of sizes.filter((size) => size <= usual)) {
  const name = `explain-${rules}`;
  const contest = await part<Contest>(name, {
    kind: 'contest',
    options: contestOptions(rules, 'explain'),
  });
  if (!contest) continue;
  explained.push(contest);
  printContest(`explain beside decide, ${rules} rules of 7 columns`, contest);
  wrong(name, wrongContest(contest));
}

const compiled: Compiling[] = [];
for (const rules of sizes) {
  const name = `compile-${rules}`;
  if (tooLarge(name, rules)) continue;
  const times = rules > usual ? 0 : quick ? 3 : 11;
  const one = await part<Compiling>(name, { kind: 'compiling', options: { rules, times } });
  if (one) compiled.push(one);
}
if (compiled.length > 0) printCompiling(compiled);

const byColumns: Contest[] = [];
for (const columns of [1, 2, 3, 4, 5, 6, 7]) {
  const name = `columns-${columns}`;
  const contest = await part<Contest>(name, {
    kind: 'contest',
    options: contestOptions(usual, 'scan', columns),
  });
  if (!contest) continue;
  byColumns.push(contest);
  wrong(name, wrongContest(contest));
}
if (byColumns.length > 0) printColumns(byColumns);

const byCases = await part<readonly ManyCases[]>('cases', {
  kind: 'manyCases',
  options: {
    rules: usual,
    counts: [1000, 10_000, 100_000, 1_000_000],
    times: 3,
    budgetMs: quick ? 2000 : 30_000,
  },
});
if (byCases) printManyCases(byCases);

const verified: Verifying[] = [];
for (const catchAll of [true, false]) {
  const name = `verify-${catchAll ? 'complete' : 'gaps'}`;
  const options = {
    table: { rules: usual, catchAll },
    times: quick ? 1 : 5,
    edits: quick ? 6 : 60,
  };
  const one = await part<Verifying>(name, { kind: 'verifying', options });
  if (!one) continue;
  verified.push(one);
  wrong(name, wrongProof(one));
}
if (verified.length > 0) printVerifying(verified);

const replay = await part<Replaying>('replay', {
  kind: 'replaying',
  options: { rules: usual, cases: 1_000_000, times: quick ? 1 : 3 },
});
const replayed = replay ? [replay] : [];
if (replay) printReplaying(replayed);

const targets = targetsOf({ contests, explained, compiled, verified, replayed });
printTargets(targets);
writeResults(
  {
    peers: manifest.devDependencies,
    options: { quick, rounds, runMs, only: values.only },
    contests,
    explained,
    compiled,
    byColumns,
    byCases,
    verified,
    replayed,
    targets,
  },
  values.out,
);
