import {
  type OpenVote,
  type VoteCommand,
  type VoteFact,
  type VoteState,
  voteDecider,
  voteWakes,
} from '@civigrid/conventions/ballots';
import {
  type CommandMeta,
  correlationId,
  type Deadline,
  fold,
  type GridCode,
  type Handled,
  type Handling,
  step,
  streamId,
  type VoteId,
} from '@civigrid/kernel';
import { metaOf, type OrderGiver } from './order-giver.ts';
import { type StreamLedger, streamLedger } from './stream-ledger.ts';
import type { TownParts } from './town-parts.ts';

/** A command of a vote as a desk names it; the instant comes from whoever gives it. */
export type VoteOrder = OpenVote | VoteCommand extends infer Command
  ? Command extends OpenVote | VoteCommand
    ? Omit<Command, 'at'>
    : never
  : never;

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

const handling: Handling<VoteState, OpenVote | VoteCommand, VoteFact> = {
  decider: voteDecider,
  wakes: voteWakes,
};

/** Gives one command to one vote. */
export async function vote(
  parts: TownParts,
  meta: CommandMeta,
  id: VoteId,
  order: VoteOrder,
  { community, fired }: { readonly community?: GridCode; readonly fired?: Deadline } = {},
): Promise<Handled> {
  const command = { ...order, at: meta.at } as OpenVote | VoteCommand;
  const partition = parts.partition(community);
  const asked = step({ handling, stream: streamId('ballots', id), partition, command });
  return parts.handler.handle(meta, [asked], fired === undefined ? {} : { fired });
}

/** Opens the desk at which votes are held. */
export function voteDesk(parts: TownParts, settle: () => Promise<void>): VoteDesk {
  const { store, tenant } = parts;
  return {
    perform: async (id, order, { community, ...by }) => {
      const meta = metaOf(parts, by, correlationId(id));
      const where = community === undefined ? {} : { community };
      const handled = await vote(parts, meta, id, order, where);
      await settle();
      return handled;
    },
    get: async (id) => (await fold(voteDecider, store.read(tenant, streamId('ballots', id)))).state,
    ledger: (id) => streamLedger(parts, streamId('ballots', id)),
  };
}
