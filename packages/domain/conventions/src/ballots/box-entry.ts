import type { VoterRef } from '../electorate/voter.ts';
import type { Choice } from './ballots.ts';

/** How a ballot came in (投票方式): 电子, 书面, or 现场 in the meeting. */
export type VoteChannel = 'online' | 'paper' | 'meeting';

/** Every way. */
export const voteChannels: readonly VoteChannel[] = ['online', 'paper', 'meeting'];

/** One ballot (选票), by name. */
export interface BallotEntry {
  readonly type: 'ballot';
  /** Its number (票号), unique within the vote. */
  readonly ballot: string;
  readonly voter: VoterRef;
  readonly choice: Choice;
  readonly channel: VoteChannel;
  /** When it was given, UTC milliseconds; paper is often entered later. */
  readonly at: number;
  /** Where owners vote: the units that it is for; all of the voter's if left out. */
  readonly units?: readonly string[];
  /** The area that is written on it, in 0.01 m². */
  readonly area?: number;
  /** The mandate by which an agent gave it. */
  readonly mandate?: string;
}

/** The voter took a ballot back (撤回) while it could be. */
export interface WithdrawalEntry {
  readonly type: 'withdrawal';
  readonly ballot: string;
}

/** Why a ballot was struck (废票): unreadable, not signed, altered, not the voter's, given by somebody without the right, or after an objection. */
export type StrikeGround =
  | 'unclear'
  | 'unsigned'
  | 'altered'
  | 'not-the-voters'
  | 'not-entitled'
  | 'objection';

/** Every ground of a strike. */
export const strikeGrounds: readonly StrikeGround[] = [
  'unclear',
  'unsigned',
  'altered',
  'not-the-voters',
  'not-entitled',
  'objection',
];

/** A ballot was declared void (作废). */
export interface StrikeEntry {
  readonly type: 'strike';
  readonly ballot: string;
  readonly ground: StrikeGround;
}

/** What lies in a box (票箱). */
export type BoxEntry = BallotEntry | WithdrawalEntry | StrikeEntry;
