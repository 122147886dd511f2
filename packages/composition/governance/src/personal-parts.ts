import type { EventId, Json, Reader, StreamId } from '@civigrid/kernel';
import type { TownParts } from './town-parts.ts';

/** One personal part of a case or a task, opened for a reader. */
export interface OpenedPart {
  readonly event: EventId;
  readonly purpose: string;
  readonly value: Json | 'forgotten';
}

/** The personal parts of a stream that serve the reader's purpose, in the order in which they were recorded. */
export async function openedParts(
  { store, tenant, vault }: TownParts,
  stream: StreamId,
  reader: Reader,
): Promise<readonly OpenedPart[]> {
  const opened: OpenedPart[] = [];
  for await (const { id: event, schema, sealed = [] } of store.read(tenant, stream))
    for (const part of sealed) {
      if (part.purpose !== reader.purpose) continue;
      const value = await vault.open(part, { tenant, stream, event, schema }, reader);
      opened.push({ event, purpose: part.purpose, value });
    }
  return opened;
}
