import type { Connection } from './connection.ts';
import type { Partition } from './partition.ts';

/** What a search may still spend; every change that is weighed takes from it. */
export interface Budget {
  left: number;
  changes: number;
  recombinations: number;
}

/** Counts changes that were weighed. */
export function spend(budget: Budget, steps: number): void {
  budget.left -= steps;
  budget.changes += steps;
}

/** A step of the search within a group costs an eighth of a change weighed. */
const visitsPerChange = 8;

/** Whether the group of an atom stays connected without it; the search for it is spent too. */
export function canLeave(
  state: Partition,
  atom: number,
  ways: Connection,
  budget: Budget,
): boolean {
  const before = ways.visited;
  const holds = ways.holdsWithout(state.groupOf, atom);
  budget.left -= (ways.visited - before) / visitsPerChange;
  return holds;
}
