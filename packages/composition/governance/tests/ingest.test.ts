import { type IngestMessage, systemIds } from '@civigrid/governance';
import { type DeviceId, gridCode, memoryStore, memoryVault } from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { expect, test } from 'vitest';
import { inFirst, morning, open } from './town.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const minute = 60_000;

const devices = {
  registry: [
    { device: 'smoke-1' as DeviceId, category: 'smoke', grid: gridCode('LS.01.01.01') },
    { device: 'smoke-2' as DeviceId, category: 'smoke', grid: gridCode('LS.01.01.01') },
    {
      device: 'cover-1' as DeviceId,
      category: 'cover',
      grid: gridCode('LS.01.01.02'),
      point: inFirst,
    },
  ],
  mappings: [
    {
      id: 'smoke',
      protocol: 'json',
      match: { topic: 'smoke' },
      device: '/id',
      message: '/n',
      time: { at: '/ts', as: 'ms' },
      kind: 'fire.smoke',
      phase: {
        at: '/state',
        cases: [
          { equals: 'on', then: 'raise' },
          { equals: 'off', then: 'clear' },
        ],
        else: 'heartbeat',
      },
    },
    {
      id: 'cover',
      protocol: 'json',
      match: { topic: 'cover' },
      device: '/id',
      message: '/n',
      time: { at: '/ts', as: 'ms' },
      kind: 'cover.level',
      phase: 'reading',
      observations: [{ property: 'level', at: '/cm', unit: 'cm' }],
    },
    {
      id: 'button',
      protocol: 'json',
      match: { topic: 'button' },
      device: '/id',
      message: '/n',
      kind: 'help.button',
      phase: 'instant',
    },
  ],
} as const;

let sent = 0;
function message(topic: string, body: Record<string, unknown>, at = morning): IngestMessage {
  sent++;
  return {
    protocol: 'json',
    topic,
    body: bytes({ n: `m-${sent}`, ts: at, ...body }),
    receivedAt: at,
  };
}

test('a smoke alarm opens an incident and a case, which goes to the fire station', async () => {
  const town = await open({ devices });
  const answer = await town.ingest(message('smoke', { id: 'smoke-1', state: 'on' }));
  expect(answer.outcome).toBe('alarm');
  expect(answer.transitions.map(({ type }) => type)).toEqual(['raised']);
  expect(town.incidents()).toBe(1);
  const [opened] = town.cases.list();
  expect(opened).toMatchObject({
    status: 'dispatched',
    category: 'fire.smoke',
    source: 'device',
    grid: 'LS.01.01.01',
    severity: 4,
    assignment: { lead: { role: 'fireStation', holder: 'p-fire' } },
  });
});

test('a second detector in the same micro-grid joins the incident and the case', async () => {
  const town = await open({ devices });
  await town.ingest(message('smoke', { id: 'smoke-1', state: 'on' }));
  await town.ingest(message('smoke', { id: 'smoke-2', state: 'on' }, morning + minute));
  expect(town.incidents()).toBe(1);
  expect(town.cases.list()).toHaveLength(1);
  expect(town.cases.list()[0]?.reporters).toHaveLength(2);
});

test('an alarm that is cleared is closed in its incident; the case goes on until somebody has looked', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ devices, store });
  await town.ingest(message('smoke', { id: 'smoke-1', state: 'on' }));
  const seen: string[] = [];
  town.on('devices/alarm-cleared', ({ type }) => seen.push(type));
  const answer = await town.ingest(
    message('smoke', { id: 'smoke-1', state: 'off' }, morning + minute),
  );
  expect(answer.transitions.map(({ type }) => type)).toEqual(['cleared']);
  expect(seen).toEqual(['devices/alarm-cleared']);
  expect(town.cases.list()[0]?.status).toBe('dispatched');
});

test('a message that comes twice is a duplicate and changes nothing', async () => {
  const town = await open({ devices });
  const alarm = message('smoke', { id: 'smoke-1', state: 'on' });
  await town.ingest(alarm);
  expect((await town.ingest({ ...alarm, receivedAt: morning + minute })).outcome).toBe('duplicate');
  expect(town.incidents()).toBe(1);
});

test('one message that speaks of two conditions under one key raises both, and once', async () => {
  const panel = {
    id: 'panel',
    protocol: 'json',
    match: { topic: 'panel' },
    each: '/zones',
    device: '/panel',
    message: '/n',
    kind: { at: '/kind', cases: [{ equals: 'co', then: 'fire.co' }], else: 'fire.smoke' },
    phase: 'raise',
  } as const;
  const town = await open({ devices: { mappings: [panel] } });
  const body = { panel: 'p-1', zones: [{ kind: 'smoke' }, { kind: 'co' }] };
  const both = message('panel', body);
  const { transitions } = await town.ingest(both);
  expect(transitions.map(({ type, signal }) => [type, signal.kind])).toEqual([
    ['raised', 'fire.smoke'],
    ['raised', 'fire.co'],
  ]);
  expect((await town.ingest({ ...both, receivedAt: morning + minute })).outcome).toBe('duplicate');
});

