import type { Asker } from './asker.ts';

/** How often somebody gives another rule than the hand-written scan. */
export interface Comparison {
  readonly name: string;
  /** How many cases were compared: all of the sample, or what it could answer in its time. */
  readonly cases: number;
  readonly different: number;
  /** The first of them. */
  readonly examples: readonly Disagreement[];
}

/** One case that is decided in two ways; -1 is no rule. */
interface Disagreement {
  readonly case: number;
  readonly expected: number;
  readonly answer: number;
}

const chunk = 20;

/** Asks for the sample bit by bit, until it is through or its time is. */
export async function compare(
  asker: Asker,
  expected: Int32Array,
  budgetMs: number,
): Promise<Comparison> {
  const examples: Disagreement[] = [];
  let [cases, different] = [0, 0];
  const from = performance.now();
  while (cases < expected.length && (cases === 0 || performance.now() - from < budgetMs)) {
    const count = Math.min(chunk, expected.length - cases);
    const answers = new Int32Array(count).fill(-3);
    asker.prepare?.(cases, count);
    await asker.ask(cases, count, answers);
    answers.forEach((answer, i) => {
      const right = expected[cases + i] as number;
      if (answer === right) return;
      different++;
      if (examples.length < 3) examples.push({ case: cases + i, expected: right, answer });
    });
    cases += count;
  }
  return { name: asker.name, cases, different, examples };
}
