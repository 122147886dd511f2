import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';

/** One way of getting the answer. */
export interface Contender {
  readonly name: string;
  readonly answer: () => string;
}

/** What a contender took, and what it answered. */
export interface Timed {
  readonly name: string;
  /** Median, least and most over the rounds, in milliseconds. */
  readonly ms: number;
  readonly least: number;
  readonly most: number;
  readonly answer: string;
}

/** Whoever answers faster answers once more before the clock starts: caches are cold after garbage was collected. */
const quickMs = 1000;

/** Lets contenders answer in turn, each round beginning with another one. `warm` rounds before are not timed. */
export function inTurn(
  contenders: readonly Contender[],
  rounds: number,
  warm: number,
): readonly Timed[] {
  const took: number[][] = contenders.map(() => []);
  const answers: string[] = contenders.map(() => '');
  const last: number[] = contenders.map(() => 0);
  for (let round = -warm; round < rounds; round++)
    for (let turn = 0; turn < contenders.length; turn++) {
      const i = (round + warm + turn) % contenders.length;
      globalThis.gc?.();
      const answer = (): void => {
        answers[i] = contenders[i]?.answer() ?? '';
      };
      if ((last[i] ?? 0) < quickMs) last[i] = milliseconds(answer);
      const ms = milliseconds(answer);
      last[i] = ms;
      if (round >= 0) took[i]?.push(ms);
    }
  return contenders.map(({ name }, i) => ({
    name,
    ms: median(took[i] ?? []),
    least: Math.min(...(took[i] ?? [])),
    most: Math.max(...(took[i] ?? [])),
    answer: answers[i] ?? '',
  }));
}
