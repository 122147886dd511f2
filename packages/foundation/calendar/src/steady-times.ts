import { dayMs } from './local-date.ts';
import type { Zone } from './zone.ts';

/** A stretch of time in which local clocks are not moved, from inclusive, to exclusive, and how far they are ahead of UTC (ms). */
export type SteadyTime = readonly [from: number, to: number, offset: number];

/** No zone moves its clocks twice within such a stretch. */
const step = 3 * dayMs;

/** The stretches of steady clocks from one instant to another, in order; nobody asks what lies before and after them. */
export function steadyTimes(from: number, until: number, where: Zone): readonly SteadyTime[] {
  const found: SteadyTime[] = [];
  let begin = Number.NEGATIVE_INFINITY;
  let at = from;
  let offset = where.offsetAt(at);
  while (at < until && at < where.steadyFrom) {
    const next = at + step;
    const then = where.offsetAt(next);
    if (then !== offset) {
      const moved = changeBetween(at, next, where);
      found.push([begin, moved, offset]);
      begin = moved;
      offset = then;
    }
    at = next;
  }
  found.push([begin, Number.POSITIVE_INFINITY, offset]);
  return found;
}

/** The first instant at which the offset of `until` holds, by halving. */
function changeBetween(from: number, until: number, where: Zone): number {
  const after = where.offsetAt(until);
  let [low, high] = [from, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (where.offsetAt(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}
