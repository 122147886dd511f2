import type { Box } from './box.ts';
import type { Ring } from './ring.ts';
import { afterAt, beginning, drawnBy, endsAt, node, owners, verticesOf } from './ring-vertices.ts';
import { type Shape, shapeOf } from './shape.ts';
import { push, settled, store } from './store.ts';

/**
 * Many shapes by the arcs (弧段) of which their borders consist: a border that two shapes share is kept once, with the
 * face on its left and the face on its right. All numbers stand in flat arrays, places in quanta from the origin.
 */
export interface Topology {
  /** The south-west corner from which places are counted, in quanta. */
  readonly west: number;
  readonly south: number;
  /** How far the places reach from the origin. */
  readonly width: number;
  readonly height: number;
  /** How many of the shapes are faces; the others are outlines over them, which no arc has at its side. */
  readonly faceCount: number;
  /** The places of all arcs, x and y in turn; an arc begins with its first vertex and ends with its last. */
  readonly places: Int32Array | Float64Array;
  /** Where each arc begins in `places`, in vertices; one more entry for the end. */
  readonly arcStarts: Int32Array;
  /** Left and right face of each arc, -1 for none. What is said of an arc that no face has any more is not true. */
  readonly arcFaces: Int32Array;
  /** The arc of every 2^hintShift-th vertex: where to begin to look for the arc of a vertex. */
  readonly arcHints: Int32Array;
  readonly hintShift: number;
  /** First ring and end of the rings of each shape, two numbers a shape. */
  readonly shapeRings: Int32Array;
  /** Where each ring's arcs begin, one more entry for the end; and the arcs: number · 2, + 1 where it runs backwards. */
  readonly ringStarts: Int32Array;
  readonly ringArcs: Int32Array;
  /** 1 for a ring that is a shell, 0 for a hole of the shell before it. */
  readonly shells: Uint8Array;
  /** Shapes whose rings touch themselves: kept as they were drawn. */
  readonly odd: ReadonlyMap<number, Shape>;
}

/** Beyond this reach quanta no longer fit 32 bits, and places are kept as doubles. */
const narrow = 2 ** 31 - 64;

/** Free quanta around all places, so that whatever is near a border lies on the raster. */
export const margin = 8;

function frameOf(shapes: readonly (Shape | undefined)[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes) {
    if (!shape) continue;
    const [w, s, e, n] = shape.box;
    if (w < west) west = w;
    if (s < south) south = s;
    if (e > east) east = e;
    if (n > north) north = n;
  }
  return west > east ? [0, 0, 0, 0] : [west, south, east, north];
}

/** Of so many vertices each has a hint of its own; beyond that every eighth, for memory's sake. */
const closely = 2 ** 20;

/** The arc of every so manieth vertex. */
function hintsOf(arcStarts: Int32Array, hintShift: number): Int32Array {
  const count = arcStarts.length - 1;
  const total = arcStarts[count] as number;
  const hints = new Int32Array((total >> hintShift) + 1);
  let arc = 0;
  for (let i = 0; i < hints.length; i++) {
    while (arc + 1 < count && (arcStarts[arc + 1] as number) <= i << hintShift) arc++;
    hints[i] = arc;
  }
  return hints;
}

/**
 * Joins shapes by their borders: the first `faceCount` are faces, the others outlines over them. A third face on one
 * side of an arc gets an arc of its own over the same places.
 */
