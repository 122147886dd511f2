import type { GridCode } from '@civigrid/kernel';
import { eachArc, metresPerQuantum, type Topology, toDegrees } from '@civigrid/spatial';
import type { GridHierarchy } from './grid-hierarchy.ts';

/** Cells that share a border (相邻网格), and how much of it. */
export interface Neighbour {
  readonly code: GridCode;
  readonly borderMetres: number;
}

/** The leaves in or at a cell, by their numbers. */
function leavesIn(hierarchy: GridHierarchy, code: GridCode): readonly number[] {
  const leaf = hierarchy.leafIndex(code);
  return leaf >= 0
    ? [leaf]
    : hierarchy.children(code).flatMap((child) => leavesIn(hierarchy, child));
}

/** The length of an arc in metres, in the plane of its latitude. */
function arcMetres({ places, arcStarts, south }: Topology, arc: number): number {
  const first = arcStarts[arc] as number;
  const [east, north] = metresPerQuantum(toDegrees((places[2 * first + 1] as number) + south));
  let sum = 0;
  for (let v = first; v + 1 < (arcStarts[arc + 1] as number); v++)
    sum += Math.hypot(
      ((places[2 * v + 2] as number) - (places[2 * v] as number)) * east,
      ((places[2 * v + 3] as number) - (places[2 * v + 1] as number)) * north,
    );
  return sum;
}

/**
 * The cells of the same level that share a border with a cell, lowest code first; of a leaf, leaves. Refuses a code that
 * no cell bears with `grid/unknown-code`.
 */
export function neighbours(hierarchy: GridHierarchy, code: GridCode): readonly Neighbour[] {
  const { topology } = hierarchy.index.coverage;
  const level = hierarchy.levelOf(code);
  const isLeaf = hierarchy.leafIndex(code) >= 0;
  const inside = new Set(leavesIn(hierarchy, code));
  const metres = new Map<GridCode, number>();
  for (const leaf of inside)
    eachArc(topology, leaf, (directed) => {
      const beyond = topology.arcFaces[directed ^ 1] as number;
      const own = inside.has(beyond) ? undefined : hierarchy.leafCode(beyond);
      if (own === undefined) return;
      const peer = isLeaf || level === undefined ? own : hierarchy.ancestorAt(own, level);
      if (peer === undefined) return;
      metres.set(peer, (metres.get(peer) ?? 0) + arcMetres(topology, directed >> 1));
    });
  return [...metres]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([peer, borderMetres]) => ({ code: peer, borderMetres }));
}
