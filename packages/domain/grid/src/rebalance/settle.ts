import { type Budget, canLeave, spend } from './budget.ts';
import type { Connection } from './connection.ts';
import { type Partition, relief, transfer } from './partition.ts';

/** The neighbouring group to which an atom had best go, or -1; if `evens`, also where only the two loads become more alike. */
function bestNeighbour(state: Partition, atom: number, evens: boolean, budget: Budget): number {
  const { area, groupOf, loads } = state;
  const { start, to } = area.graph;
  const from = groupOf[atom] as number;
  const load = area.loads[atom] as number;
  let [best, most, even] = [-1, 0, -1];
  for (let i = start[atom] as number; i < (start[atom + 1] as number); i++) {
    const there = groupOf[to[i] as number] as number;
    if (there === from || there === best) continue;
    spend(budget, 1);
    const gain = relief(state, atom, there);
    if (gain > most) [best, most] = [there, gain];
    if (gain === 0 && (loads[from] as number) - (loads[there] as number) > load) even = there;
  }
  return best < 0 && evens && load > 0 ? even : best;
}

/**
 * Passes atoms over borders as long as that brings loads nearer to the bounds, or at least nearer to each other: each
 * change makes the excess less, or leaves it and evens two loads, so it ends by itself, or when the budget is down to
 * the reserve.
 */
export function settle(state: Partition, ways: Connection, budget: Budget, reserve: number): void {
  for (let evens = false; state.excess > 0 && budget.left > reserve; ) {
    let changed = false;
    for (let v = 0; v < state.groupOf.length && state.excess > 0; v++) {
      const there = bestNeighbour(state, v, evens, budget);
      if (there < 0 || !canLeave(state, v, ways, budget)) continue;
      transfer(state, v, there);
      changed = true;
    }
    spend(budget, 1);
    if (!changed && evens) return;
    evens = !changed;
  }
}
