import type { GridCode } from '@civigrid/kernel';
import { distanceMetres, type Side, sidesOfArc, toDegrees } from '@civigrid/spatial';
import { bordersAlong } from './common-border.ts';
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

function depthOf({ tree: { parents } }: Fabric, cell: number): number {
  let depth = 0;
  for (let at = parents[cell] as number; at >= 0; at = parents[at] as number) depth++;
  return depth;
}

/** For each leaf the cell that counts as a neighbour of a cell: the leaf itself, or what it has on the same level. */
function peersOf(fabric: Fabric, cell: number): (leaf: number) => number {
  const { tree, cells } = fabric;
  const level = cells.level(cell);
  const number = tree.shapes[cell] as number;
  if (number >= 0 && number < tree.leaves.length) return (leaf) => tree.leaves[leaf] as number;
  // where the town names no level, cells of one depth count as of one level
  const depth = depthOf(fabric, cell);
  return (leaf) => {
    let at = tree.leaves[leaf] as number;
    if (level === undefined)
      for (let above = depthOf(fabric, at) - depth; above !== 0 && at >= 0; above--)
        at = tree.parents[at] as number;
    else while (at >= 0 && cells.level(at) !== level) at = tree.parents[at] as number;
    return at;
  };
}

/** Calls back with every arc of a leaf, in the direction that has the leaf on its left. */
function eachArc({ index }: Fabric, leaf: number, visit: (directed: number) => void): void {
  const { shapeRings, ringStarts, ringArcs } = index.coverage.topology;
  const end = ringStarts[shapeRings[2 * leaf + 1] as number] as number;
  for (let i = ringStarts[shapeRings[2 * leaf] as number] as number; i < end; i++)
    visit(ringArcs[i] as number);
}

/** The sides of a leaf that nobody is known to have from the other hand. */
function openSidesOf(fabric: Fabric, leaf: number, owner: number): readonly Side[] {
  const { topology } = fabric.index.coverage;
  const sides: Side[] = [];
  eachArc(fabric, leaf, (directed) => {
    if ((topology.arcFaces[directed ^ 1] as number) >= 0) return;
    for (const side of sidesOfArc(topology, directed, owner, 1)) sides.push(side);
  });
  return sides;
}

/**
 * The cells of the same level that share a border with a cell, by the borders of their leaves: those that are drawn
 * alike by the arcs, the others side by side.
 */
export function neighboursOf(fabric: Fabric, cell: number): readonly Neighbour[] {
  const { cells, index } = fabric;
  const { arcFaces } = index.coverage.topology;
  const peerOf = peersOf(fabric, cell);
  const inside = new Set(leavesIn(fabric, cell));
  const metres = new Map<number, number>();
  const add = (peer: number, more: number) => {
    if (peer >= 0 && peer !== cell) metres.set(peer, (metres.get(peer) ?? 0) + more);
  };
  const open: Side[] = [];
  const near = new Set<number>();
  for (const leaf of inside) {
    eachArc(fabric, leaf, (directed) => {
      const beyond = arcFaces[directed ^ 1] as number;
      if (beyond >= 0 && !inside.has(beyond)) add(peerOf(beyond), arcMetres(fabric, directed >> 1));
    });
    const sides = openSidesOf(fabric, leaf, -1);
    const box = sides.length > 0 ? index.shape(leaf)?.box : undefined;
    if (!box) continue;
    for (const side of sides) open.push(side);
    for (const other of index.near(box)) if (!inside.has(other)) near.add(other);
  }
  const others: Side[] = [];
  for (const leaf of near)
    for (const side of openSidesOf(fabric, leaf, peerOf(leaf))) others.push(side);
  for (const [peer, more] of bordersAlong(open, others)) add(peer, more);
  return [...metres]
    .sort(([a], [b]) => a - b)
    .map(([peer, borderMetres]) => ({ code: cells.code(peer), borderMetres }));
}
