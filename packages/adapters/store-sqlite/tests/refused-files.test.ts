import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { isDomainError } from '@civigrid/kernel';
import {
  betterSqlite3Driver,
  nodeSqliteDriver,
  sqliteStore,
  sqliteVault,
} from '@civigrid/store-sqlite';
import { storeSqliteMessages } from '@civigrid/store-sqlite/messages';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbers, reportAll } from './events.ts';

let root = '';
let folders = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'civigrid-refused-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function nextFile(name = 'street.db'): string {
  const folder = join(root, `${++folders}`);
  mkdirSync(folder);
  return join(folder, name);
}

/** The code with which opening is refused, or what else is thrown; a store that opens is closed again. */
async function refusal(open: () => { close(): Promise<void> }): Promise<unknown> {
  try {
    await open().close();
    return 'opened';
  } catch (error) {
    return isDomainError(error) ? error.code : error;
  }
}

/** Every file of a folder with its bytes. */
function bytesIn(folder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('hex')]),
  );
}

const folderOf = (file: string) => join(file, '..');
const script = fileURLToPath(new URL('./holder.ts', import.meta.url));
const run = [process.execPath, '--conditions=civigrid-source', script] as const;

/** What a second process is told that opens the file. */
function tried(lock: 'alone' | 'shared', file: string): string {
  const [node, ...options] = run;
  return spawnSync(node, [...options, 'try', lock, file], { encoding: 'utf8' }).stdout.trim();
}

/** A process that holds the file with three events in it. */
async function holder(lock: 'alone' | 'shared', file: string) {
  const [node, ...options] = run;
  const child = spawn(node, [...options, 'hold', lock, file]);
  const [said] = await once(child.stdout, 'data');
  expect(String(said).trim()).toBe('opened');
  return child;
}

const drivers = { 'node:sqlite': nodeSqliteDriver, libsql: betterSqlite3Driver(Database) };

describe.each(Object.entries(drivers))('through %s', (_, driver) => {
  test('a SQLite file of something else is refused, and nothing is changed or laid beside it', async () => {
    const file = nextFile();
    const foreign = new DatabaseSync(file);
    foreign.exec('CREATE TABLE residents (name TEXT); PRAGMA user_version = 1');
    foreign.close();
    const before = bytesIn(folderOf(file));
    const open = { file, driver };
    expect(await refusal(() => sqliteStore(open))).toBe('store-sqlite/foreign-file');
    expect(await refusal(() => sqliteVault(open))).toBe('store-sqlite/foreign-file');
    expect(bytesIn(folderOf(file))).toEqual(before);
  });

  test('a file that is no SQLite at all is refused the same way', async () => {
    const file = nextFile();
    writeFileSync(file, 'This is a letter and not a database. '.repeat(100));
    const before = bytesIn(folderOf(file));
    expect(await refusal(() => sqliteStore({ file, driver }))).toBe('store-sqlite/foreign-file');
    expect(await refusal(() => sqliteVault({ file, driver }))).toBe('store-sqlite/foreign-file');
    expect(bytesIn(folderOf(file))).toEqual(before);
  });

  test('a second store in this process is refused, and the first goes on', async () => {
    const file = nextFile();
    const first = sqliteStore({ file, driver });
    await reportAll(first, 1, 2);
    expect(await refusal(() => sqliteStore({ file, driver }))).toBe('store-sqlite/file-in-use');
    expect(await refusal(() => sqliteStore({ file, driver, shared: true }))).toBe(
      'store-sqlite/file-in-use',
    );
    await reportAll(first, 3, 4);
    expect(await numbers(first)).toEqual([1, 2, 3, 4]);
    await first.close();
    expect(await refusal(() => sqliteStore({ file, driver }))).toBe('opened');
  });
});

test('a store of a newer schema is refused, and its log stays as it was killed', async () => {
  const file = nextFile();
  await sqliteStore({ file }).close();
  const later = `
    const { DatabaseSync } = require('node:sqlite');
    new DatabaseSync(process.argv[1]).exec('PRAGMA user_version = 99');
    process.kill(process.pid, 'SIGKILL');`;
  spawnSync(process.execPath, ['-e', later, file]);
  const before = bytesIn(folderOf(file));
  expect(before.get('street.db-wal')).not.toBe('');
  expect(await refusal(() => sqliteStore({ file }))).toBe('store-sqlite/newer-schema');
  const after = bytesIn(folderOf(file));
  for (const name of ['street.db', 'street.db-wal', 'street.db.head', 'street.db.lock'])
    expect(after.get(name)).toBe(before.get(name));
});

