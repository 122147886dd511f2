import type { StatementSync } from 'node:sqlite';
import {
  inTransaction,
  type SqlDriver,
  type SqlOpenOptions,
  type SqlStatement,
} from './sql-driver.ts';

function statement<Row>(prepared: StatementSync): SqlStatement<Row> {
  return {
    run: (...values) => ({ changes: Number(prepared.run(...values).changes) }),
    // The caller wrote the SQL and says what it selects.
    get: (...values) => prepared.get(...values) as Row | undefined,
    all: (...values) => prepared.all(...values) as unknown as readonly Row[],
  };
}

/**
 * A file of SQLite through `node:sqlite` (Node ≥ 22.13); `:memory:` for one that ends with the process. The module is
 * asked for when the first file is opened, so that an older Node loads the package and takes another driver.
 */
export function nodeSqliteDriver(file: string, options: SqlOpenOptions = {}): SqlDriver {
  const { readOnly = false } = options;
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (sqlite === undefined)
    throw new Error('This Node has no node:sqlite (it needs 22.13): hand in another driver.');
  const database = new sqlite.DatabaseSync(file, { readOnly });
  const exec = (sql: string) => database.exec(sql);
  return {
    exec,
    prepare: (sql) => statement(database.prepare(sql)),
    transaction: (work) => inTransaction(exec, work),
    close: () => database.close(),
  };
}
