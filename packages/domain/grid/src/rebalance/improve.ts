import { loadWeight } from './area.ts';
import { type Budget, canLeave, spend } from './budget.ts';
import type { Connection } from './connection.ts';
import {
  common,
  isBetter,
  lengthening,
  type Partition,
  relief,
  type Sums,
  transfer,
} from './partition.ts';
import type { Random } from './random.ts';

/** What a unit of load outside the bounds weighs beside one that changes hands. */
const excessWeight = 3 * loadWeight;

/** How much a border of middle length counts beside an atom of middle load. */
const shapeShare = 0.25;

/** By how many atoms of middle load a change may make things worse at first; by measurement 2 beats 0.3 and 1. */
const firstThreshold = 2;

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
