import {
  type LogPage,
  memoryProgress,
  type Policy,
  type Progress,
  runPolicy,
  step,
  streamId,
  subscribe,
  type TenantId,
} from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { all, digest, type Lamp, lampHandling, meta, tenant, world } from './world.ts';

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function reports(handler: ReturnType<typeof world>['handler']) {
  return async (name: string, partition: number, at: number) => {
    const stream = streamId('device', name);
    await handler.handle(meta(at), [
      step({ handling: lampHandling, stream, partition, command: { type: 'report', at } }),
    ]);
  };
}

test('every partition is read in order, page by page, and only once', async () => {
  const { store, handler } = world();
  const report = reports(handler);
  for (let i = 0; i < 10; i++) await report(`lamp-${i}`, i % 3, i);
  const pages: LogPage[] = [];
  const subscription = subscribe({
    store,
    progress: memoryProgress(),
    tenant,
    group: 'count',
    from: 'start',
    pageSize: 2,
    handle: async (page) => {
      pages.push(page);
    },
  });
  expect(await subscription.lag()).toBe(10);
  expect(await subscription.poll()).toBe(10);
  expect(await subscription.poll()).toBe(0);
  expect(pages.every(({ events }) => events.length <= 2)).toBe(true);
  const positions = pages.flatMap(({ events }) => events.map((e) => [e.partition, e.position]));
  expect(positions).toEqual(
    [0, 1, 2].flatMap((p) => Array.from({ length: p === 0 ? 4 : 3 }, (_, i) => [p, i + 1])),
  );
});

test('a group that begins at the head reads partitions that are born later from their first event', async () => {
  const { store, handler } = world();
  const report = reports(handler);
  await report('lamp-1', 1, 1);
  const progress = memoryProgress();
  const seen: string[] = [];
  const open = () =>
    subscribe({
      store,
      progress,
      tenant,
      group: 'news',
      from: 'head',
      handle: async ({ events }) => {
        for (const { stream } of events) seen.push(stream);
      },
    });
  expect(await open().poll()).toBe(0);
  await report('lamp-2', 2, 2);
  await report('lamp-1', 1, 3);
  expect(await open().poll()).toBe(2);
  expect(seen).toEqual(['device/lamp-1', 'device/lamp-2']);
});

test('a group that is asked for its lag while it begins at the head skips nothing', async () => {
  const { store, handler } = world();
  const report = reports(handler);
  await report('lamp-1', 1, 1);
  const kept = memoryProgress();
  // Who asks second whether the group has begun gets the answer late.
  const held = gate();
  let asked = 0;
  const progress: Progress = {
    ...kept,
    load: async (group, partition) => {
      const found = await kept.load(group, partition);
      if (group.endsWith('/begun') && ++asked === 2) await held.opened;
      return found;
    },
  };
  const seen: number[] = [];
  const open = () =>
    subscribe({
      store,
      progress,
      tenant,
      group: 'news',
      from: 'head',
      handle: async ({ events }) => {
        seen.push(...events.map(({ at }) => at));
      },
    });
  const first = open();
  const polled = first.poll();
  while (asked === 0) await Promise.resolve();
  const lag = first.lag();
  await polled;
  await report('lamp-1', 1, 2);
  held.open();
  await lag;
  await open().poll();
  expect(seen).toEqual([2]);
});

test('a group that could not begin tries again', async () => {
  const { store, handler } = world();
  await reports(handler)('lamp-1', 1, 1);
  let faults = 1;
  const flaky = {
    ...store,
    heads: async (of: TenantId) => {
      if (faults-- > 0) throw new Error('no connection');
      return store.heads(of);
    },
  };
  const subscription = subscribe({
    store: flaky,
    progress: memoryProgress(),
    tenant,
    group: 'news',
    from: 'head',
    handle: async () => undefined,
  });
  await expect(subscription.lag()).rejects.toThrow('no connection');
  expect(await subscription.lag()).toBe(0);
  await reports(handler)('lamp-1', 1, 2);
  expect(await subscription.poll()).toBe(1);
});

test('a lag that is asked for during a poll sets nothing back', async () => {
  const { store, handler } = world();
  await reports(handler)('lamp-1', 1, 1);
  const kept = memoryProgress();
  // The first answer comes when the poll is over.
  const held = gate();
  let loads = 0;
  const progress: Progress = {
    ...kept,
    load: async (group, partition) => {
      const found = await kept.load(group, partition);
      loads++;
      if (loads === 1) await held.opened;
      return found;
    },
  };
  let handed = 0;
  const subscription = subscribe({
    store,
    progress,
    tenant,
    group: 'news',
    from: 'start',
    handle: async ({ events }) => {
      handed += events.length;
    },
  });
  const lag = subscription.lag();
  while (loads === 0) await Promise.resolve();
  await subscription.poll();
  held.open();
  await lag;
  expect(await subscription.poll()).toBe(0);
  expect(handed).toBe(1);
});

test('what a handler throws comes again, from the same event', async () => {
  const { store, handler } = world();
  await reports(handler)('lamp-1', 1, 1);
  let broken = true;
  const seen: number[] = [];
  const subscription = subscribe({
    store,
    progress: memoryProgress(),
    tenant,
    group: 'fragile',
    from: 'start',
    handle: async ({ events }) => {
      if (broken) throw new Error('no connection');
      seen.push(...events.map(({ position }) => position));
    },
  });
  await expect(subscription.poll()).rejects.toThrow('no connection');
  broken = false;
  expect(await subscription.poll()).toBe(1);
  expect(seen).toEqual([1]);
});

test('a policy that runs twice does everything once', async () => {
  const { store, handler } = world();
  await reports(handler)('lamp-1', 1, 7);
  const policy: Policy<undefined, string> = {
    name: 'neighbours',
    on: ['lamps/reported'],
    react: (event) => (event.stream === 'device/lamp-1' ? [{ slot: 'next', order: 'lamp-2' }] : []),
  };
  const run = () =>
    runPolicy({
      store,
      progress: memoryProgress(),
      tenant,
      from: 'start',
      digest,
      policy,
      views: undefined,
      perform: async (given, order) => {
        const stream = streamId('device', order);
        const command = { type: 'report', at: given.at } as const;
        await handler.handle(given, [
          step({ handling: lampHandling, stream, partition: 1, command }),
        ]);
      },
    }).poll();
  await run();
  await run();
  const events = await all(store.read(tenant, streamId('device', 'lamp-2')));
  expect(events.map(({ at, actor }) => [at, actor])).toEqual([[7, 'policy:neighbours']]);
  const [cause] = await all(store.read(tenant, streamId('device', 'lamp-1')));
  expect(events[0]?.cause).toBe(cause?.id);
});

test('a state is the same whether it was folded live or from the log', async () => {
  const { store, handler } = world();
  await reports(handler)('lamp-1', 1, 7);
  const replayed = world(store);
  await reports(replayed.handler)('lamp-1', 1, 9);
  const events = await all(store.read(tenant, streamId('device', 'lamp-1')));
  const state = events.reduce<Lamp>(
    (before, event) => lampHandling.decider.evolve(before, event as never),
    lampHandling.decider.initial,
  );
  expect(state.reports).toBe(2);
});
