import { byName } from './candidates.ts';
import type { PackedElection } from './packed-election.ts';
import { checkOption } from './reading.ts';
import { emptyRank, sharesRank } from './row-writer.ts';

/** How ranked ballots are compared pair by pair. */
export interface PairwiseOptions {
  /** Whoever a ballot leaves out is behind all it ranks and equal to the others it leaves out (`last`, if left out), or compared with nobody (`no-opinion`). */
  readonly unranked?: 'last' | 'no-opinion';
}

/** How strong a win of one candidate over another is: by the ballots for it (`winning-votes`, if left out), or by how many more they are (`margins`). */
export interface StrengthOptions extends PairwiseOptions {
  readonly strength?: 'winning-votes' | 'margins';
}

/** Ballots that prefer one to another: `votes[one][other]`; records without a prototype. */
export type PairwiseTable = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The table by number: row × candidates + column. */
export interface Preferences {
  readonly candidates: readonly string[];
  readonly votes: Float64Array;
}

/** Up to as many candidates the sets of those ranked above are few enough to be counted. */
const fewest = 10;

/** Counts, for every candidate, the sets of those ranked above; each set is taken apart once in the end. */
function bySets(election: PackedElection, isLast: boolean): Float64Array {
  const { candidates, rankings, starts, counts } = election;
  const n = candidates.length;
  const sets = 1 << n;
  const above = new Float64Array(n * sets);
  const ranked = new Float64Array(sets);
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row] as number;
    const last = starts[row + 1] as number;
    let before = 0;
    let now = 0;
    for (let at = starts[row] as number; at < last; at++) {
      const code = rankings[at] as number;
      if (code === emptyRank) continue;
      const isShared = code === sharesRank;
      if (isShared) at++;
      else before = now;
      const candidate = isShared ? (rankings[at] as number) : code;
      const bit = 1 << candidate;
      // Named again further down: the first place holds.
      if ((now & bit) !== 0) continue;
      now |= bit;
      const cell = candidate * sets + before;
      above[cell] = (above[cell] as number) + count;
    }
    ranked[now] = (ranked[now] as number) + count;
  }
  const votes = new Float64Array(n * n);
  for (let set = 1; set < sets; set++)
    for (let lower = 0; lower < n; lower++) {
      const isRanked = (set & (1 << lower)) !== 0;
      const count =
        (above[lower * sets + set] as number) + (isLast && !isRanked ? (ranked[set] as number) : 0);
      if (count === 0) continue;
      for (let upper = 0; upper < n; upper++)
        if ((set & (1 << upper)) !== 0)
          votes[upper * n + lower] = (votes[upper * n + lower] as number) + count;
    }
  return votes;
}

/** Compares every pair on every ballot. */
function byPairs(election: PackedElection, isLast: boolean): Float64Array {
  const { candidates, rankings, starts, counts } = election;
  const n = candidates.length;
  const votes = new Float64Array(n * n);
  const ranks = new Int32Array(n);
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row] as number;
    const last = starts[row + 1] as number;
    ranks.fill(isLast ? 0x7fffffff : 0);
    const seen: number[] = [];
    let rank = 0;
    for (let at = starts[row] as number; at < last; at++) {
      const code = rankings[at] as number;
      if (code === emptyRank) continue;
      if (code === sharesRank) at++;
      else rank++;
      const candidate = rankings[at] as number;
      if (seen.includes(candidate)) continue;
      seen.push(candidate);
      ranks[candidate] = rank;
    }
    for (const upper of seen)
      for (let lower = 0; lower < n; lower++)
        if ((ranks[upper] as number) < (ranks[lower] as number))
          votes[upper * n + lower] = (votes[upper * n + lower] as number) + count;
  }
  return votes;
}

/** How many ballots prefer each candidate to each other. */
export function preferences(election: PackedElection, options: PairwiseOptions): Preferences {
  const { candidates } = election;
  const { unranked = 'last' } = options;
  checkOption('unranked', ['last', 'no-opinion'].includes(unranked));
  const count = candidates.length <= fewest ? bySets : byPairs;
  return { candidates, votes: count(election, unranked === 'last') };
}

/** The table by name. */
export function pairwiseTable({ candidates, votes }: Preferences): PairwiseTable {
  const n = candidates.length;
  return byName(
    candidates,
    candidates.map((_, one) => [
      one,
      byName(
        candidates,
        candidates.flatMap((_name, other) =>
          other === one ? [] : [[other, votes[one * n + other] as number] as const],
        ),
      ),
    ]),
  );
}

/** How strongly each candidate beats each other, by number; 0 where it does not. */
export function strengths(
  { candidates, votes }: Preferences,
  { strength = 'winning-votes' }: StrengthOptions,
): Float64Array {
  checkOption('strength', ['winning-votes', 'margins'].includes(strength));
  const n = candidates.length;
  const found = new Float64Array(n * n);
  for (let one = 0; one < n; one++)
    for (let other = 0; other < n; other++) {
      const won = votes[one * n + other] as number;
      const lost = votes[other * n + one] as number;
      if (won > lost) found[one * n + other] = strength === 'margins' ? won - lost : won;
    }
  return found;
}
