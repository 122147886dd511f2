import {
  checkMapping,
  compileMapping,
  type DeviceEvent,
  type DeviceMapping,
  deviceNormalizer,
} from '@civigrid/devices';
import { tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utf8 } from './shared-vectors.ts';

// Invented vendors of the twelve categories, each with a habit that the language has a word for.

const receivedAt = Date.parse('2024-05-06T08:00:05+08:00');
const eight = Date.parse('2024-05-06T08:00:00+08:00');

type Vendor = Omit<DeviceMapping, 'id' | 'protocol' | 'device'> &
  Partial<Pick<DeviceMapping, 'device'>>;

function read(vendor: Vendor, body: unknown, topic?: string) {
  const mapping: DeviceMapping = { id: 'vendor', protocol: 'json', device: '/id', ...vendor };
  expect(checkMapping(mapping)).toEqual([]);
  return deviceNormalizer({ mappings: [mapping] }).normalize({
    protocol: 'json',
    ...(topic === undefined ? {} : { topic }),
    body: utf8(JSON.stringify(body)),
    receivedAt,
    tenant: tenantId('street'),
  });
}

/** The only event; it must have come without an issue. */
function only(vendor: Vendor, body: unknown, topic?: string): DeviceEvent {
  const { events, issues } = read(vendor, body, topic);
  expect(issues).toEqual([]);
  expect(events).toHaveLength(1);
  return events[0] as DeviceEvent;
}

const values = ({ observations }: DeviceEvent) =>
  observations.map(({ property, value }) => [property, value]);
const codes = ({ issues }: ReturnType<typeof read>) => issues.map(({ code, path }) => [code, path]);

