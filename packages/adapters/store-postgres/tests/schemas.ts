import {
  type PostgresStore,
  type PostgresStoreOptions,
  postgresStore,
} from '@civigrid/store-postgres';
import { Pool } from 'pg';

let schemas = 0;

/** A store in a schema of its own, dropped when it is closed. */
export async function schemaStore(
  url: string,
  options: Partial<PostgresStoreOptions> = {},
): Promise<{ readonly store: PostgresStore; close(): Promise<void> }> {
  const schema = `own_${++schemas}`;
  const settings = { connectionString: url, schema, connections: 6, ...options };
  const store = await postgresStore(settings);
  return {
    store,
    close: async () => {
      await store.close();
      await statements(url, [`DROP SCHEMA ${settings.schema} CASCADE`]);
    },
  };
}

/** Runs statements on a connection of their own; the rows of the last one. */
export async function statements(
  url: string,
  texts: readonly string[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const pool = new Pool({ connectionString: url, max: 1 });
  // The server may end the connection first, while the pool is being closed.
  pool.on('error', () => undefined);
  try {
    let rows: readonly Readonly<Record<string, unknown>>[] = [];
    for (const text of texts) ({ rows } = await pool.query(text));
    return rows;
  } finally {
    await pool.end();
  }
}
