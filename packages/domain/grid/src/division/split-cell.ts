import type { GridCode } from '@civigrid/kernel';
import {
  type AreaGeometry,
  differenceOf,
  intersectionOf,
  type Point,
  readShape,
  type Shape,
  splitByLine,
  unionOf,
} from '@civigrid/spatial';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { SplitCell } from './change.ts';
import { refuse } from './division-error.ts';
import {
  checkKnown,
  checkLeaf,
  coveredBy,
  type NewCell,
  type ReadingOptions,
  type Sketch,
  sketchOf,
  standsIn,
} from './sketch.ts';

/**
 * Where a cell is cut: a leaf along a line, whose pieces come from west to east by their westernmost vertex (then from
 * south to north), or into areas in their order, each of which gets what the ones before have left; a cell with
 * children by groups of these.
 */
export type Cut =
  | { readonly line: readonly Point[] }
  | { readonly pieces: readonly AreaGeometry[] }
  | { readonly children: readonly (readonly GridCode[])[] };

/** What areas have of a shape, one after the other. */
function piecesBy(whole: Shape, areas: readonly AreaGeometry[]): readonly Shape[] {
  let rest: Shape | undefined = whole;
  const pieces: Shape[] = [];
  for (const area of areas) {
    const { shape } = readShape(area);
    const piece: Shape | undefined = rest && shape && intersectionOf(rest, shape);
    if (!piece) continue;
    pieces.push(piece);
    rest = rest && shape && differenceOf(rest, shape);
  }
  return pieces;
}

function checkGroups(
  hierarchy: GridHierarchy,
  code: GridCode,
  groups: readonly (readonly GridCode[])[],
): void {
  const named = groups.flat();
  const children = hierarchy.children(code);
  const fits =
    named.length === children.length &&
    groups.every(({ length }) => length > 0) &&
    children.every((child) => named.includes(child));
  if (!fits) throw refuse('wrong-children', 'Every child goes to one of the new cells.', { code });
}

/** The drawings of the new cells, in the order of the pieces; children are placed under theirs. */
function drawn(
  sketch: Sketch,
  code: GridCode,
  cut: Cut,
  into: readonly NewCell[],
): readonly (Shape | undefined)[] {
  const { hierarchy } = sketch;
  if ('children' in cut) {
    checkGroups(hierarchy, code, cut.children);
    const hasDrawing = sketch.drawingOf(code) !== undefined;
    return cut.children.map((group, i) => {
      const parent = into[i]?.code;
      for (const child of group) if (parent !== undefined) sketch.place(child, parent);
      const covering = hasDrawing ? group.filter((child) => hierarchy.bounds(child)) : [];
      return unionOf(covering.map((child) => coveredBy(hierarchy, child)));
    });
  }
  checkLeaf(hierarchy, code);
  const whole = coveredBy(hierarchy, code);
  const pieces = 'line' in cut ? splitByLine(whole, cut.line) : piecesBy(whole, cut.pieces);
  for (const child of hierarchy.children(code)) {
    const piece = pieces.findIndex((shape) => standsIn(hierarchy, child, shape));
    const parent = into[Math.max(0, piece)]?.code;
    if (parent !== undefined) sketch.place(child, parent);
  }
  return pieces;
}

/**
 * Makes several cells of one (拆分). Whoever borders on the ends of a cut gets their vertices, so that borders stay the
 * same on both sides. Parent, level and kind go over to the pieces, other properties do not. A building goes under the
 * piece that has its label, what has no place under the first. Areas that leave something of
 * the cell to nobody make a gap, which `validate` then finds. Refuses with `grid/unknown-code`, `grid/not-a-leaf`,
 * `grid/nothing-drawn`, `grid/wrong-count` where there are not as many pieces as codes, `grid/wrong-children`, and a
 * line as `splitByLine` of `@civigrid/spatial` does.
 */
export function splitCell(
  hierarchy: GridHierarchy,
  code: GridCode,
  cut: Cut,
  into: readonly NewCell[],
  options: ReadingOptions = {},
): SplitCell {
  checkKnown(hierarchy, code);
  const sketch = sketchOf(hierarchy, options);
  const pieces = drawn(sketch, code, cut, into);
  if (pieces.length !== into.length || into.length < 2)
    throw refuse('wrong-count', 'There is one code for each piece, and two pieces at least.', {
      code,
      pieces: pieces.length,
      codes: into.length,
    });
  into.forEach((cell, i) => {
    sketch.bring(cell, code, pieces[i]);
  });
  return {
    type: 'split',
    code,
    into: into.map((cell) => cell.code),
    cells: sketch.finish([code]),
  };
}
