import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  actorId,
  brokenAt,
  commandId,
  correlationId,
  eventId,
  type Recorded,
  type Store,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import { nodeDigest, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-store-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenant = tenantId('street');
const stream = streamId('case', 'bin');
const uuid = (n: number) => `019cc000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

function report(store: Store, n: number) {
  const draft = {
    id: eventId(uuid(1000 + n)),
    type: 'cases/reported',
    schema: 1,
    data: { n },
    at: n,
    actor: actorId('resident'),
    correlation: correlationId('bin'),
  };
  const deadlines = [{ key: `d${n}`, due: n, stream }];
  const entries = [{ stream, partition: 1, expected: n - 1, events: [draft] }];
  return store.append({ tenant, command: commandId(uuid(n)), entries, deadlines });
}

async function read(store: Store): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for await (const event of store.read(tenant, stream)) events.push(event);
  return events;
}

test('a file that is opened again holds everything: events, first answers, deadlines, progress, dead letters', async () => {
  const file = join(folder, 'again.db');
  const before = sqliteStore({ file, clock: { now: () => 42 } });
  const first = await report(before, 1);
  await before.progress.save('policies', 1, 7, { open: 1 });
  const letter = { id: 'l', tenant, source: 's', at: 1, keepUntil: 2, reasons: [], sealed: [] };
  await before.deadLetters.keep(letter);
  const written = await read(before);
  await before.close();

  const after = sqliteStore({ file, clock: { now: () => 43 } });
  expect(await read(after)).toEqual(written);
  expect(written.map(({ recordedAt }) => recordedAt)).toEqual([42]);
  expect(await report(after, 1)).toEqual({ ...first, outcome: 'duplicate' });
  expect((await report(after, 2)).outcome).toBe('appended');
  expect(brokenAt(await read(after), nodeDigest)).toBeUndefined();
  expect((await after.deadlines.claim(tenant, 9, 9, 9)).map(({ key }) => key)).toEqual([
    'd1',
    'd2',
  ]);
  expect(await after.progress.load('policies', 1)).toEqual({ upTo: 7, snapshot: { open: 1 } });
  expect(await after.deadLetters.list({ tenant })).toEqual([letter]);
  await after.close();
});

test('two stores that share one file see what the other has committed, and conflict properly', async () => {
  const file = join(folder, 'two.db');
  const [one, two] = [sqliteStore({ file, shared: true }), sqliteStore({ file, shared: true })];
  expect((await report(one, 1)).outcome).toBe('appended');
  expect((await report(two, 1)).outcome).toBe('duplicate');
  const results = await Promise.all([report(one, 2), report(two, 2), report(two, 3)]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['appended', 'duplicate', 'appended']);
  expect((await read(one)).map(({ version }) => version)).toEqual([1, 2, 3]);
  await one.close();
  expect((await report(two, 4)).outcome).toBe('appended');
  await two.close();
});

test('without a clock of its own a store stamps with the system’s', async () => {
  const store = sqliteStore({ file: ':memory:' });
  await report(store, 1);
  expect((await read(store))[0]?.recordedAt).toBeGreaterThan(1_700_000_000_000);
  await store.close();
});

test('what a resident told stands in no file of the store in the clear', async () => {
  const file = join(folder, 'clear.db');
  const store = sqliteStore({ file });
  const vault = sqliteVault({ file: `${file}.keys` });
  const id = eventId(uuid(5000));
  const secrets = ['13800000000', '张三家的水管', 'Zhang San', 'photo bytes of a door'];
  const subject = await vault.subjects.put(tenant, 'phone', '13800000000');
  const sealed = await vault.seal([{ subject, purpose: 'contact', value: secrets }], {
    tenant,
    stream,
    event: id,
    schema: 1,
  });
  const photo = { tenant, stream, subject, type: 'image/jpeg' };
  await vault.media.put(Buffer.from(secrets.join()), photo);
  const draft = {
    id,
    type: 'cases/reported',
    schema: 1,
    data: { grid: 'LS.01' },
    sealed,
    at: 1,
    actor: actorId(subjectRef(subject)),
    correlation: correlationId('bin'),
  };
  const entries = [{ stream, partition: 1, expected: 'any' as const, events: [draft] }];
  await store.append({ tenant, command: commandId(uuid(1)), entries });
  const mine = readdirSync(folder).filter((name) => name.startsWith('clear.db'));
  expect(mine.length).toBeGreaterThanOrEqual(6);
  for (const name of mine) {
    const bytes = readFileSync(join(folder, name));
    for (const secret of secrets) {
      const forms = ['utf8', 'utf16le'] as const;
      const found = forms.filter((form) => bytes.includes(Buffer.from(secret, form)));
      const coded = (['hex', 'base64'] as const).filter((form) =>
        bytes.includes(Buffer.from(secret).toString(form)),
      );
      expect([name, ...found, ...coded]).toEqual([name]);
    }
  }
  expect(readFileSync(`${file}-wal`).includes('LS.01')).toBe(true);
  await store.close();
  await vault.close();
});
