import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import {
  type AppendBatch,
  commandId,
  isDomainError,
  type Json,
  type Store,
} from '@civigrid/kernel';
import { sqliteStore } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batch, numbers, report, reportAll, stream, tenant } from './events.ts';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-worker-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nextFile = () => join(folder, `${++files}.db`);
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

/** Makes the file unwritable for a moment: another connection holds the write lock. */
function blocked(file: string): () => void {
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('ROLLBACK');
    other.close();
  };
}

test('while the file is busy the thread of the caller is not', async () => {
  const file = nextFile();
  const store = await sqliteStore({ file, worker: true });
  await report(store, 1);
  const unblock = blocked(file);
  let answered = false;
  const asked = report(store, 2).then(() => {
    answered = true;
  });
  for (let turns = 0; turns < 100; turns++)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  expect(answered).toBe(false);
  unblock();
  await asked;
  expect(await numbers(store)).toEqual([1, 2]);
  await store.close();
});

test('what is asked at once is committed together, each with its own answer and its own refusal', async () => {
  const store = await sqliteStore({ file: nextFile(), worker: true, clock: { now: () => 42 } });
  const taken = batch(1);
  const results = await Promise.allSettled([
    ...upTo(300).map((n) => report(store, n)),
    // Another command with an event id that is taken: only the file can tell.
    store.append({ ...taken, command: commandId('019cc000-dddd-7000-8000-000000000001') }),
  ]);
  const refused = results.at(-1);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(300);
  expect(
    refused?.status === 'rejected' &&
      isDomainError(refused.reason, 'kernel/event-id-taken') &&
      refused.reason.details,
  ).toEqual({ event: '019cc000-e000-7000-8000-000000000001' });
  expect(await numbers(store)).toEqual(upTo(300));
  const times = new Set<number>();
  for await (const event of store.read(tenant, stream, { after: 290 })) times.add(event.recordedAt);
  expect([...times]).toEqual([42]);
  await store.close();
});

test('what is no JSON is refused as it is without a worker, and a batch that is changed afterwards is not', async () => {
  const store = await sqliteStore({ file: nextFile(), worker: true });
  class Told {
    readonly words = 'an instance';
  }
  const wrong: readonly unknown[] = [
    new Told(),
    { [Symbol('hidden')]: 1 },
    Object.assign([1], { [Symbol('hidden')]: 1 }),
    () => 1,
    new Map(),
    new Date(0),
    1n,
    Number.NaN,
  ];
  for (const data of wrong) {
    const order = batch(1);
    const [entry] = order.entries;
    const events = entry?.events.map((draft) => ({ ...draft, data: data as Json })) ?? [];
    const entries = entry === undefined ? [] : [{ ...entry, events }];
    await expect(store.append({ ...order, entries })).rejects.toSatisfy((error) =>
      isDomainError(error, 'kernel/not-json'),
    );
  }
  const order = structuredClone(batch(1)) as unknown as {
    entries: { events: { data: { n: number } }[] }[];
  };
  const asked = store.append(order as unknown as AppendBatch);
  for (const { events } of order.entries) for (const { data } of events) data.n = 99;
  await asked;
  expect(await numbers(store)).toEqual([1]);
  await store.close();
});

test('an opening that is refused tells its code and details, and the file may be opened by others', async () => {
  const file = nextFile();
  writeFileSync(file, 'no database '.repeat(100));
  await expect(sqliteStore({ file, worker: true })).rejects.toSatisfy((error) =>
    isDomainError(error, 'store-sqlite/foreign-file'),
  );
  const held = nextFile();
  const store = sqliteStore({ file: held });
  await expect(sqliteStore({ file: held, worker: true })).rejects.toMatchObject({
    code: 'store-sqlite/file-in-use',
    details: { shared: false },
  });
  await store.close();
  const again = await sqliteStore({ file: held, worker: true });
  await again.close();
});

