import type { NameTable } from './name-finder.ts';
import type { Rows } from './row-table.ts';

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
  /**
   * By the set of those ranked so far and the one who comes next (four bits): how far the place moves on, -1 where it is
   * one of them.
   */
  readonly steps: Int32Array;
}

/** The tree for so many candidates; undefined where it would have far more places than there are ballots. */
export function rankingTree(candidates: number, ballots: number): RankingTree | undefined {
  if (candidates > most) return undefined;
  const sizes = new Uint32Array(candidates + 1).fill(1);
  for (let depth = candidates - 1; depth >= 0; depth--)
    sizes[depth] = 1 + (candidates - depth) * (sizes[depth + 1] as number);
  const places = sizes[0] as number;
  if (places > worthwhile * ballots) return undefined;
  return { counts: new Float64Array(places), sizes, steps: stepsBy(sizes, candidates) };
}

function stepsBy(sizes: Uint32Array, candidates: number): Int32Array {
  const steps = new Int32Array(16 << candidates).fill(-1);
  for (let set = 0; set < 1 << candidates; set++) {
    let ranked = 0;
    for (let bits = set; bits !== 0; bits &= bits - 1) ranked++;
    // Of those not yet ranked, as many come before each.
    let before = 0;
    for (let next = 0; next < candidates; next++) {
      if ((set & (1 << next)) !== 0) continue;
      steps[(set << 4) | next] = 1 + before * (sizes[ranked + 1] as number);
      before++;
    }
  }
  return steps;
}

/**
 * The place of a ranking, -1 where it has none: a rank that is no name, or a name that comes again. The look-up of a name
 * is written out here: as a function of its own it takes a tenth more.
 */
export function placeOf(
  { names, back, mask, numbers }: NameTable,
  steps: Int32Array,
  ranking: readonly unknown[],
): number {
  let place = 0;
  let used = 0;
  for (let rank = 0; rank < ranking.length; rank++) {
    const name: unknown = ranking[rank];
    if (typeof name !== 'string') return -1;
    const number = numbers[name.charCodeAt(name.length - back) & mask] as number;
    if (number < 0 || names[number] !== name) return -1;
    const step = steps[(used << 4) | number] as number;
    if (step < 0) return -1;
    place += step;
    used |= 1 << number;
  }
  return place;
}

/** The same of a ranking by number; -1 also where it holds what is no candidate. */
export function placeOfRow({ steps, sizes }: RankingTree, row: Uint8Array, length: number): number {
  let place = 0;
  let used = 0;
  for (let rank = 0; rank < length; rank++) {
    const number = row[rank] as number;
    const step = number >= sizes.length - 1 ? -1 : (steps[(used << 4) | number] as number);
    if (step < 0) return -1;
    place += step;
    used |= 1 << number;
  }
  return place;
}

/** All rankings that have ballots, each once, in the order of the walk. */
export function treeRows({ counts, sizes }: RankingTree): Rows {
  const candidates = sizes.length - 1;
  let rows = 0;
  for (let place = 0; place < counts.length; place++) if ((counts[place] as number) > 0) rows++;
  const rankings = new Uint8Array(rows * candidates);
  const starts = new Uint32Array(rows + 1);
  const told = new Float64Array(rows);
  const ranking = new Uint8Array(candidates);
  let place = 0;
  let row = 0;
  let end = 0;
  const visit = (depth: number, used: number): void => {
    const count = counts[place++] as number;
    if (count > 0) {
      for (let rank = 0; rank < depth; rank++) rankings[end++] = ranking[rank] as number;
      told[row++] = count;
      starts[row] = end;
    }
    for (let candidate = 0; candidate < candidates; candidate++) {
      if ((used & (1 << candidate)) !== 0) continue;
      ranking[depth] = candidate;
      visit(depth + 1, used | (1 << candidate));
    }
  };
  visit(0, 0);
  return { rankings: rankings.slice(0, end), starts, counts: told };
}
