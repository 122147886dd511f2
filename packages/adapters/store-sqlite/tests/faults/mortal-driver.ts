import { nodeSqliteDriver, type OpenSqlDriver, type SqlStatement } from '@civigrid/store-sqlite';

/** Counts the boundaries of what is written, and ends the process at one of them. */
export interface MortalDriver {
  readonly open: OpenSqlDriver;
  /** A boundary of something else that is written. */
  readonly point: () => void;
  readonly passed: () => number;
}

/**
 * The default driver, with a boundary before and after everything that it is asked to write or to run: statements,
 * BEGIN, COMMIT, closing. At the `diesAt`-th the process kills itself; 0 for never.
 */
export function mortalDriver(diesAt: number): MortalDriver {
  let passed = 0;
  const point = () => {
    passed++;
    if (passed === diesAt) process.kill(process.pid, 'SIGKILL');
  };
  const between = <Result>(work: () => Result): Result => {
    point();
    const result = work();
    point();
    return result;
  };
  const writes = /^\s*(?:INSERT|UPDATE|DELETE|PRAGMA wal_checkpoint)/;
  const watched = <Row>(sql: string, statement: SqlStatement<Row>): SqlStatement<Row> => {
    if (!writes.test(sql)) return statement;
    const { run, get, all } = statement;
    return {
      run: (...values) => between(() => run(...values)),
      get: (...values) => between(() => get(...values)),
      all: (...values) => between(() => all(...values)),
    };
  };
  return {
    point,
    passed: () => passed,
    open: (file, options) => {
      const { exec, prepare, transaction, close } = nodeSqliteDriver(file, options);
      return {
        exec: (sql) => between(() => exec(sql)),
        prepare: <Row>(sql: string) => watched(sql, prepare<Row>(sql)),
        transaction: (work) => between(() => transaction(() => between(work))),
        close: () => between(close),
      };
    },
  };
}
