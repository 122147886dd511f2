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

function areOne(ax: number, ay: number, bx: number, by: number): boolean {
  return Math.abs(ax - bx) <= tolerance && Math.abs(ay - by) <= tolerance;
}

/** Puts a place at the end of a ring, unless it ends there. */
function put(ring: number[], x: number, y: number): void {
  if (ring.at(-2) !== x || ring.at(-1) !== y) ring.push(x, y);
}

/**
 * The shape with the vertices of the given rings (in quanta) put into its own borders wherever they lie on one, or
 * within the tolerance of it: so that neighbours stay edge-matched after a cut. Of its own vertices one that lies
 * within the tolerance of a given one moves there. The same shape comes back where nothing changes; places that are no
 * finite numbers are passed over.
 *
 * @example
 * const neighbour = withVertices(before, pieces.flatMap(({ parts }) => parts.flat()));
 */
export function withVertices(shape: Shape, rings: readonly Ring[]): Shape {
  const places = finitePlaces(rings);
  const tree = boxTree(Float64Array.from(places.flatMap(([x, y]) => [x, y, x, y])));

  const near = (w: number, s: number, e: number, n: number) => {
    const found: (readonly [x: number, y: number])[] = [];
    tree.each(w - tolerance, s - tolerance, e + tolerance, n + tolerance, (i) =>
      found.push(places[i] as readonly [number, number]),
    );
    return found;
  };
  /** Where an own vertex comes to lie: where it is, if such a vertex was given, else at the lowest within the tolerance. */
  const homeOf = (x: number, y: number): readonly [x: number, y: number] => {
    const found = near(x, y, x, y).sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
    const [lowest] = found;
    return !lowest || found.some(([px, py]) => px === x && py === y) ? [x, y] : lowest;
  };
  /** The given vertices on a side, in the order in which it meets them. */
  const along = (ax: number, ay: number, bx: number, by: number) =>
    near(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
      .filter(
        ([x, y]) =>
          !areOne(x, y, ax, ay) && !areOne(x, y, bx, by) && isNearSegment(ax, ay, bx, by, x, y),
      )
      .map(([x, y]) => ({ x, y, at: (x - ax) * (bx - ax) + (y - ay) * (by - ay) }))
      .sort((p, q) => p.at - q.at || p.x - q.x || p.y - q.y);
  const filled = (ring: Ring): Ring => {
    const all: number[] = [];
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
      put(all, ...homeOf(ax, ay));
      for (const { x, y } of along(ax, ay, ring[j] as number, ring[j + 1] as number))
        put(all, x, y);
    }
    while (all.length > 2 && all[0] === all.at(-2) && all[1] === all.at(-1)) all.splice(-2);
    const isSame = all.length === ring.length && all.every((value, i) => value === ring[i]);
    return isSame || all.length < 6 ? ring : Float64Array.from(all);
  };

  const parts = shape.parts.map((part) => part.map(filled));
  const isSame = parts.every((part, i) => part.every((ring, k) => ring === shape.parts[i]?.[k]));
  return isSame ? shape : shapeOf(parts);
}
