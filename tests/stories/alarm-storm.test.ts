import type { DeviceMapping, RegisteredDevice } from '@civigrid/devices';
import type { IngestMessage } from '@civigrid/governance';
import { deviceId, gridCode } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { follows, given, minute, scenario, when } from './scenario.ts';

const cell = gridCode('LS.05.02.03');
const kinds = ['fire.smoke', 'access.heldOpen'];
const mapping: DeviceMapping = {
  id: 'any-vendor',
  protocol: 'json',
  match: { topic: 'storm' },
  device: '/id',
  message: '/n',
  time: { at: '/ts', as: 'ms' },
  kind: {
    at: '/kind',
    cases: kinds.map((kind) => ({ equals: kind, then: kind })),
    else: 'device.fault',
  },
  phase: { at: '/on', cases: [{ equals: true, then: 'raise' }], else: 'clear' },
};
const gates = Array.from(
  { length: 300 },
  (_, i): RegisteredDevice => ({ device: deviceId(`gate-${i}`), category: 'gate', grid: cell }),
);
const detector: RegisteredDevice = {
  device: deviceId('smoke-1'),
  category: 'smoke',
  grid: cell,
};

function says(device: string, kind: string, on: boolean, at: number): IngestMessage {
  const text = JSON.stringify({ id: device, n: `${at}-${on}`, ts: at, kind, on });
  return {
    protocol: 'json',
    topic: 'storm',
    body: new TextEncoder().encode(text),
    receivedAt: at + 100,
  };
}

test('all gates of a micro-grid shout at once: one case, its leader rings once, and the smoke among them rings apart', async () => {
  const { town, told, does, clock } = await scenario('storm', ({ alarms, mappings }) => ({
    devices: {
      registry: [...gates, detector],
      mappings: [...(mappings as readonly DeviceMapping[]), mapping],
      alarms: new Map(Object.entries(alarms)),
    },
  }));
  const noon = clock('12:00');
  const rings = () =>
    told.filter(({ reason }) => reason === 'assigned').map(({ role, at }) => [role, at - noon]);

  await when('the power dips and three hundred gates open within three seconds', async () => {
    const storm = gates.map(({ device }, i) =>
      says(device, 'access.heldOpen', true, noon + i * 10),
    );
    for (let i = 0; i < storm.length; i += 50)
      await Promise.all(storm.slice(i, i + 50).map((message) => town.ingest(message)));
    await town.idle();
  });
  await follows(
    'one incident holds every gate, one case is open, and its leader rings once',
    async () => {
      expect(town.incidents()).toBe(1);
      const [open, ...more] = town.cases.list();
      expect(more).toEqual([]);
      expect((await town.alarms.incident(open?.id ?? ''))?.alarms).toHaveLength(300);
      expect(rings()).toEqual([['propertyManager', 100]]);
    },
  );

  await when('a detector smells smoke behind one of the gates', async () => {
    await town.ingest(says('smoke-1', 'fire.smoke', true, noon + minute));
    await town.idle();
  });
  await follows('the fire station rings apart, with a case of its own', () => {
    expect(town.incidents()).toBe(2);
    expect(town.cases.list()).toHaveLength(2);
    expect(rings()).toEqual([
      ['propertyManager', 100],
      ['fireStation', minute + 100],
    ]);
  });

  await when('the gates flutter on for a while', async () => {
    for (let i = 0; i < 20; i++)
      await town.ingest(says('gate-7', 'access.heldOpen', i % 2 === 1, noon + minute + i * 1000));
    await town.idle();
  });
  await follows('nobody rings again', () => {
    expect(rings()).toHaveLength(2);
    expect(town.cases.list()).toHaveLength(2);
  });

  await when('power is back and all is quiet', async () => {
    for (const { device } of gates)
      await town.ingest(says(device, 'access.heldOpen', false, noon + 10 * minute));
    await town.ingest(says('smoke-1', 'fire.smoke', false, noon + 12 * minute));
    await town.idle();
  });
  const [doors, fire] = await given('both cases wait for somebody to look', () =>
    town.cases.list(),
  );
  await follows('no case closes by itself', async () => {
    for (const each of [doors, fire]) {
      expect(each?.status).toBe('dispatched');
      expect((await town.alarms.incident(each?.id ?? ''))?.status).toBe('over');
    }
  });

  await when('the firemen have looked', async () => {
    if (fire === undefined) throw new Error('There is no case of the smoke.');
    const orders = [
      { type: 'sign' },
      { type: 'handle', done: true },
      { type: 'check', outcome: 'pass' },
      { type: 'close' },
    ] as const;
    for (const order of orders) await does('fireStation', fire.id, order, noon + 26 * minute);
  });
  await follows('from the first smell to done it took twenty-five minutes', async () => {
    const incident = await town.alarms.incident(fire?.id ?? '');
    expect(incident?.cases).toMatchObject([{ leadMs: 100, settledMs: 25 * minute }]);
  });
  await town.close();
});
