import type { RankedElection } from '@civigrid/conventions/methods';

/** Numbers in [0, 1) from a seed (mulberry32): the same on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const candidates: readonly string[] = Array.from(
  { length: 8 },
  (_, i) => `Candidate ${i + 1}`,
);

/** Ballots one by one, each its own object: half rank all eight, the others from one to seven; the first are somewhat dearer to all. */
export function randomElection(size: number, seed: number): RankedElection {
  const random = randomNumbers(seed);
  const ballots = Array.from({ length: size }, () => {
    const left = [...candidates];
    const length = random() < 0.5 ? 8 : 1 + Math.floor(7 * random());
    const ranking = Array.from({ length }, () => {
      const at = Math.floor(left.length * random() ** 1.1);
      return left.splice(at, 1)[0] ?? '';
    });
    return { count: 1, ranking };
  });
  return { candidates, ballots };
}
