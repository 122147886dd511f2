import type { GivenMandate } from '../electorate/mandate.ts';
import type { VoteRegister } from '../electorate/vote-register.ts';
import type { VoteChannel } from './box-entry.ts';
import type { RepeatPolicy } from './repeat-policy.ts';

/** Under which rules a box is read. */
export interface BoxRules {
  readonly register: VoteRegister;
  readonly repeat: RepeatPolicy;
  /** UTC milliseconds, both inclusive. */
  readonly opensAt?: number;
  readonly closesAt?: number;
  /** How ballots may come in; in any way if left out. */
  readonly channels?: readonly VoteChannel[];
  readonly mandates?: readonly GivenMandate[];
}
