import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  actorId,
  type MediaRef,
  type SealedPart,
  type SubjectRef,
  subjectRef,
} from '@civigrid/kernel';
import {
  nodeSqliteDriver,
  type OpenSqlDriver,
  type SqlDriver,
  type SqliteVault,
  sqliteStore,
  sqliteVault,
} from '@civigrid/store-sqlite';
import { findProgram } from '@civigrid/testing/servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batch, numbers, stream, tenant } from '../events.ts';
import { defectsOf } from './observed.ts';
import { nothingYet, tell } from './tally.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-disk-full-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reader = { actor: actorId('test'), purpose: 'test' };
const clock = { now: () => 7 };

/** Files that may not grow beyond what they have when there is no room, as on a full disk: SQLITE_FULL. */
function boundedDisk() {
  const drivers: SqlDriver[] = [];
  const open: OpenSqlDriver = (file, options) => {
    const driver = nodeSqliteDriver(file, options);
    if (options?.readOnly !== true && !file.endsWith('.lock')) drivers.push(driver);
    return driver;
  };
  return {
    open,
    full: (spare: number) => {
      for (const driver of drivers) {
        const { page_count: pages } = driver
          .prepare<{ readonly page_count: number }>('PRAGMA page_count')
          .get() ?? { page_count: 0 };
        driver.exec(`PRAGMA max_page_count = ${pages + spare}`);
      }
    },
    room: () => {
      for (const driver of drivers) driver.exec('PRAGMA max_page_count = 1000000');
    },
  };
}

interface Place {
  readonly file: string;
  readonly open: OpenSqlDriver;
  readonly fill: () => void;
  readonly room: () => void;
}

/** What was answered to appends; those that were rejected are sent again later. */
async function appendsUntilFull({ file, open, fill, room }: Place, swallowed = false) {
  const store = sqliteStore({ file, clock, driver: open });
  const tally = nothingYet();
  const acknowledged: number[] = [];
  const rejected: number[] = [];
  async function group(from: number): Promise<void> {
    const mine = Array.from({ length: 8 }, (_, i) => from + i);
    const asked = await Promise.allSettled(mine.map((n) => store.append(batch(n))));
    for (const [i, { status }] of asked.entries()) {
      const n = from + i;
      if (status === 'fulfilled' || swallowed) acknowledged.push(n);
      if (status === 'rejected') rejected.push(n);
    }
  }
  let next = 1;
  for (; next <= 80; next += 8) await group(next);
  fill();
  for (; rejected.length < 40; next += 8) await group(next);
  tally.faults = rejected.length;
  const found = new Set(await numbers(store));
  tally.lost = acknowledged.filter((n) => !found.has(n)).length;
  room();
  // The same store object goes on: what was rejected stands once, whatever had become of it.
  for (const n of rejected) await store.append(batch(n));
  for (const last = next + 80; next < last; next += 8) await group(next);
  const all = await numbers(store);
  tally.acknowledged = acknowledged.length;
  tally.doubled = all.length - new Set(all).size;
  const defects = await defectsOf({ store }, tenant);
  await store.close();
  const again = sqliteStore({ file, clock });
  const reopened = await numbers(again);
  await again.close();
  return { tally, all, reopened, defects, sent: next - 1 };
}

async function checked(fault: string, place: Place): Promise<void> {
  const { tally, all, reopened, defects, sent } = await appendsUntilFull(place);
  tell(fault, tally);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
  expect(defects).toEqual([]);
  expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: sent }, (_, i) => i + 1));
  expect(reopened).toEqual(all);
}

function bounded(name: string): Place {
  const disk = boundedDisk();
  return { file: join(folder, name), open: disk.open, fill: () => disk.full(3), room: disk.room };
}

test('where the file may not grow, appends reject, nothing acknowledged is lost, and the same store goes on', async () => {
  await checked('a full file', bounded('bounded.db'));
}, 120_000);

test('control: errors that are swallowed and counted as answers are seen as a loss', async () => {
  const { tally } = await appendsUntilFull(bounded('swallowed.db'), true);
  tell('control: errors swallowed', tally);
  expect(tally.lost).toBeGreaterThan(0);
}, 120_000);

const photo = { tenant, stream, type: 'image/jpeg' };

