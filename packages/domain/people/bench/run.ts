import { parseArgs } from 'node:util';
import type { GridCode } from '@civigrid/kernel';
import { roster } from '@civigrid/people';
import { alternate, type Contender, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import {
  printTable,
  printTargets,
  short,
  type Target,
  writeResults,
} from '../../../tools/testing/bench/report.ts';
import { plainHolder } from './plain.ts';
import { roles, seeded, street, yearBegins, yearMs } from './street.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    'run-ms': { type: 'string' },
  },
});
const rounds = Number(values.rounds ?? (values.quick ? 3 : 11));
const runMs = Number(values['run-ms'] ?? (values.quick ? 40 : 100));

const grids = 1694;
const town = street(grids);
let built = roster({ posts: [], tenures: [] });
const buildMs = milliseconds(() => {
  built = roster(town.input);
});
const { holderAt, dutyHours, issues } = built;
if (issues.length > 0) throw new Error(`The street's roster has ${issues.length} issues.`);

/** A question: a cell, a role, an instant of the year. */
interface Questions {
  readonly cells: readonly GridCode[];
  readonly roles: readonly string[];
  readonly at: Float64Array;
}

const many = values.quick ? 50_000 : 300_000;
const random = seeded(7);
const pick = <Item>(items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;
const all: Questions = {
  cells: Array.from({ length: many }, () => pick(town.cells)),
  roles: Array.from({ length: many }, () => pick(roles)),
  at: Float64Array.from({ length: many }, () => Math.floor(yearBegins + random() * yearMs)),
};
const persons: string[] = new Array(many).fill('');

type Asker = Contender<Questions, string[]>;
const plain = plainHolder(town);
const askers: readonly Asker[] = [
  {
    name: 'holderAt',
    ask({ cells, roles: asked, at }, answers) {
      for (let i = 0; i < cells.length; i++) {
        const answer = holderAt(cells[i] as GridCode, asked[i] as string, at[i] as number);
        answers[i] = answer.status === 'held' ? answer.person : '';
      }
    },
  },
  {
    name: 'plain reading',
    ask({ cells, roles: asked, at }, answers) {
      for (let i = 0; i < cells.length; i++)
        answers[i] = plain(cells[i] as GridCode, asked[i] as string, at[i] as number);
    },
  },
];

const window = (start: number, count: number) =>
  [
    {
      cells: all.cells.slice(start, start + count),
      roles: all.roles.slice(start, start + count),
      at: all.at.subarray(start, start + count),
    },
    persons,
  ] as const;
const speeds = alternate(askers, window, { questions: many, rounds, runMs });

const compared = Math.min(many, 20_000);
const answers = askers.map(({ ask }) => {
  const found: string[] = [];
  ask(window(0, compared)[0], found);
  return found;
});
const different = answers.map(
  (found) => found.filter((person, i) => person !== answers[0]?.[i]).length,
);
/** What the questions meet: the figure means little if everybody answers at once. */
const met = { first: 0, fellBack: 0, nobody: 0 };
for (let i = 0; i < compared; i++) {
  const answer = holderAt(all.cells[i] as GridCode, all.roles[i] as string, all.at[i] as number);
  if (answer.status !== 'held') met.nobody++;
  else if (answer.fellBack) met.fellBack++;
  else met.first++;
}

const week = 7 * 86_400_000;
const cellsOfWeek = values.quick ? 100 : grids;
const hoursMs = milliseconds(() => {
  for (const cell of town.cells.slice(0, cellsOfWeek))
    for (const role of roles)
      dutyHours(cell, role, yearBegins + (80 * week) / 7, yearBegins + (87 * week) / 7);
});
const weeks = cellsOfWeek * roles.length;

printTable(`holderAt, ${grids} grids × ${roles.length} posts with rosters`, [
  ['', 'a second', 'slowest', 'fastest', 'other answers'],
  ...speeds.map(({ name, perSecond, slowest, fastest }, i) => [
    name,
    short(perSecond),
    short(slowest),
    short(fastest),
    `${different[i]} of ${compared}`,
  ]),
]);
printTable('Besides', [
  [
    'answered in the cell · by an ancestor · by nobody',
    `${met.first} · ${met.fellBack} · ${met.nobody}`,
  ],
  ['building the roster, ms', short(buildMs)],
  ['dutyHours of a week, µs each', short((hoursMs * 1000) / weeks)],
]);
const [ours, theirs] = speeds;
const target: Target = {
  what: 'holderAt',
  wanted: '≥ 2 M/s',
  measured: `${short(ours?.perSecond ?? 0)}/s, ${short((ours?.perSecond ?? 0) / (theirs?.perSecond ?? 1))} × the plain reading`,
  met: (ours?.perSecond ?? 0) >= 2e6,
};
printTargets([target]);
writeResults(
  { speeds, different, met, buildMs, dutyHoursUs: (hoursMs * 1000) / weeks },
  values.out,
);
