import { boxTree } from './box-tree.ts';
import { tolerance } from './quantum.ts';
import type { Ring } from './ring.ts';
import { type Shape, shapeOf } from './shape.ts';
import { isNearSegment } from './side.ts';

function finitePlaces(rings: readonly Ring[]): readonly (readonly [x: number, y: number])[] {
  const places: (readonly [number, number])[] = [];
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const [x, y] = [ring[i] as number, ring[i + 1] as number];
      if (Number.isFinite(x) && Number.isFinite(y)) places.push([x, y]);
    }
  return places;
}

/**
 * The shape with the vertices of the given rings (in quanta) put into its own borders wherever they lie on one, or
 * within the tolerance of it: so that neighbours stay edge-matched after a cut. A vertex within the tolerance of one
 * that is there already is left out. The same shape comes back where nothing was put in; places that are no finite
 * numbers are passed over.
 *
 * @example
 * const neighbour = withVertices(before, pieces.flatMap(({ borders }) => borders));
 */
export function withVertices(shape: Shape, rings: readonly Ring[]): Shape {
  const places = finitePlaces(rings);
  const tree = boxTree(Float64Array.from(places.flatMap(([x, y]) => [x, y, x, y])));
  let added = 0;

  const between = (ax: number, ay: number, bx: number, by: number): readonly number[] => {
    const found: { along: number; x: number; y: number }[] = [];
    const isAt = (x: number, y: number, px: number, py: number) =>
      Math.abs(x - px) <= tolerance && Math.abs(y - py) <= tolerance;
    tree.each(
      Math.min(ax, bx) - tolerance,
      Math.min(ay, by) - tolerance,
      Math.max(ax, bx) + tolerance,
      Math.max(ay, by) + tolerance,
      (i) => {
        const [x, y] = places[i] as readonly [number, number];
        if (isAt(x, y, ax, ay) || isAt(x, y, bx, by)) return;
        if (!isNearSegment(ax, ay, bx, by, x, y)) return;
        found.push({ along: (x - ax) * (bx - ax) + (y - ay) * (by - ay), x, y });
      },
    );
    found.sort((a, b) => a.along - b.along || a.x - b.x || a.y - b.y);
    const put: number[] = [];
    for (const { x, y } of found) {
      const known = put.length > 0 && isAt(x, y, put.at(-2) as number, put.at(-1) as number);
      if (!known) put.push(x, y);
    }
    added += put.length;
    return put;
  };

  const filled = (ring: Ring): Ring => {
    const all: number[] = [];
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
      all.push(ax, ay, ...between(ax, ay, ring[j] as number, ring[j + 1] as number));
    }
    return Float64Array.from(all);
  };

  const parts = shape.parts.map((part) => part.map(filled));
  if (added === 0) return shape;
  return shapeOf(parts, shape.borders.map(filled));
}
