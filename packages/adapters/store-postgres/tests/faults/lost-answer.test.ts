import { setTimeout as sleep } from 'node:timers/promises';
import { type AppendResult, tenantId } from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { seededRandom } from '@civigrid/testing';
import {
  type FrontendMessage,
  type PrivateServer,
  privatePostgres,
  type RelayVerdict,
  serverMissing,
  type TcpRelay,
  tcpRelay,
} from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statements } from '../schemas.ts';
import { examined, isLong, printed, sound } from './examined.ts';
import { type Matter, matterOf, telling } from './matters.ts';

const missing = serverMissing('postgres');
const patient = { timeout: 600_000 };

/** The messages of one append, in order; a statement that is prepared already has no `P`. */
const letters = ['B', 'E', 'S'] as const;

/** A door whose append rounds are hurt at a chosen message, as often as it is told. */
async function hurtingRelay(url: string) {
  /** The connections on which an append is being asked. */
  const asking = new Set<number>();
  let verdict: (letter: string) => RelayVerdict = () => 'pass';
  let faults = 0;
  const relay = await tcpRelay({
    url,
    frontend: ({ type, bytes, connection }: FrontendMessage) => {
      if ((type === 'P' || type === 'B') && bytes.includes('append')) asking.add(connection);
      if (!asking.has(connection)) return 'pass';
      if (type === 'S') asking.delete(connection);
      const judged = verdict(type);
      if (judged !== 'pass') faults++;
      return judged;
    },
  });
  return {
    relay,
    judge: (by: typeof verdict) => {
      verdict = by;
    },
    /** The next message of this letter in an append, and no other. */
    once: (letter: string, fault: RelayVerdict) => {
      let isOver = false;
      verdict = (type) => {
        if (isOver || type !== letter) return 'pass';
        isOver = true;
        return fault;
      };
    },
    faults: () => faults,
  };
}

