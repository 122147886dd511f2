import {
  archiving,
  type Clock,
  type EventStore,
  memorySealedFiles,
  preparedAppend,
  restoring,
  type SealedFiles,
  type Store,
} from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-core';
import { appender, type Written } from './appender.ts';
import type { StoreSqliteErrorCode } from './error-code.ts';
import { eventReader } from './event-reader.ts';
import { folderFiles } from './folder-files.ts';
import { groupCommit } from './group-commit.ts';
import { nodeSqliteDriver } from './node-sqlite-driver.ts';
import { openFile } from './open-file.ts';
import { type LastEvent, type RecordHead, recordHead, verifyHead } from './record-head.ts';
import type { OpenSqlDriver } from './sql-driver.ts';
import { sqliteArchiveTables } from './sqlite-archive-tables.ts';
import { sqliteDeadLetters } from './sqlite-dead-letters.ts';
import { sqliteDeadlines } from './sqlite-deadlines.ts';
import { sqliteProgress } from './sqlite-progress.ts';
import { sqliteRestore } from './sqlite-restore.ts';
import { storeFile } from './store-tables.ts';

/** Where a store lies and what it stands on. */
export interface SqliteStoreOptions {
  /** The path of the file, made if there is none; `:memory:` for a store that ends with the process. */
  readonly file: string;
  /** Stamps `recordedAt`; the system's clock if left out. */
  readonly clock?: Clock;
  /**
   * Whether other stores, which say so too, may open the same file at once: conflicts are answered then. If left out the
   * file is this store's alone until it is closed or its process dies.
   */
  readonly shared?: boolean;
  /** Opens the file; by `node:sqlite` if left out. */
  readonly driver?: OpenSqlDriver;
  /** Where sealed files lie; the folder `<file>.sealed` if left out, in memory beside `:memory:`. */
  readonly files?: SealedFiles;
  /** A sealed file holds at most so many events; 4,096 if left out. */
  readonly eventsPerFile?: number;
}

const filesOf = ({ file, files }: SqliteStoreOptions): SealedFiles =>
  files ?? (file === ':memory:' ? memorySealedFiles() : folderFiles(`${file}.sealed`));

/** Writes the head of the record after each commit that added events. */
function headWatch(head: RecordHead | undefined) {
  let events = 0;
  let last: LastEvent | undefined;
  return {
    begun: () => {
      events = 0;
      last = undefined;
    },
    added: (written: Pick<Written, 'events' | 'last'>) => {
      events += written.events;
      last = written.last ?? last;
    },
    committed: () => {
      if (last !== undefined) head?.grown(events, last);
    },
  };
}

/**
 * The embedded store (嵌入式存证库) in one SQLite file. An append is on disk before its promise resolves; what is
 * asked in one turn of the event loop is committed together. Beside the file lie `<file>.lock` and `<file>.head`.
 * Refuses with the codes of {@link StoreSqliteErrorCode}, before anything in the file is changed.
 */
export function sqliteStore(options: SqliteStoreOptions): Store {
  const { file, clock = { now: () => Date.now() }, shared = false } = options;
  const { driver, path, close } = openFile({
    file,
    kind: storeFile,
    open: options.driver ?? nodeSqliteDriver,
    lock: shared ? 'shared' : 'alone',
    verify: verifyHead,
  });
  const head = path === undefined ? undefined : recordHead(driver, path, shared);
  const watch = headWatch(head);
  const commits = groupCommit(driver, watch);
  const writer = appender(driver, clock);
  const reader = eventReader(driver);
  const { archive, read, readLog } = archiving(sqliteArchiveTables(driver, commits, reader), {
    files: filesOf(options),
    digest: nodeDigest,
    ...(options.eventsPerFile === undefined ? {} : { eventsPerFile: options.eventsPerFile }),
  });
  const heads: EventStore['heads'] = async (tenant) => reader.heads(tenant);
  const write = sqliteRestore(driver, commits, { writer, added: watch.added });
  let closed = false;
  return {
    append: async (batch) => {
      const prepared = preparedAppend(batch, nodeDigest);
      return commits.run(() => {
        const written = writer.append(prepared);
        watch.added(written);
        return written.result;
      });
    },
    first: async (tenant, command) => writer.first(tenant, command),
    read,
    readLog,
    heads,
    deadlines: sqliteDeadlines(driver, commits),
    progress: sqliteProgress(driver, commits),
    deadLetters: sqliteDeadLetters(driver, commits),
    archive,
    restore: restoring({ heads, readLog, write }, nodeDigest),
    close: async () => {
      if (closed) return;
      closed = true;
      commits.close();
      head?.close();
      close();
    },
  };
}
