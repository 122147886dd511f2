import { type ClientBase, types as defaultTypes, Pool } from 'pg';

type Scalar = null | string | number | boolean | Uint8Array;

/** What a parameter may be. */
export type SqlParameter = Scalar | readonly Scalar[];

/** Runs one statement, prepared under its name where preparing is allowed. Rows come as tuples. */
export type Statement = <Row extends readonly unknown[]>(
  name: string,
  text: string,
  values?: readonly SqlParameter[],
) => Promise<readonly Row[]>;

/** One connection, while a transaction is open on it. */
interface Connection {
  readonly query: Statement;
  /** Runs one statement, or without values several, that is never asked again: nothing is prepared. */
  plainly(text: string, values?: readonly SqlParameter[]): Promise<readonly (readonly unknown[])[]>;
}

/** The statements of the store on a pool of connections. */
export interface Database {
  readonly query: Statement;
  /** Runs statements in one transaction on one connection; what throws rolls it back. */
  transaction<Result>(work: (on: Connection) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** How the database is reached. */
export interface DatabaseOptions {
  readonly connectionString: string;
  readonly connections: number;
  readonly prepared: boolean;
  /** How long an answer, or a connection, is waited for; what is run plainly is waited for without end. */
  readonly timeoutMs: number;
}

const int8 = 20;
const arrays = new Set([1005, 1007, 1016]);

/** Numbers of 64 bits are within 2^53 here; their arrays come as text otherwise. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return Number;
    if (arrays.has(oid))
      return (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number));
    return defaultTypes.getTypeParser(oid, format);
  },
};

const ignored = () => undefined;

/** Opens a pool. A connection that the server ends while it is idle is replaced; nothing else is made of it. */
export function openDatabase(options: DatabaseOptions): Database {
  const { connectionString, connections, prepared, timeoutMs } = options;
  const pool = new Pool({
    connectionString,
    max: connections,
    types,
    connectionTimeoutMillis: timeoutMs,
    keepAlive: true,
  });
  // Without a listener the end of an idle connection would end the process.
  pool.on('error', ignored);
  let closing: Promise<void> | undefined;
  const waited = (text: string) => ({ text, query_timeout: timeoutMs });
  const statement =
    (on: Pick<ClientBase, 'query'>): Statement =>
    async <Row extends readonly unknown[]>(
      name: string,
      text: string,
      values: readonly SqlParameter[] = [],
    ) => {
      const query = {
        ...waited(text),
        values: [...values],
        rowMode: 'array' as const,
      };
      const named = prepared ? { ...query, name: `civigrid-${name}` } : query;
      const { rows } = await on.query<Row & unknown[]>(named);
      return rows;
    };
  return {
    query: statement(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      // So would the end of this one, between two statements.
      client.on('error', ignored);
      let failed = true;
      try {
        await client.query(waited('BEGIN'));
        const result = await work({
          query: statement(client),
          plainly: async (text, values) => {
            const bound = values === undefined ? {} : { values: [...values] };
            const { rows } = await client.query<unknown[]>({ text, ...bound, rowMode: 'array' });
            return rows;
          },
        });
        await client.query(waited('COMMIT'));
        failed = false;
        return result;
      } finally {
        client.off('error', ignored);
        // A connection in an unknown state is not used again.
        client.release(failed);
      }
    },
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
}
