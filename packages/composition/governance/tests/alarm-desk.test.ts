import type { AlarmOrder, IngestMessage } from '@civigrid/governance';
import {
  actorId,
  commandId,
  type DeviceId,
  gridCode,
  memoryStore,
  memoryVault,
} from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { expect, test } from 'vitest';
import { morning, open } from './town.ts';

const minute = 60_000;
const device = 'gate-1' as DeviceId;
const conditionKey = 'gate-1|access.forced|';
const devices = {
  registry: [{ device, category: 'gate', grid: gridCode('LS.01.01.01') }],
  mappings: [
    {
      id: 'gate',
      protocol: 'json',
      device: '/id',
      message: '/n',
      time: { at: '/ts', as: 'ms' },
      kind: 'access.forced',
      phase: { at: '/s', cases: [{ equals: 'off', then: 'clear' }], else: 'raise' },
    },
  ],
} as const;

let sent = 0;
function gate(state: 'on' | 'off', at: number): IngestMessage {
  sent++;
  const text = JSON.stringify({ id: device, n: sent, ts: at, s: state });
  return { protocol: 'json', body: new TextEncoder().encode(text), receivedAt: at };
}

const of = { device, conditionKey };
const shelve: AlarmOrder = { type: 'shelve', ...of, until: morning + 60 * minute };
const guard = actorId('gate-keeper');

test('whoever takes note of an alarm stands in the record, in the incident too', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ devices, store });
  await town.ingest(gate('on', morning));
  const seen: string[] = [];
  town.on('event', ({ type, actor, at }) => seen.push(`${type} ${actor} ${at - morning}`));
  const transitions = await town.alarms.perform(
    { type: 'acknowledge', ...of },
    { actor: guard, at: morning + minute },
  );
  expect(transitions.map(({ type }) => type)).toEqual(['acknowledged']);
  await town.idle();
  expect(seen.toSorted()).toEqual([
    'devices/alarm-acknowledged gate-keeper 60000',
    'devices/alarm-operated gate-keeper 60000',
  ]);
  const [opened] = town.cases.list();
  expect((await town.alarms.incident(opened?.id ?? ''))?.alarms).toMatchObject([
    { acknowledged: true },
  ]);
});

test('a shelved alarm opens no incident and no case, and both when it is back and still lasts', async () => {
  const town = await open({ devices });
  for (const state of ['on', 'off'] as const)
    await town.ingest(gate(state, morning + (state === 'on' ? 0 : 1000)));
  await town.alarms.perform(shelve, { actor: guard, at: morning + minute });
  const withheld = await town.ingest(gate('on', morning + 20 * minute));
  expect(withheld.transitions).toMatchObject([{ type: 'raised', withheld: 'shelved' }]);
  expect([town.incidents(), town.cases.list().length]).toEqual([1, 1]);
  const by = { actor: guard, at: morning + 30 * minute };
  const back = await town.alarms.perform({ type: 'unshelve', ...of }, by);
  expect(back).toMatchObject([{ type: 'unshelved', active: true }]);
  expect([town.incidents(), town.cases.list().length]).toEqual([2, 2]);
});

test('what the tracker refuses is refused and not written; the same order again is done once', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ devices, store });
  const unknown = { type: 'acknowledge', device, conditionKey: 'nobody' } as const;
  await expect(town.alarms.perform(unknown, { actor: guard })).rejects.toMatchObject({
    code: expect.stringMatching(/^devices\//),
  });
  expect(await store.heads(town.tenant)).toEqual([]);
  await town.ingest(gate('on', morning));
  const by = { actor: guard, at: morning + minute, id: commandId(crypto.randomUUID()) };
  expect(await town.alarms.perform(shelve, by)).toHaveLength(1);
  const heads = await store.heads(town.tenant);
  expect(await town.alarms.perform(shelve, by)).toEqual([]);
  expect(await store.heads(town.tenant)).toEqual(heads);
});

test('after a crash what was done is done again between the messages where it was done then', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const vault = memoryVault();
  const a = gate('on', morning);
  const b = gate('off', morning + minute);
  // Shelved from the second minute to the 29th.
  const c = gate('on', morning + 20 * minute);
  const d = gate('on', morning + 40 * minute);
  const e = gate('off', morning + 50 * minute);
  const first = await open({ devices, store, vault });
  await first.ingest(a);
  await first.checkpoint(1);
  await first.ingest(b);
  await first.alarms.perform(shelve, { actor: guard, at: morning + 2 * minute });
  await first.ingest(c);
  await first.alarms.perform(
    { type: 'unshelve', ...of },
    { actor: guard, at: morning + 29 * minute },
  );
  const heads = await store.heads(first.tenant);
  expect(first.incidents()).toBe(2);

  const second = await open({ devices, store, vault });
  const told: string[] = [];
  for (const one of [b, c, d, e])
    for (const { type } of (await second.ingest(one)).transitions) told.push(type);
  expect(told).toEqual(['cleared', 'shelved', 'raised', 'unshelved', 'repeated', 'cleared']);
  expect(second.incidents()).toBe(2);
  // One more than then: the alarm that ended in the 50th minute.
  const count = (all: typeof heads) => all.reduce((sum, { position }) => sum + position, 0);
  expect(count(await store.heads(second.tenant))).toBe(count(heads) + 1);

  // A checkpoint knows how far the tracker has come: nothing is done twice.
  await second.checkpoint(5);
  const third = await open({ devices, store, vault });
  expect((await third.tick(morning + 51 * minute)).transitions).toEqual([]);
});
