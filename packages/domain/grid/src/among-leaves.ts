import {
  type Face,
  facesOf,
  interiorPoint,
  openArcs,
  type Shape,
  sideOfShape,
  sidesOfArc,
} from '@civigrid/spatial';
import type { Defect } from './defect.ts';
import { defectAt } from './defect-at.ts';
import { codesOf, type Fabric } from './fabric.ts';

/** The ancestors of a cell that draw their own outline; a cell without a parent counts as its own. */
function drawnAncestors({ tree: { parents, shapes } }: Fabric, cell: number): ReadonlySet<number> {
  const found = new Set<number>();
  let at = parents[cell] as number;
  if (at < 0) found.add(cell);
  for (; at >= 0; at = parents[at] as number) if ((shapes[at] as number) >= 0) found.add(at);
  return found;
}

/** A hole that the leaves enclose is a gap, unless one drawn ancestor of them all has been compared already. */
function isUnclaimed(fabric: Fabric, cells: readonly number[]): boolean {
  const [first, ...others] = cells.map((cell) => drawnAncestors(fabric, cell));
  return ![...(first ?? [])].some((ancestor) => others.every((set) => set.has(ancestor)));
}

/** Who covers an overlap: at its middle, along its border, or at one of its corners. */
function coveringLeaves({ index }: Fabric, { shape, within }: Face): readonly number[] {
  const found = new Set(within);
  const middle = interiorPoint(shape);
  for (const leaf of middle ? index.holders(middle[0], middle[1]) : []) found.add(leaf);
  for (const ring of shape.parts.flat())
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i] as number, ring[i + 1] as number];
      for (const leaf of index.holders(x, y)) {
        const held = index.shape(leaf);
        if (held && sideOfShape(held, x, y) > 0) found.add(leaf);
      }
    }
  return [...found];
}

/** Compares all leaves with each other, whoever their parents are: borders that only one leaf has enclose what is wrong. */
export function amongLeaves(fabric: Fabric): readonly Defect[] {
  const { tree, index } = fabric;
  const { topology, isWhole, isTangled } = index.coverage;
  if (isWhole) return [];
  const sides = openArcs(topology).flatMap((directed) =>
    sidesOfArc(topology, directed, topology.arcFaces[directed] as number, 1),
  );
  const cellOf = (leaf: number) => tree.leaves[leaf] ?? -1;
  if (isTangled) {
    const open = [...new Set(sides.map(({ owner }) => owner))];
    const shapes = open.flatMap((leaf) => index.shape(leaf) ?? []);
    return [defectAt('overlap', codesOf(fabric, open.map(cellOf)), shapes)];
  }
  /** Leaves that cover places twice all by themselves, however many: one defect each. */
  const twice = new Map<number, Shape[]>();
  const defects = facesOf(sides).flatMap((face): readonly Defect[] => {
    if (face.value === 1) return [];
    if (face.value > 1) {
      const covering = [...new Set(coveringLeaves(fabric, face).map(cellOf))];
      const [only] = covering;
      if (covering.length > 1)
        return [defectAt('overlap', codesOf(fabric, covering), [face.shape])];
      const known = only === undefined ? undefined : twice.get(only);
      if (known) known.push(face.shape);
      else if (only !== undefined) twice.set(only, [face.shape]);
      return [];
    }
    const around = face.beside.map(cellOf);
    // with nobody beside it, it is inside a ring that crosses itself
    if (face.value < 0 || around.length === 0 || !isUnclaimed(fabric, around)) return [];
    return [defectAt('gap', codesOf(fabric, around), [face.shape])];
  });
  return [
    ...defects,
    ...Array.from(twice, ([cell, shapes]) =>
      defectAt('invalid-ring', codesOf(fabric, [cell]), shapes),
    ),
  ];
}
