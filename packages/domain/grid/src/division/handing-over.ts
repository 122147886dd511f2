import type { GridCode } from '@civigrid/kernel';
import { differenceOf, type Shape, unionOf } from '@civigrid/spatial';
import type { Sketch } from './sketch.ts';

/** Draws an area out of the cells of one way to the root and into those of another; those on both stay as they are. */
export function handOver(
  sketch: Sketch,
  area: Shape,
  giving: readonly GridCode[],
  taking: readonly GridCode[],
): void {
  for (const code of giving)
    if (!taking.includes(code)) sketch.redraw(code, (shape) => differenceOf(shape, area));
  for (const code of taking)
    if (!giving.includes(code)) sketch.redraw(code, (shape) => unionOf([shape, area]));
}
