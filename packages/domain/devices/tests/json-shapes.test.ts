import { isDeepStrictEqual } from 'node:util';
import {
  checkMapping,
  coreCodecs,
  type DeviceMapping,
  deviceNormalizer,
  deviceRegistry,
} from '@civigrid/devices';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { utf8 } from './shared-vectors.ts';

const tenant = tenantId('street');
const receivedAt = 1_714_960_000_000;
const registry = deviceRegistry(
  ['d', 'smk-1', '烟感-7', '12', 'true'].map((name) => ({
    device: deviceId(name),
    category: 'smoke',
    grid: gridCode('LS.01'),
  })),
);

/** The same codecs as strangers to the normaliser: each message goes through the bounded reader, none is remembered. */
const forgetful = coreCodecs.map(({ protocol, decode }) => ({ protocol, decode }));

/** Two normalisers of the same mappings: one remembers shapes, one cannot. */
function both(mappings: readonly DeviceMapping[], known?: typeof registry) {
  const options = { mappings, ...(known === undefined ? {} : { registry: known }) };
  const quick = deviceNormalizer(options);
  const plain = deviceNormalizer({ ...options, codecs: forgetful });
  return (body: Uint8Array, topic?: string) => {
    const message = {
      protocol: 'json',
      body,
      receivedAt,
      tenant,
      ...(topic === undefined ? {} : { topic }),
    };
    const answers = [quick.normalize(message), plain.normalize(message)] as const;
    if (!isDeepStrictEqual(...answers)) {
      const text = Buffer.from(body).toString('latin1');
      expect.soft(answers[0], text).toStrictEqual(answers[1]);
      throw new Error(`Otherwise than the bounded reader: ${text}`);
    }
    return answers[0];
  };
}

const smoke: DeviceMapping = {
  id: 'smoke',
  protocol: 'json',
  match: { equals: { '/类型': '烟感' } },
  device: '/dev',
  message: '/id',
  time: { at: '/t', as: 'iso' },
  zone: '/at/zone',
  kind: 'fire.smoke',
  phase: { at: '/on', cases: [{ equals: true, then: 'raise' }], else: 'clear' },
  severity: { at: '/at/level', cases: [{ above: 3, then: 4 }], else: 2 },
  observations: [
    { property: 'density', at: '/v/0', unit: '%' },
    { property: 'note', at: '/note', optional: true },
    { property: 'holder', at: '/holder', personal: true, optional: true },
  ],
};
const words = (over: object = {}) => ({
  类型: '烟感',
  dev: 'smk-1',
  id: 4711,
  t: '2024-05-06T08:00:00.5+08:00',
  at: { zone: '三楼东', level: 2 },
  on: true,
  v: [0.25, -3],
  note: null,
  ...over,
});

/** All that a mapping of plain values can say and still be read from the bytes. */
const meter: DeviceMapping = {
  id: 'meter',
  protocol: 'json',
  match: { equals: { '/model': 'm-7' } },
  device: {
    join: ['/site', '#', { at: '/port', cases: [{ above: 9, then: 'ten' }], else: 'few' }],
  },
  message: '/n',
  time: { at: '/t', as: 'cn14', offset: '-05:30', source: 'gateway' },
  kind: {
    at: '/code',
    as: 'number',
    cases: [{ equals: 1, then: 'water.level' }],
    else: 'health.bp',
  },
  phase: { at: '/flags', bit: 1, cases: [{ equals: 1, then: 'raise' }], else: 'clear' },
  observations: [
    { property: 'level', at: '/v', factor: 0.1, plus: -40, unit: 'Cel' },
    { property: 'battery', at: '/text', as: 'number', else: 0, unit: '%' },
    { property: 'lid', at: '/lid', cases: [{ equals: 0, then: 'shut' }], else: 'open' },
    { property: 'licensePlate', at: '/plate', optional: true },
  ],
};

afterEach(() => vi.restoreAllMocks());

