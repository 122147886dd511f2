import { statSync } from 'node:fs';
import { DomainError } from '@civigrid/kernel';
import type { StoreSqliteErrorCode } from './error-code.ts';
import { type FileLock, lockFile } from './file-lock.ts';
import { realFile } from './real-file.ts';
import type { OpenSqlDriver, SqlDriver } from './sql-driver.ts';
import {
  sqliteCannotOpen,
  sqliteCode,
  sqliteNotADatabase,
  sqliteReadOnly,
} from './sqlite-error.ts';

/** What kind of file it is, and what makes its tables. */
export interface FileKind {
  /** Stands in the file's header, so that a file of something else is not taken for ours. */
  readonly application: number;
  /** The tables of version 1; what has been released is never changed. */
  readonly tables: string;
  /** What leads from each version to the next, from version 1 on. */
  readonly upgrades?: readonly string[];
}

/** How a file is to be opened. */
export interface FileOptions {
  readonly file: string;
  readonly kind: FileKind;
  readonly open: OpenSqlDriver;
  /** Alone, together with others who share it, or without a lock of its own. */
  readonly lock: 'alone' | 'shared' | 'none';
  /**
   * Looks at what the file holds, before anything is changed, and refuses by throwing; without a driver where the file
   * has no tables yet.
   */
  readonly verify?: (found: SqlDriver | undefined, path: string) => void;
}

/** A file that is ready. */
export interface OpenFile {
  readonly driver: SqlDriver;
  /** Where it lies when all links are followed; undefined in memory. */
  readonly path: string | undefined;
  /** Closes it, then gives its lock back. */
  close(): void;
}

/** How long a writer waits for another process: milliseconds. */
const patience = 5_000;

function refuseForeign(details: Readonly<Record<string, number>>): never {
  throw new DomainError<StoreSqliteErrorCode>(
    'store-sqlite/foreign-file',
    'This file is of another kind.',
    details,
  );
}

function header(driver: SqlDriver): { readonly application: number; readonly version: number } {
  try {
    const application = driver
      .prepare<{ readonly application_id: number }>('PRAGMA application_id')
      .get();
    const found = driver.prepare<{ readonly user_version: number }>('PRAGMA user_version').get();
    return { application: application?.application_id ?? 0, version: found?.user_version ?? 0 };
  } catch (error) {
    if (sqliteCode(error) === sqliteNotADatabase) return refuseForeign({});
    throw error;
  }
}

const stepsOf = ({ tables, upgrades = [] }: FileKind) => [tables, ...upgrades];

/** What the file still wants to be of the newest version; refuses one that holds something else, or is newer. */
function missing(driver: SqlDriver, kind: FileKind): readonly string[] {
  const found = header(driver);
  const steps = stepsOf(kind);
  if (found.application === kind.application) {
    if (found.version > steps.length)
      throw new DomainError<StoreSqliteErrorCode>(
        'store-sqlite/newer-schema',
        'This file was made by a later version.',
        { found: found.version, known: steps.length },
      );
    if (found.version >= 1) return steps.slice(found.version);
  }
  const empty = driver.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
  return empty && found.application === 0
    ? steps
    : refuseForeign({ ...found, wanted: kind.application });
}

/** SQLite waits for nobody when it changes to the write-ahead log; a transaction does, so each further try comes behind one. */
function changeToLog(driver: SqlDriver): void {
  for (let left = 100; ; left--) {
    try {
      driver.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (left === 0) throw error;
      driver.transaction(() => undefined);
    }
  }
}

/** Makes a file ready: durable at every commit, patient with other processes, its tables made or brought to the newest version. */
function prepared(driver: SqlDriver, kind: FileKind): SqlDriver {
  try {
    driver.exec(`PRAGMA busy_timeout = ${patience}`);
    // Before anything is changed, and in one transaction: another process may be making the tables just now.
    driver.transaction(() => missing(driver, kind));
    changeToLog(driver);
    // The two fullfsync settings mean something on macOS only, where fsync alone leaves bytes in the disk's cache.
    driver.exec(
      `PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
       PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA trusted_schema = OFF`,
    );
    driver.transaction(() => {
      const steps = missing(driver, kind);
      if (steps.length === 0) return;
      for (const step of steps) driver.exec(step);
      const version = stepsOf(kind).length;
      driver.exec(`PRAGMA application_id = ${kind.application}; PRAGMA user_version = ${version}`);
    });
    return driver;
  } catch (error) {
    driver.close();
    throw error;
  }
}

/** The file as it lies there, opened to be looked at; undefined where there is nothing, or it cannot be looked at only. */
function lookedAt({ kind, open }: FileOptions, path: string) {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0)
    return { isNew: true, close: () => undefined };
  const driver = open(path, { readOnly: true });
  try {
    driver.exec(`PRAGMA busy_timeout = ${patience}`);
    const isNew = missing(driver, kind).length === stepsOf(kind).length;
    return { isNew, driver, close: () => driver.close() };
  } catch (error) {
    driver.close();
    // A transaction that made the file was interrupted: only a writer can undo it, and looks at the file after that.
    if ([sqliteReadOnly, sqliteCannotOpen].includes(sqliteCode(error) ?? 0)) return undefined;
    throw error;
  }
}

function locked({ lock, open }: FileOptions, path: string): FileLock | undefined {
  return lock === 'none' ? undefined : lockFile(path, lock === 'shared', open);
}

/**
 * Opens a file: looks at it without changing a byte (not even folding its log), locks it, looks whether it holds what
 * it should, and only then makes it ready.
 */
export function openFile(options: FileOptions): OpenFile {
  const { file, kind, open, verify } = options;
  if (file === ':memory:') {
    const driver = prepared(open(file), kind);
    return { driver, path: undefined, close: () => driver.close() };
  }
  const path = realFile(file);
  const seen = lookedAt(options, path);
  let lock: FileLock | undefined;
  let driver: SqlDriver | undefined;
  try {
    try {
      lock = locked(options, path);
      if (seen !== undefined) verify?.(seen.isNew ? undefined : seen.driver, path);
    } finally {
      seen?.close();
    }
    const writer = prepared(open(path), kind);
    driver = writer;
    if (seen === undefined) verify?.(writer, path);
    return {
      driver: writer,
      path,
      close: () => {
        writer.close();
        lock?.release();
      },
    };
  } catch (error) {
    driver?.close();
    lock?.release();
    throw error;
  }
}
