import {
  type CommandId,
  commandHandler,
  fireDue,
  memoryStore,
  memoryVault,
  step,
  streamId,
} from '@civigrid/kernel';
import { expect, test } from 'vitest';
import {
  all,
  digest,
  lamp,
  lampHandling,
  meta,
  movableClock,
  reminderMs,
  tenant,
} from './world.ts';

function lamps() {
  const store = memoryStore({ digest, clock: movableClock(0) });
  const handler = commandHandler({ store, vault: memoryVault(), digest });
  const tick = (now: number) =>
    fireDue({
      deadlines: store.deadlines,
      digest,
      tenant,
      now,
      fire: async (deadline, id) => {
        const command = { type: 'remind', at: now } as const;
        await handler.handle(
          meta(now, { id }),
          [step({ handling: lampHandling, stream: deadline.stream, partition: 3, command })],
          { fired: deadline },
        );
      },
    });
  const report = (at: number) =>
    handler.handle(meta(at), [
      step({ handling: lampHandling, stream: lamp, partition: 3, command: { type: 'report', at } }),
    ]);
  const repair = (at: number) =>
    handler.handle(meta(at), [
      step({ handling: lampHandling, stream: lamp, partition: 3, command: { type: 'repair', at } }),
    ]);
  const reminded = async () =>
    (await all(store.read(tenant, lamp))).filter(({ type }) => type === 'lamps/reminded').length;
  return { store, tick, report, repair, reminded };
}

test('a deadline is armed with the event, fires never early, and arms the next', async () => {
  const { store, tick, report, reminded } = lamps();
  await report(1_000);
  expect(await store.deadlines.next(tenant)).toBe(1_000 + reminderMs);
  expect(await tick(999 + reminderMs)).toBe(0);
  expect(await tick(1_000 + reminderMs)).toBe(1);
  expect(await reminded()).toBe(1);
  expect(await store.deadlines.next(tenant)).toBe(1_000 + 2 * reminderMs);
});

test('a repaired lamp wants nothing any more', async () => {
  const { store, tick, report, repair, reminded } = lamps();
  await report(1_000);
  await repair(2_000);
  expect(await store.deadlines.next(tenant)).toBeUndefined();
  expect(await tick(1_000_000)).toBe(0);
  expect(await reminded()).toBe(0);
});

test('a stale deadline changes nothing and is stated again by the stream', async () => {
  const { store, tick, report, reminded } = lamps();
  await report(1_000);
  const [claimed] = await store.deadlines.claim(tenant, 1_000 + reminderMs, 1, 1);
  expect(claimed?.stream).toBe(lamp);
  // The lease ran out, somebody else fires it; then the first claimer comes back.
  await tick(2_000 + reminderMs);
  if (claimed !== undefined) await store.deadlines.done([claimed]);
  expect(await reminded()).toBe(1);
  expect(await store.deadlines.next(tenant)).toBe(2_000 + 2 * reminderMs);
});

test.each([
  ['a lease', 30_000],
  ['no lease', 0],
])(
  'with %s, 450 deadlines that are stated again for the same instant are each fired once in a run',
  async (_, leaseMs) => {
    const { deadlines, append } = memoryStore({ digest, clock: movableClock(0) });
    const state = (id: CommandId, keys: readonly string[]) =>
      append({
        tenant,
        command: id,
        entries: [],
        deadlines: keys.map((key) => ({ key, due: 1_000, stream: lamp })),
      });
    const keys = Array.from({ length: 450 }, (_key, i) => `lamp-${String(i).padStart(3, '0')}`);
    await state(meta(0).id, keys);
    await append({
      tenant,
      command: meta(0).id,
      entries: [],
      deadlines: [{ key: 'the last', due: 1_001, stream: lamp }],
    });
    const fired: string[] = [];
    const tick = (now: number) =>
      fireDue({
        deadlines,
        digest,
        tenant,
        now,
        limit: 200,
        leaseMs,
        fire: async ({ key }, id) => {
          fired.push(key);
          if (key !== 'the last') await state(id, [key]);
        },
      });
    expect(await tick(2_000)).toBe(451);
    expect(fired).toEqual([...keys, 'the last']);
    expect(await tick(2_000 + leaseMs)).toBe(450);
  },
);

test('a run that may claim nothing fires nothing, and ends', async () => {
  const { store, report } = lamps();
  await report(0);
  const run = { deadlines: store.deadlines, digest, tenant, now: reminderMs };
  expect(await fireDue({ ...run, limit: 0, fire: async () => undefined })).toBe(0);
});

test('several streams are woken side by side, those of one stream one after another', async () => {
  const { deadlines, append } = memoryStore({ digest, clock: movableClock(0) });
  const streams = Array.from({ length: 12 }, (_, i) => streamId('device', `lamp-${i}`));
  const changes = streams.flatMap((stream, i) =>
    [1, 2, 3].map((n) => ({ key: `${stream} ${n}`, due: 100 * n + i, stream })),
  );
  await append({ tenant, command: meta(0).id, entries: [], deadlines: changes });
  const told: string[] = [];
  let open = 0;
  let most = 0;
  const busy = new Set<string>();
  const fired = await fireDue({
    deadlines,
    digest,
    tenant,
    now: 1_000,
    parallel: 4,
    fire: async ({ key, stream }) => {
      expect(busy.has(stream)).toBe(false);
      busy.add(stream);
      open++;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      told.push(key);
      open--;
      busy.delete(stream);
    },
  });
  expect([fired, most]).toEqual([36, 4]);
  for (const stream of streams)
    expect(told.filter((key) => key.startsWith(`${stream} `))).toEqual(
      [1, 2, 3].map((n) => `${stream} ${n}`),
    );
  expect(await deadlines.next(tenant)).toBeUndefined();
});

test('where one fails, those before it are done with, and it comes again with the rest', async () => {
  const { deadlines, append } = memoryStore({ digest, clock: movableClock(0) });
  const keys = ['a', 'b', 'c', 'd'];
  await append({
    tenant,
    command: meta(0).id,
    entries: [],
    deadlines: keys.map((key, i) => ({ key, due: i, stream: lamp })),
  });
  const told: string[] = [];
  const run = (fails: string) =>
    fireDue({
      deadlines,
      digest,
      tenant,
      now: 1_000,
      leaseMs: 0,
      fire: async ({ key }) => {
        if (key === fails) throw new Error('The line is dead.');
        told.push(key);
      },
    });
  await expect(run('c')).rejects.toThrow('The line is dead.');
  expect(told).toEqual(['a', 'b']);
  expect(await run('nobody')).toBe(2);
  expect(told).toEqual(['a', 'b', 'c', 'd']);
});
