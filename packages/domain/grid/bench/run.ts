import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  printTable,
  printTargets,
  short,
  skipped,
  type Target,
  writeResults,
} from '../../../tools/testing/bench/report.ts';
import manifest from '../package.json' with { type: 'json' };
import type { Job } from './child.ts';
import type { Contest } from './contest.ts';
import type { Costs } from './costs.ts';

const { values } = parseArgs({
  options: {
    /** The file for the results as JSON; standard output if left out. */
    out: { type: 'string' },
    /** Few rounds and short runs: shows that everything works, not how fast it is. */
    quick: { type: 'boolean', default: false },
    /** Lets the growth go on to a million leaves. */
    million: { type: 'boolean', default: false },
    /** Lets h3-js take part in the city too. */
    h3: { type: 'boolean', default: false },
    /** Only this part: street, city or growth. */
    only: { type: 'string' },
  },
});

const street = 1623;
const city = 100_000;
const million = 1_000_000;
const wants = (part: string): boolean => values.only === undefined || values.only === part;

/** Does a job in a process of its own, one after the other: nothing else runs meanwhile. */
function inChild<Result>(job: Job): Promise<Result> {
  const megabytes = 20_000;
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: ['--conditions=civigrid-source', '--expose-gc', `--max-old-space-size=${megabytes}`],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve, reject) => {
    let result: Result | undefined;
    child.once('message', (message) => {
      result = message as Result;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (result === undefined) reject(new Error(`The child ended with ${code} and no result.`));
      else resolve(result);
    });
    child.send(job);
  });
}

const hold = (leaves: number): Promise<Contest> =>
  inChild({
    kind: 'contest',
    options: {
      leaves,
      rounds: values.quick ? 3 : 11,
      runMs: values.quick ? 20 : 150,
      places: values.quick ? 100_000 : 1_000_000,
      h3: leaves < city || values.h3,
      borderPlaces: values.quick ? 6000 : 60_000,
    },
  });

const reckon = (leaves: number): Promise<Costs> =>
  inChild({
    kind: 'costs',
    options: {
      leaves,
      rounds: values.quick ? 2 : 15,
      budgetMs: values.quick ? 200 : 6000,
      places: values.quick ? 100_000 : 1_000_000,
      edits: values.quick ? 10 : 200,
    },
  });

function printContest({ leaves, speeds, buildMs, disagreements, claims }: Contest): void {
  const base = speeds.find(({ name }) => name === 'which-polygon')?.perSecond ?? Number.NaN;
  printTable(`${leaves} leaves, random places`, [
    [
      '',
      'places/s',
      'slowest',
      'fastest',
      'a run',
      '× which-polygon',
      'not as the oracle',
      'of those beside a border',
    ],
    ...speeds.map(({ name, perSecond, slowest, fastest, count }, i) => [
      name,
      short(perSecond),
      short(slowest),
      short(fastest),
      short(count),
      (perSecond / base).toFixed(2),
      `${disagreements[i]?.different} of ${disagreements[i]?.places}`,
      String(disagreements[i]?.besideBorder),
    ]),
  ]);
  printTable(
    'Built once by the peers',
    Object.entries(buildMs).map(([name, ms]) => [name, `${short(ms)} ms`]),
  );
  printTable(`${leaves} leaves, places on borders between leaves`, [
    ['', 'places', 'no owner', 'one', 'two or more'],
    ...claims.map(({ name, places, nobody, one, several }) =>
      [name, places, nobody, one, several].map(String),
    ),
  ]);
}

const measures: readonly (readonly [what: string, of: (costs: Costs) => number | undefined])[] = [
  ['build, ms', ({ buildMs }) => buildMs],
  ['first build of a process, ms', ({ firstBuildMs }) => firstBuildMs],
  ['build, ns a position', ({ buildMs, positions }) => (buildMs * 1e6) / positions],
  ['validate, ms', ({ validateMs }) => validateMs],
  ['validate, ns a position', ({ validateMs, positions }) => (validateMs * 1e6) / positions],
  ['held, bytes a leaf', ({ bytesPerLeaf }) => bytesPerLeaf],
  ['held when proved, bytes a leaf', ({ provenBytesPerLeaf }) => provenBytesPerLeaf],
  ['locateIndex, ns', ({ locateIndexNs }) => locateIndexNs],
  ['locateMany, ns a place', ({ locateManyNs }) => locateManyNs],
  ['a level of ancestors, ns', ({ ancestorNs }) => ancestorNs],
  ['buffer, bytes a leaf', ({ bufferBytesPerLeaf }) => bufferBytesPerLeaf],
  ['load from buffer, ms', ({ loadMs }) => loadMs],
  ['edit, ms', ({ edit }) => edit?.ms],
  ['first edit, ms', ({ edit }) => edit?.firstMs],
];

function printGrowth(all: readonly Costs[]): void {
  const figure = (value: number | undefined) => (value === undefined ? '–' : short(value));
  printTable('How each cost grows, and how many times it grows with each step', [
    [
      'leaves',
      ...all.flatMap(({ leaves }, i) => (i === 0 ? [String(leaves)] : [String(leaves), '×'])),
    ],
    ...measures.map(([what, of]) => [
      what,
      ...all.flatMap((costs, i) => {
        const [before, now] = [i > 0 ? of(all[i - 1] as Costs) : undefined, of(costs)];
        const times = before === undefined || now === undefined ? '–' : short(now / before);
        return i === 0 ? [figure(now)] : [figure(now), times];
      }),
    ]),
  ]);
}

