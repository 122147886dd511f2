import { type DeviceMapping, deviceNormalizer } from '@civigrid/devices';
import { type LorawanNetwork, readUplink } from '@civigrid/devices/lorawan';
import { tenantId } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { hexBytes, utf8 } from './shared-vectors.ts';

const tenant = tenantId('street');
const receivedAt = 1_800_000_000_000;

const loriot = {
  cmd: 'rx',
  EUI: '0004A30B001ADCB5',
  port: 3,
  fcnt: 7,
  data: '01f4ff38',
  ts: 1_714_953_600_123,
};

test('LORIOT repeats an uplink as gw: the same message', () => {
  const [first, second] = [loriot, { ...loriot, cmd: 'gw', gws: [{ rssi: -1 }] }].map(
    (payload) =>
      deviceNormalizer().normalize({
        protocol: 'loriot',
        body: utf8(JSON.stringify(payload)),
        receivedAt,
        tenant,
      }).events[0],
  );
  expect(first?.messageKey).toBe(second?.messageKey);
  expect(first?.time).toEqual({
    occurred: 1_714_953_600_123,
    received: receivedAt,
    source: 'gateway',
  });
});

test('a counter that wrapped is another message: content and day tell them apart', () => {
  const keys = [
    loriot,
    { ...loriot, data: '01f5ff38' },
    { ...loriot, ts: loriot.ts + 86_400_000 },
  ].map(
    (payload) =>
      deviceNormalizer().normalize({
        protocol: 'loriot',
        body: utf8(JSON.stringify(payload)),
        receivedAt,
        tenant,
      }).events[0]?.messageKey,
  );
  expect(new Set(keys).size).toBe(3);
});

const levels: DeviceMapping = {
  id: 'acme-level',
  protocol: 'loriot',
  match: { equals: { '/uplink/port': 3 } },
  kind: 'cover.level',
  phase: { at: '/frame/level', cases: [{ above: 400, then: 'raise' }], else: 'clear' },
  frame: [
    { name: 'level', offset: 0, as: 'u16be' },
    { name: 'temperature', offset: -2, as: 'i16be', divisor: 10 },
    { name: 'open', offset: 0, as: 'u8', bit: 0 },
  ],
  observations: [
    { property: 'level', at: '/frame/level', unit: 'mm' },
    { property: 'temperature', at: '/frame/temperature', unit: 'Cel' },
    { property: 'open', at: '/frame/open' },
  ],
};

test('a mapping reads named numbers out of the frame; the device is its EUI', () => {
  const { events, issues } = deviceNormalizer({ mappings: [levels] }).normalize({
    protocol: 'loriot',
    body: utf8(JSON.stringify(loriot)),
    receivedAt,
    tenant,
  });
  expect(issues).toEqual([]);
  expect(events).toMatchObject([
    {
      device: '0004a30b001adcb5',
      kind: 'cover.level',
      phase: 'raise',
      observations: [
        { property: 'level', value: 500, unit: 'mm' },
        { property: 'temperature', value: -20, unit: 'Cel' },
        { property: 'open', value: 1 },
      ],
    },
  ]);
});

test('a frame that is too short for a mapping is an issue and no number', () => {
  const { events, issues } = deviceNormalizer({ mappings: [levels] }).normalize({
    protocol: 'loriot',
    body: utf8(JSON.stringify({ ...loriot, data: '01' })),
    receivedAt,
    tenant,
  });
  expect(events.flatMap((event) => event.observations.map(({ property }) => property))).toEqual([
    'open',
  ]);
  expect(issues.map(({ code }) => code)).toContain('devices/missing-member');
});

test.each<[LorawanNetwork, unknown, string]>([
  ['chirpstack', { deviceInfo: { devEui: '70b3d57ba0003bb8' }, margin: 5 }, 'devices/no-port'],
  ['chirpstack', { devEUI: 'AgIC', fPort: 1, data: '' }, 'devices/no-device'],
  ['chirpstack', { devEUI: '0202020202020202', fPort: 300, data: '' }, 'devices/wrong-type'],
  ['chirpstack', { devEUI: '0202020202020202', fPort: 1, data: '%%%' }, 'devices/wrong-type'],
  ['tts', { join_accept: {} }, 'devices/not-an-uplink'],
  ['loriot', { cmd: 'txd' }, 'devices/not-an-uplink'],
  ['loriot', { ...loriot, data: 'abc' }, 'devices/wrong-type'],
  ['thingpark', { DevEUI_downlink_Sent: {} }, 'devices/not-an-uplink'],
  [
    'thingpark',
    { DevEUI_uplink: { DevEUI: '70B3D57BA000156B', payload_hex: '' } },
    'devices/no-port',
  ],
])('%s refuses %j with %s', (network, payload, code) => {
  const found = readUplink(network, payload);
  expect(found).toMatchObject({ ok: false, issues: [{ code, level: 'error' }] });
});

test('The Things Stack leaves out a port of zero, ThingPark may write it as a text', () => {
  expect(
    readUplink('tts', { end_device_ids: { dev_eui: '70B3D57BA0000BCE' }, uplink_message: {} }),
  ).toMatchObject({ ok: true, port: 0, devEui: '70b3d57ba0000bce', bytes: new Uint8Array() });
  expect(
    readUplink('thingpark', {
      DevEUI_uplink: { DevEUI: '70B3D57BA000156B', FPort: '85', payload_hex: '0175' },
    }),
  ).toMatchObject({ ok: true, port: 85, bytes: hexBytes('0175') });
});

test('a text that is no JSON and a network that nobody knows are refused', () => {
  expect(readUplink('loriot', '{').ok).toBe(false);
  expect(readUplink('sigfox' as LorawanNetwork, {})).toMatchObject({
    ok: false,
    issues: [{ code: 'devices/unknown-protocol' }],
  });
});
