import type { IngestMessage } from '@civigrid/governance';
import {
  actorId,
  type CaseId,
  type DeviceId,
  gridCode,
  memoryStore,
  memoryVault,
} from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { expect, test } from 'vitest';
import { morning, open } from './town.ts';

const minute = 60_000;
const leaves = ['LS.01.01.01', 'LS.01.01.02', 'LS.01.02.01', 'LS.01.02.02'].map(gridCode);

/** One message form for every kind: the device says what it is. */
const mapping = {
  id: 'any',
  protocol: 'json',
  device: '/id',
  message: '/n',
  time: { at: '/ts', as: 'ms' },
  kind: { at: '/kind', cases: [], else: 'device.powerFault' },
  phase: { at: '/state', cases: [{ equals: 'off', then: 'clear' }], else: 'raise' },
} as const;
const kinds = ['fire.smoke', 'fire.hydrantPressure', 'device.powerFault', 'access.forced'];
const kindOf = { at: '/kind', cases: kinds.map((kind) => ({ equals: kind, then: kind })) };
const mappings = [{ ...mapping, kind: { ...kindOf, else: 'device.fault' } }];

/** Devices `d-0`, `d-1` … one after another in the four cells. */
const registry = Array.from({ length: 2000 }, (_, i) => ({
  device: `d-${i}` as DeviceId,
  category: 'any',
  grid: leaves[i % 4] ?? gridCode('LS'),
}));
const devices = { registry, mappings };

let sent = 0;
function says(device: number, kind: string, at: number, state: 'on' | 'off' = 'on'): IngestMessage {
  sent++;
  const body = { id: `d-${device}`, n: `m-${sent}`, ts: at, kind, state };
  return {
    protocol: 'json',
    body: new TextEncoder().encode(JSON.stringify(body)),
    receivedAt: at + 50,
  };
}

test('a storm is one incident and one case for each cell and cause, and every alarm stands in its incident', async () => {
  const town = await open({ devices });
  const counts = new Map<string, number>();
  town.on('event', ({ type }) => counts.set(type, (counts.get(type) ?? 0) + 1));
  const told: string[] = [];
  town.on('notification', ({ reason, role }) => told.push(`${reason} ${role}`));
  const storm = registry.map((_, i) => says(i, 'device.powerFault', morning + ((i * 7) % 10_000)));
  for (let i = 0; i < storm.length; i += 250)
    await Promise.all(storm.slice(i, i + 250).map((message) => town.ingest(message)));
  await town.idle();
  expect(town.incidents()).toBe(4);
  const cases = town.cases.list();
  expect(cases.map(({ grid }) => grid).toSorted()).toEqual([...leaves]);
  const reports = await Promise.all(cases.map(({ id }) => town.alarms.incident(id)));
  expect(reports.map((report) => report?.alarms.length)).toEqual([500, 500, 500, 500]);
  expect(reports.map((report) => report?.cause)).toEqual(Array(4).fill('device.powerFault'));
  expect(told).toHaveLength(4);
  // One event an alarm, and of each case no more than its first reports.
  expect(counts.get('devices/alarm-raised')).toBe(2000);
  expect(counts.get('cases/merged')).toBeLessThan(4 * 20);
});

test('a storm whose messages come one by one, or all at once, leaves the same incidents', async () => {
  const storm = Array.from({ length: 120 }, (_, i) =>
    says(i, kinds[i % 4] ?? '', morning + ((i * 7919) % 10_000)),
  );
  const told = async (together: number) => {
    const town = await open({ devices });
    for (let i = 0; i < storm.length; i += together)
      await Promise.all(storm.slice(i, i + together).map((message) => town.ingest(message)));
    const reports = await Promise.all(town.cases.list().map(({ id }) => town.alarms.incident(id)));
    return reports
      .map((report) => report && { ...report, id: '', cases: [] })
      .map((report) => JSON.stringify(report))
      .toSorted();
  };
  expect(await told(120)).toEqual(await told(1));
});

test('an alarm that is told again and again writes nothing more', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ devices, store });
  await town.ingest(says(0, 'device.powerFault', morning));
  const heads = await store.heads(town.tenant);
  for (let i = 1; i < 50; i++) {
    const answer = await town.ingest(says(0, 'device.powerFault', morning + i * 1000));
    expect(answer.transitions.map(({ type }) => type)).toEqual(['repeated']);
  }
  expect(await store.heads(town.tenant)).toEqual(heads);
});

test('every alarm of a protected kind reaches the case by itself, however many there are', async () => {
  const town = await open({ devices });
  const smoke = Array.from({ length: 40 }, (_, i) => says(i * 4, 'fire.smoke', morning + i));
  await Promise.all(smoke.map((message) => town.ingest(message)));
  const [fire, ...others] = town.cases.list();
  expect(others).toEqual([]);
  expect(fire?.reporters).toHaveLength(40);
  expect(town.incidents()).toBe(1);
});

