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
import type { Choice } from '@civigrid/conventions/statutes';
import { type Handled, streamId, type VoteId } from '@civigrid/kernel';
import { atDesk, type Order, type StreamWork, standing } from './stream-desk.ts';
import { type StreamLedger, streamLedger } from './stream-ledger.ts';
import type { TownParts } from './town-parts.ts';
import type { VoteOrderGiver } from './vote-desk.ts';

/** A command of a secret vote as a desk names it. */
export type SecretVoteOrder = Order<SecretVoteCommand>;

/** A command of a list of voters as a desk names it. */
export type EligibilityOrder = Order<ListVoters | AdmitVoter>;

/** How far a secret vote is (投票进度). */
export interface SecretVoteStanding {
  readonly status: SecretVoteState['status'];
  /** Ballots in the box. */
  readonly cast: number;
  /** Ballots without a credential of the list, or with one that was used. */
  readonly refused: number;
  /** Once the vote is closed. */
  readonly counts?: Readonly<Record<Choice, number>>;
}

/** What is told of a box: nobody knows what was said while somebody may still vote. */
function told(state: SecretVoteState): SecretVoteStanding {
  if (state.status === 'unopened') return { status: state.status, cast: 0, refused: 0 };
  const { spent, refused, counts } = state.vote;
  const known = { status: state.status, cast: spent.length, refused };
  return state.status === 'voting' ? known : { ...known, counts };
}

/**
 * The secret votes of a town (无记名投票): the box and the list of those who drew a credential are two streams, and nothing
 * in the record joins them.
 */
export interface SecretVoteDesk {
  /** Open, cast a batch, close; whoever gives the order is the box, never a voter. */
  perform(id: VoteId, order: SecretVoteOrder, by: VoteOrderGiver): Promise<Handled>;
  /** How far the vote is. What was said is told once it is closed, and not before. */
  get(id: VoteId): Promise<SecretVoteStanding>;
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
    get: async (id) => told(await standing(parts, boxes, boxOf(id))),
    ledger: (id) => streamLedger(parts, streamId('ballots', boxOf(id))),
    admit: (id, order, { community, ...by }) => atDesk(desk, lists, order, { id, community, by }),
    eligibility: (id) => standing(parts, lists, id),
  };
}
