import {
  across,
  bits,
  blockKind,
  cornerKind,
  lineKind,
  listHead,
  listKind,
  longestRun,
  runOf,
} from './raster.ts';
import { push, room, type Store } from './store.ts';
import { reach } from './sweep.ts';
import type { Topology } from './topology.ts';
import { isNearSide, turnOf } from './topology-side.ts';

/** More sides in a list make a block of it. */
const crowd = 10;
/** How far beyond a cell a side has to end to part it. */
const apart = reach + 1;
/** No cell is parted below this width, in quanta. */
const finest = 64;

/** Whether a side comes into a box, or nearer to it than a side's reach. */
export function comesInto(
  places: Topology['places'],
  v: number,
  west: number,
  south: number,
  east: number,
  north: number,
): boolean {
  const ax = places[2 * v] as number;
  const ay = places[2 * v + 1] as number;
  const dx = (places[2 * v + 2] as number) - ax;
  const dy = (places[2 * v + 3] as number) - ay;
  let enter = 0;
  let leave = 1;
  if (dx === 0) {
    if (ax < west - reach || ax > east + reach) return false;
  } else {
    const p = ((dx > 0 ? west - reach : east + reach) - ax) / dx;
    const q = ((dx > 0 ? east + reach : west - reach) - ax) / dx;
    if (p > enter) enter = p;
    if (q < leave) leave = q;
  }
  if (dy === 0) {
    if (ay < south - reach || ay > north + reach) return false;
  } else {
    const p = ((dy > 0 ? south - reach : north + reach) - ay) / dy;
    const q = ((dy > 0 ? north + reach : south - reach) - ay) / dy;
    if (p > enter) enter = p;
    if (q < leave) leave = q;
  }
  return enter <= leave;
}

/** Writes what is in cells that sides run through, where nothing is doubtful. West and south are counted from the origin. */
export interface CellWriter {
  /** The value of a cell that one side parts from border to border; 0 where it does not. */
  line(v: number, west: number, south: number, size: number): number;
  /** The same of two sides that meet in a vertex. */
  corner(v: number, t: number, west: number, south: number, size: number): number;
  /** The value of any such cell, parted into blocks at most so many times. */
  parted(west: number, south: number, size: number, through: Int32Array, depth: number): number;
}

/** Writes to a pool of blocks and to lists; `faceAt` gives the face + 1 of a place that no border comes near. */
export function cellWriter(
  places: Topology['places'],
  unit: number,
  pool: Store,
  lists: Store,
  faceAt: (x: number, y: number) => number,
): CellWriter {
  const isOutside = (v: number, west: number, south: number, size: number): boolean => {
    const x = places[2 * v] as number;
    const y = places[2 * v + 1] as number;
    return (
      x < west - apart || x > west + size + apart || y < south - apart || y > south + size + apart
    );
  };
  /** The value of a cell that one side parts from border to border; 0 where it does not. */
  const line = (v: number, west: number, south: number, size: number): number =>
    isOutside(v, west, south, size) && isOutside(v + 1, west, south, size)
      ? ~(8 * v + lineKind)
      : 0;
  const turnsLeft = (v: number): boolean =>
    turnOf(places, v, places[2 * v + 4] as number, places[2 * v + 5] as number) > 0;
  /** The same of two sides that meet in a vertex. */
  const corner = (v: number, t: number, west: number, south: number, size: number): number => {
    if (v - t !== 1 && t - v !== 1) return 0;
    const first = Math.min(v, t);
    if (!isOutside(first, west, south, size) || !isOutside(first + 2, west, south, size)) return 0;
    return ~(8 * first + (turnsLeft(first) ? 4 : 0) + cornerKind);
  };

  /** The value of a cell with a list of the sides in it, which come in ascending order. */
  const list = (through: Int32Array, west: number, south: number, size: number): number => {
    const [x, y] = [Math.floor(west), Math.floor(south)];
    const isClear = through.every((v) => !isNearSide(places, v, x, y));
    const at = room(lists, 2);
    let runs = 0;
    for (let i = 0; i < through.length; ) {
      const first = through[i] as number;
      let more = 0;
      while (more < longestRun && through[i + more + 1] === first + more + 1) more++;
      push(lists, runOf(first, more));
      runs++;
      i += more + 1;
    }
    lists.values[at] = listHead(runs, size / unit, isClear);
    lists.values[at + 1] = isClear ? faceAt(x, y) : 0;
    return ~(at * 4 + listKind);
  };

  /** What is in a cell that sides run through and where nothing is doubtful. */
  const parted = (
    west: number,
    south: number,
    size: number,
    through: Int32Array,
    depth: number,
  ): number => {
    const [first, second] = [through[0] as number, through[1] as number];
    const parting =
      through.length === 1
        ? line(first, west, south, size)
        : through.length === 2
          ? corner(first, second, west, south, size)
          : 0;
    if (parting < 0) return parting;
    if (through.length <= crowd || depth === 0 || size <= across * finest)
      return list(through, west, south, size);
    const small = size / across;
    const inner: Int32Array[] = [];
    let all = 0;
    for (let i = 0; i < across * across; i++) {
      const [x, y] = [west + (i % across) * small, south + (i >> bits) * small];
      inner.push(through.filter((v) => comesInto(places, v, x, y, x + small, y + small)));
      all += (inner[i] as Int32Array).length;
    }
    if (all > 8 * through.length + 64) return list(through, west, south, size);
    const at = room(pool, across * across);
    inner.forEach((some, i) => {
      const [x, y] = [west + (i % across) * small, south + (i >> bits) * small];
      const value =
        some.length === 0
          ? faceAt(Math.round(x + small / 2), Math.round(y + small / 2))
          : parted(x, y, small, some, depth - 1);
      pool.values[at + i] = value;
    });
    return ~(at * 4 + blockKind);
  };

  return { line, corner, parted };
}
