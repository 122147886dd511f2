import {
  type Codec,
  coreCodecs,
  type DeviceMapping,
  deviceNormalizer,
  deviceRegistry,
  redact,
} from '@civigrid/devices';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from './shared-vectors.ts';

const tenant = tenantId('street');
const receivedAt = 1_714_960_000_000;
const mapping: DeviceMapping = {
  id: 'any',
  protocol: 'json',
  device: '/d',
  kind: '/k',
  phase: '/p',
  time: { at: '/t', as: 'ms' },
  observations: [{ property: 'v', at: '/v', optional: true }],
};
const registry = deviceRegistry([
  {
    device: deviceId('bin-1'),
    category: 'bin',
    grid: gridCode('LS.01.02'),
    point: [120.1, 30.2],
    heartbeatMs: 60_000,
  },
  { device: deviceId('panel'), category: 'smoke', grid: gridCode('LS.01'), point: [120, 30] },
  { device: deviceId('cam#1'), category: 'camera', grid: gridCode('LS.02') },
]);
const ask = (d: string, k: string, p: string, t: number = receivedAt) =>
  deviceNormalizer({ registry, mappings: [mapping] }).normalize({
    protocol: 'json',
    body: utf8(JSON.stringify({ d, k, p, t, v: 1 })),
    receivedAt,
    tenant,
  });

test('a known device brings its grid and point', () => {
  expect(ask('bin-1', 'waste.full', 'raise').events).toMatchObject([
    { place: { grid: 'LS.01.02', point: [120.1, 30.2] } },
  ]);
});

test('an unknown device is an issue, and its event is kept aside, not lost', () => {
  const result = ask('bin-9', 'waste.full', 'raise');
  expect(result.events).toEqual([]);
  expect(result.issues).toMatchObject([{ code: 'devices/unknown-device', level: 'error' }]);
  expect(result.unknown).toMatchObject([{ device: 'bin-9', kind: 'waste.full' }]);
});

test('a doubt never stops an alarm: smoke from an unknown device goes on, without a place', () => {
  const result = ask('smoke-9', 'fire.smoke', 'raise');
  expect(result.events).toMatchObject([{ device: 'smoke-9', kind: 'fire.smoke' }]);
  expect(result.events[0]?.place).toBeUndefined();
  expect(result.issues).toMatchObject([{ code: 'devices/unknown-device', level: 'error' }]);
});

test('a sensor on a known panel stands in the grid of the panel, not at its point', () => {
  expect(ask('panel/1.1/7', 'device.fault', 'raise').events[0]?.place).toEqual({ grid: 'LS.01' });
});

test('a camera is known where only its channels are registered', () => {
  const result = ask('cam', 'device.heartbeat', 'heartbeat');
  expect(result.events.length).toBe(1);
  expect(result.issues).toEqual([]);
});

test('a time more than a day ahead is not believed; one a little ahead is', () => {
  const far = ask('bin-1', 'waste.full', 'raise', receivedAt + 86_400_001);
  expect(far.events[0]?.time).toEqual({
    occurred: receivedAt,
    received: receivedAt,
    source: 'server',
  });
  expect(far.issues).toMatchObject([{ code: 'devices/time-ahead', level: 'warning' }]);
  expect(ask('bin-1', 'waste.full', 'raise', receivedAt + 60_000).events[0]?.time.occurred).toBe(
    receivedAt + 60_000,
  );
});

test('a register cannot hold a device twice', () => {
  const entry = { device: deviceId('x'), category: 'bin', grid: gridCode('LS') };
  expect(() => deviceRegistry([entry, entry])).toThrow(
    expect.objectContaining({ code: 'devices/invalid-registry' }),
  );
  expect(() => deviceRegistry([{ ...entry, heartbeatMs: 0 }])).toThrow(
    expect.objectContaining({ code: 'devices/invalid-registry' }),
  );
});

test('a health value is personal whatever its name, and redaction takes it out', () => {
  const [event] = ask('panel/kiosk', 'health.bp', 'reading').events;
  expect(event?.observations).toEqual([{ property: 'v', value: 1, personal: true }]);
  expect(event && redact(event).observations).toEqual([]);
});

test.each(['morse', '', '__proto__'])('the protocol %j is answered by an issue', (protocol) => {
  expect(
    deviceNormalizer().normalize({ protocol, body: utf8('{}'), receivedAt, tenant }),
  ).toMatchObject({ events: [], issues: [{ code: 'devices/unknown-protocol', level: 'error' }] });
});