test('closing commits what was asked for, ends the worker, and takes nothing afterwards', async () => {
  const file = nextFile();
  const store = await sqliteStore({ file, worker: true });
  const asked = upTo(20).map((n) => report(store, n));
  await store.close();
  await store.close();
  expect((await Promise.all(asked)).map(({ outcome }) => outcome)).toEqual(
    upTo(20).map(() => 'appended'),
  );
  await expect(report(store, 21)).rejects.toThrow('closed');
  const here = sqliteStore({ file });
  expect(await numbers(here)).toEqual(upTo(20));
  await here.close();
});

const program = fileURLToPath(new URL('./worker-life.ts', import.meta.url));
const run = (...values: readonly string[]) =>
  spawnSync(process.execPath, ['--conditions=civigrid-source', program, ...values], {
    encoding: 'utf8',
  });

test('a worker that dies rejects what was asked of it and what is asked later; the record is whole', async () => {
  const file = nextFile();
  const { stdout, stderr } = run('death', file);
  expect({ told: JSON.parse(stdout), stderr }).toEqual({
    told: { pending: ['rejected', 'rejected'], later: 'rejected', closed: 'fulfilled' },
    stderr: '',
  });
  const store = sqliteStore({ file });
  const all = await numbers(store);
  expect(all.slice(0, 5)).toEqual(upTo(5));
  await store.close();
});

test('a worker that has nothing to do holds no process up', () => {
  const { stdout, status, stderr } = run('idle', nextFile());
  expect({ stdout: stdout.trim(), status, stderr }).toEqual({
    stdout: 'appended',
    status: 0,
    stderr: '',
  });
});

const root = new URL('../', import.meta.url);
const builds = ['dist/index.js', 'dist/index.cjs', 'dist/store-worker.js', 'dist/store-worker.cjs'];
const built =
  builds.every((file) => existsSync(new URL(file, root))) || process.env['CIVIGRID_STRICT'] === '1';
if (!built)
  console.warn('skipped: the built worker, for the package is not built; pnpm build makes it');

describe.skipIf(!built)('built', () => {
  const body = (open: string) => `(async () => {
    const { sqliteStore } = ${open};
    const store = await sqliteStore({ file: process.argv[1], worker: true });
    const entry = { stream: 'case/bin', partition: 1, expected: 'none', events: [] };
    const { outcome } = await store.append({ tenant: 'street', command: 'c', entries: [entry] });
    await store.close();
    const refused = await sqliteStore({ file: process.argv[2], worker: true }).catch((error) => error);
    process.stdout.write(outcome + ' ' + refused.code);
  })()`;
  const path = (file: string) => JSON.stringify(fileURLToPath(new URL(file, root)));
  test.each([
    ['an ECMAScript module', `await import(${path('dist/index.js')})`],
    ['a CommonJS module', `require(${path('dist/index.cjs')})`],
  ])('the worker starts beside %s', (_, open) => {
    const foreign = nextFile();
    writeFileSync(foreign, 'no database '.repeat(100));
    const said = execFileSync(process.execPath, ['-e', body(open), nextFile(), foreign], {
      encoding: 'utf8',
    });
    expect(said).toBe('appended store-sqlite/foreign-file');
  });
});

test('a store in a worker and one in this thread give the same answers', async () => {
  const both: readonly Store[] = [
    sqliteStore({ file: nextFile(), clock: { now: () => 7 } }),
    await sqliteStore({ file: nextFile(), clock: { now: () => 7 }, worker: true }),
  ];
  const logs: unknown[] = [];
  for (const store of both) {
    await reportAll(store, 1, 600);
    const events: unknown[] = [];
    for await (const event of store.readLog(tenant, 1, { after: 3, limit: 590 }))
      events.push(event);
    logs.push(events);
    await store.close();
  }
  expect(logs[0]).toHaveLength(590);
  expect(logs[1]).toEqual(logs[0]);
});
