import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  actorId,
  commandId,
  correlationId,
  type EventStore,
  eventId,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import { type PartitionRoot, type VerifiedRecord, verifyRecord } from '@civigrid/ledger/record';
import { nodeDigest, sqliteStore } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-damage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenant = tenantId('street');
const uuid = (n: number) => `019cc000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

function report(store: EventStore, n: number) {
  const draft = {
    id: eventId(uuid(100_000 + n)),
    type: 'cases/reported',
    schema: 1,
    data: { words: `report number ${n}, ${'a bin is full '.repeat(20)}` },
    at: n,
    actor: actorId('resident'),
    correlation: correlationId('bin'),
  };
  const place = {
    stream: streamId('case', `c${n % 6}`),
    partition: n % 2,
    expected: 'any' as const,
  };
  return store.append({
    tenant,
    command: commandId(uuid(n)),
    entries: [{ ...place, events: [draft] }],
  });
}

/** 80 reports and the checkpoint that was published after them; the file and its write-ahead log as they lay on the disk then. */
async function street(): Promise<{
  readonly file: string;
  readonly wal: string;
  readonly checkpoints: readonly PartitionRoot[];
}> {
  const file = join(folder, `${++files}.db`);
  const store = sqliteStore({ file: `${file}.live` });
  for (let n = 1; n <= 80; n++) await report(store, n);
  const { partitions, defects, events } = await verifyRecord(store, tenant, { digest: nodeDigest });
  expect([events, defects]).toEqual([80, []]);
  copyFileSync(`${file}.live`, file);
  copyFileSync(`${file}.live-wal`, `${file}-wal`);
  await store.close();
  return { file, wal: `${file}-wal`, checkpoints: partitions };
}

async function examined(
  file: string,
  checkpoints: readonly PartitionRoot[],
): Promise<VerifiedRecord> {
  const store = sqliteStore({ file });
  const found = await verifyRecord(store, tenant, { checkpoints, digest: nodeDigest });
  await store.close();
  return found;
}

const codes = ({ defects }: VerifiedRecord) => [...new Set(defects.map(({ code }) => code))];

/** Runs SQL on a file behind the store's back. */
function tamper(file: string, sql: string): void {
  const raw = new DatabaseSync(file);
  raw.exec(sql);
  raw.close();
}

test('a file that nobody touched holds its checkpoint, with its write-ahead log and folded into one', async () => {
  const { file, checkpoints } = await street();
  const first = await examined(file, checkpoints);
  expect([first.events, first.defects]).toEqual([80, []]);
  expect((await examined(file, checkpoints)).defects).toEqual([]);
  const store = sqliteStore({ file });
  for (let n = 81; n <= 100; n++) await report(store, n);
  await store.close();
  const grown = await examined(file, checkpoints);
  expect([grown.events, grown.defects]).toEqual([100, []]);
});

test.each([0.3, 0.5, 0.8])(
  'a bit that flips in the write-ahead log (at %d of its length) takes events away without an error, and the checkpoint tells',
  async (where) => {
    const { file, wal, checkpoints } = await street();
    const bytes = readFileSync(wal);
    const at = Math.floor(bytes.length * where);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(wal, bytes);
    const found = await examined(file, checkpoints);
    expect(found.events).toBeGreaterThan(0);
    expect(found.events).toBeLessThan(80);
    expect(codes(found)).toEqual(['ledger/record-cut']);
    // Without the checkpoint nobody would know: what is left is sound.
    expect((await examined(file, [])).defects).toEqual([]);
  },
);

test('a write-ahead log that was cut is told by the checkpoint', async () => {
  const { file, wal, checkpoints } = await street();
  const bytes = readFileSync(wal);
  writeFileSync(wal, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  const found = await examined(file, checkpoints);
  expect(found.events).toBeLessThan(80);
  expect(codes(found)).toEqual(['ledger/record-cut']);
});

test('a word that was changed in a row is told by the chain, at its position', async () => {
  const { file, checkpoints } = await street();
  const change = `UPDATE events SET data = replace(data, 'number 60,', 'number 61,') WHERE partition = 0`;
  tamper(file, change);
  const { defects } = await examined(file, checkpoints);
  expect(defects).toEqual([
    {
      code: 'ledger/digest-broken',
      partition: 0,
      position: 30,
      stream: 'case/c0',
      version: 10,
    },
  ]);
});

test('a digest that was changed in a row is told by its chain and the checkpoint', async () => {
  const { file, checkpoints } = await street();
  tamper(file, `UPDATE events SET digest = randomblob(32) WHERE partition = 0 AND position = 30`);
  expect(codes(await examined(file, checkpoints))).toEqual([
    'ledger/digest-broken',
    'ledger/root-differs',
  ]);
});

test('a row that is no JSON any more ends the reading and is told', async () => {
  const { file, checkpoints } = await street();
  tamper(file, `UPDATE events SET data = '{' WHERE partition = 1 AND position = 25`);
  const found = await examined(file, checkpoints);
  expect(codes(found)).toEqual([
    'ledger/record-unreadable',
    'ledger/record-short',
    'ledger/record-cut',
  ]);
});

test('two rows that changed places are told', async () => {
  const { file, checkpoints } = await street();
  tamper(
    file,
    `UPDATE events SET position = -1 WHERE partition = 0 AND position = 20;
     UPDATE events SET position = 20 WHERE partition = 0 AND position = 21;
     UPDATE events SET position = 21 WHERE partition = 0 AND position = -1`,
  );
  // They are of two streams: every chain is sound, only their order is not what was published.
  expect(codes(await examined(file, checkpoints))).toEqual(['ledger/root-differs']);
});

const takenOut = `
  DELETE FROM events WHERE partition = 1 AND position > 30;
  UPDATE heads SET position = 30 WHERE partition = 1;
  UPDATE streams SET version = (SELECT max(version) FROM events e WHERE e.stream = streams.id),
    digest = (SELECT digest FROM events e WHERE e.stream = streams.id ORDER BY version DESC LIMIT 1);
