import type { Decider, Happened } from '@civigrid/kernel';
import { type BodyVoteRegister, checkMembers } from '../electorate/vote-register.ts';
import type { VoterRef } from '../electorate/voter.ts';
import { refuse } from '../error-code.ts';
import type { Recordable } from '../recordable.ts';

/** Who may draw a credential, and who did (领票登记). */
export interface Eligibility {
  readonly members: readonly VoterRef[];
  /** In the order in which they came. */
  readonly admitted: readonly VoterRef[];
}

/** Lists who may vote (选民名单). */
export interface ListVoters {
  readonly type: 'listVoters';
  /** UTC milliseconds. */
  readonly at: number;
  readonly register: BodyVoteRegister;
}

/** Lets one voter draw a sealed credential (领票). Which one it is nobody sees. */
export interface AdmitVoter {
  readonly type: 'admitVoter';
  readonly at: number;
  readonly voter: VoterRef;
}

/** Every fact of an eligibility list. */
export type EligibilityFact =
  | Recordable<'voters-listed', { readonly members: readonly VoterRef[] }>
  | Recordable<'voter-admitted', { readonly voter: VoterRef }>;

function decide(
  command: ListVoters | AdmitVoter,
  state: Eligibility | undefined,
): readonly EligibilityFact[] {
  if (command.type === 'listVoters') {
    if (state !== undefined) throw refuse('vote-begun', 'The voters are listed.');
    checkMembers(command.register);
    const { members } = command.register;
    if (members === undefined || members.length === 0)
      throw refuse('invalid-register', 'A secret vote needs the list of its voters.');
    return [{ type: 'conventions/voters-listed', schema: 1, data: { members } }];
  }
  if (state === undefined) throw refuse('not-voting', 'No voters are listed.');
  const { voter } = command;
  if (!state.members.includes(voter))
    throw refuse('not-on-register', 'Only who is on the register votes.');
  if (state.admitted.includes(voter))
    throw refuse('already-admitted', 'This voter drew a credential.');
  return [{ type: 'conventions/voter-admitted', schema: 1, data: { voter } }];
}

function evolve(
  state: Eligibility | undefined,
  { type, data }: Happened<EligibilityFact>,
): Eligibility | undefined {
  if (type === 'conventions/voters-listed') return { members: data.members, admitted: [] };
  return state === undefined ? state : { ...state, admitted: [...state.admitted, data.voter] };
}

/** Who may vote in secret and who drew a credential (资格审查), in a stream of kind `poll`, apart from the box. */
export const eligibilityDecider: Decider<
  Eligibility | undefined,
  ListVoters | AdmitVoter,
  EligibilityFact
> = { initial: undefined, decide, evolve };
