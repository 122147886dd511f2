import type { Box } from './box.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { orientation } from './orientation.ts';
import { quantaPerDegree } from './quantum.ts';
import { bits, blockKind, cornerKind, deep, eachSide, listKind, topValue } from './raster.ts';
import type { Shape } from './shape.ts';
import { isNearSegment, sideOfShape } from './side.ts';
import { shapeAt } from './topology.ts';

/** Which of many shapes a place belongs to (定位). */
export interface CoverageIndex {
  /** What the index is made of: flat arrays, to be kept or sent. */
  readonly coverage: Coverage;
  /**
   * The lowest number of a shape that holds the place, its border included; where none does, of a shape whose border
   * lies within 2e-8 degree; otherwise -1. Degrees in; allocates nothing.
   */
  locate(lng: number, lat: number): number;
  /** The same for many places, longitude and latitude in turn; writes the first `count` of them to `out`. */
  locateMany(lngLat: Float64Array, out: Int32Array, count: number): void;
  /** The numbers of all shapes that hold a place in quanta, borders included, in ascending order. */
  holders(x: number, y: number): readonly number[];
  /** The numbers of all shapes that have something in a box in quanta, and perhaps some that lie near it, in ascending order. */
  near(box: Box): readonly number[];
  /** One of the shapes, put together again; undefined where there is none. */
  shape(number: number): Shape | undefined;
}

const topShift = bits * (deep + 1);
const mask = (1 << bits) - 1;
/** What the lowest bits of a block's value are. */
const blockTag = ~blockKind & 3;
/** How many places are looked up together, so that they wait for memory together. */
const batch = 128;

/** Indexes shapes; a missing shape holds nothing. The first `faceCount` are located, the others are only kept. */
export function coverageIndex(
  shapes: readonly (Shape | undefined)[],
  faceCount: number = shapes.length,
): CoverageIndex {
  return indexOf(coverageOf(shapes, faceCount));
}

