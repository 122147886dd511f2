import {
  type AppendBatch,
  commandId,
  type Deadline,
  isDomainError,
  type Recorded,
  streamId,
  type TenantId,
  tenantId,
} from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import {
  type PrivateServer,
  privatePostgres,
  serverMissing,
  tcpRelay,
} from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { telling } from './faults/matters.ts';
import { statements } from './schemas.ts';

const missing = serverMissing('postgres');
const patient = { timeout: 120_000 };
const [here, there] = [tenantId('here'), tenantId('there')];
const stream = streamId('case', 'a');

/** The same names for everything, whosever it is: streams, partitions, commands, event ids, deadline keys. */
function alike(tenant: TenantId, name: string, events: number): AppendBatch {
  const asked = telling({
    tenant: here,
    name,
    events: Array.from({ length: events }, (_, i) => ({
      stream: i % 2 === 0 ? 'a' : 'b',
      partition: 3,
    })),
    deadlines: [
      { key: 'sign', due: 1000 + events, stream },
      { key: name, due: 2000, stream },
    ],
  });
  return { ...asked, tenant };
}

async function listed<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** What a tenant sees, but for its name and what its name goes into. */
async function seen(store: PostgresStore, tenant: TenantId) {
  const bare = ({ tenant: own, digest: _digest, recordedAt: _recordedAt, ...event }: Recorded) => {
    expect(own).toBe(tenant);
    return event;
  };
  const commands = ['one', 'two', 'three'].map((name) => alike(tenant, name, 1).command);
  const groups = [`${tenant}/group`, `${tenant}/other`];
  return {
    heads: await store.heads(tenant),
    log: (await listed(store.readLog(tenant, 3))).map(bare),
    stream: (await listed(store.read(tenant, stream))).map(bare),
    firsts: await Promise.all(commands.map((command) => store.first(tenant, command))),
    next: await store.deadlines.next(tenant),
    progress: await Promise.all(groups.map((group) => store.progress.load(group, 3))),
    letters: (await store.deadLetters.list({ tenant })).map(({ source }) => source),
  };
}

/** Everything that a tenant can do. */
async function lived(store: PostgresStore, tenant: TenantId): Promise<readonly Deadline[]> {
  await store.append(alike(tenant, 'one', 3));
  await store.append(alike(tenant, 'two', 1));
  await store.append(alike(tenant, 'two', 1));
  await store.append({
    ...alike(tenant, 'three', 2),
    deadlines: [{ key: 'one', cancel: true }],
  });
  const claimed = await store.deadlines.claim(tenant, 1500, 10, 1000);
  await store.deadlines.done(claimed);
  await store.progress.save(`${tenant}/group`, 3, 2, { tenant: 'mine' });
  await store.deadLetters.keep({
    id: `letter-${tenant}`,
    tenant,
    source: 'mqtt',
    at: 1,
    keepUntil: 5,
    reasons: [{ code: 'guard/too-large' }],
    sealed: [],
  });
  return claimed;
}

