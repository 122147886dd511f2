import {
  type ConventionCommand,
  type ConventionFact,
  type ConventionState,
  conventionDecider,
  conventionWakes,
} from '@civigrid/conventions';
import {
  type CommandMeta,
  type ConventionId,
  correlationId,
  type Deadline,
  fold,
  type Handled,
  type Handling,
  step,
  streamId,
} from '@civigrid/kernel';
import { metaOf, type OrderGiver } from './order-giver.ts';
import { type StreamLedger, streamLedger } from './stream-ledger.ts';
import type { TownParts } from './town-parts.ts';

/** A convention's command as a desk names it; the instant comes from whoever gives it. */
export type ConventionOrder = ConventionCommand extends infer Command
  ? Command extends ConventionCommand
    ? Omit<Command, 'at'>
    : never
  : never;

/** The conventions of a town (公约). */
export interface ConventionDesk {
  /** Propose, suggest, draft, vote, publish …; a refusal of the convention is thrown. */
  perform(id: ConventionId, order: ConventionOrder, by: OrderGiver): Promise<Handled>;
  /** The convention as it stands. */
  get(id: ConventionId): Promise<ConventionState>;
  /** Its Merkle log, from which receipts are made (账本). */
  ledger(id: ConventionId): Promise<StreamLedger>;
}

const handling: Handling<ConventionState, ConventionCommand, ConventionFact> = {
  decider: conventionDecider,
  wakes: conventionWakes,
};

/** Gives one command to one convention. */
export async function convene(
  parts: TownParts,
  meta: CommandMeta,
  id: ConventionId,
  order: ConventionOrder,
  fired?: Deadline,
): Promise<Handled> {
  const command = { ...order, at: meta.at } as ConventionCommand;
  const partition = parts.partition(
    command.type === 'proposeTopic' ? command.community : undefined,
  );
  const asked = step({ handling, stream: streamId('convention', id), partition, command });
  return parts.handler.handle(meta, [asked], fired === undefined ? {} : { fired });
}

/** Opens the desk at which conventions are made. */
export function conventionDesk(parts: TownParts, settle: () => Promise<void>): ConventionDesk {
  const { store, tenant } = parts;
  return {
    perform: async (id, order, by) => {
      const meta = metaOf(parts, by, correlationId(id));
      const handled = await convene(parts, meta, id, order);
      await settle();
      return handled;
    },
    get: async (id) =>
      (await fold(conventionDecider, store.read(tenant, streamId('convention', id)))).state,
    ledger: (id) => streamLedger(parts, streamId('convention', id)),
  };
}
