import {
  type AdmitVoter,
  type Eligibility,
  type EligibilityFact,
  eligibilityDecider,
  type ListVoters,
  type SecretVoteCommand,
  type SecretVoteFact,
  type SecretVoteState,
  secretVoteDecider,
} from '@civigrid/conventions/ballots';
import { type Handled, streamId, type VoteId } from '@civigrid/kernel';
import { atDesk, type Order, type StreamWork, standing } from './stream-desk.ts';
import { type StreamLedger, streamLedger } from './stream-ledger.ts';
import type { TownParts } from './town-parts.ts';
import type { VoteOrderGiver } from './vote-desk.ts';

/** A command of a secret vote as a desk names it. */
export type SecretVoteOrder = Order<SecretVoteCommand>;

/** A command of a list of voters as a desk names it. */
export type EligibilityOrder = Order<ListVoters | AdmitVoter>;

/**
 * The secret votes of a town (无记名投票): the box and the list of those who drew a credential are two streams, and nothing
 * in the record joins them.
 */
export interface SecretVoteDesk {
  /** Open, cast a batch, close; whoever gives the order is the box, never a voter. */
  perform(id: VoteId, order: SecretVoteOrder, by: VoteOrderGiver): Promise<Handled>;
  /** The box as it stands. */
  get(id: VoteId): Promise<SecretVoteState>;
  /** Its Merkle log: it shows that batches were recorded, never how anybody voted. */
  ledger(id: VoteId): Promise<StreamLedger>;
  /** Lists the voters, and admits one to draw a credential. */
  admit(id: VoteId, order: EligibilityOrder, by: VoteOrderGiver): Promise<Handled>;
  /** Who may vote and who drew a credential; undefined before the voters are listed. */
  eligibility(id: VoteId): Promise<Eligibility | undefined>;
}

/** Boxes of secret votes have names of their own, so that no vote by name shares a stream with one. */
const boxOf = (id: VoteId): string => `secret/${id}`;

const boxes: StreamWork<SecretVoteState, SecretVoteCommand, SecretVoteFact> = {
  kind: 'ballots',
  handling: { decider: secretVoteDecider },
};
const lists: StreamWork<Eligibility | undefined, ListVoters | AdmitVoter, EligibilityFact> = {
  kind: 'poll',
  handling: { decider: eligibilityDecider },
};

/** Opens the desk at which secret votes are held. */
export function secretVoteDesk(parts: TownParts, settle: () => Promise<void>): SecretVoteDesk {
  const desk = { parts, settle };
  return {
    perform: (id, order, { community, ...by }) =>
      atDesk(desk, boxes, order, { id: boxOf(id), community, by }),
    get: (id) => standing(parts, boxes, boxOf(id)),
    ledger: (id) => streamLedger(parts, streamId('ballots', boxOf(id))),
    admit: (id, order, { community, ...by }) => atDesk(desk, lists, order, { id, community, by }),
    eligibility: (id) => standing(parts, lists, id),
  };
}
