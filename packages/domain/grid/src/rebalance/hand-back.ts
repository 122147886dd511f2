import type { Connection } from './connection.ts';
import { common, type Partition, relief, transfer } from './partition.ts';

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
