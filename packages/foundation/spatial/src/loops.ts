import { boxOf } from './box.ts';
import { type Ring, wound } from './ring.ts';
import { sideOfRing } from './side.ts';
import { vertexTable } from './vertex-table.ts';

/** A ring that touches itself more often than this is no drawing of a place; it is left as it came. */
const most = 1000;

/** Takes a ring apart where it comes back to a vertex. */
function apart(ring: Ring): readonly Ring[] {
  const vertices = vertexTable();
  const trail: number[] = [];
  const standing: number[] = [];
  const loops: number[][] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const id = vertices.idOf(ring[i] as number, ring[i + 1] as number);
    const before = standing[id] ?? -1;
    if (before >= 0) {
      const loop = trail.splice(before);
      for (const left of loop) standing[left] = -1;
      loops.push(loop);
    }
    standing[id] = trail.length;
    trail.push(id);
  }
  loops.push(trail);
  const { xs, ys } = vertices;
  return loops
    .filter(({ length }) => length > 2)
    .map((loop) => Float64Array.from(loop.flatMap((id) => [xs[id] as number, ys[id] as number])));
}

/** Whether the first vertex of a loop that is not on the other ring lies inside it. */
function liesIn(loop: Ring, other: Ring): boolean {
  const [west, south, east, north] = boxOf([loop]);
  const [w, s, e, n] = boxOf([other]);
  if (west < w || south < s || east > e || north > n) return false;
  for (let i = 0; i < loop.length; i += 2) {
    const side = sideOfRing(other, loop[i] as number, loop[i + 1] as number);
    if (side !== 0) return side > 0;
  }
  return false;
}

/**
 * The simple loops of a ring that touches itself, each wound so that what the ring covers (counted even and odd) lies
 * on its left, or on its right where the ring is a hole; a simple ring is its own only loop, and a copy of a ring stands
 * for it where it has too many.
 */
export function loopsOf(ring: Ring, hole: boolean): readonly Ring[] {
  const loops = apart(ring);
  if (loops.length > most) return [ring.slice()];
  if (loops.length < 2) return [ring];
  return loops.map((loop) => {
    const depth = loops.filter((other) => other !== loop && liesIn(loop, other)).length;
    return wound(loop, (depth % 2 === 1) !== hole);
  });
}
