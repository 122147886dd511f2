import type { DeliveryWay } from '../electorate/delivery.ts';
import type { Mandate } from '../electorate/mandate.ts';
import type { VoteRegister } from '../electorate/vote-register.ts';
import type { VoterRef } from '../electorate/voter.ts';
import type { Rule } from '../statutes/rule.ts';
import type { VoteTerms } from '../statutes/terms/vote-terms.ts';
import type { Choice } from './ballots.ts';
import type { StrikeGround, VoteChannel } from './box-entry.ts';
import type { ObjectionGround } from './objection.ts';
import type { VoteSettings } from './vote.ts';

/** Opens the vote (发起表决) under the rule of a law. */
export interface OpenVote extends Partial<VoteSettings> {
  readonly type: 'openVote';
  /** UTC milliseconds, as in every command. */
  readonly at: number;
  /** A rule id of `./statutes`: `residents-representatives`, `civil-code-278`. */
  readonly rule: string;
  /** Where the rule tells matters apart; `convention` if left out of a vote on a draft. */
  readonly matter?: string;
  /** The Beijing day whose law counts; the day of `at` if left out, never a day before it. */
  readonly asOf?: string;
  /** The rule with the host's own clause (`bylawRule`): never laxer than the law. Its id is `rule`'s, or `bylaw` for both. */
  readonly bylaw?: Rule;
  readonly register: VoteRegister;
  /** What the law, local rules and bylaws ask of how it is held (`voteTerms`): taken over, and nothing laxer is opened. */
  readonly terms?: VoteTerms;
  /** Whom the vote is about, where persons are chosen or recalled: they may hold no mandates where the terms say so. */
  readonly candidates?: readonly VoterRef[];
  /** The Beijing day on which the residents' meeting authorised its representatives (城市居民委员会组织法第三十条). */
  readonly authorisedOn?: string;
}

/**
 * One named ballot (记名投票): a representative's, a resident's, or an owner's for their units. What cannot count is
 * recorded as refused, with its code, and changes nothing.
 */
export interface CastBallot {
  readonly type: 'castBallot';
  readonly at: number;
  /** Its number (票号); the event's id if left out. */
  readonly ballot?: string;
  readonly voter: VoterRef;
  readonly choice: Choice;
  readonly channel: VoteChannel;
  /** When it was given: paper is often entered later. `at` if left out, never after it. */
  readonly givenAt?: number;
  /** Only where an owner votes by unit; all of the owner's units if left out. */
  readonly units?: readonly string[];
  /** The area that is written on it, in 0.01 m²: held against the register. */
  readonly area?: number;
  /** The mandate by which an agent votes for the voter. */
  readonly mandate?: string;
}

/** Takes a ballot back (撤回选票) while ballots are taken. */
export interface WithdrawBallot {
  readonly type: 'withdrawBallot';
  readonly at: number;
  readonly voter: VoterRef;
  readonly ballot: string;
}

/** Declares a ballot void (认定废票). */
export interface StrikeBallot {
  readonly type: 'strikeBallot';
  readonly at: number;
  readonly ballot: string;
  readonly ground: StrikeGround;
}

/** Gives somebody a mandate (委托). */
export interface GiveMandate extends Mandate {
  readonly type: 'giveMandate';
  readonly at: number;
}

/** Revokes it (撤销委托); ballots that were given by it stand. */
export interface RevokeMandate {
  readonly type: 'revokeMandate';
  readonly at: number;
  readonly mandate: string;
}

/** Records that the matter reached some voters (送达). */
export interface RecordDelivery {
  readonly type: 'recordDelivery';
  readonly at: number;
  readonly voters: readonly VoterRef[];
  readonly way: DeliveryWay;
  /** SHA-256 of what shows it: 64 hexadecimal digits. */
  readonly evidence?: string;
}

/** Ends the casting and shows the ballots for objections (询异公示). */
export interface ShowBallots {
  readonly type: 'showBallots';
  readonly at: number;
}

/** Objects to the ballots that are shown (提出异议); the words are sealed. */
export interface RaiseObjection {
  readonly type: 'raiseObjection';
  readonly at: number;
  /** Unique within the vote; the host names it. */
  readonly objection: string;
  readonly by: VoterRef;
  readonly ground: ObjectionGround;
  readonly ballot?: string;
  readonly words?: string;
}

/** Decides on an objection (处理异议). Where it is upheld its ballot is void; `admit` puts a ballot in that was missing or wrong. */
export interface DecideObjection {
  readonly type: 'decideObjection';
  readonly at: number;
  readonly objection: string;
  readonly upheld: boolean;
  readonly admit?: Omit<CastBallot, 'type' | 'at'>;
}

/** Ends the vote and has the law's verdict (计票). */
export interface CloseVote {
  readonly type: 'closeVote';
  readonly at: number;
  /** How many were there (到会), voting or not; as many as cast a ballot if left out. Owners have none. */
  readonly present?: number;
}

/** Every command that an open vote takes. */
export type VoteCommand =
  | CastBallot
  | WithdrawBallot
  | StrikeBallot
  | GiveMandate
  | RevokeMandate
  | RecordDelivery
  | ShowBallots
  | RaiseObjection
  | DecideObjection
  | CloseVote;
