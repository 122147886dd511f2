import { facesOf, type Shape, sidesOf } from '@civigrid/spatial';
import type { Defect } from './defect.ts';
import { defectAt } from './defect-at.ts';
import { codesOf, drawingOf, type Fabric } from './fabric.ts';
import { drawnWithin } from './tree.ts';

/** What two shapes have in common. */
function sharedBy(one: Shape, other: Shape): readonly Shape[] {
  return facesOf([...sidesOf(one, 0, 1), ...sidesOf(other, 1, 1)])
    .filter(({ value }) => value > 1)
    .map(({ shape }) => shape);
}

/** The cell, most often a leaf, in which a footprint stands by its parents, or -1. */
function leafAbove({ tree, cells }: Fabric, cell: number): number {
  let at = cell;
  while (at >= 0 && cells.isWithin(at)) at = tree.parents[at] as number;
  return at;
}

/** Whether a cell is another or lies below it. */
function liesBelow({ tree: { parents } }: Fabric, cell: number, above: number): boolean {
  let at = cell;
  while (at >= 0 && at !== above) at = parents[at] as number;
  return at >= 0;
}

/** Footprints that lie in more than one leaf (管理对象不分割), in another than the tree says, or in none. */
export function splitBuildings(fabric: Fabric): readonly Defect[] {
  const { tree, cells, index } = fabric;
  const defects: Defect[] = [];
  for (let cell = 0; cell < cells.count; cell++) {
    const footprint = cells.isWithin(cell) ? drawingOf(fabric, cell) : undefined;
    if (!footprint) continue;
    const lying = index.near(footprint.box).flatMap((leaf) => {
      const shape = index.shape(leaf);
      const shared = shape ? sharedBy(footprint, shape) : [];
      return shared.length > 0 ? [{ cell: tree.leaves[leaf] as number, shared }] : [];
    });
    const home = leafAbove(fabric, cell);
    const strange = lying.filter((one) => !liesBelow(fabric, one.cell, home));
    const isPlaced = home >= 0 && drawnWithin(tree, cells, home).length > 0;
    if (lying.length > 1)
      defects.push(
        defectAt(
          'split-building',
          codesOf(fabric, [cell, ...lying.map((one) => one.cell)]),
          (strange.length < lying.length ? strange : lying.slice(1)).flatMap(
            ({ shared }) => shared,
          ),
        ),
      );
    else if (isPlaced && strange.length === lying.length)
      defects.push(
        defectAt(
          'parent-mismatch',
          codesOf(fabric, [cell, home]),
          lying.length > 0 ? strange.flatMap(({ shared }) => shared) : [footprint],
        ),
      );
  }
  return defects;
}
