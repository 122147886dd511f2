import type { GridCode } from '@civigrid/kernel';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { RenumberCell } from './change.ts';
import { checkKnown, type NewCell, type ReadingOptions, sketchOf } from './sketch.ts';

/**
 * Gives the same place another code (换码), with all that is said of it; its children come under the new code. Refuses
 * a code that no cell bears with `grid/unknown-code`.
 */
export function renumberCell(
  hierarchy: GridHierarchy,
  code: GridCode,
  into: NewCell,
  options: ReadingOptions = {},
): RenumberCell {
  checkKnown(hierarchy, code);
  const sketch = sketchOf(hierarchy, options);
  sketch.rename(into, code);
  for (const child of hierarchy.children(code)) sketch.place(child, into.code);
  return { type: 'renumber', code, into: into.code, cells: sketch.finish([code]) };
}
