import { existsSync, readFileSync } from 'node:fs';
import {
  componentState,
  type FireLoop,
  fireFrame,
  type PayloadInput,
  type ReportInput,
  syntheticStreet,
} from '@civigrid/testing/street';
import { expect, test } from 'vitest';

const street = syntheticStreet({ seed: 'liushu' });
const inputs = street.day();
const { expected } = street;
const reports = inputs.filter((input): input is ReportInput => input.kind === 'report');
const payloads = inputs.filter((input): input is PayloadInput => input.kind === 'payload');
const textOf = ({ body }: PayloadInput) => new TextDecoder().decode(body);
const of = (protocol: string) => payloads.filter((each) => each.protocol === protocol);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Whether the sum over a GB/T 26875.3 frame is right, with start, length and end. */
function isWhole(frame: Uint8Array): boolean {
  const sum = frame.slice(2, -3).reduce((total, byte) => (total + byte) & 255, 0);
  const length = (frame[24] ?? 0) + 256 * (frame[25] ?? 0);
  const ends = [frame[0], frame[1], frame.at(-2), frame.at(-1)];
  return String(ends) === '64,64,35,35' && frame.length === 30 + length && sum === frame.at(-3);
}

test('a day has at least 2,000 inputs, in order of arrival, within the Beijing Monday', () => {
  expect(inputs.length).toBeGreaterThanOrEqual(2000);
  expect(inputs.map(({ at }) => at)).toEqual(inputs.map(({ at }) => at).toSorted((a, b) => a - b));
  expect(street.dayFrom).toBe(Date.parse('2026-06-15T00:00:00+08:00'));
  expect(inputs.every(({ at }) => street.dayFrom <= at && at < street.dayUntil)).toBe(true);
});

test('what was put in adds up', () => {
  expect(expected.inputs).toBe(inputs.length);
  expect([expected.reports, expected.payloads]).toEqual([reports.length, payloads.length]);
  const { readings, heartbeats, raises, clears, instants, tests, states, duplicates } = expected;
  const { notJson, unknownDevices, wrongChecksums, unknownProtocols } = expected;
  const sound = readings + heartbeats + raises + clears + instants + tests + states + duplicates;
  const broken = notJson + unknownDevices + wrongChecksums + unknownProtocols;
  expect(sound + broken).toBe(payloads.length);
  expect(Object.values(expected.byProtocol).reduce((a, b) => a + b)).toBe(payloads.length);
  expect(raises).toBeGreaterThanOrEqual(60);
  expect(clears).toBeLessThan(raises);
  expect(duplicates).toBe(payloads.length - new Set(payloads.map(({ body }) => hex(body))).size);
});

test('fire frames add up but for the three that are spoilt', () => {
  const frames = of('gb26875').map(({ body }) => body);
  expect(frames.length).toBeGreaterThan(200);
  expect(frames.filter((frame) => !isWhole(frame))).toHaveLength(expected.wrongChecksums);
});

const vectors = new URL('../../../../../../shared/vectors/devices/frames.ndjson', import.meta.url);
const present = existsSync(vectors);
const { CIVIGRID_STRICT: strict } = process.env;
if (!present)
  console.log('The device vectors are not beside the checkout: frames are not compared.');

interface FrameVector {
  readonly protocol: string;
  readonly name: string;
  readonly own: boolean;
  readonly ok: boolean;
  readonly hex: string;
  readonly meaning: {
    readonly sequence: number;
    readonly time: number;
    readonly sourceAddress: number;
    readonly destinationAddress: number;
    readonly command: number;
    readonly type?: number;
    readonly objects?: readonly (Omit<FireLoop, 'source'> & {
      readonly status: number;
      readonly description?: string;
      readonly time: number;
    })[];
  };
}

test.skipIf(!present && strict !== '1')(
  'the encoder writes the component states of the vectors byte for byte',
  () => {
    const lines = readFileSync(vectors, 'utf8').trim().split('\n');
    const states = lines
      .map((line): FrameVector => JSON.parse(line))
      .filter(({ protocol, own, ok }) => protocol === 'gb26875' && own && ok)
      .filter(({ meaning }) => meaning.type === 2 && meaning.objects?.[0]?.description)
      .filter(({ meaning }) => meaning.objects?.length === 1);
    const failed = states.filter(({ meaning, hex: wanted }) => {
      const { sequence, time, sourceAddress, destinationAddress, command, objects = [] } = meaning;
      const [object] = objects;
      if (!object) return true;
      const loop = { ...object, source: sourceAddress };
      const frame = fireFrame({
        sequence,
        at: time,
        source: sourceAddress,
        destination: destinationAddress,
        command,
        data: componentState(loop, object.status, object.description ?? '', object.time),
      });
      return hex(frame) !== wanted;
    });
    const passed = states.length - failed.length;
    console.log(`fire frames: ${passed} of ${states.length} vectors passed`);
    expect(states.length).toBeGreaterThan(0);
    expect(
      failed.map(({ name }) => name),
      `${passed} of ${states.length} passed`,
    ).toEqual([]);
  },
);

