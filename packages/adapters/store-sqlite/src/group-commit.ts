import type { SqlDriver } from './sql-driver.ts';

/** Joins what is written in one turn of the event loop into one transaction: one sync of the disk for all. */
export interface GroupCommit {
  /**
   * Resolves after the COMMIT that holds the work; work that throws is undone alone. A failed COMMIT rejects all.
   * Work may be undone and done again, so that it changes nothing but the file.
   */
  run<Result>(work: () => Result): Promise<Result>;
  /** Commits what is queued; nothing is taken afterwards. */
  close(): void;
}

interface Queued {
  /** Does the work and gives what settles its promise once the group is committed; what it throws undoes all. */
  readonly plainly: () => () => void;
  /** The same at the price of a savepoint: what it throws undoes only its own. */
  readonly apart: () => () => void;
  readonly reject: (error: unknown) => void;
}

/** What wants to know of each transaction. */
export interface CommitWatch {
  /** Before its work is done. */
  begun(): void;
  /** After its COMMIT, before anybody is answered. */
  committed(): void;
}

/** The one writer of a file. */
export function groupCommit(driver: SqlDriver, watch?: CommitWatch): GroupCommit {
  const savepoint = driver.prepare('SAVEPOINT one');
  const release = driver.prepare('RELEASE one');
  const rollback = driver.prepare('ROLLBACK TO one');
  let queued: Queued[] = [];
  let closed = false;

  /** Whether all is committed; where one of several works threw, nothing was. Whatever else fails rejects all. */
  function committed(group: readonly Queued[], how: 'plainly' | 'apart'): boolean {
    let thrown = false;
    let settled: readonly (() => void)[];
    watch?.begun();
    try {
      settled = driver.transaction(() =>
        group.map((one) => {
          try {
            return one[how]();
          } catch (error) {
            thrown = true;
            throw error;
          }
        }),
      );
    } catch (error) {
      if (thrown && how === 'plainly' && group.length > 1) return false;
      for (const { reject } of group) reject(error);
      return true;
    }
    watch?.committed();
    for (const settle of settled) settle();
    return true;
  }

  /** Work seldom throws: only where it did is each piece done again apart from the others. */
  function flush(): void {
    const group = queued;
    queued = [];
    if (group.length > 0 && !committed(group, 'plainly')) committed(group, 'apart');
  }

  function undo(error: unknown): void {
    try {
      rollback.run();
    } catch {
      // The savepoint is gone: SQLite has rolled the whole group back, so the whole group fails.
      throw new Error('The transaction was rolled back.', { cause: error });
    }
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        if (closed) throw new Error('The file is closed.');
        if (queued.length === 0) setImmediate(flush);
        queued.push({
          reject,
          plainly: () => {
            const result = work();
            return () => resolve(result);
          },
          apart: () => {
            let settle: () => void;
            savepoint.run();
            try {
              const result = work();
              settle = () => resolve(result);
            } catch (error) {
              undo(error);
              settle = () => reject(error);
            }
            release.run();
            return settle;
          },
        });
      }),
    close: () => {
      closed = true;
      flush();
    },
  };
}
