import { DomainError } from '@civigrid/kernel';
import type { StoreSqliteErrorCode } from './error-code.ts';
import type { SqlDriver } from './sql-driver.ts';

/** What kind of file it is, and what makes its tables. */
export interface FileKind {
  /** Stands in the file's header, so that a file of something else is not taken for ours. */
  readonly application: number;
  readonly tables: string;
}

const version = 1;

/** How long a writer waits for another process: milliseconds. */
const patience = 5_000;

function header(driver: SqlDriver): { readonly application: number; readonly version: number } {
  const { application_id: application } = driver
    .prepare<{ readonly application_id: number }>('PRAGMA application_id')
    .get() ?? { application_id: 0 };
  const found = driver.prepare<{ readonly user_version: number }>('PRAGMA user_version').get();
  return { application, version: found?.user_version ?? 0 };
}

/** Whether the file still wants its tables; refuses one that holds something else. */
function isNew(driver: SqlDriver, kind: FileKind): boolean {
  const found = header(driver);
  if (found.application === kind.application && found.version === version) return false;
  const empty = driver.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
  if (empty && found.application === 0) return true;
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

/** Makes a file ready: durable at every commit, patient with other processes, its tables made. */
export function openFile(driver: SqlDriver, kind: FileKind): void {
  try {
    driver.exec(`PRAGMA busy_timeout = ${patience}`);
    // Before anything is changed, and in one transaction: another process may be making the tables just now.
    driver.transaction(() => isNew(driver, kind));
    changeToLog(driver);
    // The two fullfsync settings mean something on macOS only, where fsync alone leaves bytes in the disk's cache.
    driver.exec(
      `PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
       PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA trusted_schema = OFF`,
    );
    driver.transaction(() => {
      if (!isNew(driver, kind)) return;
      driver.exec(kind.tables);
      driver.exec(`PRAGMA application_id = ${kind.application}; PRAGMA user_version = ${version}`);
    });
  } catch (error) {
    driver.close();
    throw error;
  }
}