test('JSON bodies are JSON but for the three that are not', () => {
  const bad = payloads
    .filter(({ protocol }) => !['gb26875', 'isapi', 'smoke-signal'].includes(protocol))
    .filter((payload) => {
      try {
        JSON.parse(textOf(payload));
        return false;
      } catch {
        return true;
      }
    });
  expect(bad).toHaveLength(expected.notJson);
});

test('cameras write alerts in the namespace of their maker', () => {
  for (const alert of of('isapi')) {
    expect(textOf(alert)).toContain('xmlns="http://www.hikvision.com/ver20/XMLSchema"');
    expect(alert.headers?.['content-type']).toContain('application/xml');
  }
});

test('the devices that speak are registered, but for six strangers', () => {
  const known = new Set<string>(street.devices.map(({ device }) => device));
  const names = [
    ...of('json').flatMap((payload) => {
      const found = /"(?:dev|deviceCode|camera|post)":"([^"]+)"/.exec(textOf(payload));
      return found?.[1] ?? [];
    }),
    ...of('chirpstack').map((p) => JSON.parse(textOf(p)).deviceInfo.devEui),
    ...of('loriot').map((p) => JSON.parse(textOf(p)).EUI.toLowerCase()),
    ...of('thingpark').map((p) => JSON.parse(textOf(p)).DevEUI_uplink.DevEUI.toLowerCase()),
    ...of('tts').map((p) => JSON.parse(textOf(p)).end_device_ids.dev_eui.toLowerCase()),
    ...of('isapi').map((p) => `${/<macAddress>([^<]+)/.exec(textOf(p))?.[1]}#1`),
  ];
  expect(names.length).toBeGreaterThan(1500);
  expect(names.filter((name) => !known.has(name))).toHaveLength(expected.unknownDevices);
});

test('three smoke detectors of one micro-grid speak at night, each more than once', () => {
  const ids = street.devices
    .filter((d) => d.category === 'smokeDetector' && d.grid === street.stories.smokeGrid)
    .slice(0, 3);
  const from = Date.parse('2026-06-15T02:13:00+08:00');
  const night = of('gb26875').filter(({ at }) => from <= at && at < from + 180_000);
  const raised = night.filter(({ body }) => body[27] === 2 && body[36] === 3);
  expect(ids).toHaveLength(3);
  expect(raised).toHaveLength(9);
  expect(new Set(raised.map(({ body }) => hex(body))).size).toBe(3);
});

test('one clock jumps back by an hour', () => {
  const readings = new Map<string, number[]>();
  for (const payload of of('json')) {
    const found = /^\{"dev":"(GAS-\d{6})".*"ts":(\d+)/.exec(textOf(payload));
    if (found?.[1])
      readings.set(found[1], [...(readings.get(found[1]) ?? []), payload.at - Number(found[2])]);
  }
  const off = [...readings.values()].filter(
    (delays) => delays.filter((ms) => ms >= 3_600_000 && ms < 3_610_000).length >= 6,
  );
  expect(off).toHaveLength(1);
  expect(expected.clockBack).toBe(6);
});

test('reports hold the stories, near duplicates, strangers to the street and an unknown grid', () => {
  const byId = new Map(reports.map((report) => [report.id, report]));
  expect(byId.size).toBe(reports.length);
  expect(byId.get(street.stories.fireLane)?.text).toContain('小车堵住消防通道');
  expect(byId.get(street.stories.leak)?.text).toContain('楼上漏水到楼下');
  expect(expected.nearDuplicates).toBeGreaterThanOrEqual(6);
  const box = street.cells.features[0]?.geometry.coordinates[0] ?? [];
  const west = Math.min(...box.map(([lng]) => lng));
  const east = Math.max(...box.map(([lng]) => lng));
  const outside = reports.filter(({ point }) => point[0] < west || point[0] > east);
  expect(outside).toHaveLength(expected.outside);
  expect(reports.filter(({ grid }) => grid)).toHaveLength(expected.unknownGrids);
  const codes = new Set(street.categories.map(({ code }) => code));
  expect(reports.filter(({ category }) => !codes.has(category))).toHaveLength(
    expected.unknownCategories,
  );
});

test('every photo is a JPEG of its own, and nobody who reports can be called', () => {
  const photos = reports.flatMap(({ photo }) => (photo ? [hex(photo.bytes)] : []));
  expect(photos).toHaveLength(expected.photos);
  expect(new Set(photos).size).toBe(photos.length);
  for (const photo of photos) expect(photo).toMatch(/^ffd8ffe0.*ffd9$/);
  for (const { reporter } of reports) expect(reporter.phone).toMatch(/^100\d{8}$/);
});
