import { crossingsOf } from './crossings.ts';
import { orientation } from './orientation.ts';
import { tolerance } from './quantum.ts';
import type { Ring } from './ring.ts';
import { bordersOf, type Shape } from './shape.ts';
import { isNearSegment, sideOfRing } from './side.ts';
import type { Sweep } from './sweep.ts';
import { shapeAt, type Topology } from './topology.ts';
import { faceBeside } from './topology-side.ts';

/** What the sides of a topology do to each other where they come near. */
export interface Contacts {
  /** Faces whose border crosses itself, or whose holes and parts do not lie as they should. */
  readonly unlawful: ReadonlySet<number>;
  /** Faces whose border merely comes back to one of its own places. */
  readonly touching: ReadonlySet<number>;
  /** Whether sides come near each other so often that this is no drawing of places. */
  readonly isTangled: boolean;
  /** Whether a border that has a face on one side only meets another such border otherwise than end to end. */
  readonly loose: boolean;
}

/** In a cell of more sides than this not every pair is looked at. */
const most = 256;

/** How often sides may come near each other: more is a tangle, whose faces would be past counting. */
const meetings = 100_000;

/** Whether two sides that share no vertex come nearer than the tolerance. */
function areNear(places: Topology['places'], s: number, t: number): boolean {
  const ax = places[2 * s] as number;
  const ay = places[2 * s + 1] as number;
  const bx = places[2 * s + 2] as number;
  const by = places[2 * s + 3] as number;
  const cx = places[2 * t] as number;
  const cy = places[2 * t + 1] as number;
  const dx = places[2 * t + 2] as number;
  const dy = places[2 * t + 3] as number;
  if (Math.max(ax, bx) + tolerance < Math.min(cx, dx)) return false;
  if (Math.max(cx, dx) + tolerance < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) + tolerance < Math.min(cy, dy)) return false;
  if (Math.max(cy, dy) + tolerance < Math.min(ay, by)) return false;
  const isFirst = (cx === ax && cy === ay) || (cx === bx && cy === by);
  const isSecond = (dx === ax && dy === ay) || (dx === bx && dy === by);
  if (!isFirst && isNearSegment(ax, ay, bx, by, cx, cy)) return true;
  if (!isSecond && isNearSegment(ax, ay, bx, by, dx, dy)) return true;
  const isThird = (ax === cx && ay === cy) || (ax === dx && ay === dy);
  const isFourth = (bx === cx && by === cy) || (bx === dx && by === dy);
  if (!isThird && isNearSegment(cx, cy, dx, dy, ax, ay)) return true;
  if (!isFourth && isNearSegment(cx, cy, dx, dy, bx, by)) return true;
  if (isFirst || isSecond) return false;
  return (
    orientation(ax, ay, bx, by, cx, cy) * orientation(ax, ay, bx, by, dx, dy) < 0 &&
    orientation(cx, cy, dx, dy, ax, ay) * orientation(cx, cy, dx, dy, bx, by) < 0
  );
}

/** Shapes of several rings: whether each ring lies where its kind belongs, by its first place that is on no other ring. */
function isNested(rings: readonly Ring[], isShell: (ring: number) => boolean): boolean {
  return rings.every((ring, number) => {
    let depth = 0;
    for (let other = 0; other < rings.length; other++) {
      if (other === number) continue;
      let side: -1 | 0 | 1 = 0;
      for (let i = 0; i < ring.length && side === 0; i += 2)
        side = sideOfRing(rings[other] as Ring, ring[i] as number, ring[i + 1] as number);
      if (side === 0) return false;
      if (side > 0) depth += isShell(other) ? 1 : -1;
    }
    return depth === (isShell(number) ? 0 : 1);
  });
}

function isWellNested({ parts }: Shape): boolean {
  const kinds = parts.flatMap((rings) => rings.map((_, index) => index === 0));
  return kinds.length < 2 || isNested(parts.flat(), (ring) => kinds[ring] === true);
}

/** The faces that are looked at one by one, and whether borders of one face only meet. */
function suspects(topology: Topology, sweep: Sweep) {
  const { places } = topology;
  const { starts, sides } = sweep;
  const suspected = new Set<number>();
  let loose = false;
  let met = 0;
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    const from = starts[cell] as number;
    const to = starts[cell + 1] as number;
    // of a crowd every so manieth is looked at, and all of it is suspected
    const step = Math.ceil((to - from) / most);
    for (let i = from; i < to; i++) {
      const s = sides[i] as number;
      if (step > 1) {
        loose = true;
        suspected.add(faceBeside(topology, s, 0)).add(faceBeside(topology, s, 1));
        if ((i - from) % step > 0) continue;
      }
      for (let j = i + step; j < to; j += step) {
        const t = sides[j] as number;
        if (!areNear(places, s, t)) continue;
        met += step * step;
        for (let which = 0; which < 2; which++) {
          const face = faceBeside(topology, s, which);
          if (face !== faceBeside(topology, t, 0) && face !== faceBeside(topology, t, 1)) continue;
          if (face < 0) loose = true;
          else suspected.add(face);
        }
      }
    }
  }
  suspected.delete(-1);
  return { suspected, loose, isTangled: met > meetings + 4 * sides.length };
}

/** Whether a shape's borders cross or touch themselves, or its rings do not lie as they should. */
export function isIntricate(shape: Shape): boolean {
  const rings = shape.parts.flat();
  return (
    bordersOf(shape).length !== rings.length ||
    crossingsOf(shape).length > 0 ||
    !isWellNested(shape)
  );
}

/** Faces of several rings, or of one that comes back to itself. */
function intricate({ shapeRings, faceCount, odd }: Topology): ReadonlySet<number> {
  const found = new Set<number>(odd.keys());
  for (let face = 0; face < faceCount; face++)
    if ((shapeRings[2 * face + 1] as number) - (shapeRings[2 * face] as number) > 1)
      found.add(face);
  return found;
}

/** Looks at all sides that share a cell: what of it makes a face unlawful, and whether open borders meet. */
export function contactsOf(topology: Topology, sweep: Sweep): Contacts {
  const { suspected, loose, isTangled } = suspects(topology, sweep);
  const unlawful = new Set<number>();
  const touching = new Set<number>();
  for (const face of new Set([...suspected, ...intricate(topology)])) {
    if (face >= topology.faceCount) continue;
    const shape = shapeAt(topology, face);
    if (!shape) continue;
    const crossings = suspected.has(face) || topology.odd.has(face) ? crossingsOf(shape) : [];
    const tangled = topology.odd.has(face) && bordersOf(shape).length === shape.parts.flat().length;
    if (tangled || crossings.some(({ kind }) => kind !== 'touches') || !isWellNested(shape))
      unlawful.add(face);
    else if (crossings.length > 0) touching.add(face);
  }
  return { unlawful, touching, isTangled, loose };
}
