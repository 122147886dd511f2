import {
  checkMapping,
  compileMapping,
  type DeviceMapping,
  deviceNormalizer,
} from '@civigrid/devices';
import { isDomainError, tenantId } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { utf8 } from './shared-vectors.ts';

const tenant = tenantId('street');
const receivedAt = 1_714_960_000_000;

const thrown: DeviceMapping = {
  id: 'acme-thrown',
  protocol: 'json',
  match: { topic: 'thrown', equals: { '/eventType': 'thrown_object' } },
  device: '/deviceId',
  message: '/eventId',
  time: { at: '/ts', as: 'ms' },
  zone: null,
  kind: 'hazard.thrownObject',
  phase: 'instant',
  severity: 3,
  observations: [{ property: 'score', at: '/score', unit: '1' }],
  media: [{ at: '/snapshot', type: 'image/jpeg' }],
};
const body = {
  eventType: 'thrown_object',
  deviceId: 'cam-7',
  eventId: 4711,
  ts: 1_714_953_600_000,
  score: 0.93,
  snapshot: 'https://media.example/1.jpg',
};

function run(mappings: readonly DeviceMapping[], value: unknown, topic?: string) {
  return deviceNormalizer({ mappings }).normalize({
    protocol: 'json',
    ...(topic === undefined ? {} : { topic }),
    body: utf8(JSON.stringify(value)),
    receivedAt,
    tenant,
  });
}

test('a thrown object is understood by a JSON document alone', () => {
  const { events, issues } = run([thrown], body, 'thrown');
  expect(issues).toEqual([]);
  expect(events).toEqual([
    {
      id: 'json:cam-7|4711',
      tenant,
      protocol: 'json',
      device: 'cam-7',
      kind: 'hazard.thrownObject',
      phase: 'instant',
      severity: 3,
      time: { occurred: 1_714_953_600_000, received: receivedAt, source: 'device' },
      observations: [{ property: 'score', value: 0.93, unit: '1' }],
      media: [{ ref: 'https://media.example/1.jpg', type: 'image/jpeg' }],
      messageKey: 'cam-7|4711',
      conditionKey: 'cam-7|hazard.thrownObject|',
    },
  ]);
});

test('a message of another topic or another type has no mapping, and says so', () => {
  for (const [value, topic] of [
    [body, 'other'],
    [body, undefined],
    [{ ...body, eventType: 'x' }, 'thrown'],
  ] as const)
    expect(run([thrown], value, topic)).toMatchObject({
      events: [],
      issues: [{ code: 'devices/no-mapping', level: 'error' }],
    });
});

test('a member of the wrong type is an issue, never a number that is none', () => {
  const { events, issues } = run([thrown], { ...body, score: { high: 1 }, ts: 'noon' }, 'thrown');
  expect(events).toMatchObject([
    { observations: [], time: { occurred: receivedAt, source: 'server' } },
  ]);
  expect(issues.map(({ code, path }) => [code, path])).toEqual([
    ['devices/invalid-time', '/ts'],
    ['devices/wrong-type', '/score'],
  ]);
});

test('without its device there is no event', () => {
  const { deviceId, ...rest } = body;
  expect(deviceId).toBe('cam-7');
  expect(run([thrown], rest, 'thrown')).toMatchObject({
    events: [],
    issues: [{ code: 'devices/missing-member', path: '/deviceId', level: 'error' }],
  });
});

test('a picture inside the message does not pass as a reference', () => {
  const { events } = run([thrown], { ...body, snapshot: 'data:image/jpeg;base64,AAAA' }, 'thrown');
  expect(events[0]?.media).toBeUndefined();
});

test('the first mapping of the exact topic that fits is taken, then those without a topic', () => {
  const general: DeviceMapping = { ...thrown, id: 'general', match: {}, kind: 'device.reading' };
  expect(run([general, thrown], body, 'thrown').events[0]?.kind).toBe('hazard.thrownObject');
  expect(run([general, thrown], body, 'else').events[0]?.kind).toBe('device.reading');
});

const bins: DeviceMapping = {
  id: 'bins',
  protocol: 'json',
  each: '/services',
  device: { join: ['/station', '#', '/port'] },
  message: { join: ['/seq', '-', '/port'] },
  time: { at: '/when', as: 'cn14' },
  zone: '/part',
  kind: {
    at: '/what',
    cases: [
      { equals: 1, then: 'waste.full' },
      { equals: 2, then: 'waste.fire' },
    ],
  },
  phase: { at: '/level', cases: [{ above: 80, then: 'raise' }], else: 'clear' },
  severity: {
    at: '/level',
    cases: [
      { below: 50, then: 0 },
      { above: 95, then: 2 },
    ],
    else: 1,
  },
  observations: [{ property: 'owner', at: '/owner', personal: true, optional: true }],
};