describe.skipIf(missing)(
  `connections lost in the middle of an append${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let server: PrivateServer;
    let direct: PostgresStore;
    beforeAll(async () => {
      server = await privatePostgres();
      direct = await postgresStore({ connectionString: server.url });
    }, 60_000);
    afterAll(async () => {
      await direct?.close();
      await server?.close();
    }, 60_000);

    /** A store whose connections go through a door that hurts. */
    async function hurt(prepared = true) {
      const door = await hurtingRelay(server.url);
      const store = await postgresStore({ connectionString: door.relay.url, prepared });
      const close = async () => {
        await store.close();
        await door.relay.close();
      };
      return { ...door, store, close };
    }

    /** Asks once more after the promise was rejected; fails where it was not. */
    async function twice(
      store: PostgresStore,
      first: Matter,
      again = first,
    ): Promise<AppendResult> {
      await expect(store.append(telling(first))).rejects.toThrow();
      return store.append(telling(again));
    }

    const sending = { prepared: true, unprepared: false };
    test.each(Object.entries(sending))(
      'the answer is lost after the statement was committed (%s): sent again it is a duplicate with its first answer',
      patient,
      async (name, prepared) => {
        const tenant = tenantId(`swallow-${name}`);
        const { store, once, faults, close } = await hurt(prepared);
        const acknowledged: string[] = [];
        const rounds = isLong ? 300 : 30;
        for (let n = 1; n <= rounds; n++) {
          const matter = matterOf(tenant, 'swallowed', n, 0);
          once(letters[n % letters.length] ?? 'S', 'swallow');
          const answer = await twice(store, matter);
          expect(answer.outcome).toBe('duplicate');
          acknowledged.push(matter.name);
          const { command } = telling(matter);
          expect(answer).toEqual({
            outcome: 'duplicate',
            entries: await direct.first(tenant, command),
          });
        }
        const found = await examined(direct, tenant, acknowledged);
        printed('connection lost after COMMIT', {
          faults: faults(),
          acknowledged: acknowledged.length,
          ...found,
        });
        expect(found).toEqual(sound);
        expect(faults()).toBe(rounds);
        await close();
      },
    );

    test.each(letters)(
      'the connection is cut before %s reaches the server: nothing stands, and sent again it is appended once',
      patient,
      async (letter) => {
        const tenant = tenantId(`cut-${letter}`);
        const { store, once, faults, close } = await hurt();
        const acknowledged: string[] = [];
        for (let n = 1; n <= 10; n++) {
          const matter = matterOf(tenant, 'cut', n, 0);
          once(letter, 'cut');
          expect((await twice(store, matter)).outcome).toBe('appended');
          acknowledged.push(matter.name);
        }
        const found = await examined(direct, tenant, acknowledged);
        printed(`connection cut before ${letter}`, {
          faults: faults(),
          acknowledged: acknowledged.length,
          ...found,
        });
        expect(found).toEqual(sound);
        expect(faults()).toBe(10);
        await close();
      },
    );

    test(
      'control: sent again under new ids it stands twice, and the harness sees it',
      patient,
      async () => {
        const tenant = tenantId('control');
        const { store, once, faults, close } = await hurt();
        const acknowledged: string[] = [];
        for (let n = 1; n <= 10; n++) {
          const matter = matterOf(tenant, 'control', n, 0);
          once('S', 'swallow');
          expect((await twice(store, matter, { ...matter, salt: 'anew' })).outcome).toBe(
            'appended',
          );
          acknowledged.push(matter.name);
        }
        const { doubled, ...found } = await examined(direct, tenant, acknowledged);
        printed('control: sent again under new ids', {
          faults: faults(),
          acknowledged: acknowledged.length,
          doubled,
          ...found,
        });
        expect(doubled).toBeGreaterThanOrEqual(10);
        await close();
      },
    );

    const seed = 20_260_304;
    test(
      `64 callers behind a line that loses answers and requests: each is answered in the end, and stands once (seed ${seed})`,
      patient,
      async () => {
        const random = seededRandom(seed);
        const tenant = tenantId('load');
        const { store, judge, faults, close } = await hurt();
        judge((letter) => {
          if (letter !== 'B' && letter !== 'S') return 'pass';
          const chance = random.next();
          if (chance < 0.08) return 'swallow';
          return chance < 0.12 ? 'cut' : 'pass';
        });
        const acknowledged: string[] = [];
        const callers = Array.from({ length: 64 }, async (_, i) => {
          for (let n = 1; n <= (isLong ? 200 : 12); n++) {
            const matter = matterOf(tenant, `caller${i}`, n, 0);
            while (
              await store.append(telling(matter)).then(
                () => false,
                () => true,
              )
            );
            acknowledged.push(matter.name);
          }
        });
        await Promise.all(callers);
        const found = await examined(direct, tenant, acknowledged);
        printed('a line that loses answers', {
          faults: faults(),
          acknowledged: acknowledged.length,
          ...found,
        });
        expect(found).toEqual(sound);
        expect(faults()).toBeGreaterThan(5);
        await close();
      },
    );

    test(
      'a line that goes silent is given up after its time, and the others go on',
      patient,
      async () => {
        const tenant = tenantId('silent');
        const door = await hurtingRelay(server.url);
        const store = await postgresStore({ connectionString: door.relay.url, timeoutMs: 1_000 });
        await store.append(telling(matterOf(tenant, 'before', 1, 0)));
        door.once('B', 'silence');
        const silent = matterOf(tenant, 'silent', 1, 0);
        const first = store.append(telling(silent)).then(
          () => 'answered',
          () => 'unknown',
        );
        while (door.faults() === 0) await sleep(5);
        const other = await store.append(telling(matterOf(tenant, 'other', 1, 0)));
        expect(other.outcome).toBe('appended');
        expect(await first).toBe('unknown');
        expect((await store.append(telling(silent))).outcome).toBe('appended');
        const names = ['before/1', 'silent/1', 'other/1'];
        expect(await examined(direct, tenant, names)).toEqual(sound);
        await store.close();
        await door.relay.close();
      },
    );

    test(
      'a door behind which nobody answers is given up when the store is opened',
      patient,
      async () => {
        await using relay = await tcpRelay({ url: server.url, frontend: () => 'silence' });
        await expect(
          postgresStore({ connectionString: relay.url, timeoutMs: 300 }),
        ).rejects.toThrow(/timeout/i);
      },
    );

    test(
      'a store whose connection is cut while it is opened rejects, wherever that is, and another opens what is there',
      patient,
      async () => {
        let faults = 0;
        for (let n = 1; ; n++) {
          let seen = 0;
          const cut: RelayVerdict = n % 2 === 0 ? 'swallow' : 'cut';
          const relay: TcpRelay = await tcpRelay({
            url: server.url,
            frontend: () => (++seen === n ? cut : 'pass'),
          });
          const opened = await postgresStore({
            connectionString: relay.url,
            schema: 'cut_open',
          }).then(
            (store) => store,
            () => undefined,
          );
          await opened?.close();
          await relay.close();
          if (opened !== undefined) break;
          faults++;
        }
        expect(faults).toBeGreaterThan(10);
        const tables = await statements(server.url, [
          `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'cut_open' AND relkind = 'p'`,
        ]);
        expect(tables).toEqual([{ relname: 'events' }]);
      },
    );
  },
);
