import { DomainError } from '@civigrid/kernel';
import type { StoreSqliteErrorCode } from './error-code.ts';
import { type HeadFile, type HeadMark, headFile, readHeadMark } from './head-file.ts';
import { returned, type SqlDriver } from './sql-driver.ts';

const headOf = (path: string) => `${path}.head`;

/** All events that were ever appended. The partitions of all tenants are few, and their counters lie in one table. */
function totalOf(driver: SqlDriver): () => number {
  const total = driver.prepare<{ readonly total: number }>(
    'SELECT coalesce(sum(position), 0) AS total FROM heads',
  );
  return () => returned(total.get()).total;
}

function differs(driver: SqlDriver, { tenant, partition, position, digest }: HeadMark): boolean {
  const row = driver
    .prepare<{ readonly digest: Uint8Array }>(
      'SELECT digest FROM events WHERE tenant = ? AND partition = ? AND position = ?',
    )
    .get(tenant, partition, position);
  // Where there is none it was archived: the counters are not taken back for that.
  return row !== undefined && Buffer.compare(row.digest, digest) !== 0;
}

/**
 * Refuses with `store-sqlite/record-cut` a file that holds less than its head file says, or another last event: SQLite
 * drops whatever follows a damaged place in its write-ahead log without a word.
 */
export function verifyHead(driver: SqlDriver | undefined, path: string): void {
  const mark = readHeadMark(headOf(path));
  if (mark === undefined) return;
  const found = driver === undefined ? 0 : totalOf(driver)();
  if (found >= mark.total && (driver === undefined || !differs(driver, mark))) return;
  throw new DomainError<StoreSqliteErrorCode>(
    'store-sqlite/record-cut',
    'The file holds fewer events than were acknowledged, or others: restore it from a backup, or delete its head file knowingly.',
    { found, wanted: mark.total },
  );
}

/** Where an event came to lie, for the head. */
export type LastEvent = Omit<HeadMark, 'total'>;

/** The head of an open record. */
export interface RecordHead {
  /** After a commit that added so many events. */
  grown(events: number, last: LastEvent): void;
  close(): void;
}

/** Keeps the head of a record beside its file; alone on the file it counts by itself, else it asks the counters. */
export function recordHead(driver: SqlDriver, path: string, shared: boolean): RecordHead {
  const total = totalOf(driver);
  const file: HeadFile = headFile(headOf(path));
  let counted = total();
  return {
    grown: (events, last) => {
      try {
        counted = shared ? total() : counted + events;
      } catch {
        // The events are committed, and whoever waits for them is to be told: an older mark only notices less.
        return;
      }
      file.write({ ...last, total: counted });
    },
    close: file.close,
  };
}
