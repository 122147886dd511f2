import type { PathOf } from '../statistics/code-paths.ts';

/** What changes for a unit, a cell or a category. Weighed by shares where a cell was split: not always whole. */
export interface WhatIfChange {
  /** Empty for the cases that nobody leads, or that have no place. */
  readonly key: string;
  /** Cases before and after (负荷). */
  readonly before: number;
  readonly after: number;
  /** Of these, how many are late by any clock. */
  readonly lateBefore: number;
  readonly lateAfter: number;
  /** Cases that come here, or stay within, and have another unit than before; and of whom that was theirs before, for units. */
  readonly handedOver: number;
  /** Late only after, and only before. */
  readonly newlyLate: number;
  readonly noLongerLate: number;
}

/** Sums under way. */
export interface ChangeSums {
  before: number;
  after: number;
  lateBefore: number;
  lateAfter: number;
  handedOver: number;
  newlyLate: number;
  noLongerLate: number;
}

/** The sums of a key, made when they are first asked for. */
export function sumsOf(sums: Map<string, ChangeSums>, key: string): ChangeSums {
  const known = sums.get(key);
  if (known !== undefined) return known;
  const made: ChangeSums = {
    before: 0,
    after: 0,
    lateBefore: 0,
    lateAfter: 0,
    handedOver: 0,
    newlyLate: 0,
    noLongerLate: 0,
  };
  sums.set(key, made);
  return made;
}

/** To the millionth: sums of shares do not depend on the order in which they were added. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Sums of every code and of all codes that hold it. */
export function summedUp(
  sums: ReadonlyMap<string, ChangeSums>,
  pathOf: PathOf,
): Map<string, ChangeSums> {
  const all = new Map<string, ChangeSums>();
  for (const [code, own] of sums)
    for (const key of new Set(code === '' ? [''] : pathOf(code))) {
      const sum = sumsOf(all, key);
      sum.before += own.before;
      sum.after += own.after;
      sum.lateBefore += own.lateBefore;
      sum.lateAfter += own.lateAfter;
      sum.handedOver += own.handedOver;
      sum.newlyLate += own.newlyLate;
      sum.noLongerLate += own.noLongerLate;
    }
  return all;
}

/** The changes in order of their key. */
export function changesOf(sums: ReadonlyMap<string, ChangeSums>): readonly WhatIfChange[] {
  return Array.from(sums, ([key, sum]) => ({
    key,
    before: rounded(sum.before),
    after: rounded(sum.after),
    lateBefore: rounded(sum.lateBefore),
    lateAfter: rounded(sum.lateAfter),
    handedOver: rounded(sum.handedOver),
    newlyLate: rounded(sum.newlyLate),
    noLongerLate: rounded(sum.noLongerLate),
  })).sort((a, b) => (a.key < b.key ? -1 : 1));
}
