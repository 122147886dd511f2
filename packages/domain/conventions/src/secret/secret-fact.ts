import type { AppliedRule } from '../ballots/outcome.ts';
import type { VoteClosed } from '../ballots/vote-fact.ts';
import type { BodyRegister } from '../electorate/register.ts';
import type { Recordable } from '../recordable.ts';

/** A secret vote was opened (发起无记名表决). */
export type SecretVoteOpened = Recordable<
  'secret-vote-opened',
  {
    readonly rule: AppliedRule;
    readonly register: BodyRegister;
    readonly credentials: readonly string[];
    readonly closesAt?: number;
    readonly batch: number;
  }
>;

/**
 * Several secret ballots were put into the box at once (投票入箱). Which credentials were used and what was said stand side
 * by side, and nothing joins them; the time is that of the batch.
 */
export type SecretBallotsCast = Recordable<
  'secret-ballots-cast',
  {
    /** Sorted. */
    readonly spent: readonly string[];
    readonly for: number;
    readonly against: number;
    readonly abstain: number;
    readonly refused: number;
    readonly final?: true;
  }
>;

/** Every fact of a secret box. */
export type SecretVoteFact = SecretVoteOpened | SecretBallotsCast | VoteClosed;
