import type { Area } from './area.ts';
import type { Budget } from './budget.ts';
import { type Connection, connection } from './connection.ts';
import { exhausted, exhaustedUpTo } from './exhaust.ts';
import { largeExcess, leastExcess, type Quota } from './group-counts.ts';
import { handBack } from './hand-back.ts';
import { improve } from './improve.ts';
import { isBetter, type Partition } from './partition.ts';
import { type Random, random } from './random.ts';
import { recombined } from './recombine.ts';
import { relabelled } from './relabel.ts';
import { settle } from './settle.ts';
import { copyOf, fromToday } from './today.ts';

/** The best division of an area that was found. */
export interface Solved {
  readonly partition: Partition;
  /** Whether no better one exists. */
  readonly proved: boolean;
  readonly changes: number;
  readonly recombinations: number;
}

/** The share of the effort that may go into finding loads within the bounds; the rest goes into fewer transfers. */
const searchShare = 0.5;

/** The share of the effort that may go into evening out today's division before groups are recombined. */
const settleShare = 0.1;

/** The share of the effort that may go into evening out one recombination. */
const roundShare = 0.03;

/** How many groups are merged at a time: 2, 3, 5, 9 and so on up to all, each twice, and again from 2. */
function merged(round: number, groups: number): number {
  const sizes = Math.max(1, 33 - Math.clz32(groups - 2));
  return Math.min(groups, 1 + 2 ** (Math.floor(round / 2) % sizes));
}

/** Merges and splits more and more groups at a time, the whole area at last, and keeps what is better. */
function search(given: Partition, chance: Random, budget: Budget): Partition {
  const { area, bounds, loads } = given;
  const ways = connection(area);
  const least = leastExcess(area, bounds, loads.length);
  const reserve = budget.left * (1 - searchShare);
  const round = budget.left * roundShare;
  let best = given;
  for (let rounds = 0; best.excess > least && budget.left > reserve; rounds++) {
    const next = recombined(best, merged(rounds, loads.length), chance, budget);
    settle(next, ways, budget, Math.max(reserve, budget.left - round));
    if (isBetter(next, best)) best = next;
  }
  return best;
}

/** Far more than is needed: what comes home seldom makes room for others. */
const handBackRounds = 50;

/** Names the groups by what they hold now, and gives back what can go home; names may fall free by that. */
function tidied({ area, bounds, groupOf, loads }: Partition, ways: Connection): Partition {
  const found = relabelled(area, bounds, groupOf, loads.length);
  handBack(found, handBackRounds, ways);
  return relabelled(area, bounds, groupOf, loads.length);
}

/** From how many divisions fewer transfers are sought: small areas are better begun anew, large ones searched longer. */
const [fewestRounds, mostRounds] = [3, 10];

/** Seeks fewer transfers, from the division given and from recombinations of the best so far. */
function polish(given: Partition, chance: Random, budget: Budget): Partition {
  const { area, loads } = given;
  const ways = connection(area);
  const rounds = Math.max(fewestRounds, Math.min(mostRounds, Math.ceil(300 / area.atoms.length)));
  let best = tidied(copyOf(given), ways);
  for (let round = 0; round < rounds && budget.left > 0; round++) {
    const state =
      round === 0
        ? copyOf(given)
        : recombined(best, round % 2 === 0 ? loads.length : 2, chance, budget);
    improve(state, Math.floor(budget.left / (rounds - round)), ways, chance, budget);
    const found = tidied(state, ways);
    if (isBetter(found, best)) best = found;
  }
  return best;
}

/** Nothing to be gained: within the bounds, and all stays with today's groups. */
function isToday(state: Partition): boolean {
  const { weight } = state.area.shares;
  return (
    state.excess === 0 &&
    weight.length > 0 &&
    state.kept === weight.reduce((sum, common) => sum + common, 0)
  );
}

function solveCount(
  area: Area,
  { bounds }: Quota,
  count: number,
  chance: Random,
  budget: Budget,
): { readonly partition: Partition; readonly proved: boolean } {
  const start = fromToday(area, bounds, count, chance);
  if (isToday(start) || count === 1 || count === area.atoms.length)
    return { partition: start, proved: true };
  const ways = connection(area);
  const settled = copyOf(start);
  settle(settled, ways, budget, budget.left * (1 - settleShare));
  if (area.atoms.length <= exhaustedUpTo) {
    const { best, complete, steps } = exhausted(tidied(settled, ways));
    budget.changes += steps;
    if (complete) return { partition: best, proved: true };
  }
  const found = search(settled, chance, budget);
  return { partition: polish(found, chance, budget), proved: false };
}

/** An area of fewer atoms may spend what one of so many may: it costs little, and it is there that chance misleads. */
const leastAtoms = 50;

/** Divides one area: the first number of groups that satisfies, or else the one that comes nearest. */
export function solveArea(area: Area, quota: Quota, seed: number, effort: number): Solved {
  const spent = { changes: 0, recombinations: 0 };
  let best: Partition | undefined;
  let proved = true;
  for (const count of quota.counts) {
    const budget: Budget = {
      left: effort * Math.max(area.atoms.length, leastAtoms),
      changes: 0,
      recombinations: 0,
    };
    const found = solveCount(area, quota, count, random(seed), budget);
    spent.changes += budget.changes;
    spent.recombinations += budget.recombinations;
    proved = proved && found.proved;
    if (!best || isBetter(found.partition, best)) best = found.partition;
    if (best.excess <= largeExcess(area, quota.bounds)) break;
  }
  if (!best) throw new Error('A quota names at least one number of groups.');
  return { partition: best, proved, ...spent };
}