test('a list gives one event for each element; what an element lacks is found above it', () => {
  const { events, issues } = run([bins], {
    station: 'S1',
    seq: 9,
    when: '20240506080000',
    services: [
      { port: 1, what: 1, level: 90, part: 'left', owner: '张三' },
      { port: 2, what: 2, level: 99, part: 'right' },
      { port: 3, what: 7, level: 10, part: 'right' },
    ],
  });
  expect(
    events.map(({ device, kind, phase, severity, zone, messageKey }) =>
      [device, kind, phase, severity, zone, messageKey].join(' '),
    ),
  ).toEqual([
    'S1#1 waste.full raise 1 left S1#1|9-1|0',
    'S1#2 waste.fire raise 2 right S1#2|9-2|1',
  ]);
  expect(events[0]?.time).toEqual({
    occurred: 1_714_953_600_000,
    received: receivedAt,
    source: 'device',
    zoneAssumed: true,
  });
  expect(events[0]?.observations).toEqual([{ property: 'owner', value: '张三', personal: true }]);
  expect(issues).toMatchObject([
    { code: 'devices/wrong-type', path: '/services/2/what', level: 'error' },
  ]);
});

test('an issue never quotes what the message says', () => {
  const { issues } = run([bins], { station: 'S1', seq: 9, services: '李四的家' });
  expect(JSON.stringify(issues)).not.toContain('李四');
});

test.each([
  ['ms', 1_714_953_600_000, 1_714_953_600_000, undefined],
  ['s', 1_714_953_600, 1_714_953_600_000, undefined],
  ['iso', '2024-05-06T08:00:00.5+08:00', 1_714_953_600_500, undefined],
  ['iso', '2024-05-06T08:00:00', 1_714_953_600_000, true],
  ['basic', '20240506T000000Z', 1_714_953_600_000, undefined],
  ['cn14', '20240506080000', 1_714_953_600_000, true],
] as const)('a time of the form %s: %j', (as, ts, occurred, zoneAssumed) => {
  const { events } = run([{ ...thrown, time: { at: '/ts', as } }], { ...body, ts }, 'thrown');
  expect(events[0]?.time.occurred).toBe(occurred);
  expect(events[0]?.time.zoneAssumed).toBe(zoneAssumed);
});

test.each([
  ['ms', '1714953600000'],
  ['ms', 1e300],
  ['s', '1'],
  ['iso', '2024-02-30T00:00:00Z'],
  ['iso', '2024-05-06'],
  ['basic', '2024-05-06T00:00:00Z'],
  ['cn14', '20241306080000'],
  ['cn14', 20_240_506_080_000],
] as const)('no time of the form %s: %j', (as, ts) => {
  const { issues } = run([{ ...thrown, time: { at: '/ts', as } }], { ...body, ts }, 'thrown');
  expect(issues.map(({ code }) => code)).toEqual(['devices/invalid-time']);
});

test('pointers find own members only, and names like __proto__ are ordinary', () => {
  const odd: DeviceMapping = {
    ...thrown,
    match: {},
    device: '/constructor/name',
    message: '/a~1b/0',
  };
  expect(run([odd], { ...body, 'a/b': ['m'] }).issues).toMatchObject([
    { code: 'devices/missing-member', path: '/constructor/name' },
  ]);
  expect(
    run([odd], { ...body, 'a/b': ['m'], constructor: { name: 'c' } }).events[0]?.messageKey,
  ).toBe('c|m');
});

test('a mapping that is not one is refused, with every place that is wrong', () => {
  const wrong = {
    id: '',
    protocol: 'json',
    device: '/a~b',
    kind: { at: 'x', cases: [{ then: 1 }] },
    phase: 'raise',
    severity: 9,
    time: { at: '/t', as: 'noon' },
    observations: [{ at: '/v' }],
    frame: [{ name: 'x', offset: 0.5, as: 'u9', divisor: 0 }],
  };
  expect(checkMapping(wrong).map(({ path }) => path)).toEqual([
    '/id',
    '/device',
    '/kind/at',
    '/kind/cases/0',
    '/kind/cases/0/then',
    '/severity',
    '/time/as',
    '/observations/0/property',
    '/frame/0/offset',
    '/frame/0/as',
    '/frame/0/divisor',
  ]);
  const compile = () => compileMapping(wrong as unknown as DeviceMapping);
  expect(compile).toThrow(expect.objectContaining({ code: 'devices/invalid-mapping' }));
  try {
    compile();
  } catch (error) {
    expect(isDomainError(error, 'devices/invalid-mapping')).toBe(true);
  }
});

test.each([null, 7, 'x', [], {}, { each: 1 }])('checking %j as a mapping never throws', (value) => {
  expect(checkMapping(value).length).toBeGreaterThan(0);
});
