import { orientation } from './orientation.ts';
import { toQuanta } from './quantum.ts';
import type { RingArena } from './ring-arena.ts';

/** One ring in quanta: x and y in turn, not closed by a repeated position; shells counter-clockwise, holes clockwise. */
export type Ring = Float64Array;

/**
 * What can be wrong with a ring as it was drawn. `unclosed` and `spike` are mended; of the others nothing is left to
 * use: `not-a-ring` is no list, `bad-position` no pair of finite numbers, `out-of-range` off the globe, `no-area` flat.
 */
export type RingFault =
  | 'not-a-ring'
  | 'bad-position'
  | 'out-of-range'
  | 'unclosed'
  | 'spike'
  | 'no-area';

/** A ring in quanta where one is left, and what was wrong. */
export interface ReadRing {
  readonly ring?: Ring;
  readonly faults: readonly { readonly fault: RingFault; readonly position: number }[];
}

/** Twice the signed area in square quanta, positive counter-clockwise. */
export function signedArea(ring: Ring): number {
  const ox = ring[0] ?? 0;
  const oy = ring[1] ?? 0;
  let twice = 0;
  for (let i = 2; i + 3 < ring.length; i += 2)
    twice +=
      ((ring[i] as number) - ox) * ((ring[i + 3] as number) - oy) -
      ((ring[i + 1] as number) - oy) * ((ring[i + 2] as number) - ox);
  return twice;
}

/** The ring wound counter-clockwise, or clockwise where `hole` is set: turned round in its place where it has to be. */
export function wound(ring: Ring, hole: boolean): Ring {
  if (signedArea(ring) < 0 === hole) return ring;
  for (let i = 0, j = ring.length - 2; i < j; i += 2, j -= 2) {
    const x = ring[i] as number;
    const y = ring[i + 1] as number;
    ring[i] = ring[j] as number;
    ring[i + 1] = ring[j + 1] as number;
    ring[j] = x;
    ring[j + 1] = y;
  }
  return ring;
}

function turnsBack(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
): boolean {
  return (
    (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0 && orientation(ax, ay, bx, by, cx, cy) === 0
  );
}

/** Drops repeated positions and spikes (out and back on one line), going round until none is left. */
function withoutSpikes(places: Float64Array, length: number) {
  const x: number[] = [];
  const y: number[] = [];
  let spike = -1;
  const settle = () => {
    for (let n = x.length; n > 1; n = x.length) {
      const cx = x[n - 1] as number;
      const cy = y[n - 1] as number;
      const bx = x[n - 2] as number;
      const by = y[n - 2] as number;
      if (cx === bx && cy === by) {
        x.pop();
        y.pop();
      } else if (n > 2 && turnsBack(x[n - 3] as number, y[n - 3] as number, bx, by, cx, cy)) {
        spike = n - 2;
        x.splice(n - 2, 1);
        y.splice(n - 2, 1);
      } else return;
    }
  };
  for (let i = 0; i < length; i += 2) {
    x.push(places[i] as number);
    y.push(places[i + 1] as number);
    settle();
  }
  let start = 0;
  for (;;) {
    const n = x.length;
    if (n - start < 3) return { x: [], y: [], spike };
    const ax = x[n - 2] as number;
    const ay = y[n - 2] as number;
    const bx = x[n - 1] as number;
    const by = y[n - 1] as number;
    const cx = x[start] as number;
    const cy = y[start] as number;
    if (bx === cx && by === cy) {
      x.pop();
      y.pop();
    } else if (turnsBack(ax, ay, bx, by, cx, cy)) {
      spike = n - 1;
      x.pop();
      y.pop();
    } else if (turnsBack(bx, by, cx, cy, x[start + 1] as number, y[start + 1] as number)) {
      spike = start;
      start++;
    } else return { x: x.slice(start), y: y.slice(start), spike };
  }
}

const none: readonly { readonly fault: RingFault; readonly position: number }[] = [];

function faultOf(position: unknown): RingFault {
  const [lng, lat]: readonly unknown[] = Array.isArray(position) ? position : [];
  return Number.isFinite(lng) && Number.isFinite(lat) ? 'out-of-range' : 'bad-position';
}

/** The positions in quanta as they stand; or the number of the first that cannot be used. */
function quantaOf(positions: readonly unknown[], arena: RingArena): Float64Array | number {
  const places = arena.scratch(2 * positions.length);
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i];
    if (!Array.isArray(position)) return i;
    const lng: unknown = position[0];
    const lat: unknown = position[1];
    if (typeof lng !== 'number' || typeof lat !== 'number') return i;
    if (!(lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90)) return i;
    places[2 * i] = toQuanta(lng);
    places[2 * i + 1] = toQuanta(lat);
  }
  return places;
}

/** Whether no place of a ring repeats the one before it and no side runs back along the one before it. */
function isPlain(places: Float64Array, length: number): boolean {
  if (length < 6) return false;
  let ax = places[length - 4] as number;
  let ay = places[length - 3] as number;
  let bx = places[length - 2] as number;
  let by = places[length - 1] as number;
  for (let i = 0; i < length; i += 2) {
    const cx = places[i] as number;
    const cy = places[i + 1] as number;
    if ((cx === bx && cy === by) || turnsBack(ax, ay, bx, by, cx, cy)) return false;
    ax = bx;
    ay = by;
    bx = cx;
    by = cy;
  }
  return true;
}

/** Reads one GeoJSON ring of any make: never throws, says what it refused or mended. Further coordinates (heights) are left aside. */
export function readRing(positions: unknown, arena: RingArena): ReadRing {
  if (!Array.isArray(positions) || positions.length === 0)
    return { faults: [{ fault: 'not-a-ring', position: 0 }] };
  const places = quantaOf(positions, arena);
  if (typeof places === 'number')
    return { faults: [{ fault: faultOf(positions[places]), position: places }] };
  const last = positions.length - 1;
  const closed = last > 0 && places[0] === places[2 * last] && places[1] === places[2 * last + 1];
  if (closed && isPlain(places, 2 * last))
    return { ring: arena.keep(places, 2 * last), faults: none };
  const { x, y, spike } = withoutSpikes(places, 2 * positions.length);
  if (x.length < 3) return { faults: [{ fault: 'no-area', position: 0 }] };
  const ring = new Float64Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    ring[2 * i] = x[i] as number;
    ring[2 * i + 1] = y[i] as number;
  }
  return {
    ring,
    faults: [
      ...(closed ? [] : [{ fault: 'unclosed' as const, position: last }]),
      ...(spike < 0 ? [] : [{ fault: 'spike' as const, position: spike }]),
    ],
  };
}