test('a message of a known shape is read straight from its bytes', () => {
  const normalizer = deviceNormalizer({ mappings: [smoke], registry });
  const ask = (over: object) => {
    const body = utf8(JSON.stringify(words(over)));
    return normalizer.normalize({ protocol: 'json', body, receivedAt, tenant });
  };
  ask({});
  const parse = vi.spyOn(JSON, 'parse');
  const { events, issues } = ask({ dev: '烟感-7', id: 'a"b', v: [12.5, 0], on: false, note: '' });
  expect(parse).not.toHaveBeenCalled();
  expect(issues).toEqual([]);
  expect(events).toEqual([
    {
      id: 'json:烟感-7|a"b',
      tenant,
      protocol: 'json',
      device: '烟感-7',
      kind: 'fire.smoke',
      phase: 'clear',
      severity: 2,
      time: { occurred: 1_714_953_600_500, received: receivedAt, source: 'device' },
      place: { grid: 'LS.01' },
      zone: '三楼东',
      observations: [
        { property: 'density', value: 12.5, unit: '%' },
        { property: 'note', value: '' },
      ],
      messageKey: '烟感-7|a"b',
      conditionKey: '烟感-7|fire.smoke|三楼东',
    },
  ]);
});

test('units, bits, texts of numbers, offsets and plates are read from the bytes as by the bounded reader', () => {
  const ask = both([meter]);
  const usual = {
    model: 'm-7',
    site: '站',
    port: 3,
    n: 'a1',
    t: '20240506120000',
    code: '1',
    flags: 6,
    v: 651,
    text: '30.5',
    lid: 0,
    plate: '浙G12345',
  };
  const body = (over: object) => utf8(JSON.stringify({ ...usual, ...over }));
  ask(body({}));
  const parse = vi.spyOn(JSON, 'parse');
  const normalizer = deviceNormalizer({ mappings: [meter] });
  const message = { protocol: 'json', body: body({}), receivedAt, tenant };
  normalizer.normalize(message);
  const parses = parse.mock.calls.length;
  const { events } = normalizer.normalize(message);
  expect(parse.mock.calls.length).toBe(parses);
  parse.mockRestore();
  expect(events[0]).toMatchObject({
    device: '站#few',
    kind: 'water.level',
    phase: 'raise',
    time: { source: 'gateway', occurred: Date.UTC(2024, 4, 6, 17, 30) },
    observations: [
      { property: 'level', value: 25.1, unit: 'Cel' },
      { property: 'battery', value: 30.5, unit: '%' },
      { property: 'lid', value: 'shut' },
      { property: 'licensePlate', value: '浙G12345', personal: true },
    ],
  });
  const any = fc.oneof(
    fc.integer({ min: -3, max: 20 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom('1', '7', '2.5', 'x', '', null, true, 'x'.repeat(1100), 'data:image/png,AA'),
    fc.constantFrom('20240229235959', '20240230000000', '1e3', ' 5 ', 0, 1, 6),
  );
  const over = fc.record(Object.fromEntries(Object.keys(usual).map((name) => [name, any])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(over, (members) => {
      ask(body(members));
      ask(body(members));
    }),
    { numRuns: 2000 },
  );
});

test('whoever sends ever new shapes does not make it learn for ever', () => {
  const ask = both([smoke]);
  const parse = vi.spyOn(JSON, 'parse');
  const shapes = 3000;
  for (let i = 0; i < shapes; i++) ask(utf8(JSON.stringify(words({ [`k${i}`]: i }))));
  // Each message is parsed once for either normaliser; what is more was spent on learning.
  expect(parse.mock.calls.length - 2 * shapes).toBeLessThan(60);
  ask(utf8(JSON.stringify(words())));
});

test('each byte of a known message, changed to each other byte, is answered as by the bounded reader', () => {
  const ask = both([smoke], registry);
  const body = utf8(JSON.stringify(words({ on: false, holder: '王\\u4e8c"\n' })));
  ask(body);
  ask(body);
  for (let at = 0; at < body.length; at++) {
    for (let byte = 0; byte < 256; byte++) {
      const changed = body.slice();
      changed[at] = byte;
      ask(changed);
    }
    ask(Uint8Array.from([...body.subarray(0, at), ...body.subarray(at + 1)]));
    ask(body.slice(0, at));
  }
}, 60_000);

/** Literals of JSON, and some that are none or are refused. */
const literal = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('smk-1', 'd', '烟感-7', '', 'raise', 'a', '烟').map((s) => `"${s}"`),
  },
  { weight: 3, arbitrary: fc.integer().map(String) },
  { weight: 3, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }).map(String) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: -9999, max: 9999 }), fc.nat(9999))
      .map(([a, b]) => `${a}.${b}`),
  },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((s) => JSON.stringify(s)),
  },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).map((s) => JSON.stringify(s)),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({
        unit: fc.constantFrom(
          '\\',
          '"',
          'u',
          'd83d',
          '\\ude00',
          '\\ud83d',
          '\\n',
          'e',
          '中',
          '\u0001',
        ),
        maxLength: 5,
      })
      .map((s) => `"${s}"`),
  },
  { weight: 3, arbitrary: fc.constantFrom('true', 'false', 'null') },
  {
    weight: 3,
    arbitrary: fc
      .date({ min: new Date(-1e13), max: new Date(1e14), noInvalidDate: true })
      .chain((date) => {
        const iso = date.toISOString();
        const digits = iso.replaceAll(/\D/g, '').slice(0, 14);
        return fc.constantFrom(
          `"${iso}"`,
          `"${iso.slice(0, 19)}+0530"`,
          `"${iso.slice(0, 16)}"`,
          `"${iso.slice(0, 19)},1234"`,
          `"${digits}"`,
          `"${digits.slice(0, 8)}T${digits.slice(8)}Z"`,
          String(date.getTime()),
          String(Math.floor(date.getTime() / 1000)),
        );
      }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '12345678901234567890',
      '9007199254740991',
      '9007199254740993',
      '-9007199254740992',
      '1e400',
      '-1e400',
      '1e-400',
      '1E5',
      '1e',
      '1.',
      '.5',
      '-',
      '-0',
      '-0.0',
      '00',
      '01',
      '0x1',
      '123456789012345',
      '1234567890123456',
      '0.1234567890123456789',
      `0.${'0'.repeat(320)}1`,
      `${'9'.repeat(310)}`,
      `${'9'.repeat(310)}.5`,
      '+1',
      'NaN',
      'tru',
      'nulll',
      '{}',
      '[]',
      '{"a":1}',
      '[1,2]',
      '"',
      '"\\',
      '""""',
      '"\\u12',
      '"\\ud800"',
      '"\\udc00\\ud800"',
      `"${'x'.repeat(5000)}"`,
      '"20240230T000000Z"',
      '"2024-02-30T00:00:00Z"',
      '"0099-01-01T00:00:00Z"',
      '"2024-02-29t23:59:59z"',
      '"data:image/png;base64,AA"',
      '"https://media.example/1.jpg"',
    ),
  },
);

