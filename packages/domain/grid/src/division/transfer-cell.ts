import type { GridCode } from '@civigrid/kernel';
import { readShape } from '@civigrid/spatial';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { TransferCell } from './change.ts';
import { refuse } from './division-error.ts';
import { handOver } from './handing-over.ts';
import { checkKnown, isTile, type ReadingOptions, sketchOf } from './sketch.ts';

/**
 * Puts a cell under another parent, with all that lies below it (划转). Cells above that draw their own outline are
 * drawn anew: those left behind without its area, those that it joins with it; not for a building, which tiles nothing.
 * Refuses with `grid/unknown-code`,
 * `grid/nothing-moves`, `grid/circular-parent`.
 */
export function transferCell(
  hierarchy: GridHierarchy,
  code: GridCode,
  parent: GridCode,
  options: ReadingOptions = {},
): TransferCell {
  checkKnown(hierarchy, code, parent);
  const before = hierarchy.cell(code)?.parent;
  if (before === parent)
    throw refuse('nothing-moves', 'The cell lies under this parent already.', { code, parent });
  const taking = hierarchy.path(parent);
  if (taking.includes(code))
    throw refuse('circular-parent', 'A cell cannot come to lie below itself.', { code, parent });
  const sketch = sketchOf(hierarchy, options);
  sketch.place(code, parent);
  const geometry = hierarchy.geometry(code);
  const area = geometry && readShape(geometry).shape;
  if (area && isTile(hierarchy, code))
    handOver(sketch, area, before === undefined ? [] : hierarchy.path(before), taking);
  return { type: 'transfer', code, parent, cells: sketch.finish([]) };
}
