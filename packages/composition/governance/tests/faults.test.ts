import type { Town } from '@civigrid/governance';
import { type DeviceId, gridCode, memoryStore, memoryVault, type Store } from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { expect, test } from 'vitest';
import { inFirst, morning, open } from './town.ts';

/** A store whose `n`-th append from now on fails before or after it was done. */
function fragile(when: 'before' | 'after') {
  const inner = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const fault = { in: Number.POSITIVE_INFINITY };
  const store: Store = {
    ...inner,
    append: async (batch) => {
      fault.in--;
      if (fault.in === 0 && when === 'before') throw new Error('no connection');
      const result = await inner.append(batch);
      if (fault.in === 0) throw new Error('no connection');
      return result;
    },
  };
  return { store, fault };
}

const devices = {
  registry: [{ device: 'smoke-1' as DeviceId, category: 'smoke', grid: gridCode('LS.01.01.01') }],
  mappings: [
    { id: 's', protocol: 'json', device: '/id', message: '/n', kind: 'fire.smoke', phase: 'raise' },
  ],
} as const;
const body = new TextEncoder().encode('{"id":"smoke-1","n":"1"}');
const smoke = { protocol: 'json', body, receivedAt: morning };
const car = { id: 'r-1', category: '01.01.01', text: '小车', at: morning, point: inFirst } as const;

async function steady(act: (town: Town) => Promise<unknown>): Promise<readonly string[]> {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ store, vault: memoryVault(), devices });
  await act(town);
  return events(store, town);
}

async function events(store: Store, town: Town): Promise<readonly string[]> {
  const list: string[] = [];
  for (const { partition } of await store.heads(town.tenant))
    for await (const { id, type } of store.readLog(town.tenant, partition))
      list.push(`${type} ${id}`);
  return list;
}

const acts = {
  report: (town: Town) => town.report(car),
  alarm: (town: Town) => town.ingest(smoke),
} as const;

test.each(
  (['report', 'alarm'] as const).flatMap((what) =>
    (['before', 'after'] as const).flatMap((when) =>
      [1, 2, 3, 4, 5].map((at) => [what, when, at] as const),
    ),
  ),
)(
  'a lost connection during a %s, %s append %i, loses and doubles nothing: it is sent again',
  async (what, when, at) => {
    const { store, fault } = fragile(when);
    const town = await open({ store, vault: memoryVault(), devices });
    fault.in = at;
    const once = await acts[what](town).catch(() => 'failed');
    fault.in = Number.POSITIVE_INFINITY;
    await acts[what](town);
    expect(await events(store, town)).toEqual(await steady(acts[what]));
    expect(town.cases.list().map(({ status }) => status)).toEqual(['dispatched']);
    expect(once === 'failed' || at > 4).toBe(true);
  },
);

test('somebody who cannot be told stops nothing that was decided, and is told when it works again', async () => {
  const told: string[] = [];
  let broken = true;
  const notify = async ({ reason }: { readonly reason: string }) => {
    if (broken) throw new Error('no network');
    told.push(reason);
  };
  const town = await open({ notify });
  const refused: string[] = [];
  town.on('refusal', ({ code }) => refused.push(code));
  expect((await town.report(car)).lead?.role).toBe('gridLeader');
  expect(refused).toContain('governance/not-notified');
  broken = false;
  await town.tick(morning + 1);
  expect(told).toEqual(['assigned', 'assisting']);
  expect(town.cases.list()[0]?.status).toBe('dispatched');
});

test('a listener that throws stops nobody else', async () => {
  const town = await open();
  const seen: string[] = [];
  const unhandled: unknown[] = [];
  const keep = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', keep);
  town.on('cases/reported', () => {
    throw new Error('a listener of the host');
  });
  town.on('event', ({ type }) => seen.push(type));
  await town.report(car);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', keep);
  expect(seen).toContain('cases/dispatched');
});
