import { streamId, tenantId } from '@civigrid/kernel';
import { postgresStore, type StorePostgresErrorCode } from '@civigrid/store-postgres';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { child } from './faults/child-process.ts';
import { examined, sound } from './faults/examined.ts';
import { telling } from './faults/matters.ts';
import { statements } from './schemas.ts';

const missing = serverMissing('postgres');
const program = new URL('./opening-process.ts', import.meta.url);
const tenant = tenantId('street');
const patient = { timeout: 120_000 };

/** Everything that a database holds besides its own catalogue: relations with their files and rows, functions, schemas. */
const contents = [
  `SELECT n.nspname, c.relname, c.relkind::text, c.oid::text, c.relfilenode::text,
     pg_relation_size(c.oid)::text AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1, 2`,
  `SELECT n.nspname, p.proname, p.oid::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1, 2, 3`,
  'SELECT nspname FROM pg_namespace ORDER BY 1',
];

describe.skipIf(missing)(`opening a database${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await privatePostgres({ settings: { fsync: false } });
  }, 60_000);
  afterAll(() => server?.close(), 60_000);

  const database = (name: string) => Object.assign(new URL(server.url), { pathname: name }).href;

  async function held(url: string) {
    const lists = [];
    for (const text of contents) lists.push(await statements(url, [text]));
    return lists;
  }

  /** Refused by its code, with nothing changed. */
  async function refused(url: string, schema: string, code: StorePostgresErrorCode): Promise<void> {
    const before = await held(url);
    await expect(postgresStore({ connectionString: url, schema })).rejects.toMatchObject({ code });
    expect(await held(url)).toEqual(before);
  }

  test.each([2, 5])(
    '%i processes that open an empty database at the same moment share it',
    patient,
    async (count) => {
      const schema = `processes_${count}`;
      const names = Array.from({ length: count }, (_, i) => `process${i}`);
      const children = names.map((name) => child(program, [server.url, schema, name]));
      for (const { ended } of children) expect(await ended).toEqual({ code: 0, errors: '' });
      const store = await postgresStore({ connectionString: server.url, schema });
      expect(await examined(store, tenant, names)).toEqual(sound);
      await store.close();
    },
  );

  test('so do ten stores, each with connections of its own', patient, async () => {
    const names = Array.from({ length: 10 }, (_, i) => `store${i}`);
    const stores = await Promise.all(
      names.map(async (name) => {
        const store = await postgresStore({ connectionString: server.url, schema: 'ten' });
        await store.append(telling({ tenant, name, events: [{ stream: 'one', partition: 1 }] }));
        return store;
      }),
    );
    const [store] = stores;
    expect(store && (await examined(store, tenant, names))).toEqual(sound);
    for (const each of stores) await each.close();
    const steps = 'SELECT count(*) = max(version) AS once FROM ten.migrations';
    expect(await statements(server.url, [steps])).toEqual([{ once: true }]);
  });

  test('a schema whose name means something to SQL is a schema like others', patient, async () => {
    for (const schema of ['user', 'select', 'order', 'public']) {
      const store = await postgresStore({ connectionString: server.url, schema });
      const name = `in ${schema}`;
      const deadlines = [{ key: 'wake', due: 1, stream: streamId('case', 's') }];
      await store.append(
        telling({ tenant, name, events: [{ stream: 's', partition: 1 }], deadlines }),
      );
      const claimed = await store.deadlines.claim(tenant, 1, 10, 1000);
      expect(claimed.length).toBe(1);
      await store.deadlines.done(claimed);
      expect(await store.deadlines.next(tenant)).toBeUndefined();
      expect(await examined(store, tenant, [name])).toEqual(sound);
      await store.progress.save('group', 1, 1);
      expect(await store.progress.load('group', 1)).toEqual({ upTo: 1 });
      await store.close();
    }
  });

  test('a schema of a newer version is refused', patient, async () => {
    const settings = { connectionString: server.url, schema: 'newer' };
    await (await postgresStore(settings)).close();
    await statements(server.url, [
      "INSERT INTO newer.migrations (version, purpose, at) VALUES (1000, 'store', now())",
    ]);
    await refused(server.url, 'newer', 'store-postgres/newer-schema');
  });

  test.each([
    ['tables of something else', ['CREATE TABLE foreign_here.things (name text)']],
    ['a sequence of something else', ['CREATE SEQUENCE foreign_here.numbers']],
    ['a view of something else', ['CREATE VIEW foreign_here.one AS SELECT 1']],
    [
      'migrations of something else, by number',
      [
        'CREATE TABLE foreign_here.migrations (version int4 PRIMARY KEY)',
        'INSERT INTO foreign_here.migrations VALUES (1)',
      ],
    ],
    [
      'migrations of something else, by time',
      [
        'CREATE TABLE foreign_here.migrations (version int8)',
        'INSERT INTO foreign_here.migrations VALUES (20260302080000)',
      ],
    ],
    ['migrations of something else, by name', ['CREATE TABLE foreign_here.migrations (name text)']],
    [
      'migrations of something else, of which there are none',
      ['CREATE TABLE foreign_here.migrations (version int4, at timestamptz)'],
    ],
  ])('a schema that holds %s is refused', patient, async (_, texts) => {
    await statements(server.url, ['CREATE SCHEMA foreign_here', ...texts]);
    await refused(server.url, 'foreign_here', 'store-postgres/foreign-schema');
    await statements(server.url, ['DROP SCHEMA foreign_here CASCADE']);
  });

  test.each(['SQL_ASCII', 'LATIN1'])('a database in %s is refused', patient, async (encoding) => {
    const name = `in_${encoding.toLowerCase()}`;
    await statements(server.url, [
      `CREATE DATABASE ${name} ENCODING '${encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`,
    ]);
    await refused(database(name), 'civigrid', 'store-postgres/not-utf8');
  });

  test.each([
    '',
    'A',
    '1a',
    'a-b',
    'a"b',
    'a;DROP SCHEMA ten',
    'a b',
    '市',
    'pg_mine',
    'a'.repeat(41),
  ])('a schema named %j is refused', patient, (schema) =>
    refused(server.url, schema, 'store-postgres/invalid-schema'),
  );
});
