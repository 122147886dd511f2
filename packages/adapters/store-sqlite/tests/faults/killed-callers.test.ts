import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actorId, brokenAt, type Recorded, type Store, tenantId } from '@civigrid/kernel';
import { nodeDigest, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { seededRandom } from '@civigrid/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appender, type Crowd } from './appender-process.ts';
import { long, nothingYet, tell } from './tally.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-kill-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tenant = tenantId('street');
const reader = { actor: actorId('test'), purpose: 'test' };

/** Everything in the file; fails where a position is missing. */
async function everything(store: Store): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for (const { partition, position } of await store.heads(tenant)) {
    const log: Recorded[] = [];
    for await (const event of store.readLog(tenant, partition)) log.push(event);
    expect(log.map((event) => event.position)).toEqual(
      Array.from({ length: position }, (_, i) => i + 1),
    );
    events.push(...log);
  }
  return events;
}

function grouped<Key>(events: readonly Recorded[], key: (event: Recorded) => Key) {
  const groups = new Map<Key, Recorded[]>();
  for (const event of events) {
    const group = groups.get(key(event)) ?? [];
    groups.set(key(event), [...group, event]);
  }
  return groups;
}

/** How many acknowledged commands the file does not hold, and what is torn or doubled in it. */
async function examined(file: string, acknowledged: readonly string[]) {
  const store = sqliteStore({ file });
  const vault = sqliteVault({ file: `${file}.keys` });
  const events = await everything(store);
  const commands = grouped(events, ({ command }) => command as string);
  const torn = [...commands.values()].filter((group) =>
    group.some(({ data }) => (data as { readonly of: number }).of !== group.length),
  );
  const broken: string[] = [];
  for (const [stream, group] of grouped(events, (event) => event.stream)) {
    const ordered = group.toSorted((a, b) => a.version - b.version);
    if (brokenAt(ordered, nodeDigest) !== undefined) broken.push(stream);
  }
  let opened = 0;
  for (const { stream, id, schema, command, sealed = [] } of events)
    for (const part of sealed) {
      const context = { tenant, stream, event: id, schema };
      expect(await vault.open(part, context, reader)).toBe(command);
      opened++;
    }
  await store.close();
  await vault.close();
  return {
    lost: acknowledged.filter((command) => !commands.has(command)).length,
    torn: torn.length,
    doubled: events.length - new Set(events.map(({ id }) => id)).size,
    broken,
    opened: opened === commands.size,
  };
}

const sound = { lost: 0, torn: 0, doubled: 0, broken: [], opened: true };
const seed = 20_260_303;

const crowds: readonly (readonly [kills: number, crowd: Crowd])[] = [
  [8, { callers: 8, place: 'here' }],
  [long ? 60 : 6, { callers: 64, place: 'here' }],
  [long ? 60 : 6, { callers: 64, place: 'worker' }],
];

test.each(crowds)(
  `%s times killed at a random point beside %o, the file opens at once and holds all that was acknowledged, once (seed ${seed})`,
  async (kills, crowd) => {
    const { callers, place } = crowd;
    const random = seededRandom(seed).fork(`${callers} ${place}`);
    const file = join(folder, `killed-${callers}-${place}.db`);
    const acknowledged: string[] = [];
    const tally = nothingYet();
    for (let round = 1; round <= kills; round++) {
      const enough = 1 + random.integer(callers * 30);
      const told = await appender('endless', file, `round-${round}`, crowd, (lines, child) => {
        if (lines === enough) child.kill('SIGKILL');
      });
      expect(told.errors).toBe('');
      expect(told.lines.length).toBeGreaterThanOrEqual(enough);
      acknowledged.push(...told.lines);
      const found = await examined(file, acknowledged);
      tally.faults++;
      tally.lost += found.lost;
      tally.doubled += found.doubled;
      expect(found).toEqual(sound);
    }
    tally.acknowledged = acknowledged.length;
    tell(`kill -9 beside ${callers} callers, file opened ${place}`, tally);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
  },
  600_000,
);

test.each(['here', 'worker'] as const)(
  'control: a process that tells before the store has answered is found out (file opened: %s)',
  async (place) => {
    const file = join(folder, `hasty-${place}.db`);
    const told = await appender('hasty', file, 'hasty', { callers: 8, place });
    expect(told.lines.length).toBeGreaterThan(0);
    const { lost, doubled } = await examined(file, told.lines);
    tell('control: told before the answer', {
      faults: 1,
      acknowledged: told.lines.length,
      lost,
      doubled,
    });
    expect(lost).toBeGreaterThan(0);
  },
  120_000,
);

test('three processes that open a new file at once share it: conflicts are answered, and nothing is lost', async () => {
  const file = join(folder, 'shared.db');
  const names = ['one', 'two', 'three'];
  const told = await Promise.all(names.map((name) => appender('race', file, name)));
  expect(told.map(({ code, errors }) => ({ code, errors }))).toEqual(
    names.map(() => ({ code: 0, errors: '' })),
  );
  const store = sqliteStore({ file });
  const events = await everything(store);
  expect(events.map(({ version }) => version)).toEqual(
    Array.from({ length: 300 }, (_, i) => i + 1),
  );
  expect(brokenAt(events, nodeDigest)).toBeUndefined();
  for (const name of names) {
    const mine = events.map(({ data }) => data as { readonly name: string; readonly n: number });
    expect(mine.filter((data) => data.name === name).map(({ n }) => n)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
  }
  await store.close();
}, 120_000);
