import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { memoryProgress, type Recorded, subscribe } from '@civigrid/kernel';
import { sqliteStore } from '@civigrid/store-sqlite';
import { seededRandom } from '@civigrid/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defectsOf } from './observed.ts';
import { bundledPrograms, type Programs, run } from './programs.ts';
import { report, tenant } from './reports.ts';
import { long, nothingYet, type Tally, tell } from './tally.ts';

let folder = '';
let programs: Programs;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-reader-'));
  programs = await bundledPrograms();
}, 120_000);
afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

const groups = long ? 1_000 : 250;
const seed = 20_260_306;

test(`beside two writers that roll back poisoned batches, one of them killed, a reader by position misses nothing and meets no gap (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const file = join(folder, 'street.db');
  const store = sqliteStore({ file, shared: true });
  await store.append(report(1));
  const tally = nothingYet();
  const seen: Recorded[] = [];
  const partitions = new Map<number, number>();
  const gaps: string[] = [];
  const subscription = subscribe({
    store,
    progress: memoryProgress(),
    tenant,
    group: 'reader',
    from: 'start',
    pageSize: 7,
    handle: async ({ partition, events }) => {
      for (const event of events) {
        const last = partitions.get(partition) ?? 0;
        if (event.position !== last + 1) gaps.push(`${partition}: ${last} ${event.position}`);
        partitions.set(partition, event.position);
        seen.push(event);
      }
    },
  });
  const writer = (name: string, diesAt: number) =>
    run([
      process.execPath,
      programs.pathOf('poisoning-writer'),
      ...[file, name, String(groups), String(diesAt)],
    ]);
  let writing = true;
  const writers = Promise.all([
    writer('steady', 0),
    writer('mortal', 400 + random.integer(groups * 8)),
  ]).finally(() => {
    writing = false;
  });
  let polls = 0;
  // Read to the end only after the writers have ended: who stops before reports false misses.
  for (; writing; polls++) {
    await subscription.poll();
    await turn();
  }
  const [steady, mortal] = await writers;
  await subscription.poll();
  expect({ errors: steady.errors, killed: mortal.signal }).toEqual({
    errors: '',
    killed: 'SIGKILL',
  });
  const told = [...steady.lines, ...mortal.lines];
  const ended = (outcome: string) =>
    told.flatMap((line) =>
      line.endsWith(` ${outcome}`) ? line.slice(0, -1 - outcome.length) : [],
    );
  const acknowledged = ended('appended');
  const commands = new Set(seen.map(({ command }) => command as string));
  tally.faults = 1 + ended('rejected').length;
  tally.acknowledged = acknowledged.length;
  tally.lost = acknowledged.filter((command) => !commands.has(command)).length;
  tally.doubled = seen.length - new Set(seen.map(({ id }) => id)).size;
  tell('a reader beside writers that roll back', tally);
  expect(gaps).toEqual([]);
  expect(await defectsOf({ store }, tenant)).toEqual([]);
  expect(seen.some(({ data }) => (data as { readonly poisoned?: boolean }).poisoned)).toBe(false);
  expect(await subscription.lag()).toBe(0);
  expect(polls).toBeGreaterThan(5);
  expect(mortal.lines.length).toBeGreaterThan(0);
  expect(tally.faults).toBeGreaterThan(groups * 2);
  expect(ended('conflict').length).toBeGreaterThan(0);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
  await store.close();
}, 600_000);

test(`control: where writers take numbers outside of the transaction that uses them, a reader by number misses some (seed ${seed})`, () => {
  const random = seededRandom(seed).fork('sequence');
  const file = join(folder, 'sequence.db');
  const open = () => new DatabaseSync(file);
  const [writer, reader] = [open(), open()];
  writer.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE sequence (last INTEGER NOT NULL); INSERT INTO sequence VALUES (0);
    CREATE TABLE events (number INTEGER PRIMARY KEY)`);
  const take = writer.prepare('UPDATE sequence SET last = last + 1 RETURNING last');
  const insert = writer.prepare('INSERT INTO events VALUES (?)');
  const behind = reader.prepare('SELECT number FROM events WHERE number > ? ORDER BY number');
  const held: number[] = [];
  const seen = new Set<number>();
  const tally: Tally = nothingYet();
  let reached = 0;
  const read = () => {
    for (const { number } of behind.all(reached) as unknown as readonly { number: number }[]) {
      seen.add(number);
      reached = number;
    }
  };
  const commitOne = () => {
    const [number] = held.splice(random.integer(held.length), 1);
    if (number === undefined) return;
    // Every tenth is rolled back, and leaves a gap.
    tally.faults++;
    if (random.integer(10) === 0) return;
    insert.run(number);
    tally.acknowledged++;
  };
  for (let n = 1; n <= 400; n++) {
    held.push((take.get() as { readonly last: number }).last);
    if (held.length > 4) commitOne();
    if (n % 3 === 0) read();
  }
  while (held.length > 0) commitOne();
  read();
  tally.lost = tally.acknowledged - seen.size;
  tell('control: numbers taken outside of the transaction', tally);
  expect(tally.lost).toBeGreaterThan(0);
  for (const database of [writer, reader]) database.close();
}, 120_000);
