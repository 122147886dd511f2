import {
  type ActorId,
  type CommandId,
  type CommandMeta,
  type CorrelationId,
  commandId,
  type EventId,
} from '@civigrid/kernel';
import type { TownParts } from './town-parts.ts';

/** Who gives an order, and when. */
export interface OrderGiver {
  readonly actor: ActorId;
  /** UTC milliseconds; the town's clock if left out. */
  readonly at?: number;
  /** A repeated id is done once; a new one if left out. */
  readonly id?: CommandId;
  readonly cause?: EventId;
}

/** The head of the command that somebody gives at a desk. */
export function metaOf(
  { tenant, clock, ids }: TownParts,
  { actor, at = clock.now(), id, cause }: OrderGiver,
  correlation: CorrelationId,
): CommandMeta {
  const meta = { id: id ?? commandId(ids.next()), tenant, at, actor, correlation };
  return cause === undefined ? meta : { ...meta, cause };
}
