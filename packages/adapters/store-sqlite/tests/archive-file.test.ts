import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDomainError, memorySealedFiles, type SealedFiles, type Store } from '@civigrid/kernel';
import { folderFiles } from '@civigrid/store-core';
import { nodeSqliteDriver, type SqlDriver, sqliteStore } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, partitions, report, tenant } from './day.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const everything = 8.64e15;
const clock = { now: () => 42 };

const code = (wanted: string) => (error: unknown) => isDomainError(error, wanted);

async function sealAll(store: Store): Promise<void> {
  for (const partition of partitions) await store.archive.seal(tenant, partition, everything);
}

test('sealed files lie in a folder beside the file, and a store that is opened again reads them', async () => {
  const file = join(folder, 'beside.db');
  const store = sqliteStore({ file, clock });
  for (let n = 1; n <= 30; n++) await report(store, n);
  const was = await answers(store, 30);
  await sealAll(store);
  const sealed = await store.archive.list(tenant);
  await store.close();
  expect(readdirSync(`${file}.sealed`).toSorted()).toEqual(
    sealed.map(({ name }) => name).toSorted(),
  );
  const again = sqliteStore({ file, clock });
  expect(await answers(again, 30)).toEqual(was);
  expect(await again.archive.list(tenant)).toEqual(sealed);
  expect(await again.archive.verify(tenant)).toEqual([]);
  await again.close();
  for (const { name, bytes } of sealed)
    expect(readFileSync(join(`${file}.sealed`, name)).length).toBe(bytes);
});

test('what was sealed has left the tables', async () => {
  const file = join(folder, 'left.db');
  let raw: SqlDriver | undefined;
  const driver = (path: string) => {
    raw = nodeSqliteDriver(path);
    return raw;
  };
  const store = sqliteStore({ file, clock, driver });
  for (let n = 1; n <= 30; n++) await report(store, n);
  const rows = () =>
    raw?.prepare<{ readonly n: number }>('SELECT count(*) AS n FROM events').get()?.n;
  expect(rows()).toBe(40);
  await store.archive.seal(tenant, 1, everything);
  expect(rows()).toBe(10);
  await store.close();
});

test('two stores on one file seal and read side by side', async () => {
  const file = join(folder, 'two.db');
  const [one, two] = [
    sqliteStore({ file, clock, shared: true }),
    sqliteStore({ file, clock, shared: true, eventsPerFile: 4 }),
  ];
  for (let n = 1; n <= 30; n++) await report(n % 2 === 0 ? one : two, n);
  const was = await answers(one, 30);
  await Promise.all([sealAll(one), sealAll(two)]);
  expect(await answers(one, 30)).toEqual(was);
  expect(await answers(two, 30)).toEqual(was);
  expect(await two.archive.verify(tenant)).toEqual([]);
  expect((await report(one, 3)).outcome).toBe('duplicate');
  await one.close();
  await two.close();
});

test('a record that was restored and sealed is held against its head when it is opened again', async () => {
  const source = sqliteStore({ file: ':memory:', clock });
  for (let n = 1; n <= 12; n++) await report(source, n);
  const file = join(folder, 'head.db');
  const store = sqliteStore({ file });
  for (const partition of partitions)
    await store.restore.restore(tenant, source.readLog(tenant, partition));
  await sealAll(store);
  await store.close();
  const again = sqliteStore({ file });
  expect(await again.heads(tenant)).toEqual(await source.heads(tenant));
  await again.close();
  const raw = nodeSqliteDriver(file);
  raw.exec('UPDATE heads SET position = position - 1');
  raw.close();
  expect(() => sqliteStore({ file })).toThrow('fewer events');
  await source.close();
});

/** Dies at its n-th step, before or after it, and does nothing from then on. */
function mortal(diesAt: number) {
  let passed = 0;
  const point = () => {
    if (passed >= diesAt) throw new Error('The process has died.');
    passed++;
    if (passed >= diesAt) throw new Error('The process has died.');
  };
  return {
    point,
    passed: () => passed,
    files: (files: SealedFiles): SealedFiles => ({
      put: async (name, bytes) => {
        point();
        await files.put(name, bytes);
        point();
      },
      get: async (name) => {
        point();
        return files.get(name);
      },
    }),
    driver: (driver: SqlDriver): SqlDriver => ({
      ...driver,
      transaction: (work) => {
        point();
        const result = driver.transaction(work);
        point();
        return result;
      },
    }),
  };
}

