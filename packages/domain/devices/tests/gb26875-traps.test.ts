import { deviceNormalizer } from '@civigrid/devices';
import { tenantId } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';

/** 2024-05-06 08:00:00 on the wall in Beijing. */
const eight = [0, 0, 8, 6, 5, 24];
const eightAt = Date.UTC(2024, 4, 6);
const receivedAt = eightAt + 1000;

function frame(data: readonly number[], sequence = 1, clock = eight): Uint8Array {
  const inner = [sequence & 255, sequence >> 8, 1, 1, ...clock, 9, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
  inner.push(data.length & 255, data.length >> 8, 2, ...data);
  const sum = inner.reduce((total, byte) => total + byte, 0);
  return Uint8Array.from([0x40, 0x40, ...inner, sum & 255, 0x23, 0x23]);
}

/** Component state: a description of 31 bytes, zero-padded or cut. */
function state(status: number, text: readonly number[] = [], type = 42): readonly number[] {
  const description = [...text, ...Array.from({ length: 31 }, () => 0)].slice(0, 31);
  return [1, 1, type, 7, 0, 0, 0, status & 255, status >> 8, ...description, ...eight];
}

const analog = (type: number, value: number, minute: number): readonly number[] => [
  1,
  1,
  99,
  5,
  0,
  0,
  0,
  type,
  value & 255,
  (value >> 8) & 255,
  0,
  minute,
  8,
  6,
  5,
  24,
];

const normalizer = deviceNormalizer();
const normalize = (body: Uint8Array) =>
  normalizer.normalize({ protocol: 'gb26875', body, receivedAt, tenant: tenantId('street') });

/** GBK by the platform: the bytes of every two-byte character, looked up once. */
const gbk = new Map<string, readonly number[]>();
for (let lead = 0x81; lead < 0xff; lead++)
  for (let trail = 0x40; trail < 0xff; trail++) {
    if (trail === 0x7f) continue;
    const letter = new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail));
    if (letter.length === 1 && !gbk.has(letter)) gbk.set(letter, [lead, trail]);
  }
const encoded = (text: string): readonly number[] =>
  [...text].flatMap((letter) => gbk.get(letter) ?? [letter.charCodeAt(0)]);

function description(body: Uint8Array) {
  const { events, issues } = normalize(body);
  const found = events[0]?.observations.find(({ property }) => property === 'description');
  return { text: found?.value, issues: issues.map(({ code, byte }) => ({ code, byte })) };
}

describe('text of a panel', () => {
  test('full-width letters and digits come through as they were written', () => {
    const body = frame([2, 1, ...state(3, encoded('Ａ区１层（东）走廊'))]);
    expect(description(body)).toEqual({ text: 'Ａ区１层（东）走廊', issues: [] });
  });

  test('a character that the field cuts in half is dropped, and said', () => {
    const body = frame([2, 1, ...state(3, encoded('一二三四五六七八九十一二三四五六'))]);
    expect(description(body)).toEqual({
      text: '一二三四五六七八九十一二三四五',
      issues: [{ code: 'devices/text-encoding', byte: 27 + 2 + 9 }],
    });
  });

  test('bytes that are no GB 18030 at all give no text, and the alarm still comes', () => {
    const body = frame([2, 1, ...state(3, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff])]);
    expect(description(body).issues).toMatchObject([{ code: 'devices/text-encoding' }]);
    expect(normalize(body).events[0]).toMatchObject({ kind: 'fire.smoke', phase: 'raise' });
  });
});

test('a clock without a zone is read as +08:00, and flagged', () => {
  const [event] = normalize(frame([2, 1, ...state(3)])).events;
  expect(event?.time).toEqual({
    occurred: eightAt,
    received: receivedAt,
    source: 'device',
    zoneAssumed: true,
  });
});

test('a sequence that wrapped round is another message, a frame sent again is the same', () => {
  const later = [0, 30, 9, 6, 5, 24];
  const keys = [
    frame([2, 1, ...state(3)], 65_535),
    frame([2, 1, ...state(3)], 65_535),
    frame([2, 1, ...state(3)], 65_535, later),
    frame([2, 1, ...state(3)], 0),
  ].map((body) => normalize(body).events[0]?.messageKey);
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys).size).toBe(3);
});

test('samples that were kept back come in one frame, each with its own time and in the order of the frame', () => {
  const body = frame([3, 3, ...analog(4, 3, 1), ...analog(4, 2, 6), ...analog(4, -1, 11)]);
  const { events } = normalize(body);
  expect(events.map(({ time, observations }) => [time.occurred, observations[0]?.value])).toEqual([
    [eightAt + 60_000, 0.3],
    [eightAt + 360_000, 0.2],
    [eightAt + 660_000, -0.1],
  ]);
  expect(new Set(events.map(({ messageKey }) => messageKey)).size).toBe(3);
});

test.each([
  ['component', 2, state(2)],
  ['system', 1, [1, 1, 2, 0, ...eight]],
  ['transmitter', 21, [2, ...eight]],
] as const)('a %s in test raises nothing although its alarm bit is set', (_, type, object) => {
  const { events } = normalize(frame([type, 1, ...object]));
  expect(events.map(({ kind, phase }) => `${kind} ${phase}`)).toEqual(['device.test instant']);
});

test.each([
  ['type of component', [2, 1, ...state(3, [], 200)], 27 + 4],
  ['type of system', [1, 1, 9, 1, 1, 0, ...eight], 27 + 2],
  ['quantity', [3, 1, ...analog(77, 5, 0)], 27 + 2 + 7],
] as const)('an unknown %s is said with its byte, and what was read is kept', (_, data, byte) => {
  const { events, issues, reply } = normalize(frame(data));
  expect(issues).toMatchObject([{ code: 'devices/unknown-data-type', level: 'warning', byte }]);
  expect(events.length).toBeGreaterThan(0);
  expect(reply?.[26]).toBe(3);
});

test('an unknown type of data is said with its byte and gives no event', () => {
  expect(normalize(frame([99, 1, 0, 0]))).toMatchObject({
    events: [],
    issues: [{ code: 'devices/unknown-data-type', byte: 27 }],
  });
});

test('a detector of an unknown type that reports fire is never less than smoke', () => {
  expect(normalize(frame([2, 1, ...state(3, [], 200)])).events[0]).toMatchObject({
    kind: 'fire.smoke',
    phase: 'raise',
  });
});
