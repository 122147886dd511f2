import type { GridFeature } from '@civigrid/grid';
import { type GridCode, gridCode } from '@civigrid/kernel';
import type { Point, Polygon } from '@civigrid/spatial';

/** A cell by hand, for stories. */
export function cell(
  code: string,
  parent: string | null,
  geometry: Polygon | null = null,
): GridFeature {
  return { type: 'Feature', properties: { code, parent }, geometry };
}

/** Plots of a thousandth of a degree, so that a story counts in plots. */
export const plot = (x: number, y: number): Point => [119.6 + x / 1000, 29 + y / 1000];

/** A rectangle, in plots. */
export function rectangle(west: number, south: number, east: number, north: number): Polygon {
  const ring = [
    plot(west, south),
    plot(east, south),
    plot(east, north),
    plot(west, north),
    plot(west, south),
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/** A code, for short. */
export const code = (text: string): GridCode => gridCode(text);
