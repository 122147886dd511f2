import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  actorId,
  eventId,
  isDomainError,
  type SealContext,
  type StreamId,
  type SubjectRef,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import { sqliteVault } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-vault-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenant = tenantId('street');
const bin = streamId('case', 'bin');
const cover = streamId('case', 'cover');
const reader = { actor: actorId('test'), purpose: 'test' };
const photo = { tenant, stream: bin, type: 'image/jpeg' };
const masterKey = new Uint8Array(32).fill(1);

function context(n: number, stream: StreamId = bin): SealContext {
  return { tenant, stream, event: eventId(`e-${n}`), schema: 1 };
}

function part(subject: SubjectRef, value = 'told') {
  return { subject, purpose: 'contact', value };
}

const person = (n: number) => subjectRef(`person-${n}`);

interface KeyRow {
  readonly subject: string;
  readonly stream: string;
  readonly key: Uint8Array;
}

/** All keys that lie in a key file, as they lie there. */
function keysIn(file: string): readonly KeyRow[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare(
      `SELECT subject, '' AS stream, key FROM persons UNION ALL SELECT subject, stream, key FROM stream_keys`,
    )
    .all() as unknown as readonly KeyRow[];
  database.close();
  return rows;
}

/** Every byte that a file and its neighbours hold. */
function bytesOf(file: string): Buffer {
  const name = file.slice(folder.length + 1);
  const mine = readdirSync(folder).filter((one) => one.startsWith(name));
  return Buffer.concat(mine.map((one) => readFileSync(join(folder, one))));
}

test('a key file that is opened again opens what was sealed before, and makes no second key', async () => {
  const file = join(folder, 'again.keys');
  const before = sqliteVault({ file });
  const [sealed] = await before.seal([part(person(1))], context(1));
  const phone = await before.subjects.put(tenant, 'phone', '13800000000');
  const ref = await before.media.put(Uint8Array.of(1, 2, 3), { ...photo, subject: person(1) });
  await before.close();
  await before.close();
  const after = sqliteVault({ file });
  expect(sealed && (await after.open(sealed, context(1), reader))).toBe('told');
  const [next] = await after.seal([part(person(1))], context(2));
  expect(next?.key).toBe(sealed?.key);
  expect(await after.subjects.find(tenant, 'phone', '13800000000')).toBe(phone);
  expect([...((await after.media.get(ref, reader)) ?? [])]).toEqual([1, 2, 3]);
  await after.close();
});

test('keys are random: two persons, two streams and two files have nothing in common', async () => {
  const files = ['random-1.keys', 'random-2.keys'].map((name) => join(folder, name));
  const keys: string[] = [];
  for (const file of files) {
    const vault = sqliteVault({ file });
    await vault.seal([part(person(1)), part(person(2))], context(1));
    await vault.seal([part(person(1))], context(1, cover));
    await vault.close();
    keys.push(...keysIn(file).map(({ key }) => Buffer.from(key).toString('hex')));
  }
  expect(keys).toHaveLength(10);
  expect(new Set(keys).size).toBe(10);
});

test('the keys of the forgotten leave the file and its log, and nobody else’s do', async () => {
  const file = join(folder, 'forget.keys');
  const vault = sqliteVault({ file });
  const count = 300;
  const persons = Array.from({ length: count }, (_, n) => person(n));
  await Promise.all(
    persons.flatMap((subject, n) =>
      [bin, cover].map((stream) => vault.seal([part(subject)], context(n, stream))),
    ),
  );
  const before = keysIn(file);
  expect(before).toHaveLength(3 * count);
  const gone = (n: number) => n % 3 === 0;
  const halfGone = (n: number) => n % 3 === 1;
  for (const [n, subject] of persons.entries()) {
    if (gone(n)) await vault.destroy({ tenant, subject });
    if (halfGone(n)) await vault.destroy({ tenant, subject, stream: cover });
  }
  const bytes = bytesOf(file);
  const numberOf = ({ subject }: KeyRow) => Number(subject.slice('person-'.length));
  const destroyed = (row: KeyRow) =>
    gone(numberOf(row)) || (halfGone(numberOf(row)) && row.stream === cover);
  const left = (row: KeyRow) => bytes.includes(Buffer.from(row.key));
  expect(before.filter((row) => destroyed(row) && left(row))).toEqual([]);
  expect(before.filter((row) => !destroyed(row) && !left(row))).toEqual([]);
  expect(before.filter(destroyed)).toHaveLength(3 * 100 + 100);
  await vault.close();
});

