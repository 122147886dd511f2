import type { Coverage } from './coverage.ts';
import { close, isUnclear, listLength, listWidth, longestRun, runOf } from './raster.ts';
import type { Shape } from './shape.ts';
import { sideOfShape } from './side.ts';
import { shapeAt } from './topology.ts';
import { ascends, faceBeside, isNearSide, turnOf } from './topology-side.ts';

/** Asks the sides that run through a cell whose a place is. Places are counted from the coverage's origin. */
export interface CellSides {
  /** The owner of a place in a cell with a list. */
  inList(at: number, x: number, y: number): number;
  /** The owner of a place in a cell that a side parts, or it and one `more`, where it lies on their lines or with nobody. */
  onBorder(v: number, more: number, isLeftTurn: boolean, x: number, y: number): number;
  /** Whether a face holds a place, its border included. */
  holdsPlace(face: number, x: number, y: number): boolean;
}

/** Answers that are no side and no face. */
const none = -1;
const unsure = -2;

/** `order` says by which numbers faces are compared; by their own if left out. */
export function cellSides({ topology, raster }: Coverage, order?: Int32Array): CellSides {
  const { places, arcStarts, west, south } = topology;
  const { shapeRings, ringStarts, ringArcs, odd } = topology;
  const { unit, lists } = raster;
  const scale = 1 / unit;
  const kept = new Map<number, Shape | undefined>();

  /** Faces that are asked by their shapes are put together once. */
  const keptShape = (face: number): Shape | undefined => {
    if (!kept.has(face)) kept.set(face, shapeAt(topology, face));
    return kept.get(face);
  };

  const bank = (v: number, which: number): number => faceBeside(topology, v, which);

  /** Whether a place lies on a side, its ends included. */
  function isOn(v: number, x: number, y: number): boolean {
    return (
      ((places[2 * v] as number) - x) * ((places[2 * v + 2] as number) - x) <= 0 &&
      ((places[2 * v + 1] as number) - y) * ((places[2 * v + 3] as number) - y) <= 0 &&
      turnOf(places, v, x, y) === 0
    );
  }

  function comesBefore(face: number, other: number): boolean {
    return order ? (order[face] as number) < (order[other] as number) : face < other;
  }

  /** Whether something is so of a side of a face. */
  function someSide(face: number, isSo: (v: number) => boolean): boolean {
    const end = ringStarts[shapeRings[2 * face + 1] as number] as number;
    for (let i = ringStarts[shapeRings[2 * face] as number] as number; i < end; i++) {
      const arc = (ringArcs[i] as number) >> 1;
      const last = (arcStarts[arc + 1] as number) - 1;
      for (let v = arcStarts[arc] as number; v < last; v++) if (isSo(v)) return true;
    }
    return false;
  }

  /** Where a place lies of a face: 1 inside, 0 on its border, -1 outside; along its arcs. */
  function sideOfFace(face: number, x: number, y: number): -1 | 0 | 1 {
    let inside = false;
    const isOnSide = (v: number): boolean => {
      const spans = (places[2 * v + 1] as number) > y !== (places[2 * v + 3] as number) > y;
      if (spans && turnOf(places, v, x, y) < 0 === ascends(places, v, 1)) inside = !inside;
      return isOn(v, x, y);
    };
    if (someSide(face, isOnSide)) return 0;
    return inside ? 1 : -1;
  }

  /**
   * The side of a list that a look from a place to the west meets first (`axis` 1), or one to the south (0), if it does
   * so within a distance; `none`, or `unsure` where the place or something else that counts lies too close to call.
   * The look to the west goes a hair above whole quanta, and the one to the south a hair to the west of them, so that
   * neither ever meets a vertex.
   */
  function met(at: number, axis: number, x: number, y: number, distance: number): number {
    const line = axis === 1 ? y : x;
    const start = axis === 1 ? x : y;
    const below = axis === 1 ? y : x - 1;
    const end = at + 2 + listLength(lists[at] as number);
    let nearest = distance;
    let found = none;
    for (let i = at + 2; i < end; i++) {
      const run = lists[i] as number;
      const last = (run >> 3) + (run & longestRun);
      for (let v = run >> 3; v <= last; v++) {
        const a = places[2 * v + axis] as number;
        const b = places[2 * v + 2 + axis] as number;
        const from = places[2 * v + 1 - axis] as number;
        const to = places[2 * v + 3 - axis] as number;
        if (a > below === b > below) {
          const isBeside = from < start ? to >= start : from === start || to <= start;
          if (isBeside && (a === line || b === line)) return unsure;
          continue;
        }
        const away = start - from - ((line - a) / (b - a)) * (to - from);
        if (away > nearest + close) continue;
        if (away > -close && (away < close || away > nearest - close)) return unsure;
        if (away > 0) {
          nearest = away;
          found = v;
        }
      }
    }
    return found;
  }

  /** The face of a place in a cell with a list of sides; `unsure` where doubles do not tell. */
  function faceInList(at: number, x: number, y: number): number {
    const head = lists[at] as number;
    if (isUnclear(head)) return unsure;
    const units = listWidth(head);
    const begins = (n: number) => Math.floor(Math.floor((n * scale) / units) * units * unit);
    const cornerX = begins(x);
    const left = met(at, 1, x, y, x - cornerX);
    if (left === unsure) return unsure;
    if (left >= 0) return bank(left, ascends(places, left, 1) ? 1 : 0);
    const below = met(at, 0, cornerX, y, y - begins(y));
    if (below === unsure) return unsure;
    if (below === none) return (lists[at + 1] as number) - 1;
    return bank(below, ascends(places, below, 0) ? 0 : 1);
  }

  /** The face that holds a place, among those of a list's sides, asked one by one. */
  function holderInList(at: number, x: number, y: number): number {
    const end = at + 2 + listLength(lists[at] as number);
    for (let i = at + 2; i < end; i++)
      for (let which = 0; which < 2; which++) {
        const face = bank((lists[i] as number) >> 3, which);
        if (face >= 0 && sideOfFace(face, x, y) >= 0) return face;
      }
    return -1;
  }

  /** The lowest face of a run of sides that a place lies on, or comes near, or another one that is lower. */
  function lowestOf(run: number, x: number, y: number, nearly: boolean, other: number): number {
    let lowest = other;
    for (let v = run >> 3; v <= (run >> 3) + (run & longestRun); v++) {
      if (!(nearly ? isNearSide(places, v, x, y) : isOn(v, x, y))) continue;
      for (let which = 0; which < 2; which++) {
        const face = bank(v, which);
        if (face >= 0 && (lowest < 0 || comesBefore(face, lowest))) lowest = face;
      }
    }
    return lowest;
  }

  /** The same of all sides of a list. */
  function lowestIn(at: number, x: number, y: number, nearly: boolean): number {
    const end = at + 2 + listLength(lists[at] as number);
    let lowest = -1;
    for (let i = at + 2; i < end; i++) lowest = lowestOf(lists[i] as number, x, y, nearly, lowest);
    return lowest;
  }

  /** The lowest candidate that holds a place, or else whose border it comes near. */
  function lowestCandidate(at: number, x: number, y: number): number {
    const end = at + 1 - (lists[at] as number);
    for (let i = at + 1; i < end; i++)
      if (holdsPlace(lists[i] as number, x, y)) return lists[i] as number;
    for (let i = at + 1; i < end; i++)
      if (someSide(lists[i] as number, (v) => isNearSide(places, v, x, y)))
        return lists[i] as number;
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

  return {
    holdsPlace,
    inList(at, x, y) {
      if ((lists[at] as number) < 0) return lowestCandidate(at, x, y);
      let face = faceInList(at, x, y);
      if (face === unsure) {
        face = lowestIn(at, x, y, false);
        if (face < 0) face = holderInList(at, x, y);
      }
      return face >= 0 ? face : lowestIn(at, x, y, true);
    },
    onBorder(v, more, isLeftTurn, x, y) {
      const run = runOf(v, more);
      const owner = lowestOf(run, x, y, false, none);
      if (owner >= 0) return owner;
      const first = turnOf(places, v, x, y) > 0;
      const second = turnOf(places, v + more, x, y) > 0;
      const face = bank(v, (isLeftTurn ? first && second : first || second) ? 0 : 1);
      return face >= 0 ? face : lowestOf(run, x, y, true, none);
    },
  };
}
