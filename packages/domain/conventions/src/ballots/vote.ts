import type { Delivery } from '../electorate/delivery.ts';
import type { GivenMandate, ProxyRules } from '../electorate/mandate.ts';
import type { VoteRegister } from '../electorate/vote-register.ts';
import { type Rule, rule } from '../statutes/rule.ts';
import type { Ballots, Choice } from './ballots.ts';
import type { BoxEntry, VoteChannel } from './box-entry.ts';
import type { Objection } from './objection.ts';
import { type BoxReading, readBox } from './read-box.ts';
import type { RepeatPolicy } from './repeat-policy.ts';
import type { SilencePolicy } from './silence.ts';
import type { SplitPolicy } from './split-policy.ts';
import { type AppliedRule, type Verdict, verdict } from './verdict.ts';

/** How a vote is held, said when it is opened (表决办法). */
export type VoteSettings = {
  readonly repeat: RepeatPolicy;
  /** `no-agreement` if left out. */
  readonly split?: SplitPolicy;
  /** `not-counted` if left out. */
  readonly silence?: SilencePolicy;
  /** Ballots are taken from this instant on: UTC milliseconds. */
  readonly opensAt?: number;
  /** Ballots are taken up to and with this instant: UTC milliseconds. Without it the vote runs until it is closed. */
  readonly closesAt?: number;
  /** How ballots may come in; in any way if left out. */
  readonly channels?: readonly VoteChannel[];
  /** Nobody votes for somebody else if left out. */
  readonly proxies?: ProxyRules;
  /** So many days the ballots are shown for objections (询异公示) before the verdict; not at all if left out. */
  readonly objectionDays?: number;
};

/** A vote with all that was put before it (表决). */
export interface Vote extends VoteSettings {
  readonly rule: AppliedRule;
  /** The rule with the host's own clause, where one makes it stricter or there is no other. */
  readonly bylaw?: Rule;
  readonly register: VoteRegister;
  readonly entries: readonly BoxEntry[];
  /** How many ballots were refused at the door; they stand in the record. */
  readonly refused: number;
  readonly mandates: readonly GivenMandate[];
  readonly deliveries: readonly Delivery[];
  /** The Beijing days on which the ballots are shown; nothing is cast from then on. */
  readonly shown?: { readonly from: string; readonly to: string };
  readonly objections: readonly Objection[];
}

/** How a vote is to be judged. */
export interface JudgeOptions {
  /** False if left out: more ballots may come. */
  readonly closed?: boolean;
  /** How many are there (到会); as many as cast a ballot if left out. */
  readonly present?: number;
}

/** The ballots of a vote as they count now (开箱). */
export function countedBallots(vote: Vote): BoxReading {
  return readBox(vote, vote.entries);
}

function ballotsOf(vote: Vote, present: number | undefined): Ballots {
  const { units, persons } = countedBallots(vote);
  if ('units' in vote.register) return units;
  const of = (wanted: Choice): number => persons.filter(({ choice }) => choice === wanted).length;
  return {
    present: present ?? persons.length,
    for: of('for'),
    against: of('against'),
    abstain: of('abstain'),
  };
}

/** The law's verdict on a vote as it stands (表决结论). Refuses with `conventions/invalid-count` a number present that cannot be. */
export function judge(vote: Vote, { closed = false, present }: JudgeOptions = {}): Verdict {
  const { id, ...options } = vote.rule;
  const { split, silence, bylaw } = vote;
  return verdict(bylaw ?? rule(id, options), vote.register, ballotsOf(vote, present), {
    closed,
    ...(split === undefined ? {} : { split }),
    ...(silence === undefined ? {} : { silence }),
  });
}
