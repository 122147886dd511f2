/** One way of doing the same work: `ask` answers a window of the questions. */
export interface Contender<Question, Answer> {
  readonly name: string;
  ask(questions: Question, answers: Answer): void;
}

/** How fast a contender was. */
export interface Speed {
  readonly name: string;
  /** Questions per run, the same in every round. */
  readonly count: number;
  /** Questions a second: the median of all rounds, the slowest and the fastest. */
  readonly perSecond: number;
  readonly slowest: number;
  readonly fastest: number;
}

/** Cuts the questions from `start` on, `count` of them, and room for as many answers. */
export type Window<Question, Answer> = (
  start: number,
  count: number,
) => readonly [Question, Answer];

/** How the rounds are run. */
export interface Rounds {
  /** How many questions there are. */
  readonly questions: number;
  readonly rounds: number;
  /** About how long one run of one contender may take. */
  readonly runMs: number;
}

/** The middle of numbers; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}

/** How long some work takes, in milliseconds. */
export function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Empties the nursery, so that nobody pays for the garbage of the one before. Needs `--expose-gc`. */
function sweep(): void {
  globalThis.gc?.({ type: 'minor', execution: 'sync' });
}

/**
 * Lets contenders do the same work in turn, round by round, each round beginning with another one and with other
 * questions. First everybody runs until it is warm, and the length of its runs is fixed by what it can do in `runMs`.
 */
export function alternate<Question, Answer>(
  contenders: readonly Contender<Question, Answer>[],
  window: Window<Question, Answer>,
  { questions, rounds, runMs }: Rounds,
): readonly Speed[] {
  const counts = contenders.map((contender) => {
    let count = Math.min(1000, questions);
    for (let spent = 0, runs = 0; spent < 3 * runMs || runs < 5; runs++) {
      const [asked, answers] = window(0, count);
      const took = milliseconds(() => contender.ask(asked, answers));
      spent += took;
      count = Math.ceil(Math.min(questions, (count * runMs) / Math.max(took, runMs / 20)));
    }
    return count;
  });
  const speeds: number[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < contenders.length; turn++) {
      const i = (round + turn) % contenders.length;
      const contender = contenders[i];
      const count = counts[i] as number;
      if (!contender) continue;
      const [asked, answers] = window((round * count) % (questions - count + 1), count);
      sweep();
      const took = milliseconds(() => contender.ask(asked, answers));
      speeds[i]?.push((count * 1000) / took);
    }
  return contenders.map(({ name }, i) => ({
    name,
    count: counts[i] as number,
    perSecond: median(speeds[i] ?? []),
    slowest: Math.min(...(speeds[i] ?? [])),
    fastest: Math.max(...(speeds[i] ?? [])),
  }));
}
