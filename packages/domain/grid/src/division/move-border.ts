import type { GridCode } from '@civigrid/kernel';
import { type AreaGeometry, differenceOf, intersectionOf, readShape } from '@civigrid/spatial';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { MoveBorder } from './change.ts';
import { refuse } from './division-error.ts';
import { handOver } from './handing-over.ts';
import {
  checkKnown,
  checkLeaf,
  coveredBy,
  type ReadingOptions,
  sketchOf,
  standsIn,
} from './sketch.ts';

/**
 * Gives what an area has of one leaf to another (边界调整). The cells above are drawn anew where the leaves lie in
 * different ones; whoever borders on the new line gets its vertices; buildings whose label lies in the area go with it. Refuses with `grid/unknown-code`,
 * `grid/not-a-leaf`, `grid/nothing-drawn`, `grid/nothing-moves` where the area has nothing of the leaf, and
 * `grid/nothing-left` where it has all of it.
 */
export function moveBorder(
  hierarchy: GridHierarchy,
  from: GridCode,
  to: GridCode,
  area: AreaGeometry,
  options: ReadingOptions = {},
): MoveBorder {
  checkKnown(hierarchy, from, to);
  for (const code of [from, to]) checkLeaf(hierarchy, code);
  const { shape } = readShape(area);
  const giver = coveredBy(hierarchy, from);
  coveredBy(hierarchy, to);
  const moved = from !== to && shape ? intersectionOf(giver, shape) : undefined;
  if (!moved)
    throw refuse('nothing-moves', 'The area has nothing of the cell that gives.', { from, to });
  if (!differenceOf(giver, moved))
    throw refuse('nothing-left', 'The cell would give all that it has.', { from, to });
  const sketch = sketchOf(hierarchy, options);
  handOver(sketch, moved, hierarchy.path(from), hierarchy.path(to));
  for (const child of hierarchy.children(from))
    if (standsIn(hierarchy, child, moved) === true) sketch.place(child, to);
  return { type: 'moveBorder', from, to, cells: sketch.finish([]) };
}
