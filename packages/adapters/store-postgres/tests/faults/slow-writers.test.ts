import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EventStore,
  type Json,
  memoryProgress,
  type Progress,
  type Recorded,
  subscribe,
  tenantId,
} from '@civigrid/kernel';
import { postgresStore } from '@civigrid/store-postgres';
import { seededRandom } from '@civigrid/testing';
import {
  type PrivateServer,
  privatePostgres,
  serverMissing,
  tcpRelay,
} from '@civigrid/testing/servers';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statements } from '../schemas.ts';
import { everything, examined, isLong, printed, sound } from './examined.ts';
import { matterOf, telling } from './matters.ts';

const missing = serverMissing('postgres');
const patient = { timeout: 600_000 };
const tenant = tenantId('street');
const writers = 8;
const each = isLong ? 600 : 120;

/**
 * A door behind which one commit in ten is slow and one in twenty never comes: the statement has run, its rows are
 * locked and its numbers drawn, when what ends its transaction is held back or cut off.
 */
async function slowDoor(url: string, seed: number) {
  const random = seededRandom(seed);
  const counts = { slow: 0, cut: 0 };
  const relay = await tcpRelay({
    url,
    frontend: ({ type }) => {
      if (type !== 'S') return 'pass';
      const chance = random.next();
      if (chance < 0.05) {
        counts.cut++;
        return 'cut';
      }
      if (chance >= 0.15) return 'pass';
      counts.slow++;
      return 20 + random.integer(60);
    },
  });
  return { relay, counts };
}

/** Does the same until it succeeds. */
async function until<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;)
    try {
      return await work();
    } catch {
      await sleep(1);
    }
}

/** Everything that a subscriber was given, while it polls from before the writers begin until after they have ended. */
async function followed(
  store: EventStore,
  progress: Progress,
  group: string,
  writing: Promise<unknown>,
) {
  const events: Recorded[] = [];
  const handle = async (page: { readonly events: readonly Recorded[] }) => {
    events.push(...page.events);
  };
  const subscription = subscribe({
    store,
    progress,
    tenant,
    group,
    from: 'start',
    handle,
    pageSize: 7,
  });
  let isOver = false;
  let polls = 0;
  const end = () => {
    isOver = true;
  };
  writing.then(end, end);
  while (!isOver) {
    await subscription.poll();
    polls++;
    await sleep(1);
  }
  await subscription.poll();
  expect(await subscription.lag()).toBe(0);
  return { events, polls };
}

/** The places of events, partition by partition in the order in which they came. */
function places(events: readonly Recorded[]): Readonly<Record<string, readonly Json[]>> {
  const lists: Record<string, Json[]> = {};
  for (const { partition, position, id } of events) {
    const list = lists[partition] ?? [];
    lists[partition] = list;
    list.push([position, id]);
  }
  return lists;
}

describe.skipIf(missing)(
  `a reader beside delayed and rolled-back writers${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let server: PrivateServer;
    beforeAll(async () => {
      server = await privatePostgres();
    }, 60_000);
    afterAll(async () => {
      await server?.close();
    }, 60_000);

    /** Takes the counter rows as an append does, and gives them back by rolling back, until it is told to stop. */
    async function waverer(schema: string, seed: number, isOver: () => boolean): Promise<number> {
      const random = seededRandom(seed);
      const client = new Client({ connectionString: server.url });
      await client.connect();
      let rolledBack = 0;
      while (!isOver()) {
        await client.query('BEGIN');
        await client.query(
          `UPDATE ${schema}.heads SET position = position + 3 WHERE partition = $1`,
          [1 + random.integer(3)],
        );
        await sleep(random.integer(8));
        await client.query('ROLLBACK');
        rolledBack++;
        await sleep(40);
      }
      await client.end();
      return rolledBack;
    }

    const seed = 20_260_305;
    test(
      `each subscriber gets every committed event exactly once, in order and without a gap (seed ${seed})`,
      patient,
      async () => {
        const { relay, counts } = await slowDoor(server.url, seed);
        const direct = await postgresStore({ connectionString: server.url });
        const at = await direct.now();
        const acknowledged: string[] = [];
        const stores = await Promise.all(
          [1, 2, 3, 4].map(() => until(() => postgresStore({ connectionString: relay.url }))),
        );
        const writing = Promise.all(
          Array.from({ length: writers }, async (_, i) => {
            const store = stores[i % stores.length];
            for (let n = 1; n <= each; n++) {
              const matter = matterOf(tenant, `writer${i}`, n, at);
              await until(async () => store?.append(telling(matter)));
              acknowledged.push(matter.name);
            }
          }),
        );
        let isOver = false;
        const wavering = waverer('civigrid', seed, () => isOver);
        const [inMemory, stored] = await Promise.all([
          followed(direct, memoryProgress(), 'memory', writing),
          followed(direct, direct.progress, 'stored', writing),
        ]);
        isOver = true;
        const rolledBack = await wavering;
        const { events, gaps } = await everything(direct, tenant);
        expect(gaps).toBe(0);
        expect(places(inMemory.events)).toEqual(places(events));
        expect(places(stored.events)).toEqual(places(events));
        const found = await examined(direct, tenant, acknowledged);
        printed(
          `reader beside ${counts.slow} slow and ${counts.cut + rolledBack} rolled-back writers, ${events.length} events`,
          {
            faults: counts.slow + counts.cut + rolledBack,
            acknowledged: acknowledged.length,
            ...found,
          },
        );
        expect(found).toEqual(sound);
        expect(acknowledged.length).toBe(writers * each);
        expect(Math.min(counts.slow, counts.cut, rolledBack)).toBeGreaterThan(0);
        expect(inMemory.polls).toBeGreaterThan(10);
        for (const store of stores) await store.close();
        await direct.close();
        await relay.close();
      },
    );

    test(
      'control: numbered by a sequence, a reader by number misses events, and the harness sees it',
      patient,
      async () => {
        await statements(server.url, ['CREATE TABLE plain (id bigserial PRIMARY KEY, name text)']);
        const { relay } = await slowDoor(server.url, seed);
        const pool = new Pool({ connectionString: relay.url, max: writers });
        pool.on('error', () => undefined);
        let isOver = false;
        const writing = Promise.all(
          Array.from({ length: writers }, async (_, i) => {
            for (let n = 1; n <= each; n++)
              await until(() =>
                pool.query('INSERT INTO plain (name) VALUES ($1)', [`writer${i}/${n}`]),
              );
          }),
        ).finally(() => {
          isOver = true;
        });
        const reader = new Client({ connectionString: server.url });
        await reader.connect();
        const seen: number[] = [];
        for (let isLast = false; !isLast; ) {
          isLast = isOver;
          const last = seen.at(-1) ?? 0;
          const { rows } = await reader.query('SELECT id FROM plain WHERE id > $1 ORDER BY id', [
            last,
          ]);
          seen.push(...rows.map(({ id }) => Number(id)));
        }
        await writing;
        const all = await reader.query('SELECT count(*)::int4 AS count FROM plain');
        await reader.end();
        await pool.end();
        await relay.close();
        const committed = all.rows[0].count as number;
        printed(`control: a sequence, ${committed} events`, {
          faults: 1,
          acknowledged: committed,
          lost: committed - seen.length,
          doubled: seen.length - new Set(seen).size,
        });
        expect(committed - seen.length).toBeGreaterThan(0);
      },
    );
  },
);
