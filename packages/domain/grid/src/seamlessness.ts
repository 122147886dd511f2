import { geometryOf } from '@civigrid/spatial';
import { againstParent } from './against-parent.ts';
import { amongLeaves } from './among-leaves.ts';
import { splitBuildings } from './buildings.ts';
import type { Defect, Seamlessness } from './defect.ts';
import { drawingOf, type Fabric } from './fabric.ts';
import { invalidRings } from './invalid-rings.ts';
import { below } from './tree.ts';

/** What loading found, told as defects. */
function defectsOfIssues(fabric: Fabric): readonly Defect[] {
  return fabric.issues.flatMap(({ code, cell, at }): readonly Defect[] => {
    if (code === 'bad-level' || code === 'bad-kind') return [];
    const number = cell === undefined ? -1 : fabric.cells.find(cell);
    const shape = at || number < 0 ? undefined : drawingOf(fabric, number);
    const geometry: Defect['geometry'] = at
      ? { type: 'Point', coordinates: at }
      : shape
        ? geometryOf(shape)
        : null;
    return [{ type: code, codes: cell === undefined ? [] : [cell], geometry }];
  });
}

function leavesWithInvalidRings(fabric: Fabric): readonly Defect[] {
  const { tree, index } = fabric;
  return Array.from(index.coverage.intricate).flatMap((leaf) => {
    const shape = index.shape(leaf);
    return shape ? invalidRings(fabric, tree.leaves[leaf] as number, shape) : [];
  });
}

/** The cells that draw an outline over others. */
function outlined({ tree, cells }: Fabric): readonly number[] {
  const found: number[] = [];
  for (let cell = 0; cell < cells.count; cell++)
    if (
      (tree.shapes[cell] as number) >= tree.leaves.length &&
      !cells.isWithin(cell) &&
      below(tree, cell).length > 0
    )
      found.push(cell);
  return found;
}

/** Proves that children tile their parents, or finds every place where they do not (横向到边、纵向到底). */
export function seamlessness(fabric: Fabric): Seamlessness {
  const compare = againstParent(fabric);
  const defects = [
    ...defectsOfIssues(fabric),
    ...leavesWithInvalidRings(fabric),
    ...outlined(fabric).flatMap(compare),
    ...amongLeaves(fabric),
    ...splitBuildings(fabric),
  ];
  return { seamless: defects.every(({ harmless }) => harmless === true), defects };
}
