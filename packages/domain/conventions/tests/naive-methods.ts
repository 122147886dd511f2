import type {
  InstantRunoffOptions,
  RankedBallot,
  RankedElection,
  ReadingOptions,
} from '@civigrid/conventions/methods';

/** One ballot at a time, ranks as lists: what the oracles count. */
export type Paper = readonly (readonly string[])[];

export function papers(ballots: readonly RankedBallot[]): readonly Paper[] {
  return ballots.flatMap(({ count, ranking }) =>
    Array.from({ length: count }, () =>
      ranking.map((rank) => [...new Set(typeof rank === 'string' ? [rank] : rank)]),
    ),
  );
}

/** For whom a paper counts, read from its first rank on, or nobody. */
export function holder(
  paper: Paper,
  standing: ReadonlySet<string>,
  options: ReadingOptions,
): string | undefined {
  const seen = new Set<string>();
  let empty = 0;
  for (const rank of paper) {
    if (rank.length === 0) {
      empty++;
      continue;
    }
    if (empty > (options.maxSkipped ?? Number.POSITIVE_INFINITY)) return undefined;
    empty = 0;
    if (options.duplicate === 'exhaust' && rank.some((name) => seen.has(name))) return undefined;
    for (const name of rank) seen.add(name);
    const left = rank.filter((name) => standing.has(name));
    if (rank.length > 1) {
      if (options.overvote === 'exhaust') return undefined;
      if (options.overvote !== 'exhaust-if-several-continue') continue;
      if (left.length > 1) return undefined;
    }
    if (left[0] !== undefined) return left[0];
  }
  return undefined;
}

/**
 * A runoff by recounting every paper in every round and following every tie: all lists of tallies that can come about
 * with who wins. A paper that ended stays ended.
 */
export function naiveRunoffs(
  { candidates, ballots }: RankedElection,
  options: InstantRunoffOptions,
): readonly { readonly winner: string | undefined; readonly tallies: readonly unknown[] }[] {
  const all = papers(ballots);
  const { writeIns, batch = false, untilTwo = false, stopAfterRound = 99 } = options;
  const least = options.eliminateBelowThreshold ?? 0;
  const outcomes: { winner: string | undefined; tallies: readonly unknown[] }[] = [];
  const count = (
    standing: ReadonlySet<string>,
    ended: ReadonlySet<number>,
    tallies: readonly unknown[],
    first: number,
    winner: string | undefined,
  ): void => {
    const finish = (who: string | undefined, told: readonly unknown[]) =>
      outcomes.push({ winner: who, tallies: told });
    if (tallies.length >= stopAfterRound || standing.size === 0) {
      finish(winner, tallies);
      return;
    }
    const votes = new Map([...standing].map((name) => [name, 0]));
    const over = new Set(ended);
    for (const [i, paper] of all.entries()) {
      const who = over.has(i) ? undefined : holder(paper, standing, options);
      if (who === undefined) over.add(i);
      else votes.set(who, (votes.get(who) ?? 0) + 1);
    }
    const of = (name: string): number => votes.get(name) ?? 0;
    const active = [...votes.values()].reduce((a, b) => a + b, 0);
    const needed =
      options.threshold === 'first-round' && tallies.length > 0
        ? first
        : Math.max(Math.floor(active / 2) + 1, least);
    const told = [...tallies, [needed, [...votes].sort(([a], [b]) => (a < b ? -1 : 1))]];
    const without = (losers: readonly string[]): void =>
      count(
        new Set([...standing].filter((name) => !losers.includes(name))),
        over,
        told,
        needed,
        winner,
      );
    const elect = (who: string): void => {
      if (untilTwo && standing.size > 2) count(standing, over, told, needed, who);
      else finish(who, told);
    };
    if (writeIns !== undefined && of(writeIns) > 0) return void without([writeIns]);
    if (winner === undefined) {
      const eligible = [...standing].filter((name) => name !== writeIns);
      if (eligible.length === 0) return void finish(undefined, told);
      const top = Math.max(...eligible.map(of));
      const isLast = standing.size <= 2 && [...standing].every((name) => of(name) >= least);
      if (top >= needed || isLast || standing.size === 1) {
        for (const name of eligible) if (of(name) === top) elect(name);
        return;
      }
    } else if (standing.size <= 2) return void finish(winner, told);
    const below = [...standing].filter((name) => of(name) < least && name !== winner);
    if (below.length > 0) return void without(below);
    if (batch) {
      // Every set of the lowest that cannot catch the next: the largest that leaves enough.
      const values = [...new Set(votes.values())].sort((a, b) => b - a);
      for (const value of values) {
        const lower = [...standing].filter((name) => of(name) < value);
        const sum = lower.map(of).reduce((a, b) => a + b, 0);
        const stay = standing.size - lower.length;
        if (sum < value && lower.length > 1 && stay >= (untilTwo ? 2 : 1))
          return void without(lower);
      }
    }
    const fewest = Math.min(...votes.values());
    for (const name of standing) if (of(name) === fewest && name !== winner) without([name]);
  };
  const { excluded = [] } = options;
  count(
    new Set(candidates.filter((name) => !excluded.includes(name))),
    new Set(),
    [],
    0,
    undefined,
  );
  return outcomes;
}

