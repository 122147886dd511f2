import type { SqlDriver } from './sql-driver.ts';

/** Moves deleted bytes out of the files: without it they would wait in the write-ahead log. */
export function checkpoint(driver: SqlDriver): void {
  const answer = driver.prepare<{ readonly busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (answer?.busy === 1)
    throw new Error('Another process reads the file: it is erased, but its bytes may linger.');
}