test('a body that is no bytes is answered by an issue', () => {
  for (const body of ['{}', undefined, null, 7])
    expect(
      deviceNormalizer().normalize({
        protocol: 'gb26875',
        body: body as unknown as Uint8Array,
        receivedAt,
        tenant,
      }),
    ).toMatchObject({ events: [], issues: [{ code: 'devices/unexpected-form' }] });
});

test('a host brings a codec of its own', () => {
  const morse: Codec = {
    protocol: 'morse',
    decode: ({ body }) => ({
      events: [
        { device: 'key', kind: 'help.call', phase: 'instant', message: String(body.length) },
      ],
      issues: [],
    }),
  };
  const normalizer = deviceNormalizer({ codecs: [...coreCodecs, morse] });
  const { events } = normalizer.normalize({
    protocol: 'morse',
    body: utf8('...'),
    receivedAt,
    tenant,
  });
  expect(events).toMatchObject([{ kind: 'help.call', severity: 4, messageKey: 'key|3' }]);
});

test('the same message normalised again is the same event', () => {
  expect(ask('bin-1', 'waste.full', 'raise')).toEqual(ask('bin-1', 'waste.full', 'raise'));
});

const protocols = coreCodecs.map(({ protocol }) => protocol);
const mappings = [
  mapping,
  ...protocols.map((protocol) => ({ ...mapping, id: protocol, protocol })),
];

test('whatever bytes come under whatever protocol, there is an event or an issue, never an exception', () => {
  const normalizer = deviceNormalizer({ mappings });
  const contentTypes = ['', 'application/json', 'application/xml', 'multipart/mixed; boundary=b'];
  const openings = ['', '{"', '<EventNotificationAlert>', '--b\r\n', '@@', '@@\u0001\u0000'];
  fc.assert(
    fc.property(
      fc.constantFrom(...protocols),
      fc.constantFrom(...contentTypes),
      fc.constantFrom(...openings),
      fc.uint8Array({ maxLength: 200 }),
      (protocol, contentType, opening, rest) => {
        const { events, issues } = normalizer.normalize({
          protocol,
          headers: { 'content-type': contentType },
          body: Uint8Array.from([...utf8(opening), ...rest]),
          receivedAt,
          tenant,
        });
        expect(events.length + issues.length).toBeGreaterThan(0);
        for (const issue of issues) expect(issue.code).toMatch(/^[a-z]+\/[a-z-]+$/);
      },
    ),
    { numRuns: 3000 },
  );
});

test('whatever JSON comes, there is an event or an issue, never an exception', () => {
  const normalizer = deviceNormalizer({ mappings });
  fc.assert(
    fc.property(fc.constantFrom(...protocols), fc.json(), (protocol, text) => {
      const { events, issues } = normalizer.normalize({
        protocol,
        body: utf8(text),
        receivedAt,
        tenant,
      });
      expect(events.length + issues.length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});

test('a battery below nothing and a cold below absolute zero are told, marked and kept', () => {
  const mapping = {
    id: 'odd',
    protocol: 'json',
    device: '/d',
    message: '/n',
    kind: 'device.reading',
    phase: 'reading',
    observations: [
      { property: 'battery', at: '/battery', unit: '%' },
      { property: 'temperature', at: '/t', unit: 'Cel' },
    ],
  } as const;
  const normalizer = deviceNormalizer({ mappings: [mapping] });
  const read = (battery: number, t: number, n: number) =>
    normalizer.normalize({
      protocol: 'json',
      body: new TextEncoder().encode(JSON.stringify({ d: 'd-1', n, battery, t })),
      receivedAt: 1_714_957_201_000,
      tenant: tenantId('street'),
    });
  expect(read(100, -273.15, 1).issues).toEqual([]);
  for (const n of [2, 3]) {
    const { events, issues } = read(-5, -300, n);
    expect(issues).toMatchObject([
      { code: 'devices/impossible-value', level: 'warning', path: 'battery' },
      { code: 'devices/impossible-value', level: 'warning', path: 'temperature' },
    ]);
    expect(events[0]?.observations).toEqual([
      { property: 'battery', value: -5, unit: '%', quality: 'impossible' },
      { property: 'temperature', value: -300, unit: 'Cel', quality: 'impossible' },
    ]);
  }
});
