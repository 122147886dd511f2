import { type Candidates, rulesMeeting } from './candidates.ts';
import { type Box, boxInBoth, boxOf } from './rule-boxes.ts';
import type { Standing } from './standing.ts';

/** Two rules that overlap, by slot, the one that stands first in the table first. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/**
 * The overlapping pairs that a hit policy has to do with, row by row of the table: all pairs of the rows before
 * `rows`, sorted.
 */
export interface Pairs {
  readonly list: readonly Pair[];
  readonly rows: number;
}

/** Whether two rules that overlap concern the policy. */
function concerns({ hit, outcomes }: Standing, a: number, b: number): boolean {
  if (hit === 'unique') return true;
  return outcomes[a] !== outcomes[b];
}

/** Whether a policy has to do with overlaps at all. */
function hasPairs(hit: Standing['hit']): boolean {
  return hit === 'unique' || hit === 'any' || hit === 'first' || hit === 'priority';
}

/** Goes on with the rows until there are enough pairs, or no row is left. `order` holds the slots as they stand. */
export function morePairs(
  index: Candidates,
  standing: Standing,
  { pairs, order, enough }: { pairs: Pairs; order: ArrayLike<number>; enough: number },
): Pairs {
  if (!hasPairs(standing.hit)) return { list: [], rows: order.length };
  const list = [...pairs.list];
  let { rows } = pairs;
  for (; rows < order.length && list.length < enough; rows++) {
    const a = order[rows] as number;
    const later = rivalsOf(index, standing, a).filter((b) => (standing.places[b] as number) > rows);
    later.sort((b, c) => (standing.places[b] as number) - (standing.places[c] as number));
    for (const b of later) list.push({ a, b });
  }
  return { list, rows };
}

/** The rules that overlap with one so that it concerns the policy. */
export function rivalsOf(index: Candidates, standing: Standing, slot: number): readonly number[] {
  if (!hasPairs(standing.hit) || index.boxes.empty[slot] === 1) return [];
  return rulesMeeting(index, boxOf(index.boxes, slot)).filter(
    (one) => one !== slot && concerns(standing, slot, one),
  );
}

/** Where two rules overlap. */
export function overlapOf({ boxes }: Candidates, { a, b }: Pair): Box | undefined {
  return boxInBoth(boxOf(boxes, a), boxOf(boxes, b));
}
