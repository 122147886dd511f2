import { namesOf } from './candidates.ts';
import type { CountIssue } from './election.ts';
import { checkElimination, type EliminationOptions } from './elimination.ts';
import { type Election, packed } from './packed-election.ts';
import { checkOption, ladders, type ReadingOptions, standing } from './reading.ts';
import type { Round } from './round.ts';
import { runoff } from './runoff.ts';
import type { RunoffRules } from './runoff-step.ts';
import { type Tie, tieBreaker } from './tie.ts';

/** The options of {@link instantRunoff}. */
export interface InstantRunoffOptions extends ReadingOptions, EliminationOptions {
  /** One: more are filled by `singleTransferableVote`. */
  readonly seats?: 1;
  /** What the majority is taken of: the votes still active in each round, or those of the first. `each-round` if left out. */
  readonly threshold?: 'each-round' | 'first-round';
  /** Goes on after the winner until two remain. */
  readonly untilTwo?: boolean;
}

/** The outcome of {@link instantRunoff}. */
export interface InstantRunoffResult {
  /** Who wins; all who can win where a tie stays open; nobody where the options keep everybody out. */
  readonly winners: readonly string[];
  /** The tie that must be broken before the count can go on, if there is one. */
  readonly ties: readonly Tie[];
  readonly rounds: readonly Round<number>[];
  /** All ballots that could be read. */
  readonly ballots: number;
  /** Those that rank nobody. */
  readonly undervotes: number;
  readonly issues: readonly CountIssue[];
}

/**
 * Counts an instant runoff (排序复选制): whoever has the fewest votes goes, and their ballots pass to the next on them,
 * until one has the majority. A tie for elimination that cannot change who wins is passed over, and named in its round;
 * at the first that can, the count stops: `ties` names it and `winners` all who can still win.
 * Refuses with `conventions/invalid-candidates`, `conventions/invalid-option`, `conventions/lot-mismatch`, and with
 * `conventions/too-many-ties` where more than 20,000 ways would have to be followed.
 *
 * @example
 * instantRunoff({ candidates: ['A', 'B'], ballots: [{ count: 2, ranking: ['B', 'A'] }] }).winners; // ['B']
 */
export function instantRunoff(
  election: Election,
  options: InstantRunoffOptions = {},
): InstantRunoffResult {
  const { candidates, ...rest } = packed(election);
  checkElimination(options);
  checkOption('seats', options.seats === undefined || options.seats === 1);
  checkOption(
    'threshold',
    options.threshold === undefined || ['each-round', 'first-round'].includes(options.threshold),
  );
  const rows = ladders({ candidates, ...rest }, options);
  const { writeIns, stopAfterRound = Number.POSITIVE_INFINITY } = options;
  const rules: RunoffRules = {
    writeIns: writeIns === undefined ? -1 : candidates.indexOf(writeIns),
    batch: options.batch === true,
    least: options.eliminateBelowThreshold ?? 0,
    stopAfterRound,
    isMajorityFixed: options.threshold === 'first-round',
    untilTwo: options.untilTwo === true,
    breakTie: tieBreaker(candidates, options.ties, writeIns),
    isPathFree: !rows.remembers && options.ties?.lookBack !== true,
  };
  const { winners, ties, rounds, undervotes } = runoff(
    rows,
    standing(candidates, options.excluded),
    rules,
  );
  return {
    winners: namesOf(candidates, winners),
    ties,
    rounds,
    ballots: rest.ballots,
    undervotes,
    issues: rest.issues,
  };
}
