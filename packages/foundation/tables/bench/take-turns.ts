import { median, type Rounds, type Speed } from '../../../tools/testing/bench/alternate.ts';
import type { Asker } from './asker.ts';

/** How long one run takes; who answers at once is not made to wait for a promise. */
async function timed(asker: Asker, start: number, count: number): Promise<number> {
  const answers = new Int32Array(count);
  asker.prepare?.(start, count);
  globalThis.gc?.({ type: 'minor', execution: 'sync' });
  const from = performance.now();
  const pending = asker.ask(start, count, answers);
  if (!pending) return performance.now() - from;
  await pending;
  const took = performance.now() - from;
  // promises leave much behind: cleared away at once, or the next contenders would pay for it
  globalThis.gc?.();
  return took;
}

/** Runs until it is warm; gives how many questions it answers in a run. Begins with one: some take long for it. */
async function runLength(asker: Asker, { questions, runMs }: Rounds): Promise<number> {
  const { least = 1 } = asker;
  let count = Math.min(least, questions);
  for (let spent = 0, runs = 0; spent < 3 * runMs || runs < 5; runs++) {
    const took = await timed(asker, 0, count);
    spent += took;
    const fitting = Math.max(least, (count * runMs) / Math.max(took, runMs / 20));
    count = Math.ceil(Math.min(questions, fitting));
  }
  return count;
}

/** As `alternate` of the testing tools, and for those too who answer by a promise. */
export async function takeTurns(
  askers: readonly Asker[],
  rounds: Rounds,
): Promise<readonly Speed[]> {
  const counts: number[] = [];
  for (const asker of askers) counts.push(await runLength(asker, rounds));
  const speeds: number[][] = askers.map(() => []);
  for (let round = 0; round < rounds.rounds; round++)
    for (let turn = 0; turn < askers.length; turn++) {
      const i = (round + turn) % askers.length;
      const [asker, count] = [askers[i], counts[i] as number];
      if (!asker) continue;
      const start = (round * count) % (rounds.questions - count + 1);
      speeds[i]?.push((count * 1000) / (await timed(asker, start, count)));
    }
  return askers.map(({ name }, i) => ({
    name,
    count: counts[i] as number,
    perSecond: median(speeds[i] ?? []),
    slowest: Math.min(...(speeds[i] ?? [])),
    fastest: Math.max(...(speeds[i] ?? [])),
  }));
}
