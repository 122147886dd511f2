import {
  inTransaction,
  type OpenSqlDriver,
  type SqlStatement,
  type SqlValue,
} from './sql-driver.ts';

/** The part of a statement of `better-sqlite3` that is used here. */
export interface BetterSqlite3Statement {
  /** Runs it with its values in one array. */
  run(values: readonly SqlValue[]): { readonly changes: number };
  /** All rows. */
  all(values: readonly SqlValue[]): readonly unknown[];
}

/** The part of a database of `better-sqlite3` that is used here; `libsql` has the same. */
export interface BetterSqlite3Database {
  /** Runs statements without values. */
  exec(sql: string): unknown;
  /** Prepares one statement. */
  prepare(sql: string): BetterSqlite3Statement;
  /** Closes the file. */
  close(): unknown;
}

/** The class that `better-sqlite3` and `libsql` export. */
export type BetterSqlite3Class = new (
  file: string,
  options?: { readonly readonly?: boolean },
) => BetterSqlite3Database;

/** A row as our own driver gives it: `libsql` adds its measurements to a row, and gives bare buffers in lists. */
function plainRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  const columns = Object.entries(row).filter(([name]) => name !== '_metadata');
  return Object.fromEntries(
    columns.map(([name, value]) => [
      name,
      value instanceof ArrayBuffer ? new Uint8Array(value) : value,
    ]),
  );
}

function statement<Row>(prepared: BetterSqlite3Statement): SqlStatement<Row> {
  return {
    // In one array: a single value that is an object would be taken for named ones.
    run: (...values) => ({ changes: prepared.run(values).changes }),
    // The caller wrote the SQL and says what it selects.
    // Never by its own get: that of libsql (0.5) answers what a list of the same statement answered before it.
    get: (...values) => plainRow(prepared.all(values)[0]) as Row | undefined,
    all: (...values) => prepared.all(values).map(plainRow) as readonly Row[],
  };
}

/**
 * Opens files through `better-sqlite3` or `libsql`, whose class is handed in: `betterSqlite3Driver(Database)`. For a
 * Node without `node:sqlite`, or where one of them is in the house already.
 */
export function betterSqlite3Driver(Database: BetterSqlite3Class): OpenSqlDriver {
  return (file, { readOnly = false } = {}) => {
    const database = new Database(file, { readonly: readOnly });
    const exec = (sql: string) => {
      database.exec(sql);
    };
    return {
      exec,
      prepare: (sql) => statement(database.prepare(sql)),
      transaction: (work) => inTransaction(exec, work),
      close: () => {
        database.close();
      },
    };
  };
}
