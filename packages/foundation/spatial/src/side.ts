import { orientation } from './orientation.ts';
import { tolerance } from './quantum.ts';
import type { Ring } from './ring.ts';
import type { Shape } from './shape.ts';

/** What one side means to a ray from the place to the east: 0 the place is on it, 1 the ray crosses it, -1 it does not. */
function ray(ax: number, ay: number, bx: number, by: number, x: number, y: number): -1 | 0 | 1 {
  if (bx === x && by === y) return 0;
  if (ay > y === by > y) return ay === y && by === y && (x - ax) * (x - bx) < 0 ? 0 : -1;
  if (x < ax && x < bx) return 1;
  if (x > ax && x > bx) return -1;
  const side = orientation(ax, ay, bx, by, x, y);
  if (side === 0) return 0;
  return side > 0 === by > ay ? 1 : -1;
}

/** Where a place lies of a ring: 1 inside, 0 on it, -1 outside. Exact for whole quanta, and the same for either direction and any start of the ring. */
export function sideOfRing(ring: Ring, x: number, y: number): -1 | 0 | 1 {
  let inside = false;
  let ax = ring[ring.length - 2] as number;
  let ay = ring[ring.length - 1] as number;
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ring[i] as number;
    const by = ring[i + 1] as number;
    const met = ray(ax, ay, bx, by, x, y);
    if (met === 0) return 0;
    if (met > 0) inside = !inside;
    ax = bx;
    ay = by;
  }
  return inside ? 1 : -1;
}

/** Where a place lies of one part: a shell and its holes. */
export function sideOfPart(rings: readonly Ring[], x: number, y: number): -1 | 0 | 1 {
  let side: -1 | 0 | 1 = -1;
  for (let i = 0; i < rings.length; i++) {
    const of = sideOfRing(rings[i] as Ring, x, y);
    if (i === 0) {
      if (of < 0) return -1;
      side = of;
    } else if (of > 0) return -1;
    else if (of === 0) side = 0;
  }
  return side;
}

/** Where a place in quanta lies of a shape: 1 inside, 0 on its border, -1 outside or in a hole. */
export function sideOfShape(shape: Shape, x: number, y: number): -1 | 0 | 1 {
  let best: -1 | 0 | 1 = -1;
  for (let i = 0; i < shape.parts.length; i++) {
    const side = sideOfPart(shape.parts[i] as readonly Ring[], x, y);
    if (side > 0) return 1;
    if (side === 0) best = 0;
  }
  return best;
}

/** Whether a place lies within the tolerance of the segment from a to b. */
export function isNearSegment(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x: number,
  y: number,
): boolean {
  if (x < Math.min(ax, bx) - tolerance || x > Math.max(ax, bx) + tolerance) return false;
  if (y < Math.min(ay, by) - tolerance || y > Math.max(ay, by) + tolerance) return false;
  const ux = bx - ax;
  const uy = by - ay;
  const along = ((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy || 1);
  const t = Math.min(1, Math.max(0, along));
  const dx = x - ax - t * ux;
  const dy = y - ay - t * uy;
  return dx * dx + dy * dy <= tolerance * tolerance;
}

/** Whether a place lies within the tolerance of a shape's border. */
export function isNearShape(shape: Shape, x: number, y: number): boolean {
  for (const rings of shape.parts)
    for (const ring of rings) {
      let ax = ring[ring.length - 2] as number;
      let ay = ring[ring.length - 1] as number;
      for (let i = 0; i < ring.length; i += 2) {
        const bx = ring[i] as number;
        const by = ring[i + 1] as number;
        if (isNearSegment(ax, ay, bx, by, x, y)) return true;
        ax = bx;
        ay = by;
      }
    }
  return false;
}
