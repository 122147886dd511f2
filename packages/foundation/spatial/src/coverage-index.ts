import type { Box } from './box.ts';
import { cellSides } from './cell-sides.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { byTile, type PlaceQueue, queued } from './place-queue.ts';
import { toQuanta } from './quantum.ts';
import { bits, blockKind, deep, eachSide, listKind, topValue } from './raster.ts';
import type { Shape } from './shape.ts';
import { shapeAt } from './topology.ts';
import { faceBeside } from './topology-side.ts';

/** Which of many shapes a place belongs to (定位). */
export interface CoverageIndex {
  /** What the index is made of: flat arrays, to be kept or sent. */
  readonly coverage: Coverage;
  /**
   * The lowest number of a shape that holds the place, its border included; where none does, of a shape whose border
   * lies within 2e-8 degree; otherwise -1. Degrees in; allocates nothing.
   */
  locate(lng: number, lat: number): number;
  /** The same for many places, longitude and latitude in turn; writes the owners of the first `count` of them. */
  locateMany(lngLat: Float64Array, owners: Int32Array, count: number): void;
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
/** So many places are sorted by the cells of the top, so that what is fetched from memory for one of them is at hand for the next. */
const many = 20_000;
/** Fewer numbers than this stay in a processor's cache anyway. */
const large = 2 ** 20;
/** How many are sorted at a time. */
const atOnce = 2 ** 20;

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
  const isNarrow = places instanceof Int32Array;
  const { unit, columns, rows, top, pool } = raster;
  const scale = 1 / unit;
  /** How wide a cell of the top is, in quanta. */
  const topWidth = unit * 2 ** topShift;
  /** Below this a cross product may have been rounded to the wrong sign. */
  const slack =
    Math.max(width, height) < 2 ** 26 ? 0 : (width * width + height * height) * 2 ** -50;
  const { inList, onBorder, holdsPlace } = cellSides(coverage, order);

  /** Adds the faces that have something in a cell. */
  function gather(value: number, into: Set<number>): void {
    const add = (face: number) => {
      if (face >= 0) into.add(face);
    };
    const addBoth = (v: number) => {
      add(faceBeside(topology, v, 0));
      add(faceBeside(topology, v, 1));
    };
    eachSide(raster, value, addBoth, add);
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
    return onBorder(v, kind, (~value & 4) !== 0, px, py);
  }

  function locate(lng: number, lat: number): number {
    const x = toQuanta(lng) - west;
    const y = toQuanta(lat) - south;
    if (!(x >= 0 && y >= 0 && x < width && y < height)) return -1;
    return isNarrow ? ownerAt(x | 0, y | 0) : ownerAt(x, y);
  }

  function ownerAt(x: number, y: number): number {
    const value = cellAt(x, y);
    return value >= 0 ? value - 1 : amongSides(value, x, y);
  }

  /** Where in a queue those of a batch stand in whose cells sides run, and what the raster has there. */
  const waiting = new Int32Array(batch);
  const values = new Int32Array(batch);

  /** Finds the owners of a batch: first of places in cells that one face fills, then of the others. */
  function answer(queue: PlaceQueue, from: number, to: number, owners: Int32Array): void {
    let left = 0;
    for (let k = from; k < to; k += 3) {
      const value = cellAt(queue[k] as number, queue[k + 1] as number);
      owners[queue[k + 2] as number] = value - 1;
      waiting[left] = k;
      values[left] = value;
      left += value >>> 31;
    }
    for (let i = 0; i < left; i++) {
      const k = waiting[i] as number;
      owners[queue[k + 2] as number] = amongSides(
        values[i] as number,
        queue[k] as number,
        queue[k + 1] as number,
      );
    }
  }

  function locateMany(lngLat: Float64Array, owners: Int32Array, count: number): void {
    const isSorted = isNarrow && count > many && places.length + pool.length > large;
    const step = isSorted ? atOnce : batch;
    const size = 3 * Math.min(step, count);
    const queue = isNarrow ? new Int32Array(size) : new Float64Array(size);
    for (let from = 0; from < count; from += step) {
      const end = queued(topology, lngLat, owners, from, Math.min(count, from + step), queue);
      const sorted = isSorted
        ? byTile(queue as Int32Array, end, topWidth, columns, top.length)
        : queue;
      for (let k = 0; k < end; k += 3 * batch)
        answer(sorted, k, Math.min(end, k + 3 * batch), owners);
    }
  }

  return {
    coverage,
    shape: (number) => shapeAt(topology, number),
    locate,
    locateMany,
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
      const first = (from: number) => Math.max(0, Math.floor(from / topWidth));
      const last = (to: number, count: number) => Math.min(count - 1, Math.floor(to / topWidth));
      for (let row = first(s - south); row <= last(n - south, rows); row++)
        for (let column = first(w - west); column <= last(e - west, columns); column++)
          gather(topValue(raster, row * columns + column), found);
      return [...found].sort((a, b) => a - b);
    },
  };
}