/** Values at the edges of the grammar and of what the bounded reader takes. */
const edges = [
  ...'-0 0 -0.0 0.0 00 01 -01 - + . 1. .5 -.5 1e 1e+ 1e5 1E-5 1e400 -1e400 1e-400 0e0 0x1 NaN Infinity 1_0'.split(
    ' ',
  ),
  ...'123456789012345 -123456789012345 1234567890123456 9007199254740991 9007199254740992 -9007199254740991'.split(
    ' ',
  ),
  ...'12345678901234567890 0.1234567890123456789 123456789.123456 1234567890.123456 5e-324 1.7976931348623157e308'.split(
    ' ',
  ),
  ...'true false null tru truE nulll fals falsey undefined'.split(' '),
  ...[
    '""',
    '"a',
    '"\\"',
    '"\\\\"',
    '"\\x"',
    '"\\u12"',
    '"\\u12G4"',
    '"\\u4e2d"',
    '"\\u0000"',
    '"\\/\\b"',
  ],
  ...[
    '"\\ud83d"',
    '"\\ud83d\\u0041"',
    '"\\ud83d\\ud83d"',
    '"\\udc00"',
    '"\\ud83d\\ude00"',
    '"\\uD83Dx"',
  ],
  ...[
    '"\u007f"',
    '"\u0080"',
    '"\u07ff"',
    '"\u0800"',
    '"\ud7ff"',
    '"\ue000"',
    '"\uffff"',
    '"\u{10000}"',
    '"\u{10ffff}"',
  ],
  ...[
    '"\t"',
    '"\u0000"',
    '"a\nb"',
    '{}',
    '[]',
    '[1]',
    '{"a":1}',
    '',
    ' 1',
    '1 ',
    '1,2',
    '"a" "b"',
    '"a","b":1',
  ],
  ...[27, 28, 29, 31, 32, 33, 64, 65, 255, 256, 257].map((length) => `"${'x'.repeat(length)}"`),
  ...[8, 9, 10].map((length) => `"${'烟'.repeat(length)}"`),
];

