import { type Clock, preparedAppend, type Store } from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-core';
import { appender } from './appender.ts';
import { eventReader } from './event-reader.ts';
import { groupCommit } from './group-commit.ts';
import { nodeSqliteDriver } from './node-sqlite-driver.ts';
import { openFile } from './open-file.ts';
import type { OpenSqlDriver } from './sql-driver.ts';
import { sqliteDeadLetters } from './sqlite-dead-letters.ts';
import { sqliteDeadlines } from './sqlite-deadlines.ts';
import { sqliteProgress } from './sqlite-progress.ts';
import { storeFile } from './store-tables.ts';

/** Where a store lies and what it stands on. */
export interface SqliteStoreOptions {
  /** The path of the file, made if there is none; `:memory:` for a store that ends with the process. */
  readonly file: string;
  /** Stamps `recordedAt`; the system's clock if left out. */
  readonly clock?: Clock;
  /** Opens the file; by `node:sqlite` if left out. */
  readonly driver?: OpenSqlDriver;
}

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
  let closed = false;
  return {
    append: async (batch) => {
      const prepared = preparedAppend(batch, nodeDigest);
      return commits.run(() => writer.append(prepared));
    },
    first: async (tenant, command) => writer.first(tenant, command),
    read: reader.read,
    readLog: reader.readLog,
    heads: async (tenant) => reader.heads(tenant),
    deadlines: sqliteDeadlines(driver, commits),
    progress: sqliteProgress(driver, commits),
    deadLetters: sqliteDeadLetters(driver, commits),
    close: async () => {
      if (closed) return;
      closed = true;
      commits.close();
      driver.close();
    },
  };
}
