import type { PostId, SubjectRef } from '@civigrid/kernel';
import type { Ballots, Choice } from '../ballots/ballots.ts';
import type { BodyRegister } from '../ballots/register.ts';
import type { AppliedRule, Verdict } from '../ballots/verdict.ts';
import { verdict } from '../ballots/verdict.ts';
import { rule } from '../statutes/rule.ts';

/** Who votes by name (投票人): a resident or owner by reference, or a representative by post (楼栋议事代表). */
export type VoterRef = SubjectRef | PostId;

/** How a ballot came in (投票方式): 电子, 书面, or 现场 in the meeting. */
export type VoteChannel = 'online' | 'paper' | 'meeting';

/** What becomes of a second ballot of the same voter (重复投票): it is refused, or it takes the place of the first. */
export type RepeatPolicy = 'refuse' | 'last';

/** Owners by unit and area; units are references, never door numbers. */
export type OwnersVoteRegister = {
  readonly units: readonly {
    readonly unit: string;
    readonly owner: VoterRef;
    /** Whole hundredths of a square metre. */
    readonly area: number;
  }[];
};

/** A body by its size, with its members by reference where they are known one by one (组成人员名单). */
export type BodyVoteRegister = BodyRegister & { readonly members?: readonly VoterRef[] };

/** Who may vote on the draft (名册). */
export type VoteRegister = OwnersVoteRegister | BodyVoteRegister;

/** A ballot that counts. */
export interface CountedBallot {
  readonly voter: VoterRef;
  readonly choice: Choice;
  readonly channel: VoteChannel;
  readonly units?: readonly string[];
}

/** A vote on a draft (表决). */
export interface Vote {
  readonly rule: AppliedRule;
  readonly register: VoteRegister;
  readonly repeat: RepeatPolicy;
  readonly closesAt?: number;
  readonly ballots: readonly CountedBallot[];
}

/** How a vote is to be judged. */
export interface JudgeOptions {
  /** False if left out: more ballots may come. */
  readonly closed?: boolean;
  /** How many are there (到会); as many as cast a ballot if left out. */
  readonly present?: number;
}

function ballotsOf({ register, ballots }: Vote, present: number | undefined): Ballots {
  if ('units' in register)
    return ballots.flatMap(({ units = [], choice }) => units.map((unit) => ({ unit, choice })));
  const of = (wanted: Choice): number => ballots.filter(({ choice }) => choice === wanted).length;
  return {
    present: present ?? ballots.length,
    for: of('for'),
    against: of('against'),
    abstain: of('abstain'),
  };
}

/** The law's verdict on a vote as it stands (表决结论). Refuses with `conventions/invalid-count` a number present that cannot be. */
export function judge(vote: Vote, { closed = false, present }: JudgeOptions = {}): Verdict {
  const { id, ...options } = vote.rule;
  return verdict(rule(id, options), vote.register, ballotsOf(vote, present), { closed });
}