export function topologyOf(
  shapes: readonly (Shape | undefined)[],
  faceCount: number = shapes.length,
): Topology {
  const [boxWest, boxSouth, east, north] = frameOf(shapes);
  const [west, south] = [boxWest - margin, boxSouth - margin];
  const [width, height] = [east - west + margin, north - south + margin];
  const isNarrow = width < narrow && height < narrow;
  const frame: Box = [west, south, east, north];
  let drawn = drawnBy(shapes, new Map());
  let vertices = verticesOf(drawn, frame, isNarrow);
  const odd = owners(shapes, drawn, vertices.returning);
  if (odd.size > 0) {
    drawn = drawnBy(shapes, odd);
    vertices = verticesOf(drawn, frame, isNarrow);
  }
  const { rings, shells, shapeRings, total } = drawn;
  const { ids, records } = vertices;

  const numbers = isNarrow ? Int32Array : Float64Array;
  let places = new numbers(2 * vertices.count + 1024);
  let placed = 0;
  const arcStarts = store(total >> 3);
  const arcFaces = store(total >> 2);
  const ringArcs = store(total >> 2);
  const ringStarts = new Int32Array(rings.length + 1);
  /** The ends of arcs, two an arc: the next end at the same node, and the vertex that follows on the way in. */
  const following = store(total >> 2);
  const second = store(total >> 2);

  const addArc = (start: number, length: number, from: number, size: number): number => {
    const arc = arcStarts.length;
    push(arcStarts, placed);
    push(arcFaces, -1);
    push(arcFaces, -1);
    if (2 * (placed + size) > places.length) {
      const wider = new numbers(2 * (places.length + 2 * size));
      wider.set(places);
      places = wider;
    }
    for (let k = 0, i = from; k < size; k++, i++) {
      const id = ids[i < start + length ? i : i - length] as number;
      places[2 * placed] = vertices.places[2 * id] as number;
      places[2 * placed + 1] = vertices.places[2 * id + 1] as number;
      placed++;
    }
    return arc;
  };
  /** The arc that begins in a node with a vertex, number · 2, + 1 where it runs backwards; -1 where none does yet. */
  const arcFrom = (from: number, next: number): number => {
    let end = records[4 * from + endsAt] as number;
    while (end >= 0 && second.values[end] !== next) end = following.values[end] as number;
    return end;
  };
  const putEnd = (from: number, next: number): void => {
    const end = second.length;
    push(second, next);
    push(following, records[4 * from + endsAt] as number);
    records[4 * from + endsAt] = end;
  };

  let ring = 0;
  let start = 0;
  for (let shape = 0; shape < shapes.length; shape++)
    for (; ring < (shapeRings[2 * shape + 1] as number); ring++) {
      const length = (rings[ring] as Ring).length / 2;
      const end = start + length;
      ringStarts[ring] = ringArcs.length;
      const first = beginning(vertices, start, length);
      for (let from = first; from < first + length; ) {
        const begin = ids[from < end ? from : from - length] as number;
        const onward = ids[from + 1 < end ? from + 1 : from + 1 - length] as number;
        let before = begin;
        let last = onward;
        let to = from + 1;
        while (records[4 * last + afterAt] !== node) {
          to++;
          before = last;
          last = ids[to < end ? to : to - length] as number;
        }
        let found = arcFrom(begin, onward);
        if (found < 0) {
          found = 2 * addArc(start, length, from, to - from + 1);
          putEnd(begin, onward);
          putEnd(last, before);
        } else if (shape < faceCount && (arcFaces.values[found] as number) >= 0) {
          found = 2 * addArc(start, length, from, to - from + 1);
          // its ends stay unlisted, but keep their numbers in step with the arcs
          for (let i = 0; i < 2; i++) {
            push(second, -1);
            push(following, -1);
          }
        }
        if (shape < faceCount) arcFaces.values[found] = shape;
        push(ringArcs, found);
        from = to;
      }
      start = end;
    }
  ringStarts[rings.length] = ringArcs.length;
  push(arcStarts, placed);
  const starts = settled(arcStarts);
  const hintShift = placed < closely ? 0 : 3;
  return {
    west,
    south,
    width,
    height,
    faceCount,
    places: places.slice(0, 2 * placed),
    arcStarts: starts,
    arcFaces: settled(arcFaces),
    arcHints: hintsOf(starts, hintShift),
    hintShift,
    shapeRings,
    ringStarts,
    ringArcs: settled(ringArcs),
    shells,
    odd,
  };
}

/** The arc on which a vertex lies. */
export function arcOf({ arcHints, hintShift, arcStarts }: Topology, vertex: number): number {
  let arc = arcHints[vertex >> hintShift] as number;
  while ((arcStarts[arc + 1] as number) <= vertex) arc++;
  return arc;
}

/** Calls back with the arcs of a shape, directed so that the shape lies on their left. */
export function eachArc(
  { shapeRings, ringStarts, ringArcs }: Topology,
  shape: number,
  visit: (directed: number) => void,
): void {
  const end = ringStarts[shapeRings[2 * shape + 1] as number] as number;
  for (let i = ringStarts[shapeRings[2 * shape] as number] as number; i < end; i++)
    visit(ringArcs[i] as number);
}

/** A vertex, counted from the origin. */
export function placeAt({ places }: Topology, v: number): readonly [x: number, y: number] {
  return [places[2 * v] as number, places[2 * v + 1] as number];
}

function ringAt(topology: Topology, ring: number): Ring {
  const { ringStarts, ringArcs, arcStarts, places, west, south } = topology;
  const [from, to] = [ringStarts[ring] as number, ringStarts[ring + 1] as number];
  let length = 0;
  for (let i = from; i < to; i++) {
    const arc = (ringArcs[i] as number) >> 1;
    length += (arcStarts[arc + 1] as number) - (arcStarts[arc] as number) - 1;
  }
  const drawn = new Float64Array(2 * length);
  let at = 0;
  for (let i = from; i < to; i++) {
    const arc = (ringArcs[i] as number) >> 1;
    const [low, high] = [arcStarts[arc] as number, arcStarts[arc + 1] as number];
    const back = ((ringArcs[i] as number) & 1) === 1;
    for (let k = 0; k + 1 < high - low; k++) {
      const vertex = back ? high - 1 - k : low + k;
      drawn[at++] = (places[2 * vertex] as number) + west;
      drawn[at++] = (places[2 * vertex + 1] as number) + south;
    }
  }
  return drawn;
}

/** One of the shapes, put together again; undefined where there was none. */
export function shapeAt(topology: Topology, number: number): Shape | undefined {
  const { odd, shapeRings, shells } = topology;
  const known = odd.get(number);
  if (known) return known;
  const parts: Ring[][] = [];
  const last = shapeRings[2 * number + 1] as number;
  for (let ring = shapeRings[2 * number] as number; ring < last; ring++) {
    if (shells[ring] === 1) parts.push([ringAt(topology, ring)]);
    else parts[parts.length - 1]?.push(ringAt(topology, ring));
  }
  return parts.length > 0 ? shapeOf(parts) : undefined;
}
