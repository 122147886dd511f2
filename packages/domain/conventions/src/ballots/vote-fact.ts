import type { PersonalPart } from '@civigrid/kernel';
import type { Delivery } from '../electorate/delivery.ts';
import type { Mandate } from '../electorate/mandate.ts';
import type { VoteRegister } from '../electorate/vote-register.ts';
import type { VoterRef } from '../electorate/voter.ts';
import type { Recordable } from '../recordable.ts';
import type { Rule } from '../statutes/rule.ts';
import type { StatuteId } from '../statutes/statute.ts';
import type { BallotFault } from './ballot-fault.ts';
import type { Choice } from './ballots.ts';
import type { StrikeGround, VoteChannel } from './box-entry.ts';
import type { ObjectionGround } from './objection.ts';
import type { AppliedRule, Track, VerdictWarning } from './outcome.ts';
import type { VoteSettings } from './vote.ts';

/** The vote was opened (发起表决). */
export type VoteOpened = Recordable<
  'vote-opened',
  Omit<VoteSettings, 'repeat'> & {
    readonly rule: AppliedRule;
    readonly bylaw?: Rule;
    readonly register: VoteRegister;
    /** `refuse` is an older word for `first`. */
    readonly repeat: VoteSettings['repeat'] | 'refuse';
    /** The sentences of the terms under which it is held. */
    readonly terms?: readonly StatuteId[];
    readonly authorisedOn?: string;
  }
>;

/** What a ballot says, as it is recorded. */
export type BallotRecord = {
  /** Its number; the event's id where it has none. */
  readonly ballot?: string;
  readonly voter: VoterRef;
  readonly choice: Choice;
  readonly channel: VoteChannel;
  /** When it was given, where that is not the event's own time: UTC milliseconds. */
  readonly givenAt?: number;
  readonly units?: readonly string[];
  readonly area?: number;
  readonly mandate?: string;
};

/** A ballot was cast by name (投票). */
export type BallotCast = Recordable<'ballot-cast', BallotRecord>;

/** A ballot did not count as it came, and is kept as evidence (选票不予计入). */
export type BallotRefused = Recordable<
  'ballot-refused',
  Omit<BallotRecord, 'choice' | 'channel'> & {
    /** What is none of the three is not written down: it may be somebody's words. So with channels, units, mandates. */
    readonly choice?: Choice;
    readonly channel?: VoteChannel;
    readonly code: BallotFault | 'conventions/vote-over' | 'conventions/ballot-reused';
  }
>;

/** A voter took a ballot back (撤回). */
export type BallotWithdrawn = Recordable<'ballot-withdrawn', { readonly ballot: string }>;

/** A ballot was declared void (作废). */
export type BallotStruck = Recordable<
  'ballot-struck',
  { readonly ballot: string; readonly ground: StrikeGround }
>;

/** Somebody gave a mandate (委托). */
export type MandateGiven = Recordable<
  'mandate-given',
  { readonly [Key in keyof Mandate]: Mandate[Key] }
>;

/** A mandate was revoked (撤销委托). */
export type MandateRevoked = Recordable<'mandate-revoked', { readonly mandate: string }>;

/** The matter of the vote reached some voters (送达). */
export type Delivered = Recordable<
  'delivered',
  { readonly [Key in keyof Omit<Delivery, 'at'>]: Omit<Delivery, 'at'>[Key] }
>;

/** The ballots were shown for objections (询异公示). */
export type BallotsShown = Recordable<
  'ballots-shown',
  {
    /** Beijing days, both inclusive. */
    readonly from: string;
    readonly to: string;
    /** How many units or persons have several ballots, and how many ballots are spoilt. */
    readonly conflicts: number;
    readonly spoilt: number;
  }
>;

/** Somebody objects (提出异议); the words are the personal part. */
export interface ObjectionRaised
  extends Recordable<
    'objection-raised',
    {
      readonly objection: string;
      readonly by: VoterRef;
      readonly ground: ObjectionGround;
      readonly ballot?: string;
    }
  > {
  readonly personal?: readonly PersonalPart[];
}

/** It was decided on (异议处理). */
export type ObjectionDecided = Recordable<
  'objection-decided',
  { readonly objection: string; readonly upheld: boolean }
>;

/** The vote was closed, with the law's verdict (表决结论). */
export type VoteClosed = Recordable<
  'vote-closed',
  {
    readonly status: 'passed' | 'failed';
    readonly rule: AppliedRule;
    readonly tracks: readonly Track[];
    readonly statutes: readonly StatuteId[];
    readonly present?: number;
    /** Heads who voted differently for two units. */
    readonly splitVotes?: number;
    readonly warnings?: readonly VerdictWarning[];
    /** Voters whom the matter did not reach, where it was recorded whom it did. */
    readonly unreached?: number;
  }
>;

/** Every fact of a vote. */
export type VoteFact =
  | VoteOpened
  | BallotCast
  | BallotRefused
  | BallotWithdrawn
  | BallotStruck
  | MandateGiven
  | MandateRevoked
  | Delivered
  | BallotsShown
  | ObjectionRaised
  | ObjectionDecided
  | VoteClosed;
