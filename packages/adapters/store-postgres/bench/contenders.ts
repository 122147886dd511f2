import { postgresStore } from '@civigrid/store-postgres';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { Pool } from 'pg';
import { batchOf, dataOf } from './drafts.ts';

/** A store that appends events for many callers. */
export interface Contender {
  readonly name: string;
  /** Appends so many events to a stream, durable when it resolves. */
  append(stream: string, partition: number, count: number): Promise<void>;
  /** How many events it holds by its own word. */
  count(): Promise<number>;
  /** What all its tables and their indexes take. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

async function ask(url: string, text: string): Promise<number> {
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    const { rows } = await pool.query({ text, rowMode: 'array' });
    return Number(rows[0]?.[0]);
  } finally {
    await pool.end();
  }
}

const sizeOf = (schema: string) =>
  `SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = '${schema}' AND c.relkind = 'r'`;

/** A database of its own for one contender. */
export async function database(url: string, name: string): Promise<string> {
  await ask(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

/** Ours: durable, digests chained, gap-free positions. */
export async function civigrid(url: string): Promise<Contender> {
  const store = await postgresStore({ connectionString: url });
  let appended = 0;
  return {
    name: 'civigrid',
    append: async (stream, partition, count) => {
      const result = await store.append(batchOf(stream, partition, count));
      if (result.outcome !== 'appended')
        throw new Error(`A batch was answered: ${result.outcome}.`);
      appended += count;
    },
    count: async () => {
      const held = await ask(url, 'SELECT sum(position) FROM civigrid.heads');
      const rows = await ask(url, 'SELECT count(*) FROM civigrid.events');
      if (held !== rows || rows !== appended) throw new Error('Events are missing.');
      return rows;
    },
    bytes: () => ask(url, sizeOf('civigrid')),
    close: () => store.close(),
  };
}

/** emmett-postgresql, with the pool that it would make itself; made here because its own outlives its store. */
export async function emmett(url: string): Promise<Contender> {
  const pool = new Pool({ connectionString: url });
  // A server that is ended first must not end the bench with it.
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  let appended = 0;
  return {
    name: 'emmett-postgresql',
    append: async (stream, _, count) => {
      const events = Array.from({ length: count }, () => ({
        type: 'cases/reported',
        data: dataOf(++appended),
      }));
      await store.appendToStream(stream, events);
    },
    count: async () => {
      const rows = await ask(url, 'SELECT count(*) FROM emt_messages');
      if (rows !== appended) throw new Error('Events are missing.');
      return rows;
    },
    bytes: () => ask(url, sizeOf('public')),
    close: async () => {
      await store.close();
      await pool.end();
      // A pool of its own, made for its tables, lets go of its connections only by and by.
      await new Promise((resolve) => setTimeout(resolve, 11_000));
    },
  };
}
