import { orientation } from './orientation.ts';
import { isNearSegment } from './side.ts';
import { arcOf, type Topology } from './topology.ts';

type Places = Topology['places'];

/** Where a place lies of the line of a side, which is known by its first vertex: 1 on its left, 0 on it, -1 on its right. */
export function turnOf(places: Places, v: number, x: number, y: number): -1 | 0 | 1 {
  return orientation(
    places[2 * v] as number,
    places[2 * v + 1] as number,
    places[2 * v + 2] as number,
    places[2 * v + 3] as number,
    x,
    y,
  );
}

/** Whether a place lies within the tolerance of a side. */
export function isNearSide(places: Places, v: number, x: number, y: number): boolean {
  return isNearSegment(
    places[2 * v] as number,
    places[2 * v + 1] as number,
    places[2 * v + 2] as number,
    places[2 * v + 3] as number,
    x,
    y,
  );
}

/** Whether a side gets higher along x (0) or y (1). */
export function ascends(places: Places, v: number, axis: 0 | 1): boolean {
  return (places[2 * v + 2 + axis] as number) > (places[2 * v + axis] as number);
}

/** The face on the left (0) or right (1) of a side; -1 for none. */
export function faceBeside(topology: Topology, v: number, which: number): number {
  return topology.arcFaces[2 * arcOf(topology, v) + which] as number;
}