test('a one-key alarm opens a case each time', async () => {
  const town = await open({ devices: { mappings: devices.mappings } });
  for (const at of [morning, morning + 30 * minute])
    expect((await town.ingest(message('button', { id: 'post-1' }, at))).outcome).toBe('alarm');
  expect(town.cases.list().map(({ category }) => category)).toEqual(['help.button', 'help.button']);
});

test('a reading and a heartbeat open nothing', async () => {
  const town = await open({ devices });
  expect((await town.ingest(message('cover', { id: 'cover-1', cm: 12 }))).outcome).toBe('reading');
  expect((await town.ingest(message('smoke', { id: 'smoke-1', state: 'idle' }))).outcome).toBe(
    'heartbeat',
  );
  expect(town.cases.list()).toEqual([]);
});

test.each([
  [
    'a body that is not JSON',
    { protocol: 'json', topic: 'smoke', body: new TextEncoder().encode('{') },
  ],
  ['an unknown protocol', { protocol: 'morse', body: new Uint8Array([1]) }],
  ['an unknown device', message('cover', { id: 'stranger', cm: 1 })],
])('%s is kept with its reason, sealed', async (_, refused) => {
  const town = await open({ devices });
  const answer = await town.ingest({ ...refused, receivedAt: morning });
  expect(answer.outcome).toBe('refused');
  expect(answer.issues.some(({ level }) => level === 'error')).toBe(true);
  await town.ingest({ ...refused, receivedAt: morning });
  const letters = await town.letters.list();
  expect(letters.map(({ id }) => id)).toEqual([answer.letter]);
  expect(letters[0]?.reasons.length).toBeGreaterThan(0);
});

test('an unknown device that reports fire is believed: a doubt never stops an alarm', async () => {
  const town = await open({ devices });
  const answer = await town.ingest(message('smoke', { id: 'stranger', state: 'on' }));
  expect(answer.outcome).toBe('alarm');
  expect(answer.letter).toBeDefined();
  expect(town.cases.list()[0]).toMatchObject({ category: 'fire.smoke', status: 'dispatched' });
});

test('after a crash the host gives what came after its checkpoint again, and nothing is doubled', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const vault = memoryVault();
  const first = await open({ devices, store, vault, ids: systemIds });
  const inputs = [
    message('smoke', { id: 'smoke-1', state: 'on' }),
    message('smoke', { id: 'smoke-1', state: 'off' }, morning + minute),
    message('smoke', { id: 'smoke-1', state: 'on' }, morning + 20 * minute),
    message('smoke', { id: 'smoke-1', state: 'off' }, morning + 21 * minute),
  ];
  for (const [i, input] of inputs.entries()) {
    if (i === 1) await first.checkpoint(1, { readings: 0 });
    await first.ingest(input);
  }
  const heads = await store.heads(first.tenant);
  const second = await open({ devices, store, vault });
  expect(await second.intake()).toEqual({ upTo: 1, note: { readings: 0 } });
  const again: string[] = [];
  for (const input of inputs.slice(1)) again.push((await second.ingest(input)).outcome);
  expect(again).toEqual(['alarm', 'alarm', 'alarm']);
  expect(await store.heads(second.tenant)).toEqual(heads);
});

test('how far the clock of a device is off is told with its events, and nothing is set right by it', async () => {
  const town = await open({ devices });
  const slow = message('cover', { id: 'cover-1', cm: 10, ts: morning - 10 * minute });
  const [event] = (await town.ingest(slow)).events;
  expect(event?.time).toMatchObject({ occurred: morning - 10 * minute, skewMs: 10 * minute });
  const [right] = (await town.ingest(message('smoke', { id: 'smoke-1', state: 'ok' }))).events;
  expect(right?.time).not.toHaveProperty('skewMs');
});

test('one message that tells of two alarms brings both to the desk, and neither again when it is sent again', async () => {
  const town = await open({
    devices: {
      registry: devices.registry,
      mappings: [
        {
          ...devices.mappings[0],
          also: [
            {
              when: { equals: { '/open': true } },
              kind: 'device.tamper',
              phase: 'raise',
            },
          ],
        },
      ],
    },
  });
  const both = message('smoke', { id: 'smoke-1', state: 'on', open: true });
  const { transitions, events } = await town.ingest(both);
  expect(events).toHaveLength(2);
  expect(transitions.map(({ type, conditionKey }) => `${type} ${conditionKey}`)).toEqual([
    'raised smoke-1|fire.smoke|',
    'raised smoke-1|device.tamper|',
  ]);
  expect((await town.ingest(both)).outcome).toBe('duplicate');
  await town.close();
});