test('photos of the forgotten are gone from the file, and those of others are not', async () => {
  const file = join(folder, 'photos.keys');
  const vault = sqliteVault({ file });
  const bytes = Uint8Array.from({ length: 5_000 }, (_, i) => i % 251);
  const put = (subject: SubjectRef, stream: StreamId) =>
    vault.media.put(bytes, { ...photo, subject, stream });
  const mine = await put(person(1), bin);
  const elsewhere = await put(person(1), cover);
  const theirs = await put(person(2), bin);
  const size = () => {
    const database = new DatabaseSync(`${file}.media`, { readOnly: true });
    const row = database.prepare('SELECT count(*) AS rows FROM media').get();
    database.close();
    return row?.['rows'];
  };
  await vault.destroy({ tenant, subject: person(1), stream: bin });
  expect(await vault.media.get(mine, reader)).toBeUndefined();
  expect(await vault.media.get(elsewhere, reader)).toEqual(bytes);
  await vault.destroy({ tenant, subject: person(1) });
  expect(await vault.media.get(elsewhere, reader)).toBeUndefined();
  expect(await vault.media.get(theirs, reader)).toEqual(bytes);
  expect(size()).toBe(1);
  await expect(put(person(1), bin)).rejects.toSatisfy((error) =>
    isDomainError(error, 'kernel/subject-forgotten'),
  );
  await vault.close();
});

test('a photo whose row was tampered with or moved is refused', async () => {
  const file = join(folder, 'tampered.keys');
  const vault = sqliteVault({ file });
  const ref = await vault.media.put(Uint8Array.of(1, 2, 3), { ...photo, subject: person(1) });
  const other = await vault.media.put(Uint8Array.of(4, 5, 6), { ...photo, subject: person(1) });
  const database = new DatabaseSync(`${file}.media`);
  database
    .prepare(
      `UPDATE media SET (nonce, box) = (SELECT nonce, box FROM media WHERE ref = ?) WHERE ref = ?`,
    )
    .run(other, ref);
  database.close();
  await expect(vault.media.get(ref, reader)).rejects.toSatisfy((error) =>
    isDomainError(error, 'kernel/box-broken'),
  );
  await vault.close();
});

test('the value behind a reference is not in the file, and its code leaves it when it is erased', async () => {
  const file = join(folder, 'subjects.keys');
  const vault = sqliteVault({ file });
  const subject = await vault.subjects.put(tenant, 'phone', '13800000000');
  const codeOf = () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const row = database.prepare('SELECT code FROM subjects').get();
    database.close();
    return row?.['code'] as Uint8Array | undefined;
  };
  const code = Buffer.from(codeOf() ?? []);
  expect(code).toHaveLength(32);
  expect(bytesOf(file).includes('13800000000')).toBe(false);
  expect(bytesOf(file).includes(code)).toBe(true);
  await vault.subjects.erase(tenant, subject);
  expect(codeOf()).toBeUndefined();
  expect(bytesOf(file).includes(code)).toBe(false);
  await vault.close();
});

test('under a master key the file opens with that key only', async () => {
  const file = join(folder, 'master.keys');
  const vault = sqliteVault({ file, masterKey });
  const [sealed] = await vault.seal([part(person(1))], context(1));
  await vault.close();
  const refusal = (key?: Uint8Array) => {
    try {
      sqliteVault({ file, ...(key === undefined ? {} : { masterKey: key }) });
      return undefined;
    } catch (error) {
      return isDomainError(error) ? error.code : error;
    }
  };
  expect(refusal()).toBe('store-core/wrong-master-key');
  expect(refusal(new Uint8Array(32))).toBe('store-core/wrong-master-key');
  expect(refusal(new Uint8Array(16))).toBe('store-core/invalid-master-key');
  const again = sqliteVault({ file, masterKey });
  expect(sealed && (await again.open(sealed, context(1), reader))).toBe('told');
  await again.close();
  const plain = join(folder, 'plain.keys');
  await sqliteVault({ file: plain }).close();
  expect(() => sqliteVault({ file: plain, masterKey })).toThrow('not the master key');
});

test('two vaults that share one file agree on keys, references and who is forgotten', async () => {
  const file = join(folder, 'two.keys');
  const [one, two] = [sqliteVault({ file, shared: true }), sqliteVault({ file, shared: true })];
  const [[a], [b]] = await Promise.all([
    one.seal([part(person(1), 'a')], context(1)),
    two.seal([part(person(1), 'b')], context(2)),
  ]);
  expect(a && (await two.open(a, context(1), reader))).toBe('a');
  expect(b && (await one.open(b, context(2), reader))).toBe('b');
  const refs = await Promise.all(
    [one, two].map((vault) => vault.subjects.put(tenant, 'phone', '13800000000')),
  );
  expect(new Set(refs).size).toBe(1);
  await one.destroy({ tenant, subject: person(1) });
  expect(a && (await two.open(a, context(1), reader))).toBe('forgotten');
  await expect(two.seal([part(person(1))], context(3))).rejects.toSatisfy((error) =>
    isDomainError(error, 'kernel/subject-forgotten'),
  );
  await one.close();
  await two.close();
});
