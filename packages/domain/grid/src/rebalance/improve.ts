import { loadWeight } from './area.ts';
import {
  type Connection,
  common,
  excessWeight,
  isBetter,
  lengthening,
  type Partition,
  relief,
  type Sums,
  transfer,
} from './partition.ts';
import type { Random } from './random.ts';

/** What a search may still spend; every change that is weighed takes from it. */
export interface Budget {
  left: number;
  changes: number;
  recombinations: number;
}

function spend(budget: Budget, steps: number): void {
  budget.left -= steps;
  budget.changes += steps;
}

/** How much a border of middle length counts beside an atom of middle load. */
const shapeShare = 0.25;

/** By how many atoms of middle load a change may make things worse at first; by measurement 2 beats 0.3 and 1. */
const firstThreshold = 2;

/** A step of the search within a group costs an eighth of a change weighed. */
const visitsPerChange = 8;

/** Whether the group of an atom stays connected without it; the search for it is spent too. */
function canLeave(state: Partition, atom: number, ways: Connection, budget: Budget): boolean {
  const before = ways.visited;
  const holds = ways.holdsWithout(state.groupOf, atom);
  budget.left -= (ways.visited - before) / visitsPerChange;
  return holds;
}

/**
 * Passes atoms over borders as long as that brings loads nearer to the bounds, or at least nearer to each other: each
 * change makes the excess less, or leaves it and evens two loads, so it ends by itself, or when the budget is down to
 * the reserve.
 */
export function settle(state: Partition, ways: Connection, budget: Budget, reserve: number): void {
  const { area, groupOf, loads } = state;
  const { start, to } = area.graph;
  for (let evens = false; state.excess > 0 && budget.left > reserve; ) {
    let changed = false;
    for (let v = 0; v < groupOf.length && state.excess > 0; v++) {
      let best = -1;
      let most = 0;
      for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
        const [group, there] = [groupOf[v] as number, groupOf[to[i] as number] as number];
        if (there === group || there === best) continue;
        spend(budget, 1);
        const gain = relief(state, v, there);
        const drop =
          (loads[group] as number) - (loads[there] as number) - (area.loads[v] as number);
        const worth = gain > 0 ? gain : evens && gain === 0 && drop > 0 ? Number.MIN_VALUE : 0;
        if (worth > most) [best, most] = [there, worth];
      }
      if (best < 0 || (area.loads[v] as number) === 0 || !canLeave(state, v, ways, budget))
        continue;
      transfer(state, v, best);
      changed = true;
    }
    spend(budget, 1);
    if (!changed && evens) return;
    evens = !changed;
  }
}

/**
 * Tries changes at random and takes those that make things worse by less than a threshold, which sinks to nothing; at
 * the end goes back to the best that was seen. So what was passed on without need comes home.
 */
export function improve(
  state: Partition,
  steps: number,
  ways: Connection,
  chance: Random,
  budget: Budget,
): void {
  const { area, groupOf } = state;
  const { start, to, length } = area.graph;
  const size = groupOf.length;
  const mean = (loadWeight * area.total) / size + 1;
  const borders = length.reduce((sum, metres) => sum + metres, 0);
  const shapeWeight = borders === 0 ? 0 : (shapeShare * mean * length.length) / borders;
  let best: Sums = { excess: state.excess, kept: state.kept, cut: state.cut };
  const since: number[] = [];
  const first = budget.left;
  for (let left = steps; left > 0; left = steps - (first - budget.left)) {
    spend(budget, 1);
    const v = chance.below(size);
    const row = start[v] as number;
    const degree = (start[v + 1] as number) - row;
    if (degree === 0) return;
    const there = groupOf[to[row + chance.below(degree)] as number] as number;
    const from = groupOf[v] as number;
    if (there === from) continue;
    const lost =
      common(area, v, state.labels[from] as number) -
      common(area, v, state.labels[there] as number);
    const worse =
      lost + shapeWeight * lengthening(state, v, there) - excessWeight * relief(state, v, there);
    if (worse > (firstThreshold * mean * left) / steps || !canLeave(state, v, ways, budget))
      continue;
    transfer(state, v, there);
    if (isBetter(state, best)) {
      best = { excess: state.excess, kept: state.kept, cut: state.cut };
      since.length = 0;
    } else since.push(v, from);
  }
  for (let i = since.length - 2; i >= 0; i -= 2)
    transfer(state, since[i] as number, since[i + 1] as number);
}

/**
 * Gives back what can go home to today's group as things stand, without any load farther outside the bounds: at most so
 * many times over all atoms, though two or three are nearly always enough.
 */
export function handBack(state: Partition, rounds: number, ways: Connection): void {
  const { area, groupOf, labels } = state;
  const { start, to } = area.graph;
  const keptOf = (v: number, group: number) => common(area, v, labels[group] as number);
  for (let round = 0, changed = true; changed && round < rounds; round++) {
    changed = false;
    for (let v = 0; v < groupOf.length; v++)
      for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
        const home = groupOf[to[i] as number] as number;
        const from = groupOf[v] as number;
        if (home === from || keptOf(v, home) <= keptOf(v, from) || relief(state, v, home) < 0)
          continue;
        if (!ways.holdsWithout(groupOf, v)) break;
        transfer(state, v, home);
        changed = true;
      }
  }
}
