/** A win by number. */
export interface LockedPair {
  readonly winner: number;
  readonly loser: number;
  readonly strength: number;
}

/** What locking wins comes to. */
export interface Locking {
  /** All who are beaten by nobody in one of the ways. */
  readonly winners: readonly number[];
  /** One of the ways. */
  readonly locked: readonly LockedPair[];
  readonly passedOver: readonly LockedPair[];
}

/** Who is before whom by what is locked: row × size + column. */
type Reach = Uint8Array;

function lock(reach: Reach, size: number, { winner, loser }: LockedPair): void {
  for (let from = 0; from < size; from++) {
    if (from !== winner && reach[from * size + winner] !== 1) continue;
    for (let to = 0; to < size; to++)
      if (to === loser || reach[loser * size + to] === 1) reach[from * size + to] = 1;
  }
}

/** Wins of one strength each, the strongest first; one by one where a rank of the candidates settles the equal ones: whom it puts first wins first, and of those the win over whom it puts last. */
function levels(
  wins: Float64Array,
  size: number,
  left: readonly number[],
  rank: ((candidate: number) => number) | undefined,
): readonly (readonly LockedPair[])[] {
  const found = new Map<number, LockedPair[]>();
  for (const winner of left)
    for (const loser of left) {
      const strength = wins[winner * size + loser] as number;
      if (strength === 0) continue;
      const level = found.get(strength) ?? [];
      level.push({ winner, loser, strength });
      found.set(strength, level);
    }
  const sorted = Array.from(found.entries())
    .sort(([a], [b]) => b - a)
    .map(([, level]) => level);
  if (rank === undefined) return sorted;
  return sorted.flatMap((level) =>
    level
      .sort((a, b) => rank(a.winner) - rank(b.winner) || rank(b.loser) - rank(a.loser))
      .map((pair) => [pair]),
  );
}

/** Those of a level that are in a circle with others of it; the rest can be locked in any order. */
function inCircles(
  reach: Reach,
  size: number,
  level: readonly LockedPair[],
): {
  readonly sure: readonly LockedPair[];
  readonly unsure: readonly LockedPair[];
  /** Those of the unsure that meet the first in a circle: the others do not depend on them. */
  readonly first: readonly LockedPair[];
} {
  const all = reach.slice();
  for (const pair of level) lock(all, size, pair);
  const isUnsure = ({ winner, loser }: LockedPair): boolean => all[loser * size + winner] === 1;
  const unsure = level.filter(isUnsure);
  const from = unsure[0]?.winner ?? 0;
  return {
    sure: level.filter((pair) => !isUnsure(pair)),
    unsure,
    first: unsure.filter(
      ({ winner }) =>
        winner === from || (all[from * size + winner] === 1 && all[winner * size + from] === 1),
    ),
  };
}

/**
 * Those who can be left unbeaten at all: a win over them is passed over only if what is locked before, all as strong at
 * least, leads from them to the one who won.
 */
function unrefuted(wins: Float64Array, size: number, left: readonly number[]): readonly number[] {
  const paths = wins.slice();
  for (const via of left)
    for (const from of left)
      for (const to of left) {
        const weakest = Math.min(
          paths[from * size + via] as number,
          paths[via * size + to] as number,
        );
        if (weakest > (paths[from * size + to] as number)) paths[from * size + to] = weakest;
      }
  return left.filter((one) =>
    left.every(
      (other) => (paths[one * size + other] as number) >= (wins[other * size + one] as number),
    ),
  );
}

/** Whether somebody may stay unbeaten while equal wins are locked: whoever beats them must first be reached by them. */
function mayEscape(
  one: number,
  reach: Reach,
  size: number,
  unsure: readonly LockedPair[],
): boolean {
  const over = unsure.filter(({ loser }) => loser === one);
  if (over.length === 0) return true;
  const all = reach.slice();
  for (const pair of unsure) if (pair.loser !== one) lock(all, size, pair);
  return over.every(({ winner }) => all[one * size + winner] === 1);
}

/** Locks the wins among those left, from the strongest on, in every order of equal ones that matters. */
export function lockPairs(
  wins: Float64Array,
  size: number,
  left: readonly number[],
  rank: ((candidate: number) => number) | undefined,
  way: () => void,
): Locking {
  const all = levels(wins, size, left, rank);
  const winners = new Set<number>();
  const seen = new Set<string>();
  let one: Pick<Locking, 'locked' | 'passedOver'> | undefined;
  const hopeful = unrefuted(wins, size, left);
  const unbeaten = (reach: Reach): readonly number[] =>
    hopeful.filter((to) => left.every((from) => reach[from * size + to] !== 1));

  const follow = (
    from: number,
    pending: readonly LockedPair[] | undefined,
    reach: Reach,
    locked: readonly LockedPair[],
    passedOver: readonly LockedPair[],
  ): void => {
    way();
    const now = reach.slice();
    const taken = [...locked];
    const dropped = [...passedOver];
    let rest = pending;
    for (let level = from; level < all.length; level++, rest = undefined) {
      const known = one !== undefined;
      if (known && unbeaten(now).every((candidate) => winners.has(candidate))) return;
      const possible: LockedPair[] = [];
      for (const pair of rest ?? all[level] ?? [])
        (now[pair.loser * size + pair.winner] === 1 ? dropped : possible).push(pair);
      const { sure, unsure, first } = inCircles(now, size, possible);
      for (const pair of sure) lock(now, size, pair);
      taken.push(...sure);
      if (unsure.length === 0) continue;
      const key = `${level} ${now.join('')}`;
      if (seen.has(key)) return;
      seen.add(key);
      const wanted = unbeaten(now).filter((who) => one === undefined || !winners.has(who));
      const hoped = wanted.filter((who) => mayEscape(who, now, size, unsure));
      if (one !== undefined && hoped.length === 0) return;
      // What helps somebody who is not yet known to win is tried first: the sooner all are known, the less is left.
      const help = ({ winner, loser }: LockedPair): number =>
        (hoped[0] === winner ? 2 : 0) - (hoped[0] === loser ? 4 : 0);
      for (const pair of [...first].sort((a, b) => help(b) - help(a))) {
        const next = now.slice();
        lock(next, size, pair);
        const others = unsure.filter((other) => other !== pair);
        follow(level, others, next, [...taken, pair], dropped);
      }
      return;
    }
    one ??= { locked: taken, passedOver: dropped };
    for (const winner of unbeaten(now)) winners.add(winner);
  };

  follow(0, undefined, new Uint8Array(size * size), [], []);
  return {
    winners: Array.from(winners).sort((a, b) => a - b),
    locked: one?.locked ?? [],
    passedOver: one?.passedOver ?? [],
  };
}
