/** What a column may hold here. */
export type SqlValue = null | number | string | Uint8Array;

/** A prepared statement; `Row` is what the statement selects. */
export interface SqlStatement<Row> {
  /** Runs it, and says how many rows it changed. */
  run(...values: readonly SqlValue[]): { readonly changes: number };
  /** The first row; what is no text and no number in it is a `Uint8Array`. */
  get(...values: readonly SqlValue[]): Row | undefined;
  /** All rows. */
  all(...values: readonly SqlValue[]): readonly Row[];
}

/** The four calls that a synchronous SQLite must have to carry the stores. */
export interface SqlDriver {
  /** Runs statements that have no values and give no rows. */
  exec(sql: string): void;
  /** Prepares one statement for many runs; its parameters are plain question marks. */
  prepare<Row = never>(sql: string): SqlStatement<Row>;
  /** Runs the work between BEGIN IMMEDIATE and COMMIT; whatever throws, the COMMIT included, rolls back and is thrown. */
  transaction<Result>(work: () => Result): Result;
  /** Closes the file; its log is folded into it. */
  close(): void;
}

/** How a file is opened. */
export interface SqlOpenOptions {
  /** Only looked at: nothing is made, and closing it folds no log into the file. A driver that cannot may ignore it. */
  readonly readOnly?: boolean;
}

/** Opens a file: `nodeSqliteDriver`, what `betterSqlite3Driver` gives, or a host's own. `:memory:` is no file. */
export type OpenSqlDriver = (file: string, options?: SqlOpenOptions) => SqlDriver;

/** {@link SqlDriver.transaction} on a connection that runs statements. */
export function inTransaction<Result>(exec: (sql: string) => void, work: () => Result): Result {
  exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    exec('COMMIT');
    return result;
  } catch (error) {
    try {
      exec('ROLLBACK');
    } catch {
      // A full disk or an I/O error has rolled back by itself; the next BEGIN finds nothing open.
    }
    throw error;
  }
}

/** The row of a statement that always gives one. */
export function returned<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('The statement gave no row.');
  return row;
}
