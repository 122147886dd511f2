import { byName, namesOf } from './candidates.ts';
import type { CountIssue } from './election.ts';
import { settle, type Winners } from './final-tie.ts';
import { byScore, type Order } from './order.ts';
import { type Election, packed } from './packed-election.ts';
import { deal } from './piles.ts';
import { ladders, type ReadingOptions, standing } from './reading.ts';
import type { Votes } from './round.ts';
import type { TieOptions } from './tie.ts';

/** The options of {@link plurality}. */
export interface PluralityOptions extends ReadingOptions {
  readonly ties?: TieOptions;
}

/** What a method tells that gives every candidate one number. */
export interface TallyResult extends Winners {
  readonly order: Order;
  /** By name; a record without a prototype. */
  readonly tally: Votes<number>;
  /** All ballots that could be read. */
  readonly ballots: number;
  readonly issues: readonly CountIssue[];
}

/** The outcome of {@link plurality}. */
export interface PluralityResult extends TallyResult {
  /** Ballots that count for nobody, blank ones among them. */
  readonly inactive: number;
}

/**
 * Counts a plurality (相对多数): each ballot for the first it ranks, read by the options; most votes win. Refuses with
 * `conventions/invalid-candidates`, `conventions/invalid-option`, `conventions/lot-mismatch`.
 */
export function plurality(election: Election, options: PluralityOptions = {}): PluralityResult {
  const rows = packed(election);
  const { candidates, ballots, issues } = rows;
  const continuing = standing(candidates, options.excluded);
  const { tally, inactive } = deal(ladders(rows, options), continuing);
  const live = Array.from(continuing.keys()).filter((one) => continuing[one] === 1);
  const groups = byScore(live.map((one) => tally[one] as number)).map((group) =>
    group.map((place) => live[place] as number),
  );
  return {
    ...settle(candidates, groups[0] ?? [], options.ties),
    order: groups.map((group) => namesOf(candidates, group)),
    tally: byName(
      candidates,
      live.map((one) => [one, tally[one] as number]),
    ),
    inactive: inactive.reduce((sum, count) => sum + count, 0),
    ballots,
    issues,
  };
}
