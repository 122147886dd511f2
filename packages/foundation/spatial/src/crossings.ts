import { boxTree } from './box-tree.ts';
import { orientation } from './orientation.ts';
import type { Point } from './point.ts';
import { toDegrees } from './quantum.ts';
import type { Ring } from './ring.ts';
import type { Shape } from './shape.ts';
import { sideOfRing } from './side.ts';

/**
 * A shape that is not simple: `crosses` (a ring crosses itself or another of its part), `touches` (a ring meets itself
 * in a point: the covered area stays clear), `hole-outside` (a hole reaches out of its shell).
 */
export interface Crossing {
  readonly kind: 'crosses' | 'touches' | 'hole-outside';
  readonly at: Point;
}

/** The segments of rings: four numbers each for the two places, and for the box; whose they are, and which follows. */
interface Segments {
  readonly places: Float64Array;
  readonly boxes: Float64Array;
  readonly ring: Int32Array;
  readonly next: Int32Array;
}

function segmentsOf(rings: readonly Ring[]): Segments {
  const count = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
  const places = new Float64Array(4 * count);
  const boxes = new Float64Array(4 * count);
  const of = new Int32Array(count);
  const next = new Int32Array(count);
  let segment = 0;
  rings.forEach((ring, number) => {
    const first = segment;
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      for (let axis = 0; axis < 2; axis++) {
        const a = ring[i + axis] as number;
        const b = ring[j + axis] as number;
        const at = 4 * segment + axis;
        places[at] = a;
        places[at + 2] = b;
        boxes[at] = Math.min(a, b);
        boxes[at + 2] = Math.max(a, b);
      }
      of[segment] = number;
      next[segment] = j === 0 ? first : segment + 1;
      segment++;
    }
  });
  return { places, boxes, ring: of, next };
}

/** The four numbers of a segment (two places) or of its box. */
function fourAt(values: Float64Array, i: number): readonly [number, number, number, number] {
  return values.subarray(4 * i, 4 * i + 4) as unknown as readonly [number, number, number, number];
}

/** How two segments of one part that are not neighbours meet; `overlaps` where they run along each other. */
function meeting(
  places: Float64Array,
  i: number,
  j: number,
): 'crosses' | 'overlaps' | 'touches' | undefined {
  const [ax, ay, bx, by] = fourAt(places, i);
  const [cx, cy, dx, dy] = fourAt(places, j);
  const c = orientation(ax, ay, bx, by, cx, cy);
  const d = orientation(ax, ay, bx, by, dx, dy);
  const a = orientation(cx, cy, dx, dy, ax, ay);
  const b = orientation(cx, cy, dx, dy, bx, by);
  if (c * d > 0 || a * b > 0) return undefined;
  if (c * d < 0 && a * b < 0) return 'crosses';
  if (c !== 0 || d !== 0) return 'touches';
  const wide = Math.abs(bx - ax) >= Math.abs(by - ay);
  const [p, q, r, s] = wide ? [ax, bx, cx, dx] : [ay, by, cy, dy];
  const shared =
    Math.min(Math.max(p, q), Math.max(r, s)) - Math.max(Math.min(p, q), Math.min(r, s));
  return shared > 0 ? 'overlaps' : shared === 0 ? 'touches' : undefined;
}

function crossingsOfPart(rings: readonly Ring[]): readonly Crossing[] {
  const { places, boxes, ring, next } = segmentsOf(rings);
  const tree = boxTree(boxes);
  let crosses: Crossing | undefined;
  let touches: Crossing | undefined;
  for (let i = 0; i < ring.length && !crosses; i++) {
    const [w, s, e, n] = fourAt(boxes, i);
    tree.each(w, s, e, n, (j) => {
      if (j <= i || next[i] === j || next[j] === i || crosses) return;
      const kind = meeting(places, i, j);
      const at: Point = [
        toDegrees(places[4 * j] as number),
        toDegrees(places[4 * j + 1] as number),
      ];
      const isOwn = ring[i] === ring[j];
      if (kind === 'crosses' || (kind === 'overlaps' && isOwn)) crosses = { kind: 'crosses', at };
      else if (kind && isOwn) touches = { kind: 'touches', at };
    });
  }
  if (crosses) return [crosses];
  const outside = holeOutside(rings);
  return [...(outside ? [outside] : []), ...(touches ? [touches] : [])];
}

function holeOutside([shell, ...holes]: readonly Ring[]): Crossing | undefined {
  for (const hole of holes)
    for (let i = 0; shell && i < hole.length; i += 2) {
      const side = sideOfRing(shell, hole[i] as number, hole[i + 1] as number);
      if (side < 0)
        return {
          kind: 'hole-outside',
          at: [toDegrees(hole[i] as number), toDegrees(hole[i + 1] as number)],
        };
      if (side > 0) break;
    }
  return undefined;
}

/** What makes a shape not simple: the first crossing of each part, or else where its rings merely touch themselves. */
export function crossingsOf(shape: Shape): readonly Crossing[] {
  return shape.parts.flatMap(crossingsOfPart);
}
