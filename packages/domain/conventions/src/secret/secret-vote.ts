import type { Choice } from '../ballots/ballots.ts';
import type { AppliedRule } from '../ballots/outcome.ts';
import type { BodyRegister } from '../electorate/register.ts';

/** A secret vote of a body (无记名投票): who may vote, and who drew a credential, stands elsewhere. */
export interface SecretVote {
  readonly rule: AppliedRule;
  readonly register: BodyRegister;
  /** Hashes of the credentials, sorted. */
  readonly credentials: readonly string[];
  /** Those that were used. */
  readonly spent: readonly string[];
  /** UTC milliseconds. */
  readonly closesAt?: number;
  /** Ballots are written down so many at a time at least. */
  readonly batch: number;
  readonly counts: Readonly<Record<Choice, number>>;
  /** Ballots that came without a credential of the list, or with one that was used. */
  readonly refused: number;
  /** Nothing is cast any more. */
  readonly over: boolean;
}

/** Where a secret vote is; nothing of its counts is a verdict before it is closed. */
export type SecretVoteState =
  | { readonly status: 'unopened' }
  | { readonly status: 'voting' | 'passed' | 'failed'; readonly vote: SecretVote };
