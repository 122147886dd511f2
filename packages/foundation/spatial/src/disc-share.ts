import type { Box } from './box.ts';
import { metresPerQuantum } from './metres-per-quantum.ts';
import type { Point } from './point.ts';
import { quantaPerDegree } from './quantum.ts';
import type { Ring } from './ring.ts';
import type { Shape } from './shape.ts';

/** Signed area that the triangle (centre, a, b) shares with the disc of radius r around the centre. */
function wedge(ax: number, ay: number, bx: number, by: number, r: number): number {
  const sector = (px: number, py: number, qx: number, qy: number) =>
    (r * r * Math.atan2(px * qy - py * qx, px * qx + py * qy)) / 2;
  const dx = bx - ax;
  const dy = by - ay;
  const a = dx * dx + dy * dy;
  const b = ax * dx + ay * dy;
  const root = b * b - a * (ax * ax + ay * ay - r * r);
  if (a === 0 || root <= 0) return sector(ax, ay, bx, by);
  const enter = Math.max(0, Math.min(1, (-b - Math.sqrt(root)) / a));
  const leave = Math.max(0, Math.min(1, (-b + Math.sqrt(root)) / a));
  const [ex, ey] = [ax + enter * dx, ay + enter * dy];
  const [lx, ly] = [ax + leave * dx, ay + leave * dy];
  return sector(ax, ay, ex, ey) + (ex * ly - ey * lx) / 2 + sector(lx, ly, bx, by);
}

function ringInDisc(
  ring: Ring,
  [x, y]: Point,
  [east, north]: readonly [number, number],
  r: number,
): number {
  let sum = 0;
  let ax = ((ring[ring.length - 2] as number) - x) * east;
  let ay = ((ring[ring.length - 1] as number) - y) * north;
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ((ring[i] as number) - x) * east;
    const by = ((ring[i + 1] as number) - y) * north;
    sum += wedge(ax, ay, bx, by, r);
    ax = bx;
    ay = by;
  }
  return sum;
}

/** The box around a disc, in quanta: west, south, east, north. */
export function discBox(centre: Point, radiusMetres: number): Box {
  const [east, north] = metresPerQuantum(centre[1]);
  const [x, y] = [centre[0] * quantaPerDegree, centre[1] * quantaPerDegree];
  return [
    x - radiusMetres / east,
    y - radiusMetres / north,
    x + radiusMetres / east,
    y + radiusMetres / north,
  ];
}

/** Which share of a disc lies in a shape, 0 to 1: exact for straight borders in the plane of the centre's latitude. */
export function discShare(shape: Shape, centre: Point, radiusMetres: number): number {
  const scale = metresPerQuantum(centre[1]);
  const middle: Point = [centre[0] * quantaPerDegree, centre[1] * quantaPerDegree];
  let area = 0;
  for (const rings of shape.parts)
    for (const ring of rings) area += ringInDisc(ring, middle, scale, radiusMetres);
  return Math.min(1, Math.max(0, area / (Math.PI * radiusMetres * radiusMetres)));
}
