import { setTimeout as sleep } from 'node:timers/promises';
import { tenantId } from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { seededRandom } from '@civigrid/testing';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { describe, expect, test } from 'vitest';
import { examined, isLong, printed, sound } from './examined.ts';
import { matterOf, telling } from './matters.ts';

const missing = serverMissing('postgres');
const tenant = tenantId('street');
const callers = 64;
const patient = { timeout: 600_000 };

/** 64 callers on one store that stays the same object, whatever becomes of the server. */
function load(store: PostgresStore, round: string, at: number) {
  const acknowledged: string[] = [];
  let unknown = 0;
  let duplicates = 0;
  let isOver = false;

  async function caller(name: string): Promise<void> {
    for (let n = 1; !isOver; n++) {
      const matter = matterOf(tenant, name, n, at);
      for (let isAnswered = false; !isAnswered; ) {
        try {
          const { outcome } = await store.append(telling(matter));
          if (outcome === 'duplicate') duplicates++;
          acknowledged.push(matter.name);
          isAnswered = true;
        } catch {
          // Nobody knows what became of it: the same is sent again until somebody does.
          unknown++;
          await sleep(20);
        }
      }
    }
  }

  const all = Promise.all(Array.from({ length: callers }, (_, i) => caller(`${round}-${i}`)));
  return {
    acknowledged,
    /** Waits until so many have been acknowledged. */
    reach: async (count: number) => {
      while (acknowledged.length < count) await sleep(1);
    },
    end: async () => {
      isOver = true;
      await all;
      return { unknown, duplicates };
    },
  };
}

async function killed(server: PrivateServer, rounds: number, seed: number) {
  const random = seededRandom(seed);
  const store = await postgresStore({ connectionString: server.url });
  const at = await store.now();
  const acknowledged: string[] = [];
  let faults = 0;
  let unknown = 0;
  let duplicates = 0;
  for (let round = 1; round <= rounds; round++) {
    const callers = load(store, `round${round}`, at);
    await callers.reach(200 + random.integer(1500));
    await sleep(random.integer(10));
    await server.kill();
    faults++;
    const before = callers.acknowledged.length;
    await server.restart();
    await callers.reach(before + 300);
    const ended = await callers.end();
    unknown += ended.unknown;
    duplicates += ended.duplicates;
    acknowledged.push(...callers.acknowledged);
  }
  const found = await examined(store, tenant, acknowledged);
  await store.close();
  return { faults, acknowledged: acknowledged.length, unknown, duplicates, found };
}

describe.skipIf(missing)(
  `PostgreSQL and all its backends killed${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    const seed = 20_260_302;

    test(
      `under 64 callers the same store goes on, all that was acknowledged stands, and what was sent again stands once (seed ${seed})`,
      patient,
      async () => {
        await using server = await privatePostgres();
        const { found, ...counts } = await killed(server, isLong ? 25 : 3, seed);
        printed('kill -9 of PostgreSQL', { ...counts, ...found });
        expect(found).toEqual(sound);
        expect(counts.unknown).toBeGreaterThan(0);
      },
    );

    test(
      'control: a server that acknowledges before it writes loses acknowledged appends, and the harness sees it',
      patient,
      async () => {
        await using server = await privatePostgres({
          settings: { synchronous_commit: 'off', wal_writer_delay: '10s' },
        });
        let lost = 0;
        let rounds = 0;
        while (lost === 0 && rounds < 10) {
          rounds++;
          const name = tenantId(`control-${rounds}`);
          const store = await postgresStore({ connectionString: server.url });
          const acknowledged: string[] = [];
          for (let n = 1; n <= 200; n++) {
            const matter = matterOf(name, `control-${rounds}`, n, 0);
            await store.append(telling(matter));
            acknowledged.push(matter.name);
          }
          await server.kill();
          await server.restart();
          await store.close();
          const after = await postgresStore({ connectionString: server.url });
          const found = await examined(after, name, acknowledged);
          await after.close();
          lost = found.lost;
          printed('control: synchronous_commit=off', {
            faults: rounds,
            acknowledged: acknowledged.length,
            ...found,
          });
        }
        expect(lost).toBeGreaterThan(0);
      },
    );
  },
);