test('values at the edges, wherever they stand, are answered as by the bounded reader', () => {
  const usual = [
    '"烟感"',
    '"smk-1"',
    '4711',
    '"2024-05-06T08:00:00Z"',
    '"东"',
    '2',
    'true',
    '0.5',
    '"n"',
    '"h"',
  ];
  const text = (values: readonly string[]) => {
    const [type, dev, id, t, zone, level, on, v, note, holder] = values;
    return `{"类型":${type},"dev":${dev},"id":${id},"t":${t},"at":{"zone":${zone},"level":${level}},"on":${on},"v":[${v}],"note":${note},"holder":${holder}}`;
  };
  const ask = both([smoke], registry);
  const again = both([{ ...smoke, message: { join: ['/dev', '-', '/id'] }, device: '/id' }]);
  for (const each of [ask, again]) {
    each(utf8(text(usual)));
    for (let slot = 0; slot < usual.length; slot++)
      for (const edge of edges)
        for (let twice = 0; twice < 2; twice++)
          each(utf8(text(usual.map((value, i) => (i === slot ? edge : value)))));
  }
});

const key = fc.constantFrom(
  'a',
  'b',
  '类型',
  '__proto__',
  'constructor',
  'a/b',
  '~',
  '0',
  '1',
  '',
  'é',
  '\\u0061',
  '\\n',
);

/** The text of a message with holes for its scalars, in some style of white space. */
type Template = readonly string[];
const around = fc.constantFrom('', '', '', ' ', '\n  ', '\t');
const { template } = fc.letrec<{ template: Template; container: Template }>((tie) => ({
  template: fc.oneof(
    { depthSize: 'small' },
    fc.constant(['', '']),
    tie('container'),
    tie('container'),
  ),
  container: fc
    .tuple(
      fc.boolean(),
      around,
      fc.array(fc.tuple(key, tie('template')), { minLength: 1, maxLength: 5 }),
    )
    .map(([isObject, space, members]) => {
      let pieces = [isObject ? `{${space}` : `[${space}`];
      for (const [i, [name, [first = '', ...rest]]] of members.entries()) {
        const comma = i === 0 ? '' : `,${space}`;
        const start = isObject ? `${comma}"${name}"${space}:${space}` : comma;
        pieces = [...pieces.slice(0, -1), `${pieces.at(-1)}${start}${first}`, ...rest];
      }
      return [...pieces.slice(0, -1), `${pieces.at(-1)}${space}${isObject ? '}' : ']'}`];
    }),
}));

const pointer = fc
  .array(
    fc.constantFrom('a', 'b', '类型', '__proto__', 'constructor', 'a~1b', '~0', '0', '1', '', 'é'),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.map((part) => `/${part}`).join(''));
const scalar = fc.constantFrom('a', '烟', 'd', true, false, null, 0, 1, -1);
const choice = <Value>(then: fc.Arbitrary<Value>) =>
  fc.record(
    {
      at: pointer,
      cases: fc.array(
        fc.oneof(
          fc.record({ equals: scalar, then }),
          fc.record({ above: fc.integer({ min: -5, max: 5 }), then }),
          fc.record({ below: fc.integer({ min: -5, max: 5 }), then }),
        ),
        { minLength: 1, maxLength: 3 },
      ),
      else: then,
      as: fc.constant('number' as const),
      bit: fc.nat(3),
    },
    { requiredKeys: ['at', 'cases'] },
  );
