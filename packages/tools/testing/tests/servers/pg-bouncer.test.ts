import { existsSync } from 'node:fs';
import {
  type PrivateServer,
  privatePgBouncer,
  privatePostgres,
  serverMissing,
} from '@civigrid/testing/servers';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, patient } from './ask-postgres.ts';
import { runs } from './runs.ts';

const missing = serverMissing('postgres', 'pgbouncer');

describe.skipIf(missing)(`a private PgBouncer${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let postgres: PrivateServer;
  beforeAll(async () => {
    postgres = await privatePostgres();
  }, patient.timeout);
  afterAll(() => postgres?.close(), patient.timeout);

  test('two stand before one PostgreSQL and are gone afterwards', patient, async () => {
    const start = () => privatePgBouncer({ postgres, poolMode: 'transaction' });
    const poolers = await Promise.all([start(), start()]);
    expect(new Set([postgres, ...poolers].map(({ port }) => port)).size).toBe(3);
    for (const pooler of poolers) {
      expect(await ask(pooler.url, 'SELECT current_user AS name')).toEqual([{ name: 'postgres' }]);
      expect(runs(pooler.pid)).toBe(true);
      await pooler.kill();
      await pooler.restart();
      expect(await ask(pooler.url, 'SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
      await pooler.close();
      expect([runs(pooler.pid), existsSync(pooler.folder)]).toEqual([false, false]);
      await expect(ask(pooler.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    }
  });

  test('two clients share a connection by turns, transaction by transaction', patient, async () => {
    const shared = { postgres, settings: { default_pool_size: 1 } };
    await using pooler = await privatePgBouncer({ ...shared, poolMode: 'transaction' });
    const clients = [1, 2].map(() => new Client({ connectionString: pooler.url }));
    const backends: unknown[] = [];
    for (const client of clients) {
      await client.connect();
      backends.push((await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid);
    }
    expect(backends[0]).toBe(backends[1]);
    for (const client of clients) await client.end();
    // the control: in a session each has a connection to itself
    await using apart = await privatePgBouncer({ postgres, poolMode: 'session' });
    const sessions = [1, 2].map(() => new Client({ connectionString: apart.url }));
    const own = new Set();
    for (const client of sessions) {
      await client.connect();
      own.add((await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid);
    }
    expect(own.size).toBe(2);
    for (const client of sessions) await client.end();
  });
});
