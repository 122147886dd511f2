import { sidesOf } from './chain.ts';
import { type Face, facesOf } from './faces.ts';
import { type Ring, signedArea } from './ring.ts';
import { type Shape, shapeOf } from './shape.ts';
import { sideOfRing } from './side.ts';
import { vertexTable } from './vertex-table.ts';

/** Takes a ring apart where it comes back to a vertex; what is left runs as the ring did and is simple. */
function simpleLoops(ring: Ring): readonly Ring[] {
  const { idOf } = vertexTable();
  const trail: number[] = [];
  const places: number[] = [];
  const standing = new Map<number, number>();
  const loops: Ring[] = [];
  const take = (from: number) => {
    for (const id of trail.splice(from)) standing.delete(id);
    loops.push(Float64Array.from(places.splice(2 * from)));
  };
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i] as number, ring[i + 1] as number];
    const id = idOf(x, y);
    const before = standing.get(id);
    if (before !== undefined) take(before);
    standing.set(id, trail.length);
    trail.push(id);
    places.push(x, y);
  }
  take(0);
  return loops.filter((loop) => loop.length > 4);
}

function isBefore(ax: number, ay: number, bx: number, by: number): boolean {
  return ax < bx || (ax === bx && ay < by);
}

/** The ring with its lowest vertex (by x, then y) first. */
function fromLowest(ring: Ring): Ring {
  let lowest = 0;
  for (let i = 2; i < ring.length; i += 2)
    if (
      isBefore(
        ring[i] as number,
        ring[i + 1] as number,
        ring[lowest] as number,
        ring[lowest + 1] as number,
      )
    )
      lowest = i;
  const turned = new Float64Array(ring.length);
  turned.set(ring.subarray(lowest));
  turned.set(ring.subarray(0, lowest), ring.length - lowest);
  return turned;
}

function byFirstVertex(a: Ring, b: Ring): number {
  return (
    (a[0] as number) - (b[0] as number) ||
    (a[1] as number) - (b[1] as number) ||
    a.length - b.length
  );
}

/** Whether a hole lies in a shell: by its first vertex that is not on the shell. */
function liesIn(hole: Ring, shell: Ring): boolean {
  for (let i = 0; i < hole.length; i += 2) {
    const side = sideOfRing(shell, hole[i] as number, hole[i + 1] as number);
    if (side !== 0) return side > 0;
  }
  return true;
}

/** One face, whose border may touch itself in a vertex, as parts of simple rings. */
function simpleParts(rings: readonly Ring[]): readonly (readonly Ring[])[] {
  const loops = rings.flatMap(simpleLoops).map(fromLowest).sort(byFirstVertex);
  const shells = loops.filter((loop) => signedArea(loop) > 0);
  const holes = loops.filter((loop) => signedArea(loop) < 0);
  const [only] = shells;
  if (only && shells.length === 1) return [[only, ...holes]];
  return shells.map((shell) => [shell, ...holes.filter((hole) => liesIn(hole, shell))]);
}

/**
 * The area of some faces of one arrangement: borders between them fall away. Rings are simple and well wound, begin at
 * their lowest vertex and stand in order, so that the answer depends on the place alone; undefined for no face.
 */
export function areaOfFaces(faces: readonly Face[]): Shape | undefined {
  const merged =
    faces.length < 2
      ? faces
      : facesOf(faces.flatMap(({ shape }, owner) => sidesOf(shape, owner, 1))).filter(
          ({ value }) => value > 0,
        );
  const parts = merged
    .flatMap(({ shape }) => shape.parts.flatMap(simpleParts))
    .sort(([a], [b]) => (a && b ? byFirstVertex(a, b) : 0));
  return parts.length === 0 ? undefined : shapeOf(parts);
}
