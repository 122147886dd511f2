import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { nodeSqliteDriver, sqliteStore } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, report, tenant } from './day.ts';
import { firstVersion } from './first-version.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-upgrade-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const application = 0x43475331;
const tables = [
  'tenants',
  'streams',
  'heads',
  'events',
  'commands',
  'deadlines',
  'progress',
  'letters',
];

/** A file as the first version made it, with the rows of a day in it. */
async function oldFile(name: string): Promise<{ readonly file: string; readonly was: unknown }> {
  const newest = join(folder, `${name}.new.db`);
  const store = sqliteStore({ file: newest, clock: { now: () => 42 } });
  for (let n = 1; n <= 10; n++) await report(store, n);
  await store.progress.save('policies', 1, 7, { open: 1 });
  const was = await answers(store, 11);
  await store.close();
  const file = join(folder, `${name}.db`);
  const old = new DatabaseSync(file);
  old.exec(firstVersion);
  old.exec(`ATTACH '${newest}' AS newest`);
  for (const table of tables) old.exec(`INSERT INTO main.${table} SELECT * FROM newest.${table}`);
  old.exec(`DETACH newest; PRAGMA application_id = ${application}; PRAGMA user_version = 1`);
  old.close();
  return { file, was };
}

function header(file: string): readonly unknown[] {
  const raw = new DatabaseSync(file, { readOnly: true });
  const version = raw.prepare('PRAGMA user_version').get();
  const found = raw
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all();
  raw.close();
  return [version?.['user_version'], ...found.map(({ name }) => name)];
}

test('a file of the first version is brought to the newest, and keeps everything', async () => {
  const { file, was } = await oldFile('kept');
  expect(header(file)).toEqual([1, ...tables.toSorted()]);
  const store = sqliteStore({ file });
  expect(await answers(store, 11)).toEqual(was);
  expect(await store.progress.load('policies', 1)).toEqual({ upTo: 7, snapshot: { open: 1 } });
  expect((await report(store, 10)).outcome).toBe('duplicate');
  expect((await report(store, 11)).outcome).toBe('appended');
  const grown = await answers(store, 11);
  expect((await store.archive.seal(tenant, 1, 8.64e15)).length).toBe(1);
  expect(await answers(store, 11)).toEqual(grown);
  await store.close();
  const upgraded = header(file);
  expect(upgraded).toContain('sealed');
  const fresh = join(folder, 'fresh.db');
  await sqliteStore({ file: fresh }).close();
  expect(header(fresh)).toEqual(upgraded);
});

test('two processes that open an old file at once bring it to the newest version once', async () => {
  const { file, was } = await oldFile('twice');
  const stores = [sqliteStore({ file, shared: true }), sqliteStore({ file, shared: true })];
  for (const store of stores) expect(await answers(store, 11)).toEqual(was);
  for (const store of stores) await store.close();
});

test('an upgrade that breaks off leaves the old file, and the next one goes through', async () => {
  const { file, was } = await oldFile('broken');
  const failing = (path: string) => {
    const driver = nodeSqliteDriver(path);
    return {
      ...driver,
      exec: (sql: string) => {
        if (sql.includes('user_version = ')) throw new Error('The power is gone.');
        driver.exec(sql);
      },
    };
  };
  expect(() => sqliteStore({ file, driver: failing })).toThrow('power');
  expect(header(file)).toEqual([1, ...tables.toSorted()]);
  const store = sqliteStore({ file });
  expect(await answers(store, 11)).toEqual(was);
  await store.close();
});
