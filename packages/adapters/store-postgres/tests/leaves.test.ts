import { commandId, isDomainError, tenantId } from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everything, examined, sound } from './faults/examined.ts';
import { type Matter, matterOf, telling } from './faults/matters.ts';
import { statements } from './schemas.ts';

const missing = serverMissing('postgres');
const patient = { timeout: 120_000 };
/** May 2041. */
const far = Date.UTC(2041, 4, 17);

describe.skipIf(missing)(`the log by months${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PrivateServer;
  let store: PostgresStore;
  let streets = 0;
  let tenant = tenantId('street');
  beforeAll(async () => {
    server = await privatePostgres({ settings: { fsync: false } });
    store = await postgresStore({ connectionString: server.url });
  }, 60_000);
  beforeEach(() => {
    tenant = tenantId(`street-${++streets}`);
  });
  afterAll(async () => {
    await store?.close();
    await server?.close();
  }, 60_000);

  const matter = (name: string, at: number, count = 1): Matter => ({
    tenant,
    name,
    events: Array.from({ length: count }, () => ({ stream: 'a', partition: 1 })),
    at,
  });

  /** In which leaf each event of a street lies, in order of position. */
  async function leaves(): Promise<readonly string[]> {
    const rows = await statements(server.url, [
      `SELECT v.tableoid::regclass::text AS leaf FROM civigrid.events v
       JOIN civigrid.tenants t ON t.id = v.tenant WHERE t.name = '${tenant}' ORDER BY v.position`,
    ]);
    return rows.map(({ leaf }) => String(leaf).replace('civigrid.', ''));
  }

  const leafOf = (at: number) =>
    `events_${new Date(at).toISOString().slice(0, 7).replace('-', '_')}`;

  const makeLeaf = (at: number) =>
    statements(server.url, [
      `BEGIN; SET LOCAL search_path = civigrid;
       SELECT make_leaf('${new Date(at).toISOString().slice(0, 7)}-01T00:00:00Z'); COMMIT`,
    ]);

  /** The first and the last instant of the month that lies so many months ahead of the database's. */
  async function month(ahead: number): Promise<readonly [number, number]> {
    const today = new Date(await store.now());
    const [year, now] = [today.getUTCFullYear(), today.getUTCMonth()];
    return [Date.UTC(year, now + ahead), Date.UTC(year, now + ahead + 1) - 1];
  }

  test(
    'an event lies in the month that stands in its command, to the millisecond, and elsewhere where there is none',
    patient,
    async () => {
      const expected: string[] = [];
      for (const ahead of [0, 1, 2])
        for (const at of await month(ahead)) {
          await store.append(telling(matter(`at ${at}`, at)));
          expected.push(leafOf(at));
        }
      const [, beyond] = await month(3);
      for (const at of [beyond, 0, far]) {
        await store.append(telling(matter(`other ${at}`, at)));
        expected.push('events_other');
      }
      await store.append({
        ...telling(matter('named', 1)),
        command: commandId('a name of its own'),
      });
      expect((await leaves()).slice(0, -1)).toEqual(expected);
      expect(new Set(expected).size).toBe(4);
      const { events, gaps } = await everything(store, tenant);
      expect([events.length, gaps]).toEqual([expected.length + 1, 0]);
    },
  );

  test(
    'a leaf that is made later takes in what waited for it, of every street, and nothing else changes',
    patient,
    async () => {
      const [first, last] = [Date.UTC(2041, 4, 1), Date.UTC(2041, 5, 1) - 1];
      const inside = [first, far, last].map((at) => matter(`in ${at}`, at, 3));
      const outside = [first - 1, last + 1, 0].map((at) => matter(`out ${at}`, at, 2));
      const all = [...inside, ...outside];
      for (const each of all) await store.append(telling(each));
      expect(new Set(await leaves())).toEqual(new Set(['events_other']));
      const before = await everything(store, tenant);
      await makeLeaf(far);
      await makeLeaf(far);
      expect(await everything(store, tenant)).toEqual(before);
      expect(
        await examined(
          store,
          tenant,
          all.map(({ name }) => name),
        ),
      ).toEqual(sound);
      const count = (list: readonly string[], leaf: string) =>
        list.filter((each) => each === leaf).length;
      const now = await leaves();
      expect([count(now, leafOf(far)), count(now, 'events_other')]).toEqual([9, 6]);
      for (const each of all) expect((await store.append(telling(each))).outcome).toBe('duplicate');
      await store.append(telling(matter('afterwards', far)));
      expect((await leaves()).at(-1)).toBe(leafOf(far));
    },
  );

  test(
    'whoever asks while a leaf is made waits for it and is told the truth',
    patient,
    async () => {
      const at = Date.UTC(2043, 0, 5);
      const [asked, other] = [telling(matter('asked', at, 2)), telling(matter('other', at, 1))];
      const answer = await store.append(asked);
      const client = new Client({ connectionString: server.url });
      await client.connect();
      await client.query('BEGIN');
      await client.query('SET LOCAL search_path = civigrid');
      await client.query(`SELECT make_leaf('2043-01-01T00:00:00Z')`);
      const waiting = Promise.all([
        store.first(tenant, asked.command),
        store.append(asked),
        store.append(other),
        everything(store, tenant),
      ]);
      const blocked = `SELECT count(*)::int4 AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
      while (Number((await statements(server.url, [blocked]))[0]?.['count']) < 2);
      await client.query('COMMIT');
      await client.end();
      const [first, again, added, seen] = await waiting;
      expect(first).toEqual('entries' in answer ? answer.entries : undefined);
      expect(again).toEqual({ ...answer, outcome: 'duplicate' });
      expect(added.outcome).toBe('appended');
      expect(seen.events.length).toBeGreaterThanOrEqual(2);
      expect(await examined(store, tenant, ['asked', 'other'])).toEqual(sound);
    },
  );

  test(
    'where somebody reads for long no leaf is made, and nobody waits; it is made the next time',
    patient,
    async () => {
      const at = Date.UTC(2044, 0, 5);
      await store.append(telling(matter('before', at)));
      const client = new Client({ connectionString: server.url });
      await client.connect();
      await client.query('BEGIN');
      await client.query('SELECT count(*) FROM civigrid.events');
      await makeLeaf(at);
      await store.append(telling(matter('beside', at)));
      expect(await leaves()).toEqual(['events_other', 'events_other']);
      await client.query('COMMIT');
      await client.end();
      await makeLeaf(at);
      expect(await leaves()).toEqual([leafOf(at), leafOf(at)]);
      expect(await examined(store, tenant, ['before', 'beside'])).toEqual(sound);
    },
  );

  test('a repeated command gets its first answer, whichever leaf it lies in', patient, async () => {
    const [here, next] = [(await month(0))[0], (await month(1))[0]];
    for (const at of [here, next, 0]) {
      const asked = telling(matter(`repeated ${at}`, at, 2));
      const first = await store.append(asked);
      expect(await store.append(asked)).toEqual({ ...first, outcome: 'duplicate' });
      const two = matterOf(tenant, `two-${at}`, 2, at);
      const answer = await store.append(telling(two));
      expect(await store.append(telling(two))).toEqual({ ...answer, outcome: 'duplicate' });
    }
  });

  test(
    'an event id that stands in one leaf is taken for commands of every other',
    patient,
    async () => {
      const instants = [(await month(0))[0], (await month(1))[0], 0];
      for (const from of instants) {
        const standing = telling(matter(`standing ${from}`, from));
        await store.append(standing);
        for (const to of instants) {
          const { command } = telling(matter(`other ${from} ${to}`, to));
          await expect(store.append({ ...standing, command })).rejects.toSatisfy((error) =>
            isDomainError(error, 'kernel/event-id-taken'),
          );
        }
      }
      expect((await everything(store, tenant)).events.length).toBe(instants.length);
    },
  );

  test(
    'leaves are made while others append, read and repeat: nothing is lost, doubled or torn',
    patient,
    async () => {
      const told: string[] = [];
      let isOver = false;
      const instants = [1, 2, 3].map((n) => Date.UTC(2042, n, 10));
      const callers = Array.from({ length: 16 }, async (_, i) => {
        for (let n = 1; !isOver; n++) {
          const each = matterOf(tenant, `caller${i}`, n, instants[n % 3] ?? 0);
          await store.append(telling(each));
          told.push(each.name);
          if (n % 5 === 0) expect((await store.append(telling(each))).outcome).toBe('duplicate');
        }
      });
      const reader = (async () => {
        while (!isOver)
          for (const partition of [1, 2, 3]) {
            let next = 1;
            for await (const { position } of store.readLog(tenant, partition))
              expect(position).toBe(next++);
          }
      })();
      for (const at of instants) {
        const enough = told.length + 100;
        while (told.length < enough) await new Promise((resolve) => setTimeout(resolve, 2));
        await makeLeaf(at);
      }
      isOver = true;
      await Promise.all([...callers, reader]);
      expect(await examined(store, tenant, told)).toEqual(sound);
      expect(new Set(await leaves()).size).toBe(4);
    },
  );
});
