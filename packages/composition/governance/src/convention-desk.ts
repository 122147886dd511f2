import {
  type ConventionCommand,
  type ConventionFact,
  type ConventionState,
  conventionDecider,
  conventionWakes,
} from '@civigrid/conventions';
import { type ConventionId, type Handled, streamId } from '@civigrid/kernel';
import type { OrderGiver } from './order-giver.ts';
import { atDesk, type Order, type StreamWork, standing } from './stream-desk.ts';
import { type StreamLedger, streamLedger } from './stream-ledger.ts';
import type { TownParts } from './town-parts.ts';

/** A convention's command as a desk names it; the instant comes from whoever gives it. */
export type ConventionOrder = Order<ConventionCommand>;

/** The conventions of a town (公约). */
export interface ConventionDesk {
  /** Propose, suggest, draft, vote, publish …; a refusal of the convention is thrown. */
  perform(id: ConventionId, order: ConventionOrder, by: OrderGiver): Promise<Handled>;
  /** The convention as it stands. */
  get(id: ConventionId): Promise<ConventionState>;
  /** Its Merkle log, from which receipts are made (账本). */
  ledger(id: ConventionId): Promise<StreamLedger>;
}

/** Conventions from their topic to the filing. */
export const conventions: StreamWork<ConventionState, ConventionCommand, ConventionFact> = {
  kind: 'convention',
  handling: { decider: conventionDecider, wakes: conventionWakes },
};

/** Opens the desk at which conventions are made. */
export function conventionDesk(parts: TownParts, settle: () => Promise<void>): ConventionDesk {
  return {
    perform: (id, order, by) => {
      const community = order.type === 'proposeTopic' ? order.community : undefined;
      return atDesk({ parts, settle }, conventions, order, { id, community, by });
    },
    get: (id) => standing(parts, conventions, id),
    ledger: (id) => streamLedger(parts, streamId('convention', id)),
  };
}
