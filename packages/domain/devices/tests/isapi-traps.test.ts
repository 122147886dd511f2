import { deviceNormalizer } from '@civigrid/devices';
import { tenantId } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { utf8 } from './shared-vectors.ts';

const receivedAt = Date.UTC(2024, 4, 6, 1);
const normalizer = deviceNormalizer();
const normalize = (body: Uint8Array, contentType = 'application/xml') =>
  normalizer.normalize({
    protocol: 'isapi',
    headers: { 'content-type': contentType },
    body,
    receivedAt,
    tenant: tenantId('street'),
  });

const alert = (members: string, encoding = 'UTF-8') =>
  `<?xml version="1.0" encoding="${encoding}"?><EventNotificationAlert><macAddress>44:19:B6:00:00:01</macAddress><channelID>3</channelID>${members}</EventNotificationAlert>`;
const motion = '<eventType>VMD</eventType><eventState>active</eventState>';

test('a duration event is the event that goes on', () => {
  const { events } = normalize(
    utf8(
      alert(
        '<eventType>duration</eventType><eventState>active</eventState><DurationList><Duration><relationEvent>fielddetection</relationEvent></Duration></DurationList>',
      ),
    ),
  );
  expect(events).toMatchObject([{ kind: 'perimeter.intrusion', phase: 'raise' }]);
});

test('text in GBK is read by its declaration, also full-width letters', () => {
  const [before = '', after = ''] = alert(`<channelName>|</channelName>${motion}`, 'GBK').split(
    '|',
  );
  // Ａ区东门
  const name = [0xa3, 0xc1, 0xc7, 0xf8, 0xb6, 0xab, 0xc3, 0xc5];
  const body = Uint8Array.from([...utf8(before), ...name, ...utf8(after)]);
  expect(normalize(body).events[0]?.observations).toContainEqual({
    property: 'channelName',
    value: 'Ａ区东门',
  });
});

test('text that is cut within a character is refused with its byte, not guessed', () => {
  const body = utf8(alert(`<channelName>门</channelName>${motion}`));
  const at = body.indexOf(0xe9);
  const cut = Uint8Array.from([...body.subarray(0, at + 1), ...body.subarray(at + 3)]);
  expect(normalize(cut)).toMatchObject({
    events: [],
    issues: [{ code: 'guard/invalid-bytes', byte: at, level: 'error' }],
  });
});

test('a time without an offset is +08:00 and flagged, one with an offset is not', () => {
  const [zoneless, zoned] = ['2024-05-06T08:30:00', '2024-05-06T08:30:00+08:00'].map(
    (time) => normalize(utf8(alert(`<dateTime>${time}</dateTime>${motion}`))).events[0]?.time,
  );
  expect(zoneless).toMatchObject({ occurred: Date.UTC(2024, 4, 6, 0, 30), zoneAssumed: true });
  expect(zoned?.occurred).toBe(zoneless?.occurred);
  expect(zoned?.zoneAssumed).toBeUndefined();
});

test('an unknown type of event is told with its path, and in a stream with its byte', () => {
  const unknown = alert('<eventType>quantumLeap</eventType>');
  expect(normalize(utf8(unknown)).issues).toMatchObject([
    { code: 'devices/unknown-event-type', path: '/eventType', level: 'warning' },
  ]);
  const head = '--b\r\nContent-Type: application/xml\r\n\r\n';
  const stream = utf8(`${head}${unknown}\r\n--b--\r\n`);
  expect(normalize(stream, 'multipart/mixed; boundary=b').issues).toMatchObject([
    { code: 'devices/unknown-event-type', byte: head.length },
  ]);
});

test('a picture without an alert and a film are understood and no news', () => {
  const none = { events: [], issues: [{ code: 'devices/no-event', level: 'info' }] };
  expect(normalize(utf8('JFIF'), 'image/jpeg')).toMatchObject(none);
  const film = utf8('--b\r\nContent-Type: video/mp4\r\n\r\nxx\r\n--b--\r\n');
  expect(normalize(film, 'multipart/mixed; boundary=b')).toMatchObject(none);
  expect(normalize(utf8('--b\r\n--b--\r\n'), 'multipart/mixed; boundary=b').issues.length).toBe(1);
});

test('a door that counts its events tells them apart by number, whatever their times', () => {
  const door = (serialNo: number) =>
    utf8(
      JSON.stringify({
        macAddress: '44:19:b6:00:00:02',
        eventType: 'AccessControllerEvent',
        dateTime: '2024-05-06T08:00:00+08:00',
        AccessControllerEvent: { majorEventType: 5, subEventType: 75, serialNo },
      }),
    );
  const keys = [1, 1, 2].map((n) => normalize(door(n), 'application/json').events[0]?.messageKey);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
});
