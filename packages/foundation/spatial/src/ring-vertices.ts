import type { Box } from './box.ts';
import type { Ring } from './ring.ts';
import { bordersOf, type Shape } from './shape.ts';

/** The vertices of all rings by number, in the order of the rings. */
export interface Vertices {
  readonly ids: Int32Array;
  readonly places: Int32Array | Float64Array;
  /** Four numbers of each vertex, side by side: see below. */
  readonly records: Int32Array;
  readonly count: number;
  /** The numbers of rings that come back to one of their vertices. */
  readonly returning: readonly number[];
}

/** In a vertex's record: the ring + 1 that met it last, its neighbours on the ring that met it first, and its arcs' ends. */
const beforeAt = 1;
export const afterAt = 2;
export const endsAt = 3;
/** Instead of the second neighbour: the vertex is a node, in which arcs end, for rings come together or part there. */
export const node = -2;

/** How many slots of the table lie together for vertices that lie together, so that a ring stays in the cache. */
const near = 64;

/** Notes how a ring passes a vertex. */
function pass(records: Int32Array, vertex: number, a: number, b: number): void {
  const at = 4 * vertex;
  const before = records[at + beforeAt] as number;
  const after = records[at + afterAt] as number;
  if (before < 0) {
    records[at + beforeAt] = a;
    records[at + afterAt] = b;
  } else if (before === a ? after !== b : before !== b || after !== a) records[at + afterAt] = node;
}

function grown<Numbers extends Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

export function verticesOf(
  { rings, total }: Drawn,
  [west, south, east, north]: Box,
  isNarrow: boolean,
): Vertices {
  const ids = new Int32Array(total);
  const numbers = isNarrow ? Int32Array : Float64Array;
  // most rings share most of their vertices with others
  let capacity = (0.6 * total + 64) | 0;
  let places = new numbers(2 * capacity);
  let records = new Int32Array(4 * capacity);
  const returning: number[] = [];
  let size = 4 * near;
  while (size < 1.5 * total) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size);
  /** Square stretches of land, each with a home in the table. */
  const perQuantum = Math.min(
    1,
    Math.sqrt(size / near / ((east - west + 1) * (north - south + 1))),
  );
  const perRow = Math.ceil((east - west + 1) * perQuantum);
  let count = 0;
  let at = 0;
  for (let r = 0; r < rings.length; r++) {
    const ring = rings[r] as Ring;
    const start = at;
    let returns = false;
    for (let i = 0; i < ring.length; i += 2) {
      const x = (ring[i] as number) - west;
      const y = (ring[i + 1] as number) - south;
      const home = ((y * perQuantum) | 0) * perRow + ((x * perQuantum) | 0);
      let mix = Math.imul(x | 0, 0x9e3779b1) ^ Math.imul(y | 0, 0x85ebca6b);
      mix ^= mix >>> 15;
      let slot = (home * near + (mix & (near - 1))) & mask;
      let id = (slots[slot] as number) - 1;
      for (let tries = 0; id >= 0 && (places[2 * id] !== x || places[2 * id + 1] !== y); tries++) {
        // a crowded home sends its vertices all over the table
        slot = tries === near ? mix & mask : (slot + 1) & mask;
        id = (slots[slot] as number) - 1;
      }
      if (id < 0) {
        if (count === capacity) {
          capacity = total;
          places = grown(places, new numbers(2 * total));
          records = grown(records, new Int32Array(4 * total));
        }
        id = count++;
        places[2 * id] = x;
        places[2 * id + 1] = y;
        records[4 * id + beforeAt] = -1;
        records[4 * id + endsAt] = -1;
        slots[slot] = count;
      } else if (records[4 * id] === r + 1) returns = true;
      records[4 * id] = r + 1;
      ids[at++] = id;
    }
    if (returns) returning.push(r);
    let a = ids[at - 1] as number;
    let v = ids[start] as number;
    for (let i = start; i < at; i++) {
      const b = ids[i + 1 < at ? i + 1 : start] as number;
      pass(records, v, a, b);
      a = v;
      v = b;
    }
  }
  return { ids, places, records, count, returning };
}

/** Where on a ring its first arc begins: at a node, or, where it has none, at its lowest vertex, which becomes one. */
export function beginning({ ids, records }: Vertices, start: number, length: number): number {
  let lowest = start;
  for (let i = start; i < start + length; i++) {
    const id = ids[i] as number;
    if (records[4 * id + afterAt] === node) return i;
    if (id < (ids[lowest] as number)) lowest = i;
  }
  records[4 * (ids[lowest] as number) + afterAt] = node;
  return lowest;
}

/** The rings of all shapes, one after the other. */
export interface Drawn {
  readonly rings: readonly Ring[];
  readonly shells: Uint8Array;
  readonly shapeRings: Int32Array;
  /** How many vertices they have together. */
  readonly total: number;
}

/** Lists the rings of shapes; those of odd shapes by simple loops. */
export function drawnBy(
  shapes: readonly (Shape | undefined)[],
  odd: ReadonlyMap<number, Shape>,
): Drawn {
  const rings: Ring[] = [];
  const shells: number[] = [];
  const shapeRings = new Int32Array(2 * shapes.length);
  let total = 0;
  for (let number = 0; number < shapes.length; number++) {
    const shape = shapes[number];
    shapeRings[2 * number] = rings.length;
    const parts = shape ? (odd.has(number) ? [bordersOf(shape)] : shape.parts) : [];
    for (const part of parts)
      for (let i = 0; i < part.length; i++) {
        const ring = part[i] as Ring;
        rings.push(ring);
        shells.push(i === 0 ? 1 : 0);
        total += ring.length / 2;
      }
    shapeRings[2 * number + 1] = rings.length;
  }
  return { rings, shells: Uint8Array.from(shells), shapeRings, total };
}

/** The shapes that have some of the rings. */
export function owners(
  shapes: readonly (Shape | undefined)[],
  { shapeRings }: Drawn,
  rings: readonly number[],
): Map<number, Shape> {
  const found = new Map<number, Shape>();
  let number = 0;
  for (const ring of rings) {
    while ((shapeRings[2 * number + 1] as number) <= ring) number++;
    const shape = shapes[number];
    if (shape) found.set(number, shape);
  }
  return found;
}
