import type { SqlDriver } from './sql-driver.ts';

/** Joins what is written in one turn of the event loop into one transaction: one sync of the disk for all. */
export interface GroupCommit {
  /** Resolves after the COMMIT that holds the work; work that throws is undone alone. A failed COMMIT rejects all. */
  run<Result>(work: () => Result): Promise<Result>;
  /** Commits what is queued; nothing is taken afterwards. */
  close(): void;
}

interface Queued {
  /** Does the work and gives what settles its promise once the group is committed; what it throws undoes all. */
  readonly alone: () => () => void;
  /** The same among others: what it throws undoes only its own. */
  readonly attempt: () => () => void;
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

  function flush(): void {
    const group = queued;
    queued = [];
    if (group.length === 0) return;
    let settled: readonly (() => void)[];
    watch?.begun();
    try {
      // Who is alone needs no savepoint: the transaction is his.
      const [first, ...others] = group;
      settled = driver.transaction(() =>
        others.length === 0 && first !== undefined
          ? [first.alone()]
          : group.map(({ attempt }) => attempt()),
      );
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    watch?.committed();
    for (const settle of settled) settle();
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
          alone: () => {
            const result = work();
            return () => resolve(result);
          },
          attempt: () => {
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
