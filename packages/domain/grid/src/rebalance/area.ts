import { type Graph, graphOf, partsOf } from './graph.ts';
import type { Division } from './read-request.ts';

/**
 * A unit of load weighs so much where transfers are compared, and each unit that changes hands weighs 1 besides: so a
 * unit without load is not moved for nothing.
 */
export const loadWeight = 1024;

/**
 * A connected part of a region, divided by itself. Its atoms are units, or sets of units that stay together; today's
 * groups that may continue here are its labels. All numbers are local; atoms go by their lowest unit.
 */
export interface Area {
  readonly region: number;
  /** The units of each atom, lowest first. */
  readonly atoms: readonly (readonly number[])[];
  readonly loads: Float64Array;
  readonly total: number;
  readonly graph: Graph;
  /** Today's groups by their numbers in the division. */
  readonly labels: readonly number[];
  /** What each atom has in common with today's groups: of atom `v` from `start[v]` to below `start[v + 1]`. */
  readonly shares: {
    readonly start: Int32Array;
    readonly label: Int32Array;
    readonly weight: Float64Array;
  };
}

/** The number of the atom of each unit; atoms are numbered by their lowest unit. */
function atomsOf({ units, wholes }: Division): {
  readonly atomOf: Int32Array;
  readonly count: number;
} {
  const parent = Int32Array.from(units, (_, unit) => unit);
  const find = (unit: number): number => {
    let root = unit;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] as number] as number;
      root = parent[root] as number;
    }
    return root;
  };
  for (const [first, ...others] of wholes)
    for (const other of others) {
      const [a, b] = [find(first as number), find(other)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  const atomOf = new Int32Array(units.length);
  let count = 0;
  for (let unit = 0; unit < units.length; unit++) {
    const root = find(unit);
    atomOf[unit] = root === unit ? count++ : (atomOf[root] as number);
  }
  return { atomOf, count };
}

function atomGraph({ graph }: Division, atomOf: Int32Array, count: number): Graph {
  if (count === atomOf.length) return graph;
  const edges = { from: [] as number[], to: [] as number[], length: [] as number[] };
  for (let a = 0; a < atomOf.length; a++)
    for (let i = graph.start[a] as number; i < (graph.start[a + 1] as number); i++) {
      const b = graph.to[i] as number;
      if (b < a || atomOf[a] === atomOf[b]) continue;
      edges.from.push(atomOf[a] as number);
      edges.to.push(atomOf[b] as number);
      edges.length.push(graph.length[i] as number);
    }
  return graphOf(count, edges, (a, b) => a + b);
}

/** In which part each of today's groups may continue: where most of it lies. */
function homesOf(division: Division, partOfUnit: Int32Array): Int32Array {
  const { units, labels, labelOf } = division;
  const weights = labels.map(() => new Map<number, number>());
  units.forEach(({ load }, unit) => {
    const weight = weights[labelOf[unit] as number];
    const part = partOfUnit[unit] as number;
    weight?.set(part, (weight.get(part) ?? 0) + loadWeight * load + 1);
  });
  return Int32Array.from(weights, (weight) => {
    let home = -1;
    for (const [part, common] of weight)
      if (
        home < 0 ||
        common > (weight.get(home) ?? 0) ||
        (common === weight.get(home) && part < home)
      )
        home = part;
    return home;
  });
}

function sharesOf(
  division: Division,
  atoms: readonly (readonly number[])[],
  labels: readonly number[],
) {
  const local = new Map(labels.map((label, i) => [label, i]));
  const start = new Int32Array(atoms.length + 1);
  const label: number[] = [];
  const weight: number[] = [];
  atoms.forEach((units, atom) => {
    const found = new Map<number, number>();
    for (const unit of units) {
      const own = local.get(division.labelOf[unit] as number);
      if (own === undefined) continue;
      found.set(own, (found.get(own) ?? 0) + loadWeight * (division.units[unit]?.load ?? 0) + 1);
    }
    for (const [own, common] of [...found].sort(([a], [b]) => a - b)) {
      label.push(own);
      weight.push(common);
    }
    start[atom + 1] = label.length;
  });
  return { start, label: Int32Array.from(label), weight: Float64Array.from(weight) };
}

/** The connected parts of all regions, in the order of their lowest units. */
export function areasOf(division: Division): readonly Area[] {
  const { atomOf, count } = atomsOf(division);
  const graph = atomGraph(division, atomOf, count);
  const { partOf, parts } = partsOf(graph, () => true);
  const partOfUnit = atomOf.map((atom) => partOf[atom] as number);
  const atoms: number[][] = Array.from({ length: count }, () => []);
  for (let unit = 0; unit < atomOf.length; unit++) atoms[atomOf[unit] as number]?.push(unit);
  const members: number[][] = Array.from({ length: parts }, () => []);
  const localOf = new Int32Array(count);
  for (let atom = 0; atom < count; atom++) {
    const list = members[partOf[atom] as number] as number[];
    localOf[atom] = list.length;
    list.push(atom);
  }
  const labels: number[][] = Array.from({ length: parts }, () => []);
  homesOf(division, partOfUnit).forEach((part, label) => {
    labels[part]?.push(label);
  });
  return members.map((list, part): Area => {
    const own = list.map((atom) => atoms[atom] as number[]);
    const loads = Float64Array.from(own, (units) =>
      units.reduce((sum, unit) => sum + (division.units[unit]?.load ?? 0), 0),
    );
    return {
      region: division.regionOf[own[0]?.[0] as number] as number,
      atoms: own,
      loads,
      total: loads.reduce((sum, load) => sum + load, 0),
      graph: partGraph(graph, list, localOf),
      labels: labels[part] as number[],
      shares: sharesOf(division, own, labels[part] as number[]),
    };
  });
}

function partGraph(graph: Graph, list: readonly number[], localOf: Int32Array): Graph {
  const start = new Int32Array(list.length + 1);
  list.forEach((atom, v) => {
    start[v + 1] =
      (start[v] as number) + (graph.start[atom + 1] as number) - (graph.start[atom] as number);
  });
  const to = new Int32Array(start[list.length] as number);
  const length = new Float64Array(to.length);
  list.forEach((atom, v) => {
    const from = graph.start[atom] as number;
    for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
      const edge = from + i - (start[v] as number);
      to[i] = localOf[graph.to[edge] as number] as number;
      length[i] = graph.length[edge] as number;
    }
  });
  return { start, to, length };
}
