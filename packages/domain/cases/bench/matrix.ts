import {
  type MatrixChange,
  type MatrixGrid,
  type MatrixInput,
  type MatrixResult,
  type ResponsibilityMatrix,
  responsibilityMatrix,
} from '@civigrid/cases/responsibility';
import { median } from '../../../tools/testing/bench/alternate.ts';
import { bruteForce, listed } from '../tests/matrix-oracle.ts';
import { hamlet, postsOf, street, town } from './matrix-town.ts';
import { randomFrom } from './random.ts';

/** How often each figure is taken. */
export interface MatrixRounds {
  readonly proofs: number;
  readonly changes: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Time by the clock and time of the processor, which others on a busy machine disturb less. */
interface Taken {
  readonly wallMs: number;
  readonly cpuMs: number;
}

function timed<Result>(work: () => Result): readonly [Result, Taken] {
  const [clock, spent] = [performance.now(), cpuMs()];
  const result = work();
  return [result, { wallMs: performance.now() - clock, cpuMs: cpuMs() - spent }];
}

const round = (n: number): number => Math.round(n * 100) / 100;

function summary(all: readonly Taken[]) {
  const walls = all.map(({ wallMs }) => wallMs);
  return {
    medianMs: round(median(walls)),
    fastestMs: round(Math.min(...walls)),
    slowestMs: round(Math.max(...walls)),
    medianCpuMs: round(median(all.map((taken) => taken.cpuMs))),
  };
}

function made(result: MatrixResult): ResponsibilityMatrix {
  if (!result.ok) throw new Error(JSON.stringify(result.issues.slice(0, 5)));
  return result;
}

/** Changes by kind, a new one every time. */
function changesOf(
  input: MatrixInput,
): ReadonlyMap<string, (i: number) => readonly MatrixChange[]> {
  const at = (level: string) => input.grids.filter((grid) => grid.level === level);
  const [micro, middle, communities] = [at('microGrid'), at('grid'), at('community')];
  const pick = <Thing>(things: readonly Thing[], i: number): Thing =>
    things[i % things.length] as Thing;
  const rules = (local: boolean) =>
    input.duties.filter(({ grids }) => (grids !== undefined) === local);
  const random = randomFrom(7);
  const atTop = input.posts.filter(({ grid }) => grid === 'S');
  const split = (cell: MatrixGrid, i: number): readonly MatrixChange[] => {
    const halves = ['a', 'b'].map((half) => ({ ...cell, code: `${cell.code}${half}${i}` }));
    return [
      { type: 'redivide', put: halves, remove: [cell.code] },
      ...postsOf(cell, random).map(({ id }): MatrixChange => ({ type: 'removePost', post: id })),
      ...halves
        .flatMap((half) => postsOf(half, random))
        .map((post): MatrixChange => ({ type: 'putPost', post })),
    ];
  };
  const merge = (cell: MatrixGrid): readonly MatrixChange[] => [
    { type: 'redivide', remove: [cell.code] },
    ...postsOf(cell, random).map(({ id }): MatrixChange => ({ type: 'removePost', post: id })),
  ];
  return new Map<string, (i: number) => readonly MatrixChange[]>([
    [
      'a post of a micro-grid falls vacant',
      (i) => [{ type: 'vacate', post: `${pick(micro, i * 7).code}/leader` }],
    ],
    [
      'a holder of a community goes on leave',
      (i) => [
        {
          type: 'leave',
          post: `${pick(communities, i).code}/police`,
          hours: [[i % 140, (i % 140) + 20]],
        },
      ],
    ],
    [
      'a post of the street falls vacant, or is held again',
      (i) => {
        const post = pick(atTop, i >> 1);
        return [i % 2 === 0 ? { type: 'vacate', post: post.id } : { type: 'putPost', post }];
      },
    ],
    [
      'a rule of a community or grid is edited',
      (i) => [{ type: 'putDuty', duty: { ...pick(rules(true), i), lead: 'mediator' } }],
    ],
    [
      'a rule of the whole street is edited',
      (i) => [{ type: 'putDuty', duty: { ...pick(rules(false), i), lead: 'mediator' } }],
    ],
    [
      'a micro-grid moves',
      (i) => [
        { type: 'redivide', put: [{ ...pick(micro, i * 11), parent: pick(middle, i * 3).code }] },
      ],
    ],
    [
      'a grid moves',
      (i) => [
        { type: 'redivide', put: [{ ...pick(middle, i), parent: pick(communities, i * 7).code }] },
      ],
    ],
    ['a micro-grid is split', (i) => split(pick(micro, i * 13), i)],
    ['a micro-grid is merged away', (i) => merge(pick(micro, i * 17))],
    [
      'a new rule over all categories, grids and levels outranks all (worst case)',
      (i) => [
        {
          type: 'putDuty',
          duty: { id: 'over all', lead: 'police', rank: -9, hours: [[i % 160, (i % 160) + 8]] },
        },
      ],
    ],
  ]);
}

/** The small town cell by cell, and the same by the engine; the answers must be the same. */
function besideBruteForce() {
  const input = { ...town(hamlet), limits: { findings: 1_000_000 } };
  const [plain, slow] = timed(() => bruteForce(input));
  const [{ proof }, fast] = timed(() => made(responsibilityMatrix(input)));
  const found = listed(input, proof);
  const different =
    [...plain.uncovered].filter(([cell, cause]) => found.get(cell) !== cause).length +
    [...found.keys()].filter((cell) => !plain.uncovered.has(cell)).length;
  return {
    cells: plain.counts.cells,
    uncovered: plain.uncovered.size,
    differentCells: different,
    sameCounts: JSON.stringify(plain.counts) === JSON.stringify(proof.counts),
    bruteForceMs: round(slow.wallMs),
    bruteForceCellsPerSecond: Math.round((plain.counts.cells * 1000) / slow.wallMs),
    engineMs: round(fast.wallMs),
  };
}

/** Times the proof of a whole street and its revision after changes of many kinds, each beside a proof made anew. */
export function matrixBench({ proofs, changes }: MatrixRounds) {
  const input = town(street);
  const runs = Array.from({ length: proofs }, () => timed(() => made(responsibilityMatrix(input))));
  const { proof } = made(responsibilityMatrix(input));
  const after = Array.from(changesOf(input), ([kind, change]) => {
    let now = made(responsibilityMatrix(input));
    const taken = Array.from({ length: changes }, (_, i) => {
      const [next, spent] = timed(() => made(now.change(change(i))));
      now = next;
      return spent;
    });
    const anew = made(responsibilityMatrix(now.input()));
    const sameAsAnew = JSON.stringify(now.proof) === JSON.stringify(anew.proof);
    return { kind, ...summary(taken), sameAsAnew };
  });
  return {
    size: {
      categories: input.categories.length,
      grids: input.grids.length,
      levels: input.levels.length,
      hours: 168,
      duties: input.duties.length,
      posts: input.posts.length,
    },
    proof: {
      ...summary(runs.map(([, taken]) => taken)),
      counts: proof.counts,
      regions: proof.findings.length + proof.more,
    },
    afterOneChange: after,
    besideBruteForce: besideBruteForce(),
  };
}