const text = fc.oneof(
  pointer,
  pointer,
  fc.constantFrom('fire.smoke', 'waste.full', 'raise', 'health.bp'),
  choice(fc.constantFrom('fire.smoke', 'raise', 'clear', 'health.hr')),
  fc.record({
    join: fc.array(fc.oneof(pointer, fc.constant('#')), { minLength: 1, maxLength: 3 }),
  }),
);
const mapping: fc.Arbitrary<DeviceMapping> = fc
  .record(
    {
      id: fc.constant('any'),
      protocol: fc.constant('json'),
      match: fc.record(
        {
          topic: fc.constantFrom('t', 'u'),
          equals: fc.dictionary(pointer, scalar, { maxKeys: 2 }),
        },
        { requiredKeys: [] },
      ),
      each: pointer,
      device: fc.oneof({ weight: 3, arbitrary: text }, { weight: 2, arbitrary: fc.constant('d') }),
      message: text,
      time: fc.record(
        {
          at: pointer,
          as: fc.constantFrom('ms', 's', 'iso', 'basic', 'cn14', 'unix'),
          offset: fc.constantFrom('+00:00', '-05:30'),
          source: fc.constantFrom('gateway', 'server'),
          optional: fc.boolean(),
        },
        { requiredKeys: ['at', 'as'] },
      ),
      confidence: fc.constant(0.5),
      also: fc.constant([{ kind: 'device.tamper', phase: 'raise' }]),
      zone: text,
      kind: fc.oneof(fc.constant('fire.smoke'), fc.constant('health.bp'), text),
      phase: fc.oneof(
        { weight: 3, arbitrary: fc.constant('raise') },
        { weight: 2, arbitrary: text },
      ),
      severity: fc.oneof(fc.constant(3), choice(fc.integer({ min: 0, max: 4 }))),
      observations: fc.array(
        fc.record(
          {
            property: fc.constantFrom('p', 'q', 'licensePlate', 'systolic', 'faceImage', '/a'),
            at: fc.oneof(pointer, fc.tuple(pointer, pointer)),
            unit: fc.constant('1'),
            personal: fc.boolean(),
            optional: fc.boolean(),
            else: fc.constantFrom(0, 'none'),
            as: fc.constant('number'),
            bit: fc.nat(3),
            factor: fc.constantFrom(0.1, 10),
            plus: fc.constant(-40),
          },
          { requiredKeys: ['property', 'at'] },
        ),
        { maxLength: 3 },
      ),
      media: fc.array(fc.record({ at: pointer, type: fc.constant('image/jpeg') }), {
        maxLength: 1,
      }),
    },
    { requiredKeys: ['id', 'protocol', 'device', 'kind', 'phase'] },
  )
  .map((made) => {
    // What has its own way anyhow is not asked often.
    const { each, also, confidence, ...rest } = made;
    if (each !== undefined && each.length < 4) return made;
    return rest.severity === 3 ? { ...rest, also, confidence } : rest;
  })
  .map((made) => JSON.parse(JSON.stringify(made)) as DeviceMapping)
  .filter((made) => checkMapping(made).length === 0);

const fill = (pieces: Template, values: readonly string[]) =>
  pieces
    .map((piece, i) => (i === 0 ? piece : `${values[(i - 1) % values.length]}${piece}`))
    .join('');

test('random mappings and messages are answered as by the bounded reader', () => {
  fc.assert(
    fc.property(
      fc.array(mapping, { minLength: 1, maxLength: 3 }),
      fc.array(template, { minLength: 1, maxLength: 3 }),
      fc.array(
        fc.record({
          shape: fc.nat(2),
          values: fc.array(literal, { minLength: 1, maxLength: 8 }),
          topic: fc.constantFrom(undefined, 't', 'u', 'v'),
          mark: fc.boolean(),
          edit: fc.option(fc.record({ at: fc.nat(400), byte: fc.nat(255), cut: fc.nat(2) }), {
            freq: 3,
          }),
        }),
        { minLength: 2, maxLength: 24 },
      ),
      fc.boolean(),
      (mappings, templates, messages, isRegistered) => {
        const ask = both(mappings, isRegistered ? registry : undefined);
        for (const { shape, values, topic, mark, edit } of messages) {
          const pieces = templates[shape % templates.length] ?? ['{}'];
          const whole = fill(pieces, values);
          const body = utf8(mark && shape === 2 ? `\ufeff${whole}` : whole);
          if (edit === null) {
            ask(body, topic);
            continue;
          }
          const at = edit.at % (body.length + 1);
          ask(
            Uint8Array.from([...body.subarray(0, at), edit.byte, ...body.subarray(at + edit.cut)]),
            topic,
          );
        }
      },
    ),
    { numRuns: 4000 },
  );
}, 60_000);

test('what a sender says in one message does not come through in the next', () => {
  const ask = both([smoke], registry);
  const long = utf8(JSON.stringify(words({ id: 'x'.repeat(900) })));
  const short = utf8(JSON.stringify(words()));
  for (const body of [long, short, short.slice(0, -1), short, long]) ask(body);
  expect(ask(short).events[0]?.messageKey).toBe('smk-1|4711');
});
