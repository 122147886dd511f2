import { DomainError } from '@civigrid/kernel';
import type { StoreSqliteErrorCode } from './error-code.ts';
import type { OpenSqlDriver } from './sql-driver.ts';
import { sqliteBusy, sqliteCode } from './sqlite-error.ts';

/** A lock on a file, held until it is given back or the process dies. */
export interface FileLock {
  release(): void;
}

/**
 * How long one waits for a lock: milliseconds. The kernel needs a moment to bury a killed process. Who shares waits
 * longer than who wants it alone, because the latter bars the way while it waits.
 */
const patience = { alone: 500, shared: 1_500 };

/**
 * Locks a file by an open transaction on its neighbour `<file>.lock`, an empty SQLite database: alone (EXCLUSIVE) or
 * shared with others who share it. The locks of SQLite die with their process, and readers of the file itself meet none.
 * Refuses with `store-sqlite/file-in-use`.
 */
export function lockFile(file: string, shared: boolean, open: OpenSqlDriver): FileLock {
  const driver = open(`${file}.lock`);
  try {
    driver.exec(`PRAGMA busy_timeout = ${shared ? patience.shared : patience.alone}`);
    // Nothing is ever written, so that no journal need lie beside it.
    driver.prepare('PRAGMA journal_mode = MEMORY').get();
    driver.exec(shared ? 'BEGIN' : 'BEGIN EXCLUSIVE');
    driver.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch (error) {
    driver.close();
    if (sqliteCode(error) !== sqliteBusy) throw error;
    throw new DomainError<StoreSqliteErrorCode>(
      'store-sqlite/file-in-use',
      'Another store has this file open: only those that all say `shared` may share it.',
      { shared },
    );
  }
  return {
    release: () => {
      // Not by closing alone: libsql keeps a closed connection until its statements are collected.
      driver.exec('ROLLBACK');
      driver.close();
    },
  };
}
