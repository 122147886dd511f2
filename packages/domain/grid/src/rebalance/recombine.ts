import type { Budget } from './budget.ts';
import { excess } from './group-counts.ts';
import type { Partition } from './partition.ts';
import type { Random } from './random.ts';
import { relabelled } from './relabel.ts';
import { split } from './split.ts';

/** So many groups that hang together, one of them outside the bounds where there is such a one. */
function neighbouring({ area, groupOf, loads, bounds }: Partition, wanted: number, chance: Random) {
  const { start, to } = area.graph;
  const outside = Array.from(loads.keys()).filter((group) =>
    excess(loads[group] as number, bounds),
  );
  const pool = outside.length > 0 ? outside : Array.from(loads.keys());
  const chosen = new Set([pool[chance.below(pool.length)] as number]);
  while (chosen.size < wanted) {
    const beside = new Set<number>();
    groupOf.forEach((group, v) => {
      if (!chosen.has(group)) return;
      for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
        const other = groupOf[to[i] as number] as number;
        if (!chosen.has(other)) beside.add(other);
      }
    });
    const others = [...beside].sort((a, b) => a - b);
    chosen.add(others[chance.below(others.length)] as number);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** Merges some groups that hang together, and splits them anew by random trees (ReCom, for two groups or more). */
export function recombined(
  state: Partition,
  wanted: number,
  chance: Random,
  budget: Budget,
): Partition {
  const { area, bounds, loads } = state;
  const groups = neighbouring(state, Math.min(wanted, loads.length), chance);
  const groupOf = state.groupOf.slice();
  const chosen = new Set(groups);
  const atoms = Array.from(groupOf.keys()).filter((v) => chosen.has(groupOf[v] as number));
  budget.left -= split(area, atoms, groups, bounds, groupOf, chance) + groupOf.length;
  budget.recombinations++;
  return relabelled(area, bounds, groupOf, loads.length);
}
