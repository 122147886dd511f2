import { checkOption } from './reading.ts';
import type { TieOptions } from './tie.ts';

/** Who goes when nobody is elected (淘汰规则). */
export interface EliminationOptions {
  /** A name that stands for many: it cannot win, and goes first, before anyone can win, whenever it has votes. */
  readonly writeIns?: string;
  /** Eliminate together all who even jointly cannot catch the next, if they are several. */
  readonly batch?: boolean;
  /** Eliminate together all with fewer votes; nobody is elected with fewer but by being left over. */
  readonly eliminateBelowThreshold?: number;
  /** The count stops after this round, whoever is elected by then. */
  readonly stopAfterRound?: number;
  readonly ties?: TieOptions;
}

/** Refuses with `conventions/invalid-option` values that cannot be. */
export function checkElimination({
  eliminateBelowThreshold,
  stopAfterRound,
}: EliminationOptions): void {
  checkOption(
    'eliminateBelowThreshold',
    eliminateBelowThreshold === undefined ||
      (Number.isSafeInteger(eliminateBelowThreshold) && eliminateBelowThreshold >= 0),
  );
  checkOption(
    'stopAfterRound',
    stopAfterRound === undefined || (Number.isSafeInteger(stopAfterRound) && stopAfterRound >= 1),
  );
}

/** How amounts of votes are compared and added: whole numbers, or fractions. */
export interface Amounts<Amount> {
  readonly compare: (one: Amount, other: Amount) => number;
  readonly plus: (one: Amount, other: Amount) => Amount;
  readonly zero: Amount;
}

/** Candidates who stand alike. */
export interface Tier<Amount> {
  readonly tally: Amount;
  readonly members: readonly number[];
}

/** Candidates in tiers, the fewest votes first; within a tier in their own order. */
export function tiers<Amount>(
  live: readonly number[],
  tally: (candidate: number) => Amount,
  { compare }: Amounts<Amount>,
): readonly Tier<Amount>[] {
  const sorted = [...live].sort((a, b) => compare(tally(a), tally(b)) || a - b);
  const found: { readonly tally: Amount; readonly members: number[] }[] = [];
  for (const candidate of sorted) {
    const top = found[found.length - 1];
    if (top !== undefined && compare(top.tally, tally(candidate)) === 0)
      top.members.push(candidate);
    else found.push({ tally: tally(candidate), members: [candidate] });
  }
  return found;
}

/** All who even jointly cannot catch the next above them, as many as may go while `keep` stay. */
export function hopeless<Amount>(
  standing: readonly Tier<Amount>[],
  keep: number,
  { compare, plus, zero }: Amounts<Amount>,
): readonly number[] {
  let left = standing.reduce((sum, { members }) => sum + members.length, 0);
  let total = zero;
  let seen: readonly number[] = [];
  let gone: readonly number[] = [];
  for (const { tally, members } of standing) {
    if (compare(total, tally) < 0 && left >= keep) gone = seen;
    for (const _ of members) total = plus(total, tally);
    seen = [...seen, ...members];
    left -= members.length;
  }
  return gone;
}
