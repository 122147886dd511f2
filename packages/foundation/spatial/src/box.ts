import type { Ring } from './ring.ts';

/** West, south, east and north in quanta. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** The box around rings; of no ring it is empty (west beyond east). */
export function boxOf(rings: readonly Ring[]): Box {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i] as number;
      const y = ring[i + 1] as number;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
  return [west, south, east, north];
}
