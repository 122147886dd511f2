import type { Area } from './area.ts';
import { type Bounds, excess } from './group-counts.ts';

/** A division of an area into groups, changed in place, with the sums that judge it. Groups are numbered from 0. */
export interface Partition {
  readonly area: Area;
  readonly bounds: Bounds;
  /** The group of each atom. */
  readonly groupOf: Int32Array;
  readonly loads: Float64Array;
  /** Which of the area's labels each group continues, or -1. */
  readonly labels: Int32Array;
  /** By how much all loads together lie outside the bounds. */
  excess: number;
  /** Weight that stays with today's group. */
  kept: number;
  /** Length of all borders between groups. */
  cut: number;
}

/** What an atom has in common with a label. */
export function common({ shares }: Area, atom: number, label: number): number {
  for (let i = shares.start[atom] as number; i < (shares.start[atom + 1] as number); i++)
    if (shares.label[i] === label) return shares.weight[i] as number;
  return 0;
}

/** Adds up a division that is given. */
export function partition(
  area: Area,
  bounds: Bounds,
  groupOf: Int32Array,
  labels: Int32Array,
): Partition {
  const loads = new Float64Array(labels.length);
  let kept = 0;
  let cut = 0;
  const { start, to, length } = area.graph;
  for (let v = 0; v < groupOf.length; v++) {
    const group = groupOf[v] as number;
    loads[group] = (loads[group] as number) + (area.loads[v] as number);
    kept += common(area, v, labels[group] as number);
    for (let i = start[v] as number; i < (start[v + 1] as number); i++)
      if ((to[i] as number) > v && groupOf[to[i] as number] !== group) cut += length[i] as number;
  }
  const outside = loads.reduce((sum, load) => sum + excess(load, bounds), 0);
  return { area, bounds, groupOf, loads, labels, excess: outside, kept, cut };
}

/** Whether one division is better than another: nearer to the bounds, then fewer transfers, then shorter borders. */
export function isBetter(a: Sums, b: Sums): boolean {
  if (a.excess !== b.excess) return a.excess < b.excess;
  if (a.kept !== b.kept) return a.kept > b.kept;
  return a.cut < b.cut;
}

/** What judges a division. */
export type Sums = Pick<Partition, 'excess' | 'kept' | 'cut'>;

/** By how much all loads lie less outside if an atom goes to another group. */
export function relief(
  { area, bounds, groupOf, loads }: Partition,
  atom: number,
  to: number,
): number {
  const load = area.loads[atom] as number;
  const left = loads[groupOf[atom] as number] as number;
  const right = loads[to] as number;
  return (
    excess(left, bounds) +
    excess(right, bounds) -
    excess(left - load, bounds) -
    excess(right + load, bounds)
  );
}

/** How much longer the borders between groups become if an atom goes to another group. */
export function lengthening(
  { area: { graph }, groupOf }: Partition,
  atom: number,
  to: number,
): number {
  const from = groupOf[atom];
  let longer = 0;
  for (let i = graph.start[atom] as number; i < (graph.start[atom + 1] as number); i++) {
    const group = groupOf[graph.to[i] as number];
    if (group === from) longer += graph.length[i] as number;
    else if (group === to) longer -= graph.length[i] as number;
  }
  return longer;
}

/** Gives an atom to another group. */
export function transfer(state: Partition, atom: number, to: number): void {
  const { area, groupOf, loads, labels } = state;
  const from = groupOf[atom] as number;
  const load = area.loads[atom] as number;
  state.excess -= relief(state, atom, to);
  state.cut += lengthening(state, atom, to);
  state.kept +=
    common(area, atom, labels[to] as number) - common(area, atom, labels[from] as number);
  groupOf[atom] = to;
  loads[from] = (loads[from] as number) - load;
  loads[to] = (loads[to] as number) + load;
}
