import type { Point } from '@civigrid/spatial';

/** Twice the signed area of a closed ring in square degrees, positive counter-clockwise; reckoned from its first position. */
export function signedArea(ring: readonly Point[]): number {
  const [ox, oy] = ring[0] ?? [0, 0];
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as Point;
    const [bx, by] = ring[i] as Point;
    twice += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return twice;
}