/** Seals parts and photos for one new person after another; gives what was answered. */
async function sealsFor(vault: SqliteVault, from: number, to: number) {
  const parts: (readonly [n: number, part: SealedPart])[] = [];
  const photos: (readonly [n: number, ref: MediaRef])[] = [];
  const phones: (readonly [n: number, ref: SubjectRef])[] = [];
  let rejected = 0;
  for (let n = from; n <= to; n++) {
    const subject = subjectRef(`person-${n}`);
    const asked = await Promise.allSettled([
      vault.seal([{ subject, purpose: 'told', value: n }], contextOf(n)),
      vault.media.put(new Uint8Array(5_000).fill(n), { ...photo, subject }),
      vault.subjects.put(tenant, 'phone', String(n)),
    ]);
    const [sealed, put, phone] = asked;
    if (sealed.status === 'fulfilled')
      for (const part of sealed.value) parts.push([n, part] as const);
    if (put.status === 'fulfilled') photos.push([n, put.value] as const);
    if (phone.status === 'fulfilled') phones.push([n, phone.value] as const);
    rejected += asked.filter(({ status }) => status === 'rejected').length;
  }
  return { parts, photos, phones, rejected };
}

const contextOf = (n: number) => {
  const [event] = batch(n).entries[0]?.events ?? [];
  if (event === undefined) throw new Error('A batch has an event.');
  return { tenant, stream, event: event.id, schema: 1 };
};

test('keys and photos: where their files may not grow they are rejected, none that was given is lost, and the same vault goes on', async () => {
  const disk = boundedDisk();
  const file = join(folder, 'bounded.keys');
  const vault = sqliteVault({ file, driver: disk.open });
  const before = await sealsFor(vault, 1, 20);
  disk.full(2);
  const meanwhile = await sealsFor(vault, 21, 120);
  disk.room();
  const after = await sealsFor(vault, 21, 140);
  await vault.close();
  expect([before.rejected, after.rejected]).toEqual([0, 0]);
  const tally = nothingYet();
  tally.faults = meanwhile.rejected;
  const again = sqliteVault({ file });
  for (const { parts, photos, phones } of [before, meanwhile, after]) {
    for (const [n, part] of parts) {
      tally.acknowledged++;
      const value = await again.open(part, contextOf(n), reader).catch(() => undefined);
      if (value !== n) tally.lost++;
    }
    for (const [n, ref] of photos) {
      tally.acknowledged++;
      const bytes = await again.media.get(ref, reader);
      if (bytes?.length !== 5_000 || bytes[0] !== n) tally.lost++;
    }
    for (const [n, ref] of phones) {
      tally.acknowledged++;
      if ((await again.subjects.find(tenant, 'phone', String(n))) !== ref) tally.lost++;
    }
  }
  await again.close();
  tell('full files of keys and photos', tally);
  expect(meanwhile.rejected).toBeGreaterThan(50);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
}, 120_000);

/** Mounts a small disk in memory on a folder of its own; gives its way back, or why there is none: mounting is for root. */
function smallDisk(): { readonly path: string; readonly remove: () => void } | string {
  const path = mkdtempSync(join(tmpdir(), 'civigrid-small-disk-'));
  const values = ['-t', 'tmpfs', '-o', 'size=3m', 'civigrid', path];
  const asked = spawnSync(findProgram('mount') ?? 'mount', values, { encoding: 'utf8' });
  const mounted = asked.status === 0;
  const remove = () => {
    if (mounted) spawnSync(findProgram('umount') ?? 'umount', [path]);
    rmSync(path, { recursive: true, force: true });
  };
  if (mounted) return { path, remove };
  remove();
  return asked.error?.message ?? asked.stderr.trim();
}

function noSmallDisk(): string | undefined {
  const disk = smallDisk();
  if (typeof disk !== 'string') {
    disk.remove();
    return undefined;
  }
  process.stderr.write(`skipped: a test on a full disk, for none can be mounted: ${disk}\n`);
  return disk;
}

const missing = noSmallDisk();

test.skipIf(missing !== undefined)(
  `where a disk of 3 MiB is full, appends reject, nothing acknowledged is lost, and with room again the same store goes on${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const disk = smallDisk();
    if (typeof disk === 'string') throw new Error(disk);
    const ballast = join(disk.path, 'ballast');
    try {
      await checked('a full disk', {
        file: join(disk.path, 'street.db'),
        open: nodeSqliteDriver,
        fill: () => {
          try {
            for (;;) writeFileSync(ballast, Buffer.alloc(1 << 14), { flag: 'a' });
          } catch {
            // Full, as it is meant to be.
          }
        },
        room: () => rmSync(ballast),
      });
    } finally {
      disk.remove();
    }
  },
  120_000,
);
