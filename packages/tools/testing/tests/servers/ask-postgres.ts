import { Client } from 'pg';

/** For the runner: a server takes its time on a busy machine. */
export const patient = { timeout: 120_000 };

/** Asks one statement after the other on one connection, and gives the last one's rows. */
export async function ask(
  connectionString: string,
  ...statements: readonly string[]
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  // a server that is killed tells the client outside of any query, too
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: readonly Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
