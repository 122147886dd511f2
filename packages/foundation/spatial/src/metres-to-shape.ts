import { metresPerQuantum } from './metres-per-quantum.ts';
import type { Point } from './point.ts';
import { quantaPerDegree } from './quantum.ts';
import type { Shape } from './shape.ts';

/** How far a point outside a shape is from its border, in metres: straight borders, in the plane of the point's latitude. */
export function metresToShape(shape: Shape, point: Point): number {
  const [east, north] = metresPerQuantum(point[1]);
  const x = point[0] * quantaPerDegree;
  const y = point[1] * quantaPerDegree;
  let nearest = Infinity;
  for (const ring of shape.parts.flat()) {
    let ax = ((ring[ring.length - 2] as number) - x) * east;
    let ay = ((ring[ring.length - 1] as number) - y) * north;
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ((ring[i] as number) - x) * east;
      const by = ((ring[i + 1] as number) - y) * north;
      const [ux, uy] = [bx - ax, by - ay];
      const t = Math.min(1, Math.max(0, -(ax * ux + ay * uy) / (ux * ux + uy * uy || 1)));
      nearest = Math.min(nearest, Math.hypot(ax + t * ux, ay + t * uy));
      ax = bx;
      ay = by;
    }
  }
  return nearest;
}
