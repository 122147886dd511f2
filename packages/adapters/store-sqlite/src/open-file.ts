import { DomainError } from '@civigrid/kernel';
import type { StoreSqliteErrorCode } from './error-code.ts';
import type { SqlDriver } from './sql-driver.ts';

/** What kind of file it is, and what makes its tables. */
export interface FileKind {
  /** Stands in the file's header, so that a file of something else is not taken for ours. */
  readonly application: number;
  /** The tables of version 1; what has been released is never changed. */
  readonly tables: string;
  /** What leads from each version to the next, from version 1 on. */
  readonly upgrades?: readonly string[];
}

/** How long a writer waits for another process: milliseconds. */
const patience = 5_000;

function header(driver: SqlDriver): { readonly application: number; readonly version: number } {
  const { application_id: application } = driver
    .prepare<{ readonly application_id: number }>('PRAGMA application_id')
    .get() ?? { application_id: 0 };
  const found = driver.prepare<{ readonly user_version: number }>('PRAGMA user_version').get();
  return { application, version: found?.user_version ?? 0 };
}

const stepsOf = ({ tables, upgrades = [] }: FileKind) => [tables, ...upgrades];

/** What the file still wants to be of the newest version; refuses one that holds something else, or is newer. */
function missing(driver: SqlDriver, kind: FileKind): readonly string[] {
  const found = header(driver);
  const steps = stepsOf(kind);
  const known = found.version >= 1 && found.version <= steps.length;
  if (found.application === kind.application && known) return steps.slice(found.version);
  const empty = driver.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
  if (empty && found.application === 0) return steps;
  throw new DomainError<StoreSqliteErrorCode>(
    'store-sqlite/foreign-file',
    'This SQLite file is of another kind or version.',
    { ...found, wanted: kind.application },
  );
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
export function openFile(driver: SqlDriver, kind: FileKind): void {
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
  } catch (error) {
    driver.close();
    throw error;
  }
}
