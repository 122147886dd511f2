import type { Area } from './area.ts';
import type { Bounds } from './group-counts.ts';
import { matching } from './matching.ts';
import { type Partition, partition } from './partition.ts';

/** Adds up a division in which each group continues the label with which it has most in common, all in all. */
export function relabelled(
  area: Area,
  bounds: Bounds,
  groupOf: Int32Array,
  groups: number,
): Partition {
  const { shares, labels } = area;
  const overlaps = new Map<number, number>();
  groupOf.forEach((group, v) => {
    for (let i = shares.start[v] as number; i < (shares.start[v + 1] as number); i++) {
      const pair = group * labels.length + (shares.label[i] as number);
      overlaps.set(pair, (overlaps.get(pair) ?? 0) + (shares.weight[i] as number));
    }
  });
  return partition(area, bounds, groupOf, matching(overlaps, groups, labels.length));
}
