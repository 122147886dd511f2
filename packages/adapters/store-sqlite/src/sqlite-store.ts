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
import { appender } from './appender.ts';
import { eventReader } from './event-reader.ts';
import { folderFiles } from './folder-files.ts';
import { groupCommit } from './group-commit.ts';
import { nodeDigest } from './node-digest.ts';
import { openFile } from './open-file.ts';
import { nodeSqliteDriver, type SqlDriver } from './sql-driver.ts';
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
  /** Opens the file; by `node:sqlite` if left out. */
  readonly driver?: (file: string) => SqlDriver;
  /** Where sealed files lie; the folder `<file>.sealed` if left out, in memory beside `:memory:`. */
  readonly files?: SealedFiles;
  /** A sealed file holds at most so many events; 4,096 if left out. */
  readonly eventsPerFile?: number;
}

const filesOf = ({ file, files }: SqliteStoreOptions): SealedFiles =>
  files ?? (file === ':memory:' ? memorySealedFiles() : folderFiles(`${file}.sealed`));

/**
 * The embedded store (嵌入式存证库) in one SQLite file. An append is on disk before its promise resolves; what is
 * asked in one turn of the event loop is committed together. Several processes may open the same file.
 * Refuses with `store-sqlite/foreign-file` a SQLite file of another kind.
 */
export function sqliteStore(options: SqliteStoreOptions): Store {
  const { file, clock = { now: () => Date.now() }, driver: open = nodeSqliteDriver } = options;
  const driver = open(file);
  openFile(driver, storeFile);
  const commits = groupCommit(driver);
  const writer = appender(driver, clock);
  const reader = eventReader(driver);
  const { archive, read, readLog } = archiving(sqliteArchiveTables(driver, commits, reader), {
    files: filesOf(options),
    digest: nodeDigest,
    ...(options.eventsPerFile === undefined ? {} : { eventsPerFile: options.eventsPerFile }),
  });
  const heads: EventStore['heads'] = async (tenant) => reader.heads(tenant);
  const write = sqliteRestore(driver, commits, writer);
  let closed = false;
  return {
    append: async (batch) => {
      const prepared = preparedAppend(batch, nodeDigest);
      return commits.run(() => writer.append(prepared));
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
      driver.close();
    },
  };
}
