import { withRestored } from './answers.ts';
import type { SealedFiles } from './archive.ts';
import { type ArchiveTables, archiving } from './archiving.ts';
import { nextDigest } from './chain.ts';
import type { Clock } from './clock.ts';
import { meets } from './command.ts';
import type { Digest } from './digest.ts';
import type { Recorded, SealedPart } from './envelope.ts';
import type { AppendBatch, Appended, AppendResult, EventStore } from './event-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { TenantId } from './ids.ts';
import type { Json } from './json.ts';
import { memoryDeadLetters } from './memory-dead-letters.ts';
import { memoryDeadlines } from './memory-deadlines.ts';
import { memoryProgress } from './memory-progress.ts';
import {
  addEvent,
  type MemoryRecord,
  memoryRecord,
  pageOf,
  removeSealed,
} from './memory-record.ts';
import { memorySealedFiles } from './memory-sealed-files.ts';
import {
  appendedBehind,
  type PreparedAppend,
  type PreparedEntry,
  type PreparedEvent,
  preparedAppend,
} from './prepared-append.ts';
import { type RestoreTables, restorable, restoring } from './restoring.ts';
import type { Store } from './store.ts';
import { eventIdTaken } from './store-refusals.ts';

/** What a store in memory stands on. */
export interface MemoryStoreOptions {
  readonly digest: Digest;
  /** Stamps `recordedAt`. */
  readonly clock: Clock;
  /** Where sealed files lie; in memory if left out. */
  readonly files?: SealedFiles;
  /** A sealed file holds at most so many events; 4,096 if left out. */
  readonly eventsPerFile?: number;
}

type Place = Pick<
  Recorded,
  'tenant' | 'stream' | 'command' | 'version' | 'partition' | 'position' | 'recordedAt' | 'digest'
>;

/** A prepared event as it is read again. */
function recorded({ content, data, sealed, ...draft }: PreparedEvent, place: Place): Recorded {
  return frozenCopy({
    ...draft,
    data: JSON.parse(data) as Json,
    ...(sealed === undefined ? {} : { sealed: JSON.parse(sealed) as readonly SealedPart[] }),
    ...place,
  });
}

/** A store in memory: everything that a durable one promises, until the process ends. */
export function memoryStore(options: MemoryStoreOptions): Store {
  const { digest, clock, files = memorySealedFiles(), eventsPerFile } = options;
  const tenants = new Map<TenantId, MemoryRecord>();
  const deadlines = memoryDeadlines();

  function recordOf(id: TenantId): MemoryRecord {
    const known = tenants.get(id) ?? memoryRecord();
    tenants.set(id, known);
    return known;
  }

  function write(entry: PreparedEntry, batch: PreparedAppend, record: MemoryRecord): Appended {
    const { stream, events } = entry;
    const partition = record.streams.get(stream)?.partition ?? entry.partition;
    const version = record.streams.get(stream)?.last ?? 0;
    const position = record.logs.get(partition)?.last ?? 0;
    for (const [i, event] of events.entries()) {
      const before = record.streams.get(stream)?.digest ?? '';
      addEvent(
        record,
        recorded(event, {
          tenant: batch.tenant,
          stream,
          command: batch.command,
          version: version + i + 1,
          partition,
          position: position + i + 1,
          recordedAt: clock.now(),
          digest: nextDigest(before, event.content, digest),
        }),
      );
    }
    return appendedBehind({ stream, partition }, { version, position, count: events.length });
  }

  function append(asked: AppendBatch): AppendResult {
    const batch = preparedAppend(asked, digest);
    const record = recordOf(batch.tenant);
    const before = record.commands.get(batch.command);
    if (before !== undefined) return { outcome: 'duplicate', entries: before };
    for (const { stream, expected } of batch.entries) {
      const actual = record.streams.get(stream)?.last ?? 0;
      if (!meets(expected, actual)) return { outcome: 'conflict', stream, actual };
    }
    for (const { events } of batch.entries)
      for (const { id } of events) if (record.ids.has(id)) throw eventIdTaken(id);
    const entries = frozenCopy(batch.entries.map((entry) => write(entry, batch, record)));
    deadlines.change(batch.tenant, batch.command, batch.deadlines);
    record.commands.set(batch.command, entries);
    return { outcome: 'appended', entries };
  }

  const tables: ArchiveTables = {
    streamPage: (tenant, stream, after, size) =>
      pageOf(tenants.get(tenant)?.streams.get(stream), after, size),
    logPage: (tenant, partition, after, size) =>
      pageOf(tenants.get(tenant)?.logs.get(partition), after, size),
    files: async (tenant) => frozenCopy(tenants.get(tenant)?.files ?? []),
    fileOfStream: async (tenant, stream, after) =>
      tenants
        .get(tenant)
        ?.streams.get(stream)
        ?.files.find(({ last }) => last > after)?.file,
    fileOfLog: async (tenant, partition, after) =>
      tenants.get(tenant)?.files.find((file) => file.partition === partition && file.to > after),
    enter: async (file, events) => {
      const record = recordOf(file.tenant);
      const log = record.logs.get(file.partition);
      if (log === undefined || log.last - log.events.length !== file.from - 1) return false;
      removeSealed(record, file, events);
      return true;
    },
  };
  const sealing = { files, digest, ...(eventsPerFile === undefined ? {} : { eventsPerFile }) };
  const { archive, read, readLog } = archiving(tables, sealing);

  const heads: EventStore['heads'] = async (tenant) =>
    [...(tenants.get(tenant)?.logs ?? [])]
      .map(([partition, { last: position }]) => ({ partition, position }))
      .sort((a, b) => a.partition - b.partition);

  const restoreWrite: RestoreTables['write'] = async (tenant, events) => {
    const record = recordOf(tenant);
    for (const [written, event] of events.entries()) {
      const { stream: name, command, version, partition, position, recordedAt } = event;
      const stream = record.streams.get(name);
      const place = {
        head: record.logs.get(partition)?.last ?? 0,
        stream: stream && { ...stream, version: stream.last },
        taken: record.ids.has(event.id),
      };
      const may = restorable(event, place, digest);
      if (may === 'known') return { written };
      if (may !== 'yes') return { written, refusal: may };
      const numbers = { version, partition, position, recordedAt, digest: event.digest };
      addEvent(record, recorded(event, { tenant, stream: name, command, ...numbers }));
      const answer = withRestored(record.commands.get(command) ?? [], event);
      record.commands.set(command, frozenCopy(answer));
    }
    return { written: events.length };
  };

  return {
    append: async (batch) => append(batch),
    first: async (tenant, command) => tenants.get(tenant)?.commands.get(command),
    read,
    readLog,
    heads,
    deadlines,
    progress: memoryProgress(),
    deadLetters: memoryDeadLetters(),
    archive,
    restore: restoring({ heads, readLog, write: restoreWrite }, digest),
    close: async () => undefined,
  };
}
