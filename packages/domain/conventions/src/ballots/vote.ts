import type { Delivery } from '../electorate/delivery.ts';
import type { GivenMandate, ProxyRules } from '../electorate/mandate.ts';
import type { VoteRegister } from '../electorate/vote-register.ts';
import type { Rule } from '../statutes/rule.ts';
import type { Threshold } from '../statutes/threshold.ts';
import type { BoxEntry, VoteChannel } from './box-entry.ts';
import type { Objection } from './objection.ts';
import type { AppliedRule } from './outcome.ts';
import type { RepeatPolicy } from './repeat-policy.ts';
import type { SilencePolicy } from './silence.ts';
import type { SplitPolicy } from './split-policy.ts';

/** How a vote is held, said when it is opened (表决办法). */
export type VoteSettings = {
  readonly repeat: RepeatPolicy;
  /** `no-agreement` if left out. */
  readonly split?: SplitPolicy;
  /** `not-counted` if left out. */
  readonly silence?: SilencePolicy;
  /** What of the register the majority cast must come to before the silent are counted with it; nothing if left out. */
  readonly silenceFloor?: readonly Threshold[];
  /** Ballots are taken from this instant on, that of the opening if left out: UTC milliseconds. */
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