describe('values', () => {
  const level = { kind: 'water.level', phase: 'reading' } as const;

  test('a smoke sensor over NB-IoT reports codes, which become texts and truth values', () => {
    const smoke: Vendor = {
      kind: 'fire.smoke',
      phase: { at: '/data/alarm', cases: [{ equals: 0, then: 'clear' }], else: 'raise' },
      observations: [
        {
          property: 'state',
          at: '/data/alarm',
          cases: [
            { equals: 0, then: 'normal' },
            { equals: 1, then: 'smoke' },
          ],
          else: 'other',
        },
        { property: 'muted', at: '/data/mute', cases: [{ equals: 1, then: true }], else: false },
        {
          property: 'signal',
          at: '/data/rsrp',
          cases: [{ below: -110, then: 'weak' }],
          else: 'good',
        },
      ],
    };
    expect(values(only(smoke, { id: 's1', data: { alarm: 1, rsrp: -114 } }))).toEqual([
      ['state', 'smoke'],
      ['muted', false],
      ['signal', 'weak'],
    ]);
  });

  test('a code that no case names is an issue without an else', () => {
    const vendor: Vendor = {
      ...level,
      observations: [{ property: 'x', at: '/x', cases: [{ equals: 1, then: 'a' }] }],
    };
    expect(codes(read(vendor, { id: 'd', x: 9 }))).toEqual([['devices/wrong-type', '/x']]);
    expect(codes(read(vendor, { id: 'd' }))).toEqual([['devices/missing-member', '/x']]);
  });

  test('numbers written as text count where the mapping says so, and only then', () => {
    const vendor: Vendor = {
      ...level,
      observations: [
        { property: 'level', at: '/level', as: 'number', factor: 0.1, unit: 'cm' },
        { property: 'raw', at: '/level' },
      ],
    };
    expect(values(only(vendor, { id: 'w', level: ' 305 ' }))).toEqual([
      ['level', 30.5],
      ['raw', ' 305 '],
    ]);
    expect(codes(read(vendor, { id: 'w', level: '30 cm' }))).toEqual([
      ['devices/wrong-type', '/level'],
    ]);
    for (const odd of ['', '0x10', 'NaN', 'Infinity', '1e999', '1'.repeat(65), true, null, [], {}])
      expect(codes(read(vendor, { id: 'w', level: odd }))).toContainEqual([
        'devices/wrong-type',
        '/level',
      ]);
  });

  test('a bin tells the distance to its rubbish, which becomes a share of its depth', () => {
    const bin: Vendor = {
      kind: 'waste.full',
      phase: 'reading',
      observations: [{ property: 'fill', at: '/mm', divisor: -12, plus: 100, unit: '%' }],
    };
    expect(values(only(bin, { id: 'b', mm: 96 }))).toEqual([['fill', 92]]);
  });

  test('a text is not reckoned', () => {
    const vendor: Vendor = { ...level, observations: [{ property: 'x', at: '/x', factor: 2 }] };
    expect(codes(read(vendor, { id: 'd', x: '5' }))).toEqual([['devices/wrong-type', '/x']]);
  });

  test('decimals are reckoned as they are written', () => {
    const decimals = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat({ max: 4 }));
    const text = ([digits, places]: readonly [number, number]) =>
      String(Number(`${digits}e-${places}`));
    /** By whole numbers of any length, at twelve places. */
    const exact = (decimal: string) => {
      const [, sign = '', whole = '0', fraction = ''] =
        /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
      return BigInt(`${sign}${whole}${fraction.padEnd(6, '0')}`);
    };
    fc.assert(
      fc.property(decimals, decimals, decimals, (value, factor, plus) => {
        const [v, f, p] = [text(value), text(factor), text(plus)];
        const vendor: Vendor = {
          ...level,
          observations: [{ property: 'x', at: '/x', factor: Number(f), plus: Number(p) }],
        };
        const [[, found] = []] = values(only(vendor, { id: 'd', x: Number(v) }));
        const sum = exact(v) * exact(f) + exact(p) * 1_000_000n;
        const digits = (sum < 0n ? -sum : sum).toString().padStart(13, '0');
        expect(found).toBe(
          Number(`${sum < 0n ? '-' : ''}${digits.slice(0, -12)}.${digits.slice(-12)}`),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('a member that may be missing has a value instead; another has none and no issue', () => {
    const vendor: Vendor = {
      ...level,
      observations: [
        { property: 'a', at: '/a', else: 0, unit: 'cm' },
        { property: 'b', at: '/b', optional: true },
      ],
    };
    expect(values(only(vendor, { id: 'd' }))).toEqual([['a', 0]]);
    expect(values(only(vendor, { id: 'd', a: 7, b: 'x' }))).toEqual([
      ['a', 7],
      ['b', 'x'],
    ]);
  });

  test('an e-bike charger packs its alarms into bits', () => {
    const charger: Vendor = {
      each: '/ports',
      zone: '/no',
      kind: 'charge.overTemp',
      phase: { at: '/flags', bit: 1, cases: [{ equals: 1, then: 'raise' }], else: 'clear' },
      observations: [
        { property: 'temperature', at: '/t', unit: 'Cel' },
        { property: 'fan', at: '/flags', bit: 4, cases: [{ equals: 1, then: true }], else: false },
        { property: 'relay', at: '/flags', bit: 0 },
      ],
      also: [
        {
          zone: '/no',
          kind: 'charge.overCurrent',
          phase: { at: '/flags', bit: 2, cases: [{ equals: 1, then: 'raise' }], else: 'clear' },
        },
      ],
    };
    const { events, issues } = read(charger, {
      id: 'c',
      ports: [
        { no: 1, t: 71, flags: 0b10011 },
        { no: 2, t: 30, flags: 0b100 },
      ],
    });
    expect(issues).toEqual([]);
    expect(events.map(({ zone, kind, phase }) => `${zone} ${kind} ${phase}`)).toEqual([
      '1 charge.overTemp raise',
      '1 charge.overCurrent clear',
      '2 charge.overTemp clear',
      '2 charge.overCurrent raise',
    ]);
    expect(values(events[0] as DeviceEvent)).toEqual([
      ['temperature', 71],
      ['fan', true],
      ['relay', 1],
    ]);
    for (const flags of [-1, 1.5, '3', null])
      expect(codes(read(charger, { id: 'c', ports: [{ no: 1, t: 1, flags }] }))).toContainEqual([
        'devices/wrong-type',
        '/ports/0/flags',
      ]);
  });

  test('a plate camera is so sure, in percent; a plate says something about a person', () => {
    const camera: Vendor = {
      kind: 'vehicle.plate',
      phase: 'instant',
      confidence: { at: '/score', divisor: 100 },
      observations: [{ property: 'plate', at: '/plate', personal: true }],
      media: [{ at: ['/image/url', '/pic'], type: 'image/jpeg' }],
    };
    const event = only(camera, { id: 'cam', score: 93.7, plate: '浙G12345', pic: 'oss://p/1.jpg' });
    expect(event).toMatchObject({ confidence: 0.937, media: [{ ref: 'oss://p/1.jpg' }] });
    expect(event.observations).toEqual([{ property: 'plate', value: '浙G12345', personal: true }]);
    const { events, issues } = read(camera, { id: 'cam', score: 937, plate: 'x' });
    expect(issues).toMatchObject([
      { code: 'devices/wrong-type', path: '/score', level: 'warning' },
    ]);
    expect(events[0]).not.toHaveProperty('confidence');
  });
});

describe('texts', () => {
  test('the first of several members names the device, and a constant stands in for all of them', () => {
    const post: Vendor = {
      device: { first: ['/deviceName', '/imei', { join: ['lot-', '/lot'] }] },
      zone: { first: ['/channel', 'main'] },
      kind: 'help.button',
      phase: 'instant',
    };
    const name = (body: unknown) => only(post, body).conditionKey;
    expect(name({ imei: 86, deviceName: 'p1' })).toBe('p1|help.button|main');
    expect(name({ imei: 86, channel: 2 })).toBe('86|help.button|2');
    expect(name({ lot: 'x' })).toBe('lot-x|help.button|main');
    expect(codes(read(post, {}))).toEqual([['devices/missing-member', '/deviceName']]);
  });

  test('a door controller has many codes: some are kinds, some are no event', () => {
    const door: Vendor = {
      kind: {
        at: '/code',
        cases: [
          { equals: 75, then: 'access.granted' },
          { equals: 76, then: 'access.denied' },
          { equals: 28, then: null },
        ],
      },
      phase: 'instant',
      observations: [{ property: 'name', at: '/name', personal: true, optional: true }],
    };
    expect(only(door, { id: 'd', code: 76, name: '李四' }).kind).toBe('access.denied');
    expect(read(door, { id: 'd', code: 28 })).toMatchObject({
      events: [],
      issues: [{ code: 'devices/no-event', level: 'info' }],
    });
    expect(read(door, { id: 'd', code: 99 })).toMatchObject({
      events: [],
      issues: [{ code: 'devices/wrong-type', path: '/code' }],
    });
  });

  test('names of levels come from the topic and from nowhere else', () => {
    const vendor: Vendor = {
      match: { topic: '/sys/{product}/{device}/up' },
      device: { join: ['/topic/product', { text: '/' }, '/topic/device'] },
      kind: 'device.heartbeat',
      phase: 'heartbeat',
    };
    const forged = { topic: { product: 'p9', device: 'd9' } };
    expect(only(vendor, forged, '/sys/p1/d1/up').device).toBe('p1/d1');
    for (const topic of [
      undefined,
      '/sys/p1/up',
      '/sys/p1/d1/x/up',
      '/sys//d1/up',
      '/sys/p1/d1/up/',
      'x/sys/p1/d1/up',
    ])
      expect(codes(read(vendor, forged, topic))).toEqual([['devices/no-mapping', undefined]]);
  });

  test('an exact topic is preferred to one with names', () => {
    const base = { protocol: 'json', device: 'd', phase: 'reading' } as const;
    const { events } = deviceNormalizer({
      mappings: [
        { ...base, id: 'a', match: { topic: 't/{x}' }, kind: 'water.level' },
        { ...base, id: 'b', match: { topic: 't/1' }, kind: 'env.co2' },
      ],
    }).normalize({
      protocol: 'json',
      topic: 't/1',
      body: utf8('{}'),
      receivedAt,
      tenant: tenantId('street'),
    });
    expect(events.map(({ kind }) => kind)).toEqual(['env.co2']);
  });
});

describe('times', () => {
  const at = (time: DeviceMapping['time'], body: object) =>
    read(
      { kind: 'water.level', phase: 'reading', ...(time === undefined ? {} : { time }) },
      { id: 'd', ...body },
    );

  test.each([
    [{ t: 1_714_953_600 }],
    [{ t: 1_714_953_600_000 }],
    [{ t: '1714953600' }],
    [{ t: '1714953600000' }],
  ])('digits are seconds or milliseconds by their size: %j', (body) => {
    expect(at({ at: '/t', as: 'unix' }, body).events[0]?.time).toMatchObject({
      occurred: eight,
      source: 'device',
    });
  });

  test.each(['', '17149536e5', '-5', null, 'noon', 1e300])('%j are no such digits', (t) => {
    expect(codes(at({ at: '/t', as: 'unix' }, { t }))).toEqual([['devices/invalid-time', '/t']]);
  });

  test('several forms are tried in turn; if none fits, the first that is there is told', () => {
    const time = [
      { at: '/a', as: 'basic' },
      { at: ['/b', '/a'], as: 'iso' },
    ] as const;
    expect(at(time, { a: '20240506T000000Z' }).events[0]?.time.occurred).toBe(eight);
    expect(at(time, { a: '2024-05-06T00:00:00Z' }).events[0]?.time.occurred).toBe(eight);
    expect(codes(at(time, { a: 'noon' }))).toEqual([['devices/invalid-time', '/a']]);
    expect(codes(at(time, {}))).toEqual([['devices/missing-member', '/a']]);
    expect(codes(at([{ ...time[0], optional: true }, time[1]], {}))).toEqual([]);
  });

  test('a wall time without a zone is of the zone that the mapping knows', () => {
    const wall = { t: '2024-05-06 00:00:00' };
    expect(at({ at: '/t', as: 'iso', offset: '+00:00' }, wall).events[0]?.time).toEqual({
      occurred: eight,
      received: receivedAt,
      source: 'device',
    });
    expect(at({ at: '/t', as: 'iso' }, wall).events[0]?.time).toMatchObject({
      occurred: eight - 8 * 3_600_000,
      zoneAssumed: true,
    });
    const zoned = { t: '2024-05-06T08:00:00+08:00' };
    expect(at({ at: '/t', as: 'iso', offset: '-05:00' }, zoned).events[0]?.time.occurred).toBe(
      eight,
    );
  });

  test('the clock may be the platform’s', () => {
    expect(at({ at: '/t', as: 'ms', source: 'gateway' }, { t: eight }).events[0]?.time.source).toBe(
      'gateway',
    );
  });

  test('a level sensor sends a buffer: each sample has its own time', () => {
    const vendor: Vendor = {
      each: '/levels',
      time: { at: '/ts', as: 's', spaced: { every: '/interval', as: 'min', known: 'last' } },
      kind: 'water.level',
      phase: 'reading',
      observations: [{ property: 'level', at: '', unit: 'cm' }],
    };
    const { events, issues } = read(vendor, {
      id: 'w',
      ts: eight / 1000,
      interval: 15,
      levels: [10, 12, 15],
    });
    expect(issues).toEqual([]);
    expect(events.map((event) => [(event.time.occurred - eight) / 60_000, values(event)])).toEqual([
      [-30, [['level', 10]]],
      [-15, [['level', 12]]],
      [0, [['level', 15]]],
    ]);
    expect(new Set(events.map(({ messageKey }) => messageKey)).size).toBe(3);
    const first: Vendor = {
      ...vendor,
      time: { at: '/ts', as: 's', spaced: { every: 900, as: 's', known: 'first' } },
    };
    expect(
      read(first, { id: 'w', ts: eight / 1000, levels: [1, 2] }).events.map(
        ({ time }) => time.occurred - eight,
      ),
    ).toEqual([0, 900_000]);
    expect(codes(read(vendor, { id: 'w', ts: eight / 1000, levels: [1] }))).toEqual([
      ['devices/invalid-time', '/levels/0/ts'],
    ]);
  });

  test('one message may hold values of several times', () => {
    const vendor: Vendor = {
      kind: 'device.reading',
      phase: 'reading',
      observations: [
        { property: 'a', at: '/a/value', time: { at: '/a/time', as: 'ms' } },
        { property: 'b', at: '/b/value', time: { at: '/b/time', as: 'ms', optional: true } },
        { property: 'c', at: '/c/value', time: { at: '/c/time', as: 'ms' } },
      ],
    };
    const { events, issues } = read(vendor, {
      id: 'd',
      a: { value: 1, time: eight },
      b: { value: 2 },
      c: { value: 3, time: 'x' },
    });
    expect(events[0]?.observations).toEqual([
      { property: 'a', value: 1, at: eight },
      { property: 'b', value: 2 },
      { property: 'c', value: 3 },
    ]);
    expect(issues).toMatchObject([
      { code: 'devices/invalid-time', path: '/c/time', level: 'warning' },
    ]);
  });

  test.each([
    ['day', '20240506.7'],
    ['delivery', `${receivedAt}.7`],
  ] as const)('a number that names a message within a %s only is completed', (messagePer, key) => {
    const vendor: Vendor = {
      message: '/seq',
      messagePer,
      time: { at: '/t', as: 'ms' },
      kind: 'help.button',
      phase: 'instant',
    };
    expect(only(vendor, { id: 'p', seq: 7, t: eight }).messageKey).toBe(`p|${key}`);
  });
});

test.each([8.64e15, -8.64e15, 8.64e15 + 1, 0, -1])(
  'no time is so far off that its message cannot be read: %d',
  (t) => {
    const vendor: Vendor = {
      each: '/list',
      message: '/seq',
      messagePer: 'day',
      time: { at: '/t', as: 'ms', spaced: { every: 1e9, as: 'min', known: 'last' } },
      kind: 'water.level',
      phase: 'reading',
    };
    const { events } = read(vendor, { id: 'w', seq: 1, t, list: [1, 2] });
    expect(events).toHaveLength(2);
    for (const { time } of events) expect(new Date(time.occurred).getTime()).toBe(time.occurred);
  },
);

describe('elements', () => {
  test('a kiosk lists its findings under their names, and the names are data', () => {
    const kiosk: Vendor = {
      match: { has: ['/results'] },
      each: { members: '/results' },
      kind: {
        at: '/each/key',
        cases: [
          { equals: 'sbp', then: 'health.bp' },
          { equals: 'pulse', then: 'health.hr' },
        ],
        else: null,
      },
      phase: 'reading',
      observations: [{ property: '/each/key', at: ['/v', ''], as: 'number' }],
    };
    const { events, issues } = read(kiosk, {
      id: 'k',
      results: { sbp: { v: '128' }, pulse: 71, 'a/b': 1, __proto: 2 },
    });
    expect(issues).toEqual([]);
    expect(events.map((event) => [event.kind, values(event)])).toEqual([
      ['health.bp', [['sbp', 128]]],
      ['health.hr', [['pulse', 71]]],
    ]);
    expect(events.every(({ observations }) => observations[0]?.personal)).toBe(true);
    expect(codes(read(kiosk, { id: 'k', results: [1] }))).toEqual([
      ['devices/wrong-type', '/results'],
    ]);
    expect(codes(read(kiosk, { id: 'k', results: { sbp: 'high' } }))).toEqual([
      ['devices/wrong-type', '/results/sbp'],
    ]);
  });

  test('an event is made only where its condition holds, and the others still are', () => {
    const cover: Vendor = {
      when: { has: ['/open'] },
      kind: 'cover.open',
      phase: { at: '/open', cases: [{ equals: true, then: 'raise' }], else: 'clear' },
      also: [
        {
          when: { has: ['/angle'] },
          kind: 'cover.tilt',
          phase: { at: '/angle', cases: [{ above: 15, then: 'raise' }], else: 'clear' },
        },
        {
          when: { equals: { '/battery': 'low' } },
          kind: 'device.lowBattery',
          phase: 'raise',
          time: null,
          severity: 2,
        },
      ],
    };
    const kinds = (body: object) =>
      read(cover, { id: 'm', ...body }).events.map(({ kind, phase }) => `${kind} ${phase}`);
    expect(kinds({ open: false, angle: 20 })).toEqual(['cover.open clear', 'cover.tilt raise']);
    expect(kinds({ battery: 'low' })).toEqual(['device.lowBattery raise']);
    expect(read(cover, { id: 'm', battery: 'full' }).issues).toMatchObject([
      { code: 'devices/no-event', level: 'info' },
    ]);
    // nobody asks for the device of a message that says nothing
    expect(codes(read(cover, {}))).toEqual([['devices/no-event', undefined]]);
    expect(codes(read(cover, { open: true, angle: 1 }))).toEqual([
      ['devices/missing-member', '/id'],
    ]);
  });
});

test('a platform pushes a bare list: the elements are those of the body itself', () => {
  const pushed: Vendor = {
    match: { has: ['/0/level'] },
    each: '',
    kind: 'water.level',
    phase: 'reading',
    observations: [{ property: 'level', at: '/level' }],
  };
  const { events } = read(pushed, [
    { id: 'a', level: 1 },
    { id: 'b', level: 2 },
  ]);
  expect(events.map((event) => [event.device, values(event)])).toEqual([
    ['a', [['level', 1]]],
    ['b', [['level', 2]]],
  ]);
});

describe('inner messages', () => {
  const tilt: Vendor = {
    payload: { at: '/data', as: 'hex' },
    frame: [
      { name: 'flags', offset: 0, as: 'u8' },
      { name: 'angle', offset: 1, as: 'i16be', divisor: 10 },
    ],
    kind: 'cover.tilt',
    phase: { at: '/frame/flags', bit: 7, cases: [{ equals: 1, then: 'raise' }], else: 'clear' },
    observations: [{ property: 'angle', at: '/frame/angle', unit: 'deg' }],
  };

  test('bytes in hexadecimal or base64 are read by offset', () => {
    expect(only(tilt, { id: 't', data: '80015e' })).toMatchObject({
      phase: 'raise',
      observations: [{ value: 35 }],
    });
    const base64: Vendor = { ...tilt, payload: { at: '/data', as: 'base64' } };
    expect(only(base64, { id: 't', data: 'AP+c' })).toMatchObject({
      phase: 'clear',
      observations: [{ value: -10 }],
    });
  });

  test('what is no inner message is told at its place', () => {
    expect(codes(read(tilt, { id: 't', data: 'xyz' }))[0]).toEqual(['devices/wrong-type', '/data']);
    expect(codes(read(tilt, { id: 't' }))[0]).toEqual(['devices/missing-member', '/data']);
    expect(codes(read(tilt, { id: 't', data: '80' }))).toEqual([
      ['devices/missing-member', '/frame/angle'],
    ]);
  });

  test('a platform wraps the device’s JSON into a text', () => {
    const wrapped: Vendor = {
      payload: { at: '/msg/body', as: 'json' },
      device: '/inner/dev',
      kind: 'water.level',
      phase: 'reading',
      observations: [{ property: 'level', at: '/inner/level' }],
    };
    const body = (inner: string) => ({ msg: { body: inner } });
    expect(values(only(wrapped, body('{"dev":"w-1","level":30}')))).toEqual([['level', 30]]);
    for (const bad of ['{"dev":', '{"a":1,"a":2}', '['.repeat(100)])
      expect(codes(read(wrapped, body(bad)))[0]).toEqual(['devices/wrong-type', '/msg/body']);
  });
});

test.each([
  [{ kind: { first: [] } }, '/kind/first'],
  [{ device: { text: '/', join: ['x'] } }, '/device/join'],
  [{ also: [{ phase: 'raise' }] }, '/also/0/kind'],
  [{ each: { members: 'params' } }, '/each/members'],
  [{ payload: { at: '/x', as: 'zip' } }, '/payload/as'],
  [{ time: [] }, '/time'],
  [{ time: { at: '/t', as: 'ms', offset: '8' } }, '/time/offset'],
  [
    { time: { at: '/t', as: 'ms', spaced: { every: -1, as: 's', known: 'last' } } },
    '/time/spaced/every',
  ],
  [{ observations: [{ property: 'x', at: [], unit: '%' }] }, '/observations/0/at'],
  [{ observations: [{ property: 'x', at: '/x', divisor: 0 }] }, '/observations/0/divisor'],
  [
    { observations: [{ property: 'x', at: '/x', factor: 2, cases: [{ equals: 1, then: 2 }] }] },
    '/observations/0',
  ],
  [{ observations: [{ property: 'x', at: '/x', personal: 'yes' }] }, '/observations/0/personal'],
  [{ observations: [{ property: 'x', at: '/x', bit: 99 }] }, '/observations/0/bit'],
  [{ confidence: 2 }, '/confidence'],
  [{ when: { has: '/x' } }, '/when/has'],
  [{ messagePer: 'week' }, '/messagePer'],
])('%j is no mapping: %s', (part, place) => {
  const document = { id: 'x', protocol: 'json', device: 'd', kind: 'a.b', phase: 'raise', ...part };
  expect(checkMapping(document).map(({ path }) => path)).toContain(place);
  expect(() => compileMapping(document as unknown as DeviceMapping)).toThrow(
    expect.objectContaining({ code: 'devices/invalid-mapping' }),
  );
});