test('smoke in an incident that low water pressure has opened opens a case of its own, once', async () => {
  const town = await open({ devices });
  await town.ingest(says(0, 'fire.hydrantPressure', morning));
  await town.ingest(says(4, 'fire.smoke', morning + minute));
  await town.ingest(says(8, 'fire.smoke', morning + 2 * minute));
  await town.ingest(says(12, 'fire.hydrantPressure', morning + 3 * minute));
  expect(town.incidents()).toBe(1);
  const cases = town.cases.list();
  expect(cases.map(({ category, reporters }) => [category, reporters.length])).toEqual([
    ['fire.hydrantPressure', 1],
    ['fire.smoke', 3],
  ]);
  const report = await town.alarms.incident(cases[0]?.id ?? '');
  expect(report?.cases.map((each) => each.case)).toEqual(cases.map(({ id }) => id));
});

test('after the case was closed the next alarm of the incident opens one more, and those behind it join that', async () => {
  const town = await open({ devices });
  await town.ingest(says(0, 'device.powerFault', morning));
  const first = town.cases.list()[0]?.id as CaseId;
  const by = { actor: actorId('centre'), at: morning + minute };
  for (const order of [
    { type: 'sign' },
    { type: 'handle', done: true },
    { type: 'check', outcome: 'pass' },
    { type: 'close' },
  ] as const)
    await town.cases.perform(first, order, by);
  for (const i of [1, 2, 3])
    await town.ingest(says(4 * i, 'device.powerFault', morning + (1 + i) * minute));
  expect(town.cases.list().map(({ status, reporters }) => [status, reporters.length])).toEqual([
    ['closed', 1],
    ['dispatched', 3],
  ]);
  expect(await town.alarms.incident(first)).toMatchObject({
    status: 'open',
    cases: [
      { case: first, leadMs: 50, closedAt: morning + minute, settledMs: minute },
      { leadMs: 2 * minute + 50 },
    ],
  });
});

test('the time from the first alarm to the case, and to done, can be measured; the end of the alarms closes nothing', async () => {
  const town = await open({ devices });
  await town.ingest(says(0, 'fire.smoke', morning));
  await town.ingest(says(4, 'fire.smoke', morning + 90_000));
  for (const i of [0, 4]) await town.ingest(says(i, 'fire.smoke', morning + 5 * minute, 'off'));
  const [fire] = town.cases.list();
  expect(fire?.status).toBe('dispatched');
  expect(await town.alarms.incident(fire?.id ?? '')).toMatchObject({
    status: 'over',
    cause: 'fire',
    place: 'LS.01.01.01',
    firstAt: morning,
    overAt: morning + 5 * minute,
    alarms: [
      { device: 'd-0', leadMs: 0 },
      { device: 'd-4', leadMs: 90_000 },
    ],
    cases: [{ case: fire?.id, leadMs: 50 }],
  });
  expect(await town.alarms.incident('none')).toBeUndefined();
});

test('by a rule of the town one power cut is one incident and one case of the whole community', async () => {
  const incidents = [
    { cause: 'power', kinds: ['device.*', 'access.*'], level: 'community', windowMs: minute },
  ];
  const town = await open({ devices: { ...devices, incidents } });
  for (let i = 0; i < 8; i++)
    await town.ingest(says(i, i % 2 ? 'access.forced' : 'device.powerFault', morning + i));
  expect(town.incidents()).toBe(1);
  expect(town.cases.list()).toMatchObject([{ grid: 'LS.01', category: 'device.powerFault' }]);
  await expect(
    open({ devices: { ...devices, incidents: [{ kinds: [], windowMs: 0 }] } }),
  ).rejects.toMatchObject({ code: 'devices/invalid-rules' });
});

test('after a crash in the middle of a storm what is given again doubles nothing', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const vault = memoryVault();
  const storm = Array.from({ length: 200 }, (_, i) =>
    says(i, kinds[i % 4] ?? '', morning + ((i * 7919) % 10_000)),
  );
  const first = await open({ devices, store, vault });
  await Promise.all(storm.slice(0, 50).map((message) => first.ingest(message)));
  await first.checkpoint(50);
  await Promise.all(storm.slice(50).map((message) => first.ingest(message)));
  await first.idle();
  const heads = await store.heads(first.tenant);
  const second = await open({ devices, store, vault });
  expect(second.incidents()).toBe(first.incidents());
  // Given in other bundles than before.
  for (const message of storm.slice(50)) await second.ingest(message);
  await second.idle();
  expect(await store.heads(second.tenant)).toEqual(heads);
});