/** How many papers prefer one to another, asked paper by paper. */
export function naivePreference(
  { ballots }: RankedElection,
  one: string,
  other: string,
  unranked: 'last' | 'no-opinion',
): number {
  const place = (paper: Paper, name: string): number => {
    const found = paper.findIndex((rank) => rank.includes(name));
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  };
  return papers(ballots).filter((paper) => {
    const [a, b] = [place(paper, one), place(paper, other)];
    return a < b && (unranked === 'last' || b < Number.POSITIVE_INFINITY);
  }).length;
}

export type Wins = (one: string, other: string) => number;

/** How strongly one beats another. */
export function naiveWins(
  election: RankedElection,
  unranked: 'last' | 'no-opinion',
  strength: 'winning-votes' | 'margins',
): Wins {
  const prefer = (a: string, b: string) => naivePreference(election, a, b, unranked);
  const known = new Map(
    election.candidates.flatMap((a) =>
      election.candidates.map((b): [string, number] => {
        const [won, lost] = [prefer(a, b), prefer(b, a)];
        const wins = strength === 'margins' ? won - lost : won;
        return [JSON.stringify([a, b]), won > lost ? wins : 0];
      }),
    ),
  );
  return (one, other) => known.get(JSON.stringify([one, other])) ?? 0;
}

/** The strongest path, by walking every path that visits nobody twice. */
export function naivePath(
  candidates: readonly string[],
  wins: Wins,
  from: string,
  to: string,
): number {
  let best = 0;
  const walk = (at: string, visited: readonly string[], weakest: number): void => {
    if (at === to) best = Math.max(best, weakest);
    else
      for (const next of candidates)
        if (!visited.includes(next) && wins(at, next) > 0)
          walk(next, [...visited, next], Math.min(weakest, wins(at, next)));
  };
  walk(from, [from], Number.POSITIVE_INFINITY);
  return best;
}

/** Everybody who wins by ranked pairs in some order of equal wins: all orders are tried. */
export function naiveRankedPairs(candidates: readonly string[], wins: Wins): readonly string[] {
  const pairs = candidates
    .flatMap((a) => candidates.map((b) => ({ a, b, strength: wins(a, b) })))
    .filter(({ strength }) => strength > 0);
  const winners = new Set<string>();
  const reaches = (locked: readonly (typeof pairs)[number][], from: string, to: string): boolean =>
    locked.some(({ a, b }) => a === from && (b === to || reaches(locked, b, to)));
  const lock = (rest: readonly (typeof pairs)[number][], locked: typeof pairs): void => {
    const top = Math.max(...rest.map(({ strength }) => strength));
    if (rest.length === 0)
      for (const name of candidates) if (!locked.some(({ b }) => b === name)) winners.add(name);
    for (const pair of rest.filter(({ strength }) => strength === top)) {
      const others = rest.filter((other) => other !== pair);
      lock(others, reaches(locked, pair.b, pair.a) ? locked : [...locked, pair]);
    }
  };
  lock(pairs, []);
  return [...winners].sort();
}
