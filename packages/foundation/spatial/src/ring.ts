import { orientation } from './orientation.ts';
import { toQuanta } from './quantum.ts';

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

/** The ring wound counter-clockwise, or clockwise where `hole` is set. */
export function wound(ring: Ring, hole: boolean): Ring {
  if (signedArea(ring) < 0 === hole) return ring;
  const turned = new Float64Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    turned[i] = ring[ring.length - 2 - i] as number;
    turned[i + 1] = ring[ring.length - 1 - i] as number;
  }
  return turned;
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
function withoutSpikes(xs: readonly number[], ys: readonly number[]) {
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
  for (let i = 0; i < xs.length; i++) {
    x.push(xs[i] as number);
    y.push(ys[i] as number);
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

/** The coordinates of all positions in quanta, or the first fault that leaves nothing to use. */
function quantaOf(positions: readonly unknown[]): { xs: number[]; ys: number[] } | ReadRing {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i];
    const [lng, lat]: readonly unknown[] = Array.isArray(position) ? position : [];
    if (!Number.isFinite(lng) || !Number.isFinite(lat))
      return { faults: [{ fault: 'bad-position', position: i }] };
    if (Math.abs(lng as number) > 180 || Math.abs(lat as number) > 90)
      return { faults: [{ fault: 'out-of-range', position: i }] };
    xs.push(toQuanta(lng as number));
    ys.push(toQuanta(lat as number));
  }
  return { xs, ys };
}

/** Reads one GeoJSON ring of any make: never throws, says what it refused or mended. Further coordinates (heights) are left aside. */
export function readRing(positions: unknown): ReadRing {
  if (!Array.isArray(positions) || positions.length === 0)
    return { faults: [{ fault: 'not-a-ring', position: 0 }] };
  const read = quantaOf(positions);
  if ('faults' in read) return read;
  const { xs, ys } = read;
  const last = xs.length - 1;
  const closed = xs[0] === xs[last] && ys[0] === ys[last] && last > 0;
  const { x, y, spike } = withoutSpikes(xs, ys);
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
