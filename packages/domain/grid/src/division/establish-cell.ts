import { type AreaGeometry, differenceOf, readShape, unionOf } from '@civigrid/spatial';
import { toChange } from '../change.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { EstablishCell } from './change.ts';
import { refuse } from './division-error.ts';
import {
  checkKnown,
  type EstablishedCell,
  isTile,
  type ReadingOptions,
  sketchOf,
} from './sketch.ts';

/**
 * Brings a cell that follows no other (新设): a community on new land, a building, a chat group; without a geometry for
 * what has no place. Cells above that draw their own outline grow where it reaches out of them, but not for a building,
 * which tiles nothing. Where it lies on land that somebody has, `validate` finds the overlap: to give land that a cell
 * has, split that cell. Refuses with `grid/unknown-code` (the parent), `grid/code-taken`, and `grid/nothing-drawn` a
 * geometry that has no area.
 */
export function establishCell(
  hierarchy: GridHierarchy,
  cell: EstablishedCell,
  geometry: AreaGeometry | null = null,
  options: ReadingOptions = {},
): EstablishCell {
  const { code, parent } = cell;
  checkKnown(hierarchy, parent);
  const shape = geometry === null ? undefined : readShape(geometry).shape;
  if (geometry !== null && !shape)
    throw refuse('nothing-drawn', 'The geometry has no area.', { code });
  const sketch = sketchOf(hierarchy, options);
  sketch.establish(cell, shape);
  const alone = hierarchy.revised(toChange({ retire: [], cells: sketch.finish([]) }));
  if (shape && isTile(alone, code))
    for (const above of hierarchy.path(parent)) {
      const outline = sketch.drawingOf(above);
      if (outline && differenceOf(shape, outline))
        sketch.redraw(above, (drawn) => unionOf([drawn, shape]));
    }
  return { type: 'establish', code, parent, cells: sketch.finish([]) };
}
