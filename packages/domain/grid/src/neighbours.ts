import type { GridCode } from '@civigrid/kernel';
import {
  eachArc,
  metresPerQuantum,
  type Side,
  sidesOfArc,
  type Topology,
  toDegrees,
} from '@civigrid/spatial';
import { bordersAlong } from './common-border.ts';
import type { GridHierarchy } from './grid-hierarchy.ts';

/** Cells that share a border (相邻网格), and how much of it. */
export interface Neighbour {
  readonly code: GridCode;
  readonly borderMetres: number;
}

/** The leaves in or at a cell, by their numbers. */
function leavesIn(hierarchy: GridHierarchy, code: GridCode): readonly number[] {
  const leaf = hierarchy.leafIndex(code);
  if (leaf >= 0) return [leaf];
  return hierarchy.children(code).flatMap((child) => leavesIn(hierarchy, child));
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

/** For each leaf the cell that counts as a neighbour of a cell: the leaf itself, or what it has on the same level. */
function peersOf(
  hierarchy: GridHierarchy,
  cell: GridCode,
): (leaf: GridCode) => GridCode | undefined {
  if (hierarchy.leafIndex(cell) >= 0) return (leaf) => leaf;
  const level = hierarchy.levelOf(cell);
  if (level !== undefined) return (leaf) => hierarchy.ancestorAt(leaf, level);
  // where the town names no level, cells of one depth count as of one level
  const depth = hierarchy.path(cell).length;
  return (leaf) => hierarchy.path(leaf)[depth - 1];
}

/** The sides of a leaf that nobody is known to have from the other hand. */
function openSidesOf(topology: Topology, leaf: number): readonly Side[] {
  const sides: Side[] = [];
  eachArc(topology, leaf, (directed) => {
    if ((topology.arcFaces[directed ^ 1] as number) >= 0) return;
    for (const side of sidesOfArc(topology, directed, leaf, 1)) sides.push(side);
  });
  return sides;
}

/**
 * The cells of the same level that share a border with a cell, lowest code first; of a leaf, leaves. Borders that both
 * drew alike are known by their arcs, the others are laid side by side; a corner is no border. Where the cell has no
 * level, cells of its depth count. Refuses a code that no cell bears with
 * `grid/unknown-code`.
 */
export function neighbours(hierarchy: GridHierarchy, code: GridCode): readonly Neighbour[] {
  const { index } = hierarchy;
  const { topology } = index.coverage;
  const peerOf = peersOf(hierarchy, code);
  const inside = new Set(leavesIn(hierarchy, code));
  const metres = new Map<GridCode, number>();
  const add = (leaf: number, more: number) => {
    const own = inside.has(leaf) ? undefined : hierarchy.leafCode(leaf);
    const peer = own === undefined ? undefined : peerOf(own);
    if (peer !== undefined && peer !== code) metres.set(peer, (metres.get(peer) ?? 0) + more);
  };
  const open: Side[] = [];
  const near = new Set<number>();
  for (const leaf of inside) {
    eachArc(topology, leaf, (directed) => {
      const beyond = topology.arcFaces[directed ^ 1] as number;
      if (beyond >= 0) add(beyond, arcMetres(topology, directed >> 1));
    });
    const sides = openSidesOf(topology, leaf);
    const box = sides.length > 0 ? index.shape(leaf)?.box : undefined;
    if (!box) continue;
    for (const side of sides) open.push(side);
    for (const other of index.near(box)) if (!inside.has(other)) near.add(other);
  }
  const others: Side[] = [];
  for (const leaf of near) for (const side of openSidesOf(topology, leaf)) others.push(side);
  for (const [leaf, more] of bordersAlong(open, others)) add(leaf, more);
  return [...metres]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([peer, borderMetres]) => ({ code: peer, borderMetres }));
}
