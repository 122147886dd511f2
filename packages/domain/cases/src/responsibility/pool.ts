import { type BitSet, firstBit, keyOf, sizeOf } from './bit-set.ts';

/** A set that is kept once: equal sets are the same object. */
export interface Pooled {
  readonly id: number;
  readonly set: BitSet;
  readonly size: number;
  /** Its lowest member, -1 of the empty set. */
  readonly first: number;
}

/** Sets of one length, each kept once. */
export type Pool = Map<string, Pooled>;

export function pooled(pool: Pool, set: BitSet): Pooled {
  const key = keyOf(set);
  const known = pool.get(key);
  if (known) return known;
  const found = { id: pool.size, set, size: sizeOf(set), first: firstBit(set) };
  pool.set(key, found);
  return found;
}
