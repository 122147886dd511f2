import type { GridCode } from '@civigrid/kernel';
import { distanceMetres, toDegrees } from '@civigrid/spatial';
import type { Fabric } from './fabric.ts';
import { below } from './tree.ts';

/** Cells that share a border (相邻网格), and how much of it. */
export interface Neighbour {
  readonly code: GridCode;
  readonly borderMetres: number;
}

/** The leaves in or at a cell, by their numbers. */
function leavesIn({ tree, cells }: Fabric, cell: number): readonly number[] {
  const found: number[] = [];
  const waiting = [cell];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const number = tree.shapes[at] as number;
    if (number >= 0 && number < tree.leaves.length) found.push(number);
    for (const child of below(tree, at)) if (!cells.isWithin(child)) waiting.push(child);
  }
  return found;
}

/** The length of an arc in metres. */
function arcMetres({ index }: Fabric, arc: number): number {
  const { places, arcStarts, west, south } = index.coverage.topology;
  const at = (v: number) =>
    [
      toDegrees((places[2 * v] as number) + west),
      toDegrees((places[2 * v + 1] as number) + south),
    ] as const;
  let sum = 0;
  for (let v = arcStarts[arc] as number; v + 1 < (arcStarts[arc + 1] as number); v++)
    sum += distanceMetres(at(v), at(v + 1));
  return sum;
}

/** The cells of the same level that share a border with a cell, by the borders of their leaves. */
export function neighboursOf(fabric: Fabric, cell: number): readonly Neighbour[] {
  const { tree, cells, index } = fabric;
  const { arcFaces, shapeRings, ringStarts, ringArcs } = index.coverage.topology;
  const level = cells.level(cell);
  const isLeaf =
    (tree.shapes[cell] as number) >= 0 && (tree.shapes[cell] as number) < tree.leaves.length;
  /** The cell that counts as the neighbour for one of its leaves. */
  const peerOf = (leaf: number): number => {
    const own = tree.leaves[leaf] as number;
    if (isLeaf) return own;
    let at = own;
    while (at >= 0 && cells.level(at) !== level) at = tree.parents[at] as number;
    return at;
  };
  const inside = new Set(leavesIn(fabric, cell));
  const metres = new Map<number, number>();
  for (const leaf of inside) {
    const end = ringStarts[shapeRings[2 * leaf + 1] as number] as number;
    for (let i = ringStarts[shapeRings[2 * leaf] as number] as number; i < end; i++) {
      const directed = ringArcs[i] as number;
      const beyond = arcFaces[directed ^ 1] as number;
      const peer = beyond < 0 || inside.has(beyond) ? -1 : peerOf(beyond);
      if (peer >= 0) metres.set(peer, (metres.get(peer) ?? 0) + arcMetres(fabric, directed >> 1));
    }
  }
  return [...metres]
    .sort(([a], [b]) => a - b)
    .map(([peer, borderMetres]) => ({ code: cells.code(peer), borderMetres }));
}
