import type { Area } from './area.ts';
import { partsOf } from './graph.ts';
import type { Bounds } from './group-counts.ts';
import { type Partition, partition } from './partition.ts';
import type { Random } from './random.ts';
import { relabelled } from './relabel.ts';
import { split } from './split.ts';

/** The label of which an atom has most; -1 if none. */
function mainLabel({ shares }: Area, atom: number): number {
  let [label, most] = [-1, 0];
  for (let i = shares.start[atom] as number; i < (shares.start[atom + 1] as number); i++)
    if ((shares.weight[i] as number) > most)
      [label, most] = [shares.label[i] as number, shares.weight[i] as number];
  return label;
}

/** Of each of today's groups the connected part that weighs most; what no group can carry counts as a full one. */
function mainParts(
  area: Area,
  { upper }: Bounds,
): readonly { readonly atoms: readonly number[]; readonly load: number }[] {
  const labelOf = Int32Array.from(area.atoms, (_, atom) => mainLabel(area, atom));
  const { partOf, parts } = partsOf(area.graph, (a, b) => labelOf[a] === labelOf[b]);
  const members: number[][] = Array.from({ length: parts }, () => []);
  partOf.forEach((part, atom) => {
    members[part]?.push(atom);
  });
  const best = new Map<number, { readonly atoms: readonly number[]; readonly load: number }>();
  for (const atoms of members) {
    const label = labelOf[atoms[0] as number] as number;
    if (label < 0) continue;
    const load = atoms.reduce((sum, atom) => sum + Math.min(area.loads[atom] as number, upper), 0);
    const other = best.get(label);
    if (!other || load > other.load) best.set(label, { atoms, load });
  }
  return [...best.values()];
}

/** Gives every atom without a group to the lightest group beside it, outwards from the groups there are. */
function attach({ graph: { start, to }, loads }: Area, groupOf: Int32Array, groups: number): void {
  const carried = new Float64Array(groups);
  let open = 0;
  const queue: number[] = [];
  groupOf.forEach((group, v) => {
    if (group < 0) open++;
    else carried[group] = (carried[group] as number) + (loads[v] as number);
  });
  const reach = (v: number): void => {
    for (let i = start[v] as number; i < (start[v + 1] as number); i++)
      if ((groupOf[to[i] as number] as number) < 0) queue.push(to[i] as number);
  };
  if (open === 0) return;
  groupOf.forEach((group, v) => {
    if (group >= 0) reach(v);
  });
  for (const v of queue) {
    if ((groupOf[v] as number) >= 0) continue;
    let lightest = -1;
    for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
      const group = groupOf[to[i] as number] as number;
      if (
        group >= 0 &&
        (lightest < 0 || (carried[group] as number) < (carried[lightest] as number))
      )
        lightest = group;
    }
    groupOf[v] = lightest;
    carried[lightest] = (carried[lightest] as number) + (loads[v] as number);
    reach(v);
  }
}

/** How many groups each of today's parts becomes: the heaviest are split first, as many as its atoms allow. */
function pieces(
  parts: readonly { readonly atoms: readonly number[]; readonly load: number }[],
  count: number,
): readonly number[] {
  const made = parts.map(() => 1);
  for (let left = count - parts.length; left > 0; left--) {
    let heaviest = -1;
    const weight = (i: number) => (parts[i]?.load ?? 0) / (made[i] as number);
    parts.forEach(({ atoms }, i) => {
      if ((made[i] as number) < atoms.length && (heaviest < 0 || weight(i) > weight(heaviest)))
        heaviest = i;
    });
    if (heaviest < 0) break;
    made[heaviest] = (made[heaviest] as number) + 1;
  }
  return made;
}

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/**
 * A connected division into so many groups that is as near to today's as can be had at once: today's groups where they
 * are connected, the lightest dissolved if there are too many, the heaviest split if there are too few.
 */
export function fromToday(area: Area, bounds: Bounds, count: number, chance: Random): Partition {
  const size = area.atoms.length;
  const groupOf = new Int32Array(size).fill(-1);
  const parts = mainParts(area, bounds)
    .map((part, label) => ({ ...part, label }))
    .sort((a, b) => b.load - a.load || a.label - b.label)
    .slice(0, count);
  const made = pieces(parts, count);
  const named = made.reduce((sum, groups) => sum + groups, 0);
  if (parts.length === 0 || named < count) return fresh(area, bounds, count, chance);
  let next = 0;
  parts.forEach(({ atoms }, i) => {
    const groups = made[i] as number;
    split(area, atoms, numbers(next, groups), bounds, groupOf, chance);
    next += groups;
  });
  attach(area, groupOf, count);
  return relabelled(area, bounds, groupOf, count);
}

/** A division that owes nothing to today's but the codes. */
function fresh(area: Area, bounds: Bounds, count: number, chance: Random): Partition {
  const groupOf = new Int32Array(area.atoms.length);
  split(area, numbers(0, groupOf.length), numbers(0, count), bounds, groupOf, chance);
  return relabelled(area, bounds, groupOf, count);
}

/** The same division once more, to be changed apart. */
export const copyOf = (state: Partition): Partition =>
  partition(state.area, state.bounds, state.groupOf.slice(), state.labels);
