import type { RankedBallot, RankedElection } from '@civigrid/conventions/methods';
import fc from 'fast-check';

/** Any text is a candidate: also what plain objects have of themselves. */
const names = ['__proto__', 'constructor', '甲', 'toString', '乙', 'E'];

/** Rankings without shared or empty ranks, whole or broken off. */
const plainRanking = (candidates: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.shuffledSubarray([...candidates]);

/** Rankings with everything that a voter may do: shared, empty and repeated ranks. */
const freeRanking = (
  candidates: readonly string[],
): fc.Arbitrary<readonly (string | readonly string[])[]> =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...candidates) },
      fc.subarray([...candidates], { maxLength: Math.min(3, candidates.length) }),
    ),
    { maxLength: candidates.length + 1 },
  );

/** Small elections, where ties are common. */
export function smallElection(
  options: { readonly most?: number; readonly free?: boolean; readonly papers?: number } = {},
): fc.Arbitrary<RankedElection> {
  const { most = 5, free = false, papers = 7 } = options;
  return fc.integer({ min: 1, max: most }).chain((size) => {
    const candidates = names.slice(0, size);
    const ranking = free ? freeRanking(candidates) : plainRanking(candidates);
    const ballot: fc.Arbitrary<RankedBallot> = fc.record({
      count: fc.integer({ min: 0, max: 3 }),
      ranking,
    });
    return fc.record({
      candidates: fc.constant(candidates),
      ballots: fc.array(ballot, { maxLength: papers }),
    });
  });
}
