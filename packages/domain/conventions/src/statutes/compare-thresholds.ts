import type { Threshold, ThresholdBase } from './threshold.ts';

/** A share of the first is never less than the same share of the second. */
const contains = (whole: ThresholdBase, part: ThresholdBase): boolean =>
  whole === part || whole === 'register' || (whole === 'present' && part === 'cast');

/**
 * Whether whoever meets `one` also meets `other`, on the same track: exact, by whole numbers, and by what the shares are
 * of. A share of all is at least the same share of those who took part; the other way round nothing is known.
 */
export function implies(one: Threshold, other: Threshold): boolean {
  if (one.track !== other.track || !contains(one.of, other.of)) return false;
  const difference = one.num * other.den - other.num * one.den;
  return difference > 0 || (difference === 0 && (one.strict || !other.strict));
}

const bodiesOf = (one: Threshold): string => [...(one.bodies ?? [])].sort().join();

/** Whether both demand the same. */
export const sameThreshold = (one: Threshold, other: Threshold): boolean =>
  one.of === other.of &&
  bodiesOf(one) === bodiesOf(other) &&
  implies(one, other) &&
  implies(other, one);

/** Whether both hold for some body. */
export const overlaps = (one: Threshold, other: Threshold): boolean =>
  one.bodies === undefined ||
  other.bodies === undefined ||
  one.bodies.some((body) => other.bodies?.includes(body));

/** Whether `one` holds wherever `other` does. */
export const covers = (one: Threshold, other: Threshold): boolean =>
  one.bodies === undefined || (other.bodies?.every((body) => one.bodies?.includes(body)) ?? false);
