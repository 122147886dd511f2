import { canonicalJson } from './canonical-json.ts';
import { nextDigest } from './chain.ts';
import type { Digest } from './digest.ts';
import { DomainError, isDomainError } from './domain-error.ts';
import type { Recorded } from './envelope.ts';
import type { EventStore } from './event-store.ts';
import type { TenantId } from './ids.ts';
import { type PreparedEvent, preparedEvent } from './prepared-append.ts';
import { isRecorded } from './recorded-line.ts';
import type { Restore, RestoreErrorCode } from './restore.ts';
import { eventIdTaken, invalidStream } from './store-refusals.ts';
import { isStreamName } from './stream.ts';

/** A recorded event on its way into another store: checked, and cut loose from what the caller holds. */
export interface PreparedRecorded
  extends PreparedEvent,
    Pick<
      Recorded,
      'stream' | 'command' | 'version' | 'partition' | 'position' | 'recordedAt' | 'digest'
    > {}

/** What a store knows where an event is to lie. */
export interface RestorePlace {
  /** The last position of its partition, 0 where there is none. */
  readonly head: number;
  /** The end of its stream, if there is one. */
  readonly stream:
    | { readonly partition: number; readonly version: number; readonly digest: string }
    | undefined;
  /** Whether its id stands already, sealed or not. */
  readonly taken: boolean;
}

/** How far a store came in one transaction. */
export interface RestoreStep {
  readonly written: number;
  /** Why the next one was not written; nothing if all are, or if it stands there already. */
  readonly refusal?: DomainError<RestoreErrorCode>;
}

/** What restoring needs of a store. */
export interface RestoreTables extends Pick<EventStore, 'heads' | 'readLog'> {
  /**
   * In one transaction: writes events of one partition while {@link restorable} finds them to continue, and adds each
   * to the answer of its command. Stops before the first that does not, and keeps those before it.
   */
  write(tenant: TenantId, events: readonly PreparedRecorded[]): Promise<RestoreStep>;
}

type Place = Pick<Recorded, 'partition' | 'position'>;

function refuse(
  code: RestoreErrorCode,
  { partition, position }: Place,
): DomainError<RestoreErrorCode> {
  return new DomainError(code, 'This event does not continue the record.', { partition, position });
}

/** Whether an event may be written: `yes`, `known` where its position is taken, or why not. */
export function restorable(
  event: PreparedRecorded,
  place: RestorePlace,
  digest: Digest,
): 'yes' | 'known' | DomainError<RestoreErrorCode> {
  const { partition, position, version } = event;
  if (position <= place.head) return 'known';
  const { stream = { partition, version: 0, digest: '' } } = place;
  const behind = position === place.head + 1 && version === stream.version + 1;
  if (!behind || partition !== stream.partition) return refuse('kernel/restore-gap', event);
  if (event.digest !== nextDigest(stream.digest, event.content, digest))
    return refuse('kernel/restore-broken', event);
  if (place.taken) {
    const { code, message, details } = eventIdTaken(event.id);
    return new DomainError(code, message, { ...details, partition, position });
  }
  return 'yes';
}

function prepared(tenant: TenantId, event: Recorded, digest: Digest): PreparedRecorded {
  const { stream, command, version, partition, position, recordedAt } = event;
  if (event.tenant !== tenant) throw refuse('kernel/other-tenant', event);
  if (typeof stream === 'string' && !isStreamName(stream)) throw invalidStream(stream);
  if (!isRecorded(event)) throw refuse('kernel/not-recorded', event);
  return {
    ...preparedEvent(event, { tenant, stream, command }, digest),
    ...{ stream, command, version, partition, position, recordedAt, digest: event.digest },
  };
}

/** So many events are written in one transaction. */
const groupSize = 256;

/** Some events of one partition, each as it came and as it is written. */
type Group = readonly { readonly event: string; readonly ready: PreparedRecorded }[];

/** Restores into any store: what stands there is compared, what does not is written behind it. */
export function restoring(tables: RestoreTables, digest: Digest): Restore {
  async function headOf(tenant: TenantId, partition: number): Promise<number> {
    const heads = await tables.heads(tenant);
    return heads.find((head) => head.partition === partition)?.position ?? 0;
  }

  /** How many of the first events stand there already, each the same; refuses one that is another. */
  async function standing(tenant: TenantId, group: Group): Promise<number> {
    let count = 0;
    const [first] = group;
    if (first === undefined) return 0;
    const { partition, position } = first.ready;
    const range = { after: position - 1, limit: group.length };
    for await (const there of tables.readLog(tenant, partition, range)) {
      const mine = group[count];
      if (mine === undefined || mine.ready.position !== there.position) break;
      if (mine.event !== canonicalJson(there)) throw refuse('kernel/restore-differs', mine.ready);
      count++;
    }
    return count;
  }

  async function taken(
    tenant: TenantId,
    group: Group,
    count: { restored: number; known: number },
  ): Promise<void> {
    for (let rest = group; rest.length > 0; ) {
      const [first] = rest;
      if (first === undefined) return;
      const { partition, position } = first.ready;
      if (position <= (await headOf(tenant, partition))) {
        const known = await standing(tenant, rest);
        // The head is beyond it and it is not there: the store itself has a gap.
        if (known === 0) throw refuse('kernel/restore-gap', first.ready);
        count.known += known;
        rest = rest.slice(known);
        continue;
      }
      const { written, refusal } = await tables.write(
        tenant,
        rest.map(({ ready }) => ready),
      );
      count.restored += written;
      if (refusal !== undefined) throw refusal;
      rest = rest.slice(written);
    }
  }

  return {
    restore: async (tenant, events) => {
      const count = { restored: 0, known: 0 };
      let group: Group[number][] = [];
      const flush = async () => {
        const full = group;
        group = [];
        try {
          await taken(tenant, full, count);
        } catch (error) {
          if (!isDomainError<RestoreErrorCode>(error)) throw error;
          // What came before stays, so the caller is told of it.
          throw new DomainError(error.code, error.message, { ...error.details, ...count });
        }
      };
      try {
        for await (const event of events) {
          const ready = prepared(tenant, event, digest);
          const elsewhere = group[0] !== undefined && group[0].ready.partition !== ready.partition;
          if (elsewhere || group.length >= groupSize) await flush();
          group.push({ event: canonicalJson(event), ready });
        }
      } finally {
        // Also where the events break off: what came before stays.
        await flush();
      }
      return count;
    },
  };
}