`;

test('last events that were deleted, heads and streams put right with care, are told by the checkpoint', async () => {
  const { file, checkpoints } = await street();
  tamper(file, `DELETE FROM events WHERE partition = 0 AND position > 35`);
  expect(codes(await examined(file, []))).toEqual(['ledger/record-short']);
  tamper(file, `UPDATE heads SET position = 35 WHERE partition = 0; ${takenOut}`);
  expect(codes(await examined(file, []))).toEqual([]);
  const { defects } = await examined(file, checkpoints);
  expect(defects).toEqual([
    { code: 'ledger/record-cut', partition: 0, size: 40 },
    { code: 'ledger/record-cut', partition: 1, size: 40 },
  ]);
});

test('last events that were deleted and written anew are told by the checkpoint', async () => {
  const { file, checkpoints } = await street();
  tamper(file, `${takenOut} DELETE FROM commands`);
  const store = sqliteStore({ file });
  for (let n = 301; n <= 330; n++) await report(store, n);
  await store.close();
  expect(codes(await examined(file, []))).toEqual([]);
  expect(codes(await examined(file, checkpoints))).toEqual(['ledger/root-differs']);
});

test('sealed and restored, a record keeps its checkpoint', async () => {
  const { file, checkpoints } = await street();
  const store = sqliteStore({ file });
  for (const partition of [0, 1]) await store.archive.seal(tenant, partition, 8.64e15);
  const other = sqliteStore({ file: ':memory:' });
  for (const partition of [0, 1])
    await other.restore.restore(tenant, store.readLog(tenant, partition));
  for (const whole of [store, other]) {
    const found = await verifyRecord(whole, tenant, { checkpoints, digest: nodeDigest });
    expect([found.events, found.defects]).toEqual([80, []]);
    await whole.close();
  }
  const [name = ''] = (await sealedNames(file)).slice(-1);
  const path = join(`${file}.sealed`, name);
  const bytes = readFileSync(path);
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  expect(codes(await examined(file, checkpoints))).toContain('ledger/record-unreadable');
});

async function sealedNames(file: string): Promise<readonly string[]> {
  const store = sqliteStore({ file });
  const names = (await store.archive.list(tenant)).map(({ name }) => name);
  await store.close();
  return names;
}
