import type { Box } from './box.ts';
import { boxTree } from './box-tree.ts';
import { quantaPerDegree, tolerance } from './quantum.ts';
import type { Shape } from './shape.ts';
import { isNearShape, sideOfShape } from './side.ts';

/** Which of many shapes a place belongs to (定位). */
export interface CoverageIndex {
  /**
   * The lowest number of a shape that holds the place, its border included; where none does, of a shape whose border
   * lies within 2e-8 degree; otherwise -1. Degrees in; allocates nothing.
   */
  locate(lng: number, lat: number): number;
  /** The numbers of all shapes that hold a place in quanta, borders included, in ascending order. */
  holders(x: number, y: number): readonly number[];
  /** The numbers of all shapes whose box meets a box in quanta, in ascending order. */
  near(box: Box): readonly number[];
}

/** Indexes shapes by their boxes; a missing shape holds nothing. */
export function coverageIndex(shapes: readonly (Shape | undefined)[]): CoverageIndex {
  const boxes = new Float64Array(4 * shapes.length);
  for (let i = 0; i < shapes.length; i++)
    boxes.set(shapes[i]?.box ?? [Infinity, Infinity, -Infinity, -Infinity], 4 * i);
  const present = shapes.flatMap((shape, i) => (shape ? [i] : []));
  const tree = boxTree(
    Float64Array.from(present.flatMap((i) => Array.from(boxes.subarray(4 * i, 4 * i + 4)))),
  );
  const numbers = Int32Array.from(present);
  /** Doubles kept in a variable of a closure would be allocated anew at every question. */
  const asked = new Float64Array(2);
  let owner = -1;
  const hold = (i: number) => {
    const index = numbers[i] as number;
    if (owner >= 0 && index > owner) return;
    if (sideOfShape(shapes[index] as Shape, asked[0] as number, asked[1] as number) >= 0)
      owner = index;
  };
  const graze = (i: number) => {
    const index = numbers[i] as number;
    if (owner >= 0 && index > owner) return;
    if (isNearShape(shapes[index] as Shape, asked[0] as number, asked[1] as number)) owner = index;
  };
  return {
    locate(lng, lat) {
      const px = Math.round(lng * quantaPerDegree);
      const py = Math.round(lat * quantaPerDegree);
      asked[0] = px;
      asked[1] = py;
      owner = -1;
      tree.each(px, py, px, py, hold);
      if (owner < 0)
        tree.each(px - tolerance, py - tolerance, px + tolerance, py + tolerance, graze);
      return owner;
    },
    holders(x, y) {
      const found: number[] = [];
      tree.each(x, y, x, y, (i) => {
        const index = numbers[i] as number;
        if (sideOfShape(shapes[index] as Shape, x, y) >= 0) found.push(index);
      });
      return found.sort((a, b) => a - b);
    },
    near([west, south, east, north]) {
      const found: number[] = [];
      tree.each(west, south, east, north, (i) => found.push(numbers[i] as number));
      return found.sort((a, b) => a - b);
    },
  };
}
