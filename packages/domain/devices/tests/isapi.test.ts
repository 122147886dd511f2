import { createHash } from 'node:crypto';
import { deviceNormalizer, deviceRegistry } from '@civigrid/devices';
import { multipart } from '@civigrid/devices/isapi';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import { present, utf8 } from './shared-vectors.ts';
import { type BodyRow, bodyBytes, bodyRows } from './vector-verdicts.ts';

const tenant = tenantId('street');
const receivedAt = 1_714_960_000_000;
const normalizer = deviceNormalizer();
const normalize = (body: Uint8Array, headers: Readonly<Record<string, string>>) =>
  normalizer.normalize({ protocol: 'isapi', headers, body, receivedAt, tenant });

describe.skipIf(!present)('bodies of ISAPI of the shared vectors', () => {
  const named = (name: string): BodyRow => {
    const row = bodyRows.find((one) => one.name.startsWith(name));
    if (row === undefined) throw new Error(`No vector ${name}`);
    return row;
  };

  test('the picture of an alarm stays as its hash, its bytes go nowhere', () => {
    const row = named('multipart, boundary');
    const { events } = normalize(bodyBytes(row), row.headers);
    const picture = multipart(row.headers['content-type'] ?? '', bodyBytes(row)).parts[1];
    const sha256 = createHash('sha256')
      .update(picture?.body ?? '')
      .digest('hex');
    expect(picture?.body.length).toBe(28);
    expect(events[0]?.media).toEqual([{ ref: `sha256:${sha256}`, type: 'image/jpeg', sha256 }]);
    expect(JSON.stringify(events)).not.toContain('JFIF');
  });

  test('intrusion active and inactive speak of one condition', () => {
    const [active, inactive] = ['XML intrusion, active', 'XML intrusion, inactive'].map((name) => {
      const row = named(name);
      return normalize(bodyBytes(row), row.headers).events[0];
    });
    expect(active?.conditionKey).toBe(inactive?.conditionKey);
  });

  test('an ampersand that stands unescaped is mended, and said', () => {
    const row = named('XML eventType in capitals');
    expect(normalize(bodyBytes(row), row.headers).issues).toMatchObject([
      { code: 'devices/mended-ampersand', level: 'warning' },
    ]);
  });

  test('without a content type the body itself says what it is', () => {
    const row = named('multipart, boundary');
    expect(normalize(bodyBytes(row), {}).events.length).toBe(2);
    const json = named('JSON plate read');
    expect(normalize(bodyBytes(json), {}).events[0]?.kind).toBe('vehicle.plate');
  });
});

const alert = (members: Record<string, unknown>) =>
  utf8(JSON.stringify({ macAddress: '44:19:b6:00:00:09', channelID: 2, ...members }));

test('one alarm that goes on posting is one condition, and its count makes no new message', () => {
  const [first, second] = [1, 7].map(
    (activePostCount) =>
      normalize(
        alert({
          eventType: 'fielddetection',
          eventState: 'active',
          dateTime: '2024-05-06T08:00:00+08:00',
          activePostCount,
        }),
        {},
      ).events[0],
  );
  expect(second?.messageKey).toBe(first?.messageKey);
});

test('a relay that closes is what the registry says it is, and nothing without one', () => {
  const body = alert({ eventType: 'IO', eventState: 'active' });
  expect(normalize(body, {}).issues).toMatchObject([{ code: 'devices/unknown-event-type' }]);
  const registry = deviceRegistry([
    {
      device: deviceId('44:19:b6:00:00:09#2'),
      category: 'alarm-post',
      grid: gridCode('LS.01'),
      inputKind: 'help.button',
    },
  ]);
  const { events } = deviceNormalizer({ registry }).normalize({
    protocol: 'isapi',
    body,
    receivedAt,
    tenant,
  });
  expect(events).toMatchObject([
    { kind: 'help.button', phase: 'instant', severity: 4, place: { grid: 'LS.01' } },
  ]);
});

test('pictures inside the JSON of an alert do not come through', () => {
  const { events } = normalize(
    alert({ eventType: 'faceSnap', eventState: 'active', faceImage: 'AAAASECRET', vector: [1, 2] }),
    {},
  );
  expect(events).toMatchObject([{ kind: 'access.seen', phase: 'instant' }]);
  expect(JSON.stringify(events)).not.toContain('SECRET');
});

test('XML with another root is refused', () => {
  expect(normalize(utf8('<Other/>'), {}).issues).toMatchObject([
    { code: 'devices/unexpected-form', level: 'error' },
  ]);
});
