import { archiving, type Clock, restoring, type SealedFiles, type Store } from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-core';
import { appender } from './appender.ts';
import { openDatabase } from './database.ts';
import { eventReader } from './event-reader.ts';
import { knownNames } from './known-names.ts';
import { migrate, schemaIdentifier } from './migrate.ts';
import { postgresArchiveTables } from './postgres-archive-tables.ts';
import { postgresDeadLetters } from './postgres-dead-letters.ts';
import { postgresDeadlines } from './postgres-deadlines.ts';
import { postgresFiles } from './postgres-files.ts';
import { postgresProgress } from './postgres-progress.ts';
import { postgresRestore } from './postgres-restore.ts';
import { storePlan } from './store-plan.ts';

/** Where the record lies and how it is reached. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly connectionString: string;
  /** The schema of the tables, made if there is none; `civigrid` if left out. Lower-case letters, digits and `_`. */
  readonly schema?: string;
  /** Stamps `recordedAt`; the database's clock if left out. */
  readonly clock?: Clock;
  /** The most connections of this process; 10 if left out. */
  readonly connections?: number;
  /** How many of them append at the same time; 2 if left out. More of them sync the disk more often for fewer callers. */
  readonly writers?: number;
  /** Whether statements are prepared by name; false behind a pooler that hands out connections by transaction. */
  readonly prepared?: boolean;
  /** How long an answer of the database is waited for, in milliseconds; 60,000 if left out. Then the connection is given up, and the outcome is unknown. */
  readonly timeoutMs?: number;
  /** Where sealed files lie: a folder (`folderFiles` of `@civigrid/store-core`), an object store; a table of the schema if left out. */
  readonly files?: SealedFiles;
  /** A sealed file holds at most so many events; 4,096 if left out. */
  readonly eventsPerFile?: number;
}

/** The store on PostgreSQL. */
export interface PostgresStore extends Store {
  /** The database's clock, in UTC milliseconds: what claims deadlines where several machines do. */
  now(): Promise<number>;
}

/** Months of leaves are looked after so often: far oftener than they run out. */
const careEveryMs = 6 * 3_600_000;

/**
 * Opens the record on PostgreSQL (市级存证库), 13 or newer. An append is committed before its promise resolves; what
 * is asked at the same time is committed together. After a lost connection the outcome is unknown: the promise rejects,
 * and the same command may be sent again, on the same object.
 * Refuses with a {@link StorePostgresErrorCode}, before anything is written.
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { connectionString, clock } = options;
  const { connections = 10, writers = 2, prepared = true, timeoutMs = 60_000 } = options;
  const schema = schemaIdentifier(options.schema ?? 'civigrid');
  const database = openDatabase({ connectionString, connections, prepared, timeoutMs });
  try {
    await migrate(database, schema, storePlan);
  } catch (error) {
    await database.close();
    throw error;
  }
  // A month without a leaf of its own lies among the others: nothing is lost where this fails.
  const care = setInterval(
    () => void migrate(database, schema, storePlan).catch(() => undefined),
    careEveryMs,
  );
  care.unref();
  const names = knownNames(database, schema);
  const writer = appender({ database, schema, names, digest: nodeDigest, clock, writers });
  const reader = eventReader(database, schema, names);
  const { files = postgresFiles(database, schema), eventsPerFile } = options;
  const { archive, read, readLog } = archiving(
    postgresArchiveTables(database, schema, { names, reader }),
    { files, digest: nodeDigest, ...(eventsPerFile === undefined ? {} : { eventsPerFile }) },
  );
  const { heads } = reader;
  const write = postgresRestore(database, schema, names);
  let closing: Promise<void> | undefined;
  return {
    append: writer.append,
    first: writer.first,
    read,
    readLog,
    heads,
    archive,
    restore: restoring({ heads, readLog, write }, nodeDigest),
    deadlines: postgresDeadlines(database, schema, names),
    progress: postgresProgress(database, schema),
    deadLetters: postgresDeadLetters(database, schema),
    now: async () => {
      const [row] = await database.query<readonly [number]>(
        'now',
        'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::int8',
      );
      if (row === undefined) throw new Error('The database told no time.');
      return row[0];
    },
    close: () => {
      closing ??= (async () => {
        clearInterval(care);
        await writer.close();
        await database.close();
      })();
      return closing;
    },
  };
}
