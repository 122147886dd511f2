import { type EventId, eventContent, type StreamId } from '@civigrid/kernel';
import { entryBytes, type MerkleLog, merkleLog } from '@civigrid/ledger';
import type { TownParts } from './town-parts.ts';

/**
 * The Merkle log of one stream (账本): its events in their order. A leaf is the content of an event, with its command's id,
 * which nobody guesses; ciphertext is in it and positions are not, so that a receipt outlives an erasure and a move to
 * another store.
 */
export interface StreamLedger {
  readonly log: MerkleLog;
  /** The bytes of an entry by its index from 0: canonical JSON, to be given to whoever gets the receipt. */
  entry(index: number): Uint8Array | undefined;
  /** The index of an event, or undefined. */
  find(event: EventId): number | undefined;
}

/** Reads a stream into its log. */
export async function streamLedger(
  { store, tenant }: TownParts,
  stream: StreamId,
): Promise<StreamLedger> {
  const log = merkleLog();
  const entries: Uint8Array[] = [];
  const indexes = new Map<EventId, number>();
  for await (const event of store.read(tenant, stream)) {
    const bytes = entryBytes(eventContent(event, event));
    indexes.set(event.id, log.append(bytes));
    entries.push(bytes);
  }
  return {
    log,
    entry: (index) => entries[index],
    find: (event) => indexes.get(event),
  };
}
