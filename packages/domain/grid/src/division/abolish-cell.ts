import type { GridCode } from '@civigrid/kernel';
import { readShape } from '@civigrid/spatial';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { AbolishCell } from './change.ts';
import { refuse } from './division-error.ts';
import { handOver } from './handing-over.ts';
import { checkKnown, isTile, type ReadingOptions, sketchOf } from './sketch.ts';

/**
 * Ends a cell that no other follows (撤销): a building that was pulled down, a chat group that was closed, land that
 * went to another street. What it covered is nobody's: cells above that draw their own outline are drawn without it,
 * but not for a building, which tiles nothing; where none is drawn and others lie all around, `validate` finds a gap.
 * To leave the land to a neighbour, merge the two. Refuses with
 * `grid/unknown-code`, and with `grid/children-left` a cell with others below it.
 */
export function abolishCell(
  hierarchy: GridHierarchy,
  code: GridCode,
  options: ReadingOptions = {},
): AbolishCell {
  checkKnown(hierarchy, code);
  const [child] = hierarchy.children(code);
  if (child !== undefined)
    throw refuse('children-left', 'There are still cells below.', { code, child });
  const sketch = sketchOf(hierarchy, options);
  const geometry = hierarchy.geometry(code);
  const area = geometry && readShape(geometry).shape;
  if (area && isTile(hierarchy, code))
    handOver(sketch, area, hierarchy.path(code).slice(0, -1), []);
  return { type: 'abolish', code, cells: sketch.finish([code]) };
}