test('a process that dies at any point of sealing loses and doubles nothing, and the next one goes on', async () => {
  let deaths = 0;
  for (let diesAt = 1; ; diesAt++) {
    const file = join(folder, `walk-${diesAt}.db`);
    const files = folderFiles(`${file}.sealed`);
    const before = sqliteStore({ file, clock, files });
    for (let n = 1; n <= 12; n++) await report(before, n);
    const was = await answers(before, 12);
    await before.close();

    const life = mortal(diesAt);
    // Opening is walked elsewhere: the transactions count from the first sealing on.
    let sealing = false;
    const store = sqliteStore({
      file,
      clock,
      eventsPerFile: 5,
      files: life.files(files),
      driver: (path) => {
        const driver = nodeSqliteDriver(path);
        const dying = life.driver(driver);
        return {
          ...driver,
          transaction: (work) => (sealing ? dying : driver).transaction(work),
        };
      },
    });
    sealing = true;
    const died = await sealAll(store).then(
      () => false,
      () => true,
    );
    sealing = false;
    await store.close();

    const after = sqliteStore({ file, clock, files, eventsPerFile: 5 });
    expect(await answers(after, 12)).toEqual(was);
    expect(await after.archive.verify(tenant)).toEqual([]);
    await sealAll(after);
    expect(await answers(after, 12)).toEqual(was);
    expect((await after.archive.list(tenant)).map(({ from, to }) => [from, to])).toEqual([
      [1, 5],
      [6, 10],
      [11, 12],
      [1, 4],
    ]);
    expect((await report(after, 12)).outcome).toBe('duplicate');
    await after.close();
    if (!died) break;
    deaths++;
  }
  // Four files, each put, read back and entered: five points. Behind the last one nothing is left to be told.
  expect(deaths).toBe(4 * 5 - 1);
});

test('the walk would see a loss: files that only said that they were durable are missed', async () => {
  const file = join(folder, 'forgetful.db');
  const before = sqliteStore({ file, clock, files: memorySealedFiles() });
  for (let n = 1; n <= 12; n++) await report(before, n);
  await sealAll(before);
  await before.close();
  const after = sqliteStore({ file, clock, files: memorySealedFiles() });
  await expect(answers(after, 12)).rejects.toSatisfy(code('kernel/sealed-file-missing'));
  const defects = await after.archive.verify(tenant);
  expect(defects.map(({ partition }) => partition)).toEqual([1, 2]);
  await after.close();
});

test('a folder keeps a file as it was put: the same again is fine, other bytes are refused', async () => {
  const files = folderFiles(join(folder, 'deep', 'er'));
  const bytes = Uint8Array.of(1, 2, 3);
  expect(await files.get('a.jsonl')).toBeUndefined();
  await files.put('a.jsonl', bytes);
  await files.put('a.jsonl', bytes);
  await expect(files.put('a.jsonl', Uint8Array.of(1, 2, 4))).rejects.toSatisfy(
    code('kernel/sealed-file-altered'),
  );
  expect(await files.get('a.jsonl')).toEqual(bytes);
  expect(readdirSync(join(folder, 'deep', 'er'))).toEqual(['a.jsonl']);
});

test('a name that leads out of the folder is not taken', async () => {
  const inner = join(folder, 'inner');
  mkdirSync(inner);
  writeFileSync(join(folder, 'outside'), 'secret');
  const files = folderFiles(inner);
  for (const name of ['../outside', '/etc/hostname', '', '.', '..', 'a/b', 'a\\b']) {
    await expect(files.get(name)).rejects.toThrow('name');
    await expect(files.put(name, new Uint8Array())).rejects.toThrow('name');
  }
  expect(readFileSync(join(folder, 'outside'), 'utf8')).toBe('secret');
});

test('a folder that cannot be written takes nothing out of the tables', async () => {
  const file = join(folder, 'blocked.db');
  writeFileSync(`${file}.sealed`, 'a file where the folder would be');
  const store = sqliteStore({ file, clock });
  for (let n = 1; n <= 12; n++) await report(store, n);
  const was = await answers(store, 12);
  await expect(sealAll(store)).rejects.toThrow();
  expect(await answers(store, 12)).toEqual(was);
  rmSync(`${file}.sealed`);
  await sealAll(store);
  expect(await answers(store, 12)).toEqual(was);
  await store.close();
});
