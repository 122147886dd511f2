import {
  type AppendBatch,
  type AppendResult,
  brokenAt,
  checkStep,
  commandHandler,
  isDomainError,
  memoryVault,
  type Store,
  type StreamId,
  step,
  streamId,
  type Vault,
} from '@civigrid/kernel';
import { expect, test } from 'vitest';
import {
  all,
  digest,
  lamp,
  lampHandling,
  meta,
  reminderMs,
  resident,
  tenant,
  world,
} from './world.ts';

const report = (at: number, words?: string) =>
  step({
    handling: lampHandling,
    stream: lamp,
    partition: 3,
    command: { type: 'report', at, ...(words === undefined ? {} : { words }) },
  });
const repair = (at: number) =>
  step({ handling: lampHandling, stream: lamp, partition: 3, command: { type: 'repair', at } });

test('a command becomes an event with its command, actor, instant and place in the log', async () => {
  const { store, handler } = world();
  const given = meta(1_000);
  const handled = await handler.handle(given, [report(1_000)]);
  expect(handled).toMatchObject({
    outcome: 'appended',
    entries: [{ stream: lamp, partition: 3, versions: [1], positions: [1] }],
  });
  const [event] = await all(store.read(tenant, lamp));
  expect(event).toMatchObject({
    type: 'lamps/reported',
    version: 1,
    partition: 3,
    position: 1,
    command: given.id,
    actor: given.actor,
    at: 1_000,
    tenant,
  });
  expect(brokenAt(event === undefined ? [] : [event], digest)).toBeUndefined();
});

test('the same command again gets its first outcome, also where it would be refused by now', async () => {
  const { handler } = world();
  await handler.handle(meta(1), [report(1)]);
  const fix = meta(2);
  const first = await handler.handle(fix, [repair(2)]);
  const again = await handler.handle(fix, [repair(2)]);
  expect(first.outcome).toBe('appended');
  expect(again).toEqual({
    outcome: 'repeated',
    entries: first.outcome === 'appended' && first.entries,
  });
});

test('a refusal is thrown and leaves nothing behind', async () => {
  const { store, handler } = world();
  const refused = await handler.handle(meta(1), [repair(1)]).catch((error: unknown) => error);
  expect(isDomainError(refused, 'lamps/not-broken')).toBe(true);
  expect(await all(store.read(tenant, lamp))).toEqual([]);
});

test('what a resident wrote is sealed before it is stored, and opens for a reader', async () => {
  const { store, vault, handler } = world();
  const handled = await handler.handle(meta(1), [report(1, 'dark since Sunday')]);
  const [event] = await all(store.read(tenant, lamp));
  expect(JSON.stringify(event)).not.toContain('dark since Sunday');
  const part = event?.sealed?.[0];
  expect(part?.subject).toBe(resident);
  if (event === undefined || part === undefined) throw new Error('nothing was sealed');
  const context = { tenant, stream: lamp, event: event.id, schema: 1 };
  const reader = { actor: event.actor, purpose: 'statement' };
  expect(await vault.open(part, context, reader)).toBe('dark since Sunday');
  expect(handled.outcome).toBe('appended');
});

test('time never runs backwards inside a stream', async () => {
  const { store, handler } = world();
  await handler.handle(meta(5_000), [report(5_000)]);
  await handler.handle(meta(2_000), [report(2_000)]);
  expect((await all(store.read(tenant, lamp))).map(({ at }) => at)).toEqual([5_000, 5_000]);
});

test('fifty reports at once are decided one after another', async () => {
  const { store, handler } = world();
  const handled = await Promise.all(
    Array.from({ length: 50 }, (_, i) => handler.handle(meta(i), [report(i)])),
  );
  expect(handled.every(({ outcome }) => outcome === 'appended')).toBe(true);
  const events = await all(store.read(tenant, lamp));
  expect(events.map(({ data }) => data)).toEqual(events.map((_, i) => ({ reports: i + 1 })));
});

test('two processes on one store: the slower reads and decides again', async () => {
  const one = world();
  const other = world(one.store);
  await Promise.all(
    Array.from({ length: 4 }, (_, i) =>
      (i % 2 === 0 ? one : other).handler.handle(meta(i), [report(i)]),
    ),
  );
  const events = await all(one.store.read(tenant, lamp));
  expect(events.map(({ data }) => data)).toEqual(events.map((_, i) => ({ reports: i + 1 })));
  expect(events).toHaveLength(4);
});

test("a command's own expectation is answered and never retried, and a duplicate before it", async () => {
  const { handler } = world();
  const first = meta(1, { expected: 'none' });
  expect((await handler.handle(first, [report(1)])).outcome).toBe('appended');
  expect((await handler.handle(first, [report(1)])).outcome).toBe('repeated');
  expect(await handler.handle(meta(2, { expected: 'none' }), [report(2)])).toEqual({
    outcome: 'conflict',
    stream: lamp,
    actual: 1,
  });
  expect((await handler.handle(meta(3, { expected: 1 }), [report(3)])).outcome).toBe('appended');
});

