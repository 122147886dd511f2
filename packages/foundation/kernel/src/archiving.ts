import type { Archive, ArchiveErrorCode, SealedFile, SealedFiles } from './archive.ts';
import type { Digest } from './digest.ts';
import { DomainError } from './domain-error.ts';
import type { Recorded } from './envelope.ts';
import type { EventStore } from './event-store.ts';
import type { StreamId, TenantId } from './ids.ts';
import { checkInstant } from './instant.ts';
import { readThrough } from './read-through.ts';
import { recordedLine } from './recorded-line.ts';
import { verifiedFiles } from './sealed-defects.ts';
import { sealedFileRefusal, sealedLog, sealedReader, sealedStream } from './sealed-reader.ts';
import { type SealedRun, sealedRun } from './sealed-run.ts';

/** Some rows of a store's tables, at once or later. */
export type Page = readonly Recorded[] | Promise<readonly Recorded[]>;

/** What sealing needs of a store's tables: its rows, and a catalogue of the files. */
export interface ArchiveTables {
  /** What stands in the tables of a stream behind a version, in order, at most so many; one look. */
  streamPage(tenant: TenantId, stream: StreamId, after: number, size: number): Page;
  /** The same of a partition behind a position. */
  logPage(tenant: TenantId, partition: number, after: number, size: number): Page;
  /** The catalogue, in order of partition and position. */
  files(tenant: TenantId): Promise<readonly SealedFile[]>;
  /** The first file with an event of the stream behind a version. */
  fileOfStream(tenant: TenantId, stream: StreamId, after: number): Promise<SealedFile | undefined>;
  /** The first file with an event of the partition behind a position. */
  fileOfLog(tenant: TenantId, partition: number, after: number): Promise<SealedFile | undefined>;
  /**
   * In one transaction, and only if the catalogue of the partition ends right before the file: enters it, keeps the
   * ids of its events as taken and which streams it holds, and removes its events. False where it does not end there.
   */
  enter(file: SealedFile, events: readonly Recorded[]): Promise<boolean>;
}

/** What archiving stands on. */
export interface ArchivePorts {
  readonly files: SealedFiles;
  readonly digest: Digest;
  /** A file holds at most so many events; 4,096 if left out. */
  readonly eventsPerFile?: number;
}

/** The archive over a store's tables, and the two reads that answer sealed events too. */
export interface Archiving extends Pick<EventStore, 'read' | 'readLog'> {
  readonly archive: Archive;
}

const pageSize = 256;

/** A file is closed before it gets longer than so many UTF-16 units; one event may be longer. */
const longestFile = 16 * 1024 * 1024;

/** The refusal of a log that lacks a position. */
export function gapInLog(partition: number, position: number): DomainError<ArchiveErrorCode> {
  return new DomainError<ArchiveErrorCode>(
    'kernel/gap-in-log',
    'A log lacks a position: verify it before anything is moved or copied.',
    { partition, position },
  );
}

/** The archive of any store: the tables are its own, the files and their form are the same everywhere. */
export function archiving(tables: ArchiveTables, ports: ArchivePorts): Archiving {
  const { files, digest, eventsPerFile = 4096 } = ports;
  const reader = sealedReader(files, digest);

  /** The next events behind a position that were recorded before an instant and fit into one file. */
  async function nextRun(
    place: { readonly tenant: TenantId; readonly partition: number },
    after: number,
    before: number,
  ): Promise<readonly Recorded[]> {
    const run: Recorded[] = [];
    let length = 0;
    for (;;) {
      const at = after + run.length;
      const size = Math.min(pageSize, eventsPerFile - run.length);
      const page = await tables.logPage(place.tenant, place.partition, at, size);
      for (const event of page) {
        if (event.position !== after + run.length + 1)
          throw gapInLog(place.partition, after + run.length + 1);
        length += recordedLine(event).length;
        if (event.recordedAt >= before || (run.length > 0 && length > longestFile)) return run;
        run.push(event);
      }
      if (page.length < size || run.length >= eventsPerFile) return run;
    }
  }

  async function stored({ file, bytes }: SealedRun): Promise<void> {
    await files.put(file.name, bytes);
    const back = await files.get(file.name);
    if (back === undefined) throw sealedFileRefusal('kernel/sealed-file-missing', file.name);
    if (back.length !== bytes.length || back.some((byte, i) => byte !== bytes[i]))
      throw sealedFileRefusal('kernel/sealed-file-altered', file.name);
  }

  async function sealedTo(tenant: TenantId, partition: number): Promise<number> {
    const mine = (await tables.files(tenant)).filter((file) => file.partition === partition);
    return mine.at(-1)?.to ?? 0;
  }

  async function seal(tenant: TenantId, partition: number, before: number) {
    checkInstant(before, 'archive');
    const made: SealedFile[] = [];
    let after = await sealedTo(tenant, partition);
    for (;;) {
      let events: readonly Recorded[] = [];
      try {
        events = await nextRun({ tenant, partition }, after, before);
        if (events.length === 0) return made;
        const run = sealedRun(events, digest);
        await stored(run);
        if (await tables.enter(run.file, events)) made.push(run.file);
      } catch (error) {
        // Somebody else may have sealed what is missing here.
        if ((await sealedTo(tenant, partition)) === after) throw error;
      }
      const reached = await sealedTo(tenant, partition);
      if (reached === after) throw gapInLog(partition, after + 1);
      after = reached;
    }
  }

  return {
    archive: {
      seal,
      list: (tenant) => tables.files(tenant),
      verify: async (tenant) => verifiedFiles(await tables.files(tenant), files, digest),
    },
    read: (tenant, stream, options) =>
      readThrough(
        {
          number: 'version',
          live: (after, size) => tables.streamPage(tenant, stream, after, size),
          sealed: async (after) => {
            const file = await tables.fileOfStream(tenant, stream, after);
            return file && sealedStream(await reader.lines(file), file, { stream, after });
          },
        },
        options,
      ),
    readLog: (tenant, partition, options) =>
      readThrough(
        {
          number: 'position',
          live: (after, size) => tables.logPage(tenant, partition, after, size),
          sealed: async (after) => {
            const file = await tables.fileOfLog(tenant, partition, after);
            return file && sealedLog(await reader.lines(file), file, after);
          },
        },
        options,
      ),
  };
}
