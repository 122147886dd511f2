import {
  type CommandMeta,
  correlationId,
  type Deadline,
  type Fact,
  fold,
  type GridCode,
  type Handled,
  type Handling,
  type StreamKind,
  step,
  streamId,
} from '@civigrid/kernel';
import { metaOf, type OrderGiver } from './order-giver.ts';
import type { TownParts } from './town-parts.ts';

/** A command as a desk names it; the instant comes from whoever gives it. */
export type Order<Command> = Command extends { readonly at: number } ? Omit<Command, 'at'> : never;

/** One kind of stream that people give orders to. */
export interface StreamWork<State, Command extends { readonly at: number }, Event extends Fact> {
  readonly kind: StreamKind;
  readonly handling: Handling<State, Command, Event>;
}

/** What an order is about: which stream, and where it is born; the town's root if left out. */
export interface OrderPlace {
  readonly id: string;
  readonly community?: GridCode | undefined;
  /** The deadline that gave the order, if one did. */
  readonly fired?: Deadline;
}

/** Gives one order to one stream. */
export async function giveOrder<State, Command extends { readonly at: number }, Event extends Fact>(
  parts: TownParts,
  { kind, handling }: StreamWork<State, Command, Event>,
  meta: CommandMeta,
  order: Order<Command>,
  { id, community, fired }: OrderPlace,
): Promise<Handled> {
  // What a desk leaves out of a command is put back here: the compiler does not follow that through `Command`.
  const command = { ...order, at: meta.at } as unknown as Command;
  const partition = parts.partition(community);
  const asked = step({ handling, stream: streamId(kind, id), partition, command });
  return parts.handler.handle(meta, [asked], fired === undefined ? {} : { fired });
}

/** What somebody does at a desk, and everything that follows from it. */
export async function atDesk<State, Command extends { readonly at: number }, Event extends Fact>(
  desk: { readonly parts: TownParts; readonly settle: () => Promise<void> },
  work: StreamWork<State, Command, Event>,
  order: Order<Command>,
  { by, ...place }: OrderPlace & { readonly by: OrderGiver },
): Promise<Handled> {
  const { parts, settle } = desk;
  const meta = metaOf(parts, by, correlationId(place.id));
  const handled = await giveOrder(parts, work, meta, order, place);
  await settle();
  return handled;
}

/** A stream as it stands. */
export async function standing<State, Command extends { readonly at: number }, Event extends Fact>(
  { store, tenant }: TownParts,
  { kind, handling }: StreamWork<State, Command, Event>,
  id: string,
): Promise<State> {
  const { decider, upcasters } = handling;
  const events = store.read(tenant, streamId(kind, id));
  return (await fold(decider, events, upcasters === undefined ? {} : { upcasters })).state;
}