test('a file whose making was killed in the middle, with a journal to roll back, is made again', async () => {
  const file = nextFile();
  const making = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    database.exec('PRAGMA cache_size = 1; BEGIN; CREATE TABLE tenants (name TEXT)');
    const add = database.prepare('INSERT INTO tenants VALUES (?)');
    for (let n = 0; n < 2000; n++) add.run('x'.repeat(500));
    process.kill(process.pid, 'SIGKILL');`;
  spawnSync(process.execPath, ['-e', making, file]);
  expect(existsSync(`${file}-journal`)).toBe(true);
  const store = sqliteStore({ file });
  await reportAll(store, 1, 2);
  expect(await numbers(store)).toEqual([1, 2]);
  await store.close();
});

test('a key file is not taken for a store, nor a store for a key file', async () => {
  const file = nextFile();
  await sqliteVault({ file }).close();
  expect(await refusal(() => sqliteStore({ file }))).toBe('store-sqlite/foreign-file');
  const record = nextFile();
  await sqliteStore({ file: record }).close();
  expect(await refusal(() => sqliteVault({ file: record }))).toBe('store-sqlite/foreign-file');
});

test('a second process is refused before it writes, may read the file, and opens it when the holder was killed', async () => {
  const file = nextFile();
  const child = await holder('alone', file);
  const before = bytesIn(folderOf(file));
  expect(tried('alone', file)).toBe('store-sqlite/file-in-use');
  expect(tried('shared', file)).toBe('store-sqlite/file-in-use');
  expect(await refusal(() => sqliteStore({ file }))).toBe('store-sqlite/file-in-use');
  const other = new DatabaseSync(file, { readOnly: true });
  expect(other.prepare('SELECT count(*) AS events FROM events').get()?.['events']).toBe(3);
  other.close();
  const after = bytesIn(folderOf(file));
  for (const name of ['street.db', 'street.db-wal', 'street.db.head'])
    expect(after.get(name)).toBe(before.get(name));
  child.kill('SIGKILL');
  const store = sqliteStore({ file });
  expect(await numbers(store)).toEqual([1, 2, 3]);
  await store.close();
}, 60_000);

test('who shares keeps out who wants it alone, and lets in who shares', async () => {
  const file = nextFile();
  const child = await holder('shared', file);
  expect(tried('alone', file)).toBe('store-sqlite/file-in-use');
  expect(tried('shared', file)).toBe('opened');
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(tried('alone', file)).toBe('opened');
}, 60_000);

test('another name of the same file meets the same lock', async () => {
  const file = nextFile();
  const link = join(folderOf(file), 'link.db');
  const folder = join(root, 'linked');
  symlinkSync('street.db', link);
  symlinkSync(folderOf(file), folder);
  const store = sqliteStore({ file: link });
  expect(existsSync(file)).toBe(true);
  for (const name of [file, link, join(folder, 'street.db'), join(folder, 'link.db')])
    expect(await refusal(() => sqliteStore({ file: name }))).toBe('store-sqlite/file-in-use');
  await store.close();
});

test('a key file is one vault’s, unless all share it; stores in memory are in nobody’s way', async () => {
  const file = nextFile();
  const vault = sqliteVault({ file });
  expect(await refusal(() => sqliteVault({ file }))).toBe('store-sqlite/file-in-use');
  expect(await refusal(() => sqliteVault({ file, shared: true }))).toBe('store-sqlite/file-in-use');
  await vault.close();
  const shared = sqliteVault({ file, shared: true });
  expect(await refusal(() => sqliteVault({ file, shared: true }))).toBe('opened');
  await shared.close();
  const memory = sqliteStore({ file: ':memory:' });
  expect(await refusal(() => sqliteStore({ file: ':memory:' }))).toBe('opened');
  await memory.close();
});

test('every code has a sentence in Chinese and in English', () => {
  const codes = Object.keys(storeSqliteMessages.en);
  expect(Object.keys(storeSqliteMessages['zh-CN'])).toEqual(codes);
  expect(codes).toContain('store-sqlite/record-cut');
});
