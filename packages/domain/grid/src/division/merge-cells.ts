import type { GridCode } from '@civigrid/kernel';
import { unionOf } from '@civigrid/spatial';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { MergeCells } from './change.ts';
import { refuse } from './division-error.ts';
import { checkKnown, coveredBy, type NewCell, type ReadingOptions, sketchOf } from './sketch.ts';

/**
 * Makes one cell of several with the same parent (合并); their children come under it. It covers what they cover, and
 * has no drawing of its own where none of them had one. Refuses with `grid/unknown-code`, `grid/too-few-cells`,
 * `grid/other-parent`.
 */
export function mergeCells(
  hierarchy: GridHierarchy,
  codes: readonly GridCode[],
  into: NewCell,
  options: ReadingOptions = {},
): MergeCells {
  checkKnown(hierarchy, ...codes);
  const [first] = codes;
  if (first === undefined || new Set(codes).size < 2)
    throw refuse('too-few-cells', 'Two different cells at least are merged.');
  const parents = new Set(codes.map((code) => hierarchy.cell(code)?.parent ?? null));
  if (parents.size > 1)
    throw refuse('other-parent', 'What is merged has one parent.', { parents: [...parents] });
  const sketch = sketchOf(hierarchy, options);
  const drawn = codes.filter((code) => sketch.drawingOf(code));
  const covering = codes.filter((code) => hierarchy.bounds(code));
  const shape =
    drawn.length > 0 ? unionOf(covering.map((code) => coveredBy(hierarchy, code))) : undefined;
  sketch.bring(into, first, shape);
  for (const code of codes)
    for (const child of hierarchy.children(code)) sketch.place(child, into.code);
  return { type: 'merge', codes, into: into.code, cells: sketch.finish(codes) };
}
