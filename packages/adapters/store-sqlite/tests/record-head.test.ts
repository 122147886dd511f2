import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDomainError } from '@civigrid/kernel';
import { sqliteStore } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batch, numbers, report, reportAll } from './events.ts';

let root = '';
let folders = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'civigrid-head-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

/** The files of a store as a kill leaves them behind: taken while it is open, with its log. */
async function killed(events: number, shared = false): Promise<string> {
  const living = join(root, `${++folders}-living`);
  const dead = join(root, `${folders}-dead`);
  mkdirSync(living);
  mkdirSync(dead);
  const file = join(living, 'street.db');
  const store = sqliteStore({ file, shared });
  await reportAll(store, 1, events);
  for (const name of readdirSync(living))
    if (!name.endsWith('-shm')) copyFileSync(join(living, name), join(dead, name));
  await store.close();
  return join(dead, 'street.db');
}

/** What opening says: the numbers of all events, or the refusal's code and details. */
async function opened(file: string, shared = false) {
  try {
    const store = sqliteStore({ file, shared });
    const all = await numbers(store);
    await store.close();
    return all;
  } catch (error) {
    return isDomainError(error) ? { code: error.code, ...error.details } : error;
  }
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

const cut = (found: number, wanted: number) => ({
  code: 'store-sqlite/record-cut',
  found,
  wanted,
});

test('a group that is undone and done again, for one of it was refused, counts each event once', async () => {
  const file = join(root, `${++folders}.db`);
  const store = sqliteStore({ file });
  await report(store, 1);
  const reused = { ...batch(1), command: batch(9).command };
  const results = await Promise.allSettled(
    [batch(2), batch(3), reused, batch(4)].map((each) => store.append(each)),
  );
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  await store.close();
  expect(readFileSync(`${file}.head`).readDoubleLE(8)).toBe(4);
  // A head that counted more would refuse the file.
  expect(await opened(file)).toEqual(upTo(4));
});

test('what a kill left behind opens with all events', async () => {
  expect(await opened(await killed(40))).toEqual(upTo(40));
});

test.each([false, true])(
  'one bit turned in the middle of the log is noticed, and nothing is folded away (shared: %s)',
  async (shared) => {
    const file = await killed(40, shared);
    const log = `${file}-wal`;
    flip(log, Math.floor(statSync(log).size / 2));
    const before = readFileSync(log);
    const refused = await opened(file, shared);
    expect(refused).toEqual(cut(expect.any(Number) as unknown as number, 40));
    const { found } = refused as { readonly found: number };
    expect(found).toBeGreaterThan(5);
    expect(found).toBeLessThan(35);
    expect(readFileSync(log).equals(before)).toBe(true);
    expect(await opened(file, shared)).toEqual(refused);
    // Knowingly: what is left is opened, and grows again.
    rmSync(`${file}.head`);
    expect(await opened(file, shared)).toEqual(upTo(found));
  },
);

test('a log that was cut off before the last acknowledged commit is noticed', async () => {
  const file = await killed(20);
  truncateSync(`${file}-wal`, statSync(`${file}-wal`).size - 5_000);
  expect(await opened(file)).toMatchObject({ code: 'store-sqlite/record-cut', wanted: 20 });
});

test('a log that is gone altogether is noticed, and a file that is gone too', async () => {
  const without = await killed(20);
  rmSync(`${without}-wal`);
  expect(await opened(without)).toEqual(cut(0, 20));
  const gone = await killed(20);
  rmSync(gone);
  rmSync(`${gone}-wal`);
  expect(await opened(gone)).toEqual(cut(0, 20));
  expect(existsSync(gone)).toBe(false);
});

test('a torn tail that nobody was answered for is nothing to notice', async () => {
  for (const bytes of [7, 24, 2_000, 4_120, 9_000]) {
    const file = await killed(20);
    const log = readFileSync(`${file}-wal`);
    // The beginning of frames that were being written, of this log and therefore with its salts.
    writeFileSync(`${file}-wal`, Buffer.concat([log, log.subarray(32, 32 + bytes)]));
    expect(await opened(file)).toEqual(upTo(20));
  }
});

test('another last event than was acknowledged is noticed even where the number is right', async () => {
  const file = await killed(20);
  const other = new DatabaseSync(file);
  other.exec('UPDATE events SET digest = zeroblob(32) WHERE position = 20');
  other.close();
  expect(await opened(file)).toEqual(cut(20, 20));
});

test('a head that is torn or of another form proves nothing, and is made again', async () => {
  const file = await killed(20);
  const head = `${file}.head`;
  const whole = readFileSync(head);
  for (const bad of [whole.subarray(0, 40), Buffer.alloc(76), Buffer.concat([whole, whole])]) {
    writeFileSync(head, bad);
    expect(await opened(file)).toEqual(upTo(20));
  }
  flip(head, 12);
  const store = sqliteStore({ file });
  await reportAll(store, 21, 21);
  await store.close();
  rmSync(file);
  expect(await opened(file)).toEqual(cut(0, 21));
});

test('a head that is older than the file, as after a power cut, is nothing to notice', async () => {
  const file = await killed(20);
  const older = readFileSync(`${file}.head`);
  const store = sqliteStore({ file });
  await reportAll(store, 21, 30);
  await store.close();
  const fd = openSync(`${file}.head`, 'r+');
  writeSync(fd, older, 0, older.length, 0);
  expect(await opened(file)).toEqual(upTo(30));
});
