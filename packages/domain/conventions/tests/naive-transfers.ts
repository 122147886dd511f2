import type { RankedElection, SingleTransferableVoteOptions } from '@civigrid/conventions/methods';
import { holder, papers } from './naive-methods.ts';

/** A fraction. */
type Ratio = readonly [num: bigint, den: bigint];

function reduced(a: bigint, b: bigint): Ratio {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? [0n, 1n] : [a / x, b / x];
}

const add = ([a, b]: Ratio, [c, d]: Ratio): Ratio => reduced(a * d + c * b, b * d);
const less = ([a, b]: Ratio, [c, d]: Ratio): boolean => a * d < c * b;
const equal = ([a, b]: Ratio, [c, d]: Ratio): boolean => a * d === c * b;
const floor = ([a, b]: Ratio, digits: number | undefined): Ratio =>
  digits === undefined ? reduced(a, b) : [(a * 10n ** BigInt(digits)) / b, 10n ** BigInt(digits)];

/** A ratio as text in lowest terms. */
export const lowest = ([a, b]: Ratio): string => reduced(a, b).join('/');

export interface NaiveTransfers {
  readonly winners: readonly string[];
  readonly rounds: readonly unknown[];
}

/** A transferable vote paper by paper: every paper has its own worth, every tie is followed both ways. */
export function naiveTransfers(
  { candidates, ballots }: RankedElection,
  options: SingleTransferableVoteOptions,
): readonly NaiveTransfers[] {
  const all = papers(ballots);
  const { seats = 1, decimals, quotaDecimals = 0, writeIns, excluded = [] } = options;
  const { surplus = 'together', electPerRound = 'all', quota = 'droop' } = options;
  const outcomes: NaiveTransfers[] = [];
  const count = (
    standing: ReadonlySet<string>,
    elected: readonly string[],
    keeps: ReadonlyMap<string, Ratio>,
    worths: readonly Ratio[],
    ended: ReadonlySet<number>,
    rounds: readonly unknown[],
    fixed: Ratio | undefined,
  ): void => {
    const over = new Set(ended);
    const holds = new Map<number, string>();
    const votes = new Map<string, Ratio>([...standing].map((name) => [name, [0n, 1n]]));
    const of = (name: string): Ratio => votes.get(name) ?? [0n, 1n];
    for (const [i, paper] of all.entries()) {
      const who = over.has(i) ? undefined : holder(paper, standing, options);
      if (who === undefined) over.add(i);
      else {
        holds.set(i, who);
        votes.set(who, add(of(who), worths[i] ?? [0n, 1n]));
      }
    }
    const active = [...votes.values()].reduce(add, [0n, 1n]);
    const scale = 10n ** BigInt(quotaDecimals);
    const [num, den] = active;
    const parts = den * BigInt(quota === 'hare' ? seats : seats + 1);
    const full = (num * scale) / parts;
    // Hare takes the least that is not below its share, Droop the least that is above.
    const isEnough = quota === 'hare' && full * parts === num * scale;
    const needed: Ratio = fixed ?? [isEnough ? full : full + 1n, scale];
    const tally = [...keeps, ...votes]
      .map(([name, votes]) => [name, lowest(votes)])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
    const told = [...rounds, [lowest(needed), tally]];
    const go = (
      left: ReadonlySet<string>,
      winners: readonly string[],
      kept: ReadonlyMap<string, Ratio>,
      worth: readonly Ratio[],
      gone: ReadonlySet<number>,
    ): void => {
      if (winners.length < seats) count(left, winners, kept, worth, gone, told, needed);
      else if (surplus === 'none' || winners.length === elected.length)
        outcomes.push({ winners: [...winners].sort(), rounds: told });
      else count(left, winners, kept, worth, gone, told, needed);
    };
    if (elected.length >= seats) {
      outcomes.push({ winners: [...elected].sort(), rounds: told });
      return;
    }
    const without = (loser: string): void =>
      go(new Set([...standing].filter((name) => name !== loser)), elected, keeps, worths, over);
    const elect = (winners: readonly string[]): void => {
      const kept = new Map(keeps);
      const now = [...elected, ...winners];
      const worth = [...worths];
      const gone = new Set(over);
      for (const winner of winners) {
        const mine = of(winner);
        const beyond = less(needed, mine) && surplus === 'together';
        kept.set(winner, beyond ? needed : mine);
        const extra = add(mine, [-needed[0], needed[1]]);
        const share = beyond
          ? floor([extra[0] * mine[1], extra[1] * mine[0]], decimals)
          : ([0n, 1n] as const);
        for (const [i, who] of holds) {
          if (who !== winner) continue;
          const [a, b] = worth[i] ?? [0n, 1n];
          worth[i] = floor([a * share[0], b * share[1]], decimals);
          if (!beyond || now.length >= seats) gone.add(i);
        }
      }
      const left = new Set([...standing].filter((name) => !winners.includes(name)));
      go(left, now, kept, worth, gone);
    };
    if (writeIns !== undefined && less([0n, 1n], of(writeIns))) return void without(writeIns);
    const eligible = [...standing].filter((name) => name !== writeIns);
    let reaching = eligible.filter((name) => surplus !== 'none' && !less(of(name), needed));
    if (standing.size <= seats - elected.length) reaching = eligible;
    if (reaching.length > 0) {
      const top = reaching.map(of).reduce((a, b) => (less(a, b) ? b : a));
      if (electPerRound === 'all') elect(reaching);
      else for (const name of reaching) if (equal(of(name), top)) elect([name]);
      return;
    }
    if (eligible.length === 0) {
      outcomes.push({ winners: [...elected].sort(), rounds: told });
      return;
    }
    const fewest = [...standing].map(of).reduce((a, b) => (less(b, a) ? b : a));
    for (const name of standing) if (equal(of(name), fewest)) without(name);
  };
  const stands = new Set(candidates.filter((name) => !excluded.includes(name)));
  count(
    stands,
    [],
    new Map(),
    all.map(() => [1n, 1n]),
    new Set(),
    [],
    undefined,
  );
  return outcomes;
}
