import {
  type OpenVote,
  type VoteCommand,
  type VoteFact,
  type VoteState,
  voteDecider,
  voteWakes,
} from '@civigrid/conventions/ballots';
import { type GridCode, type Handled, streamId, type VoteId } from '@civigrid/kernel';
import type { OrderGiver } from './order-giver.ts';
import { atDesk, type Order, type StreamWork, standing } from './stream-desk.ts';
import { type StreamLedger, streamLedger } from './stream-ledger.ts';
import type { TownParts } from './town-parts.ts';

/** A command of a vote as a desk names it; the instant comes from whoever gives it. */
export type VoteOrder = Order<OpenVote | VoteCommand>;

/** Who gives an order to a vote, and where its community is. */
export interface VoteOrderGiver extends OrderGiver {
  /** Of the vote, when it is opened: what is read together. The town's root if left out. */
  readonly community?: GridCode;
}

/** The votes of a town that belong to no convention: reserve fund, manager, recall (表决). */
export interface VoteDesk {
  /**
   * Open, cast, show, object, close …; an illegal step is thrown, a ballot that cannot count is recorded as refused, with
   * its code in the fact.
   */
  perform(id: VoteId, order: VoteOrder, by: VoteOrderGiver): Promise<Handled>;
  /** The vote as it stands. */
  get(id: VoteId): Promise<VoteState>;
  /** Its Merkle log, from which receipts are made (票箱账本). */
  ledger(id: VoteId): Promise<StreamLedger>;
}

/** Votes by name. */
export const votes: StreamWork<VoteState, OpenVote | VoteCommand, VoteFact> = {
  kind: 'ballots',
  handling: { decider: voteDecider, wakes: voteWakes },
};

/** Opens the desk at which votes are held. */
export function voteDesk(parts: TownParts, settle: () => Promise<void>): VoteDesk {
  return {
    perform: (id, order, { community, ...by }) =>
      atDesk({ parts, settle }, votes, order, { id, community, by }),
    get: (id) => standing(parts, votes, id),
    ledger: (id) => streamLedger(parts, streamId('ballots', id)),
  };
}