test('several streams change together or not at all, and a stream may be checked only', async () => {
  const { store, handler } = world();
  const other = streamId('device', 'lamp-8');
  const both = [
    report(1),
    step({
      handling: lampHandling,
      stream: other,
      partition: 5,
      command: { type: 'report', at: 1 },
    }),
  ];
  expect((await handler.handle(meta(1), both)).outcome).toBe('appended');
  const refused = await handler
    .handle(meta(2), [report(2), checkStep(other, 5, 'none')])
    .catch((error: unknown) => error);
  expect(refused).toEqual({ outcome: 'conflict', stream: other, actual: 1 });
  expect(await all(store.read(tenant, lamp))).toHaveLength(1);
  expect(await store.heads(tenant)).toEqual([
    { partition: 3, position: 1 },
    { partition: 5, position: 1 },
  ]);
});

test('nothing to do is an answer of its own', async () => {
  const { store, handler } = world();
  const remind = step({
    handling: lampHandling,
    stream: lamp,
    partition: 3,
    command: { type: 'remind', at: 1 },
  });
  expect(await handler.handle(meta(1), [remind])).toEqual({ outcome: 'nothing' });
  expect(await store.heads(tenant)).toEqual([]);
});

test('a stream keeps the partition of its birth', async () => {
  const { store, handler } = world();
  await handler.handle(meta(1), [report(1)]);
  const moved = step({
    handling: lampHandling,
    stream: lamp,
    partition: 9,
    command: { type: 'report', at: 2 },
  });
  await handler.handle(meta(2), [moved]);
  expect((await all(store.read(tenant, lamp))).map(({ partition }) => partition)).toEqual([3, 3]);
});

/** A world whose appends are written down. */
function watched(answer?: AppendResult) {
  const { store, vault } = world();
  const batches: AppendBatch[] = [];
  const append: Store['append'] = async (batch) => {
    batches.push(batch);
    return answer ?? store.append(batch);
  };
  const handler = commandHandler({ store: { ...store, append }, vault, digest });
  return { store, handler, batches };
}

test('of several streams only the one whose deadline fired states its deadlines again', async () => {
  const { store, handler, batches } = watched();
  const other = streamId('device', 'lamp-8');
  const to = (stream: StreamId, type: 'report' | 'remind', at: number) =>
    step({ handling: lampHandling, stream, partition: 3, command: { type, at } });
  await handler.handle(meta(0), [to(lamp, 'report', 0), to(other, 'report', 0)]);
  const [deadline] = await store.deadlines.claim(tenant, reminderMs, 1, 30_000);
  expect(deadline?.stream).toBe(lamp);
  if (deadline === undefined) throw new Error('nothing was due');
  const first = batches.length;
  // Nothing happens in either stream, then something in both: the other's wake-up stays what it was.
  for (const type of ['remind', 'report'] as const)
    for (const both of [
      [to(lamp, type, 1), to(other, type, 1)],
      [to(other, type, 1), to(lamp, type, 1)],
    ])
      await handler.handle(meta(1), both, { fired: deadline });
  const stated = { key: `${lamp}#remind`, due: reminderMs, stream: lamp };
  expect(batches.slice(first).map(({ deadlines }) => deadlines)).toEqual([
    [stated],
    [stated],
    [stated],
    [stated],
  ]);
});

test('who loses the race five times gets a conflict, and has written nothing', async () => {
  const { store, handler, batches } = watched({ outcome: 'conflict', stream: lamp, actual: 9 });
  expect(await handler.handle(meta(1), [report(1)])).toEqual({
    outcome: 'conflict',
    stream: lamp,
    actual: 9,
  });
  expect(batches).toHaveLength(5);
  expect(await all(store.read(tenant, lamp))).toEqual([]);
});

test('a command without an instant is refused before anything is read or sealed', async () => {
  let reads = 0;
  const { store } = world();
  const read: Store['read'] = (...place) => {
    reads++;
    return store.read(...place);
  };
  const sealed: unknown[] = [];
  const vault: Vault = {
    ...memoryVault(),
    seal: async (parts) => {
      sealed.push(parts);
      return [];
    },
  };
  const { handle } = commandHandler({ store: { ...store, read }, vault, digest });
  for (const at of [Number.NaN, Number.POSITIVE_INFINITY, 0.5, 8.64e15 + 2]) {
    const refused = await handle(meta(at), [report(1, 'words')]).catch((error: unknown) => error);
    expect(isDomainError(refused, 'kernel/invalid-instant')).toBe(true);
  }
  expect([reads, sealed]).toEqual([0, []]);
});

test('a state that wants to be woken at no instant is refused, and nothing is written', async () => {
  const { store, handler } = world();
  const handling = { ...lampHandling, wakes: () => [{ name: 'never', at: Number.NaN }] };
  const command = { type: 'report', at: 1 } as const;
  const refused = await handler
    .handle(meta(1), [step({ handling, stream: lamp, partition: 3, command })])
    .catch((error: unknown) => error);
  expect(isDomainError(refused, 'kernel/invalid-instant')).toBe(true);
  expect(await all(store.read(tenant, lamp))).toEqual([]);
});
