/** Beyond so many candidates there are too many rankings to have a place for each. */
const most = 9;

/** So many places may stay empty for each ballot. */
const worthwhile = 4;

/**
 * A place for every ranking without shared or empty ranks, whole or broken off, in the order of a walk through the tree
 * of all rankings: where a ballot belongs follows by arithmetic from its candidates, without a search.
 */
export interface RankingTree {
  readonly counts: Float64Array;
  /** How many places lie at and below a ranking of so many candidates. */
  readonly sizes: Uint32Array;
  /** How many bits each set has. */
  readonly bits: Uint8Array;
}

/** The tree for so many candidates; undefined where it would have far more places than there are ballots. */
export function rankingTree(candidates: number, ballots: number): RankingTree | undefined {
  if (candidates > most) return undefined;
  const sizes = new Uint32Array(candidates + 1).fill(1);
  for (let depth = candidates - 1; depth >= 0; depth--)
    sizes[depth] = 1 + (candidates - depth) * (sizes[depth + 1] as number);
  const places = sizes[0] as number;
  if (places > worthwhile * ballots) return undefined;
  const bits = new Uint8Array(1 << candidates);
  for (let set = 1; set < bits.length; set++) bits[set] = (bits[set >> 1] as number) + (set & 1);
  return { counts: new Float64Array(places), sizes, bits };
}

/** The place of a ranking, -1 where it has none: a rank that is no name, or a name that comes again. */
export function placeOf(
  { sizes, bits }: RankingTree,
  find: (name: unknown) => number,
  ranking: readonly unknown[],
): number {
  let place = 0;
  let used = 0;
  for (let rank = 0; rank < ranking.length; rank++) {
    const number = find(ranking[rank]);
    const bit = 1 << number;
    if (number < 0 || (used & bit) !== 0) return -1;
    // Of those not yet ranked, as many come before this one.
    const before = number - (bits[used & (bit - 1)] as number);
    place += 1 + before * (sizes[rank + 1] as number);
    used |= bit;
  }
  return place;
}

/** The same of a ranking by number; -1 also where it holds what is no candidate. */
export function placeOfRow({ sizes, bits }: RankingTree, row: Uint8Array, length: number): number {
  let place = 0;
  let used = 0;
  for (let rank = 0; rank < length; rank++) {
    const number = row[rank] as number;
    const bit = 1 << number;
    if (number >= sizes.length - 1 || (used & bit) !== 0) return -1;
    place += 1 + (number - (bits[used & (bit - 1)] as number)) * (sizes[rank + 1] as number);
    used |= bit;
  }
  return place;
}

/** Tells all rankings that have ballots, in the order of the walk; `ranking` is used again. */
export function walkTree(
  { counts, sizes }: RankingTree,
  tell: (ranking: Uint8Array, length: number, count: number) => void,
): void {
  const candidates = sizes.length - 1;
  const ranking = new Uint8Array(candidates);
  let place = 0;
  const visit = (depth: number, used: number): void => {
    const count = counts[place++] as number;
    if (count > 0) tell(ranking, depth, count);
    for (let candidate = 0; candidate < candidates; candidate++) {
      if ((used & (1 << candidate)) !== 0) continue;
      ranking[depth] = candidate;
      visit(depth + 1, used | (1 << candidate));
    }
  };
  visit(0, 0);
}
