import { namesOf } from './candidates.ts';
import type { CountIssue } from './election.ts';
import { checkElimination, type EliminationOptions } from './elimination.ts';
import { type ExactAmount, fraction } from './fraction.ts';
import { type Election, packed } from './packed-election.ts';
import { checkOption, ladders, type ReadingOptions, standing } from './reading.ts';
import type { Round } from './round.ts';
import { type Tie, tieBreaker } from './tie.ts';
import { transferCount } from './transfer-count.ts';

/** The options of {@link singleTransferableVote}. */
export interface SingleTransferableVoteOptions extends ReadingOptions, EliminationOptions {
  /** How many are elected; 1 if left out. */
  readonly seats?: number;
  /** What elects: more than the share of one seat more (`droop`, if left out), or the share of a seat (`hare`). */
  readonly quota?: 'droop' | 'hare';
  /** Decimals of the quota; 0 if left out. */
  readonly quotaDecimals?: number;
  /** Decimals of what a ballot is worth, the rest cut off; exact if left out. */
  readonly decimals?: number;
  /** Where `decimals` cut: the share that is passed on and then each ballot's part (`share`, if left out), or surplus × worth ÷ votes once (`paper`). */
  readonly cutting?: 'share' | 'paper';
  /** When a surplus is passed on: all in the round that elects (`together`, if left out), the largest first, one a round (`one-by-one`), or never (`none`: the last who stand are elected). */
  readonly surplus?: 'together' | 'one-by-one' | 'none';
  /** Elects in a round only whoever has most. */
  readonly electPerRound?: 'all' | 'one';
  /** Counts no seats: eliminates until all who stand have this percentage of the active votes, and elects them. */
  readonly keepAbovePercent?: number;
}

/** The outcome of {@link singleTransferableVote}. */
export interface SingleTransferableVoteResult {
  /** Who is elected; all who can be where a tie stays open. */
  readonly winners: readonly string[];
  /** Who is elected in every way of breaking the tie: the winners where there is none. */
  readonly certain: readonly string[];
  /** The tie that must be broken before the count can go on, if there is one. */
  readonly ties: readonly Tie[];
  readonly quota: ExactAmount;
  readonly rounds: readonly Round<ExactAmount>[];
  /** All ballots that could be read. */
  readonly ballots: number;
  /** Those that rank nobody. */
  readonly undervotes: number;
  readonly issues: readonly CountIssue[];
}

/**
 * The rules of the Scottish local elections (Scottish Local Government Elections Order 2007, schedule 1): five
 * decimals, the largest surplus first, ties by the nearest earlier stage, a ballot ends where its order breaks off.
 * Lots and seats are added by the host.
 */
export const scottishRules: SingleTransferableVoteOptions = {
  overvote: 'exhaust',
  duplicate: 'exhaust',
  maxSkipped: 0,
  decimals: 5,
  cutting: 'paper',
  surplus: 'one-by-one',
  ties: { lookBack: true },
};

const most = 30;

function check(options: SingleTransferableVoteOptions): void {
  const { seats = 1, quota, decimals = 0, quotaDecimals = 0, keepAbovePercent = 100 } = options;
  checkElimination(options);
  checkOption('seats', Number.isSafeInteger(seats) && seats >= 1);
  checkOption('quota', quota === undefined || ['droop', 'hare'].includes(quota));
  for (const [name, digits] of Object.entries({ decimals, quotaDecimals }))
    checkOption(name, Number.isSafeInteger(digits) && digits >= 0 && digits <= most);
  checkOption('keepAbovePercent', keepAbovePercent >= 0 && keepAbovePercent <= 100);
  checkOption('cutting', ['share', 'paper'].includes(options.cutting ?? 'share'));
  checkOption('electPerRound', ['all', 'one'].includes(options.electPerRound ?? 'all'));
  checkOption(
    'surplus',
    ['together', 'one-by-one', 'none'].includes(options.surplus ?? 'together'),
  );
}

/**
 * Counts a single transferable vote (单记可让渡投票): whoever reaches the quota is elected, what they have beyond it passes
 * on at a part of its worth (weighted inclusive Gregory), and whoever has fewest goes. Exact fractions, or decimals cut
 * off. A tie that cannot change who is elected is passed over, and named in its round; at the first that can, the count
 * stops: `ties` names it, `winners` all who can still be elected.
 * Refuses with `conventions/invalid-candidates`, `conventions/invalid-option`, `conventions/lot-mismatch`, and with
 * `conventions/too-many-ties` where more than 20,000 ways would have to be followed.
 */
export function singleTransferableVote(
  election: Election,
  options: SingleTransferableVoteOptions = {},
): SingleTransferableVoteResult {
  const whole = packed(election);
  const { candidates, ballots, issues } = whole;
  check(options);
  const { writeIns, keepAbovePercent, surplus = 'together' } = options;
  const rows = ladders(whole, options);
  const outcome = transferCount(rows, standing(candidates, options.excluded), {
    seats: options.seats ?? 1,
    quota: options.quota ?? 'droop',
    quotaDecimals: options.quotaDecimals ?? 0,
    keepAbove:
      keepAbovePercent === undefined
        ? undefined
        : fraction(BigInt(Math.round(keepAbovePercent * 1e6)), 100_000_000n),
    decimals: options.decimals,
    perPaper: options.cutting === 'paper',
    surplus,
    electOne: options.electPerRound === 'one',
    writeIns: writeIns === undefined ? -1 : candidates.indexOf(writeIns),
    batch: options.batch === true,
    least: options.eliminateBelowThreshold ?? 0,
    stopAfterRound: options.stopAfterRound ?? Number.POSITIVE_INFINITY,
    breakTie: tieBreaker(candidates, options.ties, writeIns),
  });
  return {
    ...outcome,
    winners: namesOf(candidates, outcome.winners),
    certain: namesOf(candidates, outcome.certain),
    ballots,
    issues,
  };
}
