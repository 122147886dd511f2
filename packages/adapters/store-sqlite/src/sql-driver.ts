import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** What a column may hold here. */
export type SqlValue = null | number | string | Uint8Array;

/** A prepared statement; `Row` is what the statement selects. */
export interface SqlStatement<Row> {
  /** Runs it, and says how many rows it changed. */
  run(...values: readonly SqlValue[]): { readonly changes: number };
  /** The first row. */
  get(...values: readonly SqlValue[]): Row | undefined;
  /** All rows. */
  all(...values: readonly SqlValue[]): readonly Row[];
}

/** The four calls that a synchronous SQLite must have to carry the stores: `node:sqlite` here, others drop in. */
export interface SqlDriver {
  /** Runs statements that have no values and give no rows. */
  exec(sql: string): void;
  /** Prepares one statement for many runs. */
  prepare<Row = never>(sql: string): SqlStatement<Row>;
  /** Runs the work between BEGIN IMMEDIATE and COMMIT; whatever throws, the COMMIT included, rolls back and is thrown. */
  transaction<Result>(work: () => Result): Result;
  /** Closes the file; its log is folded into it. */
  close(): void;
}

/** The row of a statement that always gives one. */
export function returned<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('The statement gave no row.');
  return row;
}

function statement<Row>(prepared: StatementSync): SqlStatement<Row> {
  return {
    run: (...values) => ({ changes: Number(prepared.run(...values).changes) }),
    // The caller wrote the SQL and says what it selects.
    get: (...values) => prepared.get(...values) as Row | undefined,
    all: (...values) => prepared.all(...values) as unknown as readonly Row[],
  };
}

/** A file of SQLite through `node:sqlite`; `:memory:` for one that ends with the process. */
export function nodeSqliteDriver(file: string): SqlDriver {
  const database = new DatabaseSync(file);
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => statement(database.prepare(sql)),
    transaction: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        try {
          database.exec('ROLLBACK');
        } catch {
          // A full disk or an I/O error has rolled back by itself; the next BEGIN finds nothing open.
        }
        throw error;
      }
    },
    close: () => database.close(),
  };
}