/** Answers that are wrong make every figure worthless: they are told, and the bench fails. */
function tellWrong(leaves: number, words: readonly string[]): void {
  for (const word of words) {
    console.log(`  WRONG at ${leaves} leaves: ${word}`);
    process.exitCode = 1;
  }
}

/** The peers may err about borders; Civigrid may not. */
function wrongsIn({ disagreements, claims }: Contest): readonly string[] {
  return [
    ...disagreements.flatMap(({ name, different }) =>
      name.startsWith('locate') && different > 0
        ? [`${name} answers ${different} places otherwise than the oracle`]
        : [],
    ),
    ...claims.flatMap(({ name, nobody, several }) =>
      name === 'civigrid' && nobody + several > 0
        ? [`${nobody} places on borders without an owner, ${several} with two`]
        : [],
    ),
  ];
}

function wrongs({ seamless, differentFromBuffer = 0, edit }: Costs): readonly string[] {
  const { notSeamless = 0, differentFromRebuilt = 0 } = edit ?? {};
  return [
    ...(seamless ? [] : ['not proved seamless']),
    ...(differentFromBuffer > 0 ? [`${differentFromBuffer} answers change with the buffer`] : []),
    ...(notSeamless > 0 ? [`${notSeamless} edits not proved seamless`] : []),
    ...(differentFromRebuilt > 0
      ? [`${differentFromRebuilt} answers change when it is built anew`]
      : []),
  ];
}

/** A figure that has to be at least or at most so much. */
function target(
  what: string,
  sign: '≥' | '≤',
  limit: number,
  unit: string,
  value: number | undefined,
  why = 'not measured in this run',
): Target {
  const wanted = `${sign} ${limit} ${unit}`;
  if (value === undefined || Number.isNaN(value)) return skipped(what, wanted, why);
  const met = sign === '≥' ? value >= limit : value <= limit;
  return { what, wanted, measured: `${short(value)} ${unit}`, met };
}

function targetsOf(contests: readonly Contest[], growth: readonly Costs[]): readonly Target[] {
  const speed = (leaves: number, name: string) =>
    contests.find((one) => one.leaves === leaves)?.speeds.find((one) => one.name === name)
      ?.perSecond ?? Number.NaN;
  const times = (leaves: number, ours: string, theirs: string) =>
    speed(leaves, ours) / speed(leaves, theirs);
  const at = (leaves: number) => growth.find((one) => one.leaves === leaves);
  const big = at(city);
  return [
    target(
      'locateIndex, street',
      '≥',
      25,
      '× which-polygon',
      times(street, 'locateIndex', 'which-polygon'),
    ),
    target(
      'locateMany, street',
      '≥',
      40,
      '× which-polygon',
      times(street, 'locateMany', 'which-polygon'),
    ),
    target(
      'locateMany, street, quiet core',
      '≥',
      60,
      'M places/s',
      speed(street, 'locateMany') / 1e6,
    ),
    target(
      'locateMany, city',
      '≥',
      50,
      '× flatbush + hao',
      times(city, 'locateMany', 'flatbush + hao'),
    ),
    target(
      'locateMany, city (goal)',
      '≥',
      70,
      '× flatbush + hao',
      times(city, 'locateMany', 'flatbush + hao'),
    ),
    target('a further level of ancestors', '≤', 5, 'ns', big?.ancestorNs),
    target('index with geometry, city', '≤', 600, 'B a leaf', big?.bytesPerLeaf),
    target('build, street', '≤', 25, 'ms', at(street)?.buildMs),
    target('build, city', '≤', 1500, 'ms', big?.buildMs),
    target('load from buffer, city', '≤', 5, 'ms', big?.loadMs),
    target('validate, city', '≤', 0.333, 'of building', big && big.validateMs / big.buildMs),
    target(
      'validate, 10,000 to 100,000 leaves',
      '≤',
      15,
      '× (10 × the leaves)',
      big && big.validateMs / (at(10_000)?.validateMs ?? Number.NaN),
    ),
    target('one edit, city', '≤', 2, 'ms', big?.edit?.ms),
  ];
}

const contests: Contest[] = [];
for (const [part, leaves] of [
  ['street', street],
  ['city', city],
] as const)
  if (wants(part)) {
    const contest = await hold(leaves);
    contests.push(contest);
    printContest(contest);
    tellWrong(leaves, wrongsIn(contest));
  }
const growth: Costs[] = [];
if (wants('growth')) {
  for (const leaves of [1000, street, 10_000, city, ...(values.million ? [million] : [])])
    growth.push(await reckon(leaves));
  printGrowth(growth);
  for (const costs of growth) tellWrong(costs.leaves, wrongs(costs));
  if (!values.million) console.log('  skipped: 1,000,000 leaves; --million builds them');
}
const targets = targetsOf(contests, growth);
printTargets(targets);
writeResults({ peers: manifest.devDependencies, contests, growth, targets }, values.out);