describe.skipIf(missing)(
  `two tenants in one schema${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let server: PrivateServer;
    beforeAll(async () => {
      server = await privatePostgres({ settings: { fsync: false } });
    }, 60_000);
    afterAll(() => server?.close(), 60_000);

    test(
      'with equal names of everything see what they would see alone, and nothing of each other',
      patient,
      async () => {
        const alone = await postgresStore({ connectionString: server.url, schema: 'alone' });
        const both = await postgresStore({ connectionString: server.url, schema: 'both' });
        await lived(alone, here);
        const expected = await seen(alone, here);

        expect((await lived(both, there)).every(({ tenant }) => tenant === there)).toBe(true);
        const before = await seen(both, there);
        expect(before).toEqual(expected);
        expect((await seen(both, here)).heads).toEqual([]);
        expect((await lived(both, here)).every(({ tenant }) => tenant === here)).toBe(true);
        expect(await seen(both, here)).toEqual(expected);
        expect(await seen(both, there)).toEqual(before);
        for (const store of [alone, both]) await store.close();
      },
    );

    test(
      'to claim, finish, cancel and repeat for one changes nothing for the other',
      patient,
      async () => {
        const store = await postgresStore({ connectionString: server.url, schema: 'apart' });
        for (const tenant of [here, there]) await store.append(alike(tenant, 'one', 3));
        const before = await seen(store, there);
        const claimed = await store.deadlines.claim(here, 9_999, 10, 1_000);
        await store.deadlines.done(claimed.map((deadline) => ({ ...deadline, tenant: here })));
        await store.append({
          ...alike(here, 'two', 2),
          deadlines: [{ key: 'sign', cancel: true }],
        });
        expect((await store.append(alike(here, 'one', 3))).outcome).toBe('duplicate');
        const taken = { ...alike(here, 'one', 3), command: commandId('another') };
        await expect(store.append(taken)).rejects.toSatisfy((error) =>
          isDomainError(error, 'kernel/event-id-taken'),
        );
        expect(await seen(store, there)).toEqual(before);
        expect((await store.deadlines.claim(there, 9_999, 10, 1_000)).length).toBe(claimed.length);
        await store.close();
      },
    );

    /** The tables that hold more than one tenant's rows, by their columns. Letters are removed by id, as their port has it. */
    const tenantTables = `SELECT DISTINCT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'scanned' AND column_name = 'tenant' AND table_name NOT LIKE 'events\\_%'`;
    const byId = new Set(['letters']);

    /** Words that may stand behind a table and are no other name for it. */
    const words =
      /^(where|set|values|order|on|using|left|join|for|limit|group|union|returning|loop)$/i;

    /** The statements in a text of SQL or PL/pgSQL that look at a table of tenants, by whatever name, and do not say whose rows they mean. */
    function unowned(text: string, tables: readonly string[]): readonly string[] {
      const bare = text.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''");
      const named = new RegExp(
        `\\b(FROM|JOIN|INTO|UPDATE)\\s+(?:"?\\w+"?\\.)?(?:${tables.join('|')})\\b(?:\\s+AS)?(?:\\s+(\\w+))?`,
        'gi',
      );
      return bare.split(';').filter((statement) =>
        [...statement.matchAll(named)].some(({ 0: all, 1: verb = '', 2: word = '', index }) => {
          const behind = statement.slice(index + all.length);
          if (/into/i.test(verb)) return !/^\s*\([^)]*\btenant\b/.test(behind);
          const alias = words.test(word) ? '' : word;
          const owner = alias === '' ? '(?<![.\\w])tenant' : `\\b${alias}\\.tenant`;
          return !new RegExp(`\\b(?:WHERE|AND|ON)\\s+\\(?${owner}\\s*=`, 'i').test(
            `${word === alias ? '' : word} ${behind}`,
          );
        }),
      );
    }

    test(
      'every statement on a table of tenants says whose rows it means, sent or in a function',
      patient,
      async () => {
        const sent = new Set<string>();
        const relay = await tcpRelay({
          url: server.url,
          frontend: ({ type, bytes }) => {
            if (type === 'P') {
              const [, text = ''] = bytes.toString('utf8', 5).split('\0');
              sent.add(text);
            }
            return 'pass';
          },
        });
        const store = await postgresStore({ connectionString: relay.url, schema: 'scanned' });
        await lived(store, here);
        await seen(store, here);
        const taken = { ...alike(here, 'one', 3), command: commandId('another') };
        await expect(store.append(taken)).rejects.toThrow();
        await store.deadLetters.remove('letter-here');
        await store.close();
        await relay.close();
        const functions = await statements(server.url, [
          `SELECT proname AS name, prosrc AS text FROM pg_proc WHERE pronamespace = 'scanned'::regnamespace`,
        ]);
        // The leaf of a month takes in what waited for it of all tenants.
        const bodies = functions
          .filter(({ name }) => name !== 'make_leaf')
          .map(({ text }) => String(text));
        const tables = (await statements(server.url, [tenantTables]))
          .map(({ name }) => String(name))
          .filter((name) => !byId.has(name));
        expect(tables).toEqual(
          expect.arrayContaining(['events', 'streams', 'heads', 'commands', 'deadlines']),
        );
        expect(bodies.length).toBeGreaterThan(5);
        expect(sent.size).toBeGreaterThan(8);
        expect([...sent, ...bodies].flatMap((text) => unowned(text, tables))).toEqual([]);
        // The scan itself finds what it is for.
        for (const wrong of [
          'SELECT * FROM events WHERE id = $1',
          'UPDATE scanned.events SET data = $1 WHERE position = $2',
          'DELETE FROM "scanned".deadlines d WHERE d.key = $1',
          'BEGIN; PERFORM 1; SELECT s.tenant FROM streams s WHERE s.name = $1; END',
          'INSERT INTO heads (partition, position) VALUES (1, 1)',
          'SELECT FROM streams s JOIN events e ON e.stream = s.id WHERE s.tenant = $1',
        ])
          expect(unowned(wrong, tables).length, wrong).toBe(1);
      },
    );
  },
);