/** The index over a coverage that was made before. `order` says by which numbers faces are compared; by their own if left out. */
export function indexOf(coverage: Coverage, order?: Int32Array): CoverageIndex {
  const { topology, raster } = coverage;
  const { hintShift, places, arcStarts, arcFaces, arcHints, west, south, width, height } = topology;
  const { shapeRings, ringStarts, ringArcs, odd } = topology;
  const isNarrow = places instanceof Int32Array;
  const { unit, columns, top, pool, lists } = raster;
  const scale = 1 / unit;
  /** Below this a cross product may have been rounded to the wrong sign. */
  const slack =
    Math.max(width, height) < 2 ** 26 ? 0 : (width * width + height * height) * 2 ** -50;
  const kept = new Map<number, Shape | undefined>();

  const shape = (number: number): Shape | undefined => shapeAt(topology, number);

  /** Faces that are asked by their shapes are put together once. */
  const keptShape = (face: number): Shape | undefined => {
    if (!kept.has(face)) kept.set(face, shape(face));
    return kept.get(face);
  };

  /** The face on one side of a side: 0 on its left, 1 on its right. */
  function bank(v: number, which: number): number {
    let arc = arcHints[v >> hintShift] as number;
    while ((arcStarts[arc + 1] as number) <= v) arc++;
    return arcFaces[2 * arc + which] as number;
  }

  function sideOf(v: number, x: number, y: number): number {
    return orientation(
      places[2 * v] as number,
      places[2 * v + 1] as number,
      places[2 * v + 2] as number,
      places[2 * v + 3] as number,
      x,
      y,
    );
  }

  /** Whether a place lies on a side, its ends included. */
  function isOn(v: number, x: number, y: number): boolean {
    const ax = places[2 * v] as number;
    const ay = places[2 * v + 1] as number;
    const bx = places[2 * v + 2] as number;
    const by = places[2 * v + 3] as number;
    return (
      (ax < bx ? x >= ax && x <= bx : x >= bx && x <= ax) &&
      (ay < by ? y >= ay && y <= by : y >= by && y <= ay) &&
      orientation(ax, ay, bx, by, x, y) === 0
    );
  }

  function isNear(v: number, x: number, y: number): boolean {
    return isNearSegment(
      places[2 * v] as number,
      places[2 * v + 1] as number,
      places[2 * v + 2] as number,
      places[2 * v + 3] as number,
      x,
      y,
    );
  }

  function comesBefore(face: number, other: number): boolean {
    return order ? (order[face] as number) < (order[other] as number) : face < other;
  }

  /** Where a place lies of a face: 1 inside, 0 on its border, -1 outside; along its arcs. */
  function sideOfFace(face: number, x: number, y: number): -1 | 0 | 1 {
    let inside = false;
    const end = ringStarts[shapeRings[2 * face + 1] as number] as number;
    for (let i = ringStarts[shapeRings[2 * face] as number] as number; i < end; i++) {
      const arc = (ringArcs[i] as number) >> 1;
      const last = (arcStarts[arc + 1] as number) - 1;
      for (let v = arcStarts[arc] as number; v < last; v++) {
        const ay = places[2 * v + 1] as number;
        const by = places[2 * v + 3] as number;
        if (ay > y && by > y) continue;
        if (ay < y && by < y) continue;
        if (isOn(v, x, y)) return 0;
        if (ay > y === by > y) continue;
        if (sideOf(v, x, y) < 0 === by > ay) inside = !inside;
      }
    }
    return inside ? 1 : -1;
  }

  /** The side of a list that a place sees first to the west, or to the east where the plane is turned (`turn` is -1). */
  function facing(from: number, to: number, x: number, y: number, turn: number): number {
    let best = -1;
    for (let i = from; i < to; i++) {
      const v = lists[i] as number;
      const ay = turn * (places[2 * v + 1] as number);
      const by = turn * (places[2 * v + 3] as number);
      if (ay > turn * y === by > turn * y) continue;
      const o = sideOf(v, x, y);
      if (by > ay ? o >= 0 : o <= 0) continue;
      if (best < 0 || isBefore(v, best, turn)) best = v;
    }
    return best;
  }

  /** Whether of two sides that do not cross and span one height the first is nearer to what looks west from beyond both. */
  function isBefore(v: number, than: number, turn: number): boolean {
    const h = (w: number) => turn * (places[2 * w + 1] as number);
    const side = (of: number, w: number) => {
      const o = sideOf(of, places[2 * w] as number, places[2 * w + 1] as number);
      return h(of) < h(of + 1) ? o : -o;
    };
    const low = (w: number) => (h(w) < h(w + 1) ? w : w + 1);
    const high = (w: number) => (h(w) < h(w + 1) ? w + 1 : w);
    const below = h(low(v)) >= h(low(than)) ? -side(than, low(v)) : side(v, low(than));
    if (below !== 0) return below > 0;
    return (h(high(v)) <= h(high(than)) ? -side(than, high(v)) : side(v, high(than))) > 0;
  }

  /** The face of a place that lies on no border, in a cell with a list of sides. */
  function faceInList(at: number, x: number, y: number): number {
    const head = lists[at] as number;
    const turn = 1 - (head & 7);
    const from = at + 2;
    const to = from + (head >> 3);
    if (turn > -2) {
      const v = facing(from, to, x, y, turn);
      if (v < 0) return (lists[at + 1] as number) - 1;
      const rise = (places[2 * v + 3] as number) - (places[2 * v + 1] as number);
      return bank(v, turn * rise > 0 ? 1 : 0);
    }
    for (let i = from; i < to; i++)
      for (let which = 0; which < 2; which++) {
        const face = bank(lists[i] as number, which);
        if (face >= 0 && sideOfFace(face, x, y) >= 0) return face;
      }
    return -1;
  }

  /** The lowest face of the sides of a cell that a place lies on, or comes near. */
  function lowestAt(kind: number, at: number, x: number, y: number, nearly: boolean): number {
    const isList = kind === listKind;
    const from = isList ? at + 2 : 0;
    const to = isList ? from + ((lists[at] as number) >> 3) : kind === cornerKind ? 2 : 1;
    let lowest = -1;
    for (let i = from; i < to; i++) {
      const v = isList ? (lists[i] as number) : at + i;
      if (!(nearly ? isNear(v, x, y) : isOn(v, x, y))) continue;
      for (let which = 0; which < 2; which++) {
        const face = bank(v, which);
        if (face >= 0 && (lowest < 0 || comesBefore(face, lowest))) lowest = face;
      }
    }
    return lowest;
  }

  /** The lowest candidate that holds a place, or else whose border it comes near. */
  function lowestCandidate(at: number, x: number, y: number): number {
    const end = at + 1 - (lists[at] as number);
    for (let i = at + 1; i < end; i++)
      if (holdsPlace(lists[i] as number, x, y)) return lists[i] as number;
    for (let i = at + 1; i < end; i++)
      if (comesNear(lists[i] as number, x, y)) return lists[i] as number;
    return -1;
  }

  function holdsPlace(face: number, x: number, y: number): boolean {
    const drawn = isIntricate(face) ? keptShape(face) : undefined;
    return drawn ? sideOfShape(drawn, x + west, y + south) >= 0 : sideOfFace(face, x, y) >= 0;
  }

  /** Of several rings, or of one that touches itself: then what counts is the shape as it was drawn. */
  function isIntricate(face: number): boolean {
    return (
      odd.has(face) || (shapeRings[2 * face + 1] as number) - (shapeRings[2 * face] as number) > 1
    );
  }

  function comesNear(face: number, x: number, y: number): boolean {
    const end = ringStarts[shapeRings[2 * face + 1] as number] as number;
    for (let i = ringStarts[shapeRings[2 * face] as number] as number; i < end; i++) {
      const arc = (ringArcs[i] as number) >> 1;
      const last = (arcStarts[arc + 1] as number) - 1;
      for (let v = arcStarts[arc] as number; v < last; v++) if (isNear(v, x, y)) return true;
    }
    return false;
  }

  /** The owner of a place in a cell with a list. */
  function inList(at: number, x: number, y: number): number {
    if ((lists[at] as number) < 0) return lowestCandidate(at, x, y);
    const owner = lowestAt(listKind, at, x, y, false);
    const face = owner < 0 ? faceInList(at, x, y) : owner;
    return face >= 0 ? face : lowestAt(listKind, at, x, y, true);
  }

  /** The owner of a place that lies on a side or two, on the line of one, or with nobody. */
  function onBorder(kind: number, v: number, isLeftTurn: boolean, x: number, y: number): number {
    const owner = lowestAt(kind, v, x, y, false);
    if (owner >= 0) return owner;
    const first = sideOf(v, x, y) > 0;
    const second = sideOf(v + kind, x, y) > 0;
    const face = bank(v, (isLeftTurn ? first && second : first || second) ? 0 : 1);
    return face >= 0 ? face : lowestAt(kind, v, x, y, true);
  }

  /** Adds the faces that have something in a cell. */
  function gather(value: number, into: Set<number>): void {
    const add = (face: number) => {
      if (face >= 0) into.add(face);
    };
    if (value >= 0) add(value - 1);
    else if ((~value & 3) === blockKind) {
      const start = ~value >>> 2;
      for (let i = start; i < start + (1 << (2 * bits)); i++) gather(pool[i] as number, into);
    } else
      eachSide(
        raster,
        value,
        (v) => {
          add(bank(v, 0));
          add(bank(v, 1));
        },
        add,
      );
  }

  /** What the raster has at a place. */
  function cellAt(x: number, y: number): number {
    const column = (x * scale) | 0;
    const row = (y * scale) | 0;
    const place = top[(row >> topShift) * columns + (column >> topShift)] as number;
    let shift = topShift - bits;
    // a single value is a block of one: no branch that could be guessed wrong
    const inner = (((row >> shift) & mask) << bits) | ((column >> shift) & mask);
    let value = pool[(place >> 1) + (inner & -(place & 1))] as number;
    while (value < 0 && (value & 3) === blockTag && shift > 0) {
      shift -= bits;
      value = pool[
        (~value >>> 2) + ((((row >> shift) & mask) << bits) | ((column >> shift) & mask))
      ] as number;
    }
    return value;
  }

  /** Numbers whose signs are read from their bits: what lies on which side follows no pattern that a processor could guess. */
  const signed = new Float64Array(2);
  const signBits = new Int32Array(signed.buffer);

  /** The owner of a place in a cell that sides run through. */
  function amongSides(value: number, px: number, py: number): number {
    const kind = ~value & 3;
    if (kind === listKind) return inList(~value >>> 2, px, py);
    // of a corner the second side is asked too, of a line the same side again
    const v = ~value >>> 3;
    const w = v + kind;
    const ax = places[2 * v] as number;
    const ay = places[2 * v + 1] as number;
    const bx = places[2 * v + 2] as number;
    const by = places[2 * v + 3] as number;
    const o = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    const cx = places[2 * w] as number;
    const cy = places[2 * w + 1] as number;
    const p =
      ((places[2 * w + 2] as number) - cx) * (py - cy) -
      ((places[2 * w + 3] as number) - cy) * (px - cx);
    if (Math.abs(o) > slack && Math.abs(p) > slack) {
      signed[0] = o;
      signed[1] = p;
      const first = (signBits[1] as number) >>> 31;
      const second = (signBits[3] as number) >>> 31;
      const isRight = (first & second) | ((first ^ second) & (~value >>> 2));
      let arc = arcHints[v >> hintShift] as number;
      while ((arcStarts[arc + 1] as number) <= v) arc++;
      const face = arcFaces[2 * arc + isRight] as number;
      if (face >= 0) return face;
    }
    return onBorder(kind, v, (~value & 4) !== 0, px, py);
  }

  /** What the raster has at a place in degrees; 0 outside of it. */
  function valueAt(lng: number, lat: number): number {
    const x = lng * quantaPerDegree - west;
    const y = lat * quantaPerDegree - south;
    return x >= 0 && y >= 0 && x < width && y < height ? cellAt(x, y) : 0;
  }

  function ownerAmong(value: number, lng: number, lat: number): number {
    const px = Math.round(lng * quantaPerDegree) - west;
    const py = Math.round(lat * quantaPerDegree) - south;
    return isNarrow ? amongSides(value, px | 0, py | 0) : amongSides(value, px, py);
  }

  function locate(lng: number, lat: number): number {
    const value = valueAt(lng, lat);
    return value >= 0 ? value - 1 : ownerAmong(value, lng, lat);
  }

  /** The places of a batch that wait, and what the raster has there. */
  const waiting = new Int32Array(batch);
  const values = new Int32Array(batch);

  return {
    coverage,
    shape,
    locate,
    locateMany(lngLat, out, count) {
      for (let from = 0; from < count; from += batch) {
        const end = Math.min(count, from + batch);
        let left = 0;
        for (let i = from; i < end; i++) {
          const value = valueAt(lngLat[2 * i] as number, lngLat[2 * i + 1] as number);
          out[i] = value - 1;
          waiting[left] = i;
          values[left] = value;
          left += value >>> 31;
        }
        for (let k = 0; k < left; k++) {
          const i = waiting[k] as number;
          out[i] = ownerAmong(
            values[k] as number,
            lngLat[2 * i] as number,
            lngLat[2 * i + 1] as number,
          );
        }
      }
    },
    holders(x, y) {
      const [px, py] = [x - west, y - south];
      if (!(px >= 0 && py >= 0 && px < width && py < height)) return [];
      const value = cellAt(px, py);
      if (value >= 0) return value > 0 ? [value - 1] : [];
      const found = new Set<number>();
      gather(value, found);
      return [...found].filter((face) => holdsPlace(face, px, py)).sort((a, b) => a - b);
    },
    near([w, s, e, n]) {
      const found = new Set<number>();
      const step = unit * 2 ** topShift;
      const last = top.length / columns - 1;
      const [fromColumn, toColumn] = [Math.floor((w - west) / step), Math.floor((e - west) / step)];
      const [fromRow, toRow] = [Math.floor((s - south) / step), Math.floor((n - south) / step)];
      for (let row = Math.max(0, fromRow); row <= Math.min(last, toRow); row++)
        for (
          let column = Math.max(0, fromColumn);
          column <= Math.min(columns - 1, toColumn);
          column++
        )
          gather(topValue(raster, row * columns + column), found);
      return [...found].sort((a, b) => a - b);
    },
  };
}
