import type { DeviceMapping } from '@civigrid/devices';

/** Payloads of one protocol that are as they should be, and what its readers stumble over when it turns up. */
export interface FuzzFamily {
  readonly name: string;
  readonly protocol: string;
  readonly contentType?: string;
  readonly samples: readonly Uint8Array[];
  /** Put in anywhere. */
  readonly tokens: readonly Uint8Array[];
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (...list: readonly string[]): readonly Uint8Array[] => list.map(utf8);
const json = (...list: readonly unknown[]): readonly Uint8Array[] =>
  list.map((value) => utf8(JSON.stringify(value)));

/** The mapping that the family `json` is read by: every way of reading a value is in it. */
export const fuzzMapping: DeviceMapping = {
  id: 'fuzz',
  protocol: 'json',
  device: { join: ['/station', '#', '/port'] },
  message: '/seq',
  time: { at: '/ts', as: 'ms' },
  kind: { at: '/type', cases: [{ equals: 'smoke', then: 'fire.smoke' }], else: 'waste.full' },
  phase: { at: '/level', cases: [{ above: 80, then: 'raise' }], else: 'clear' },
  observations: [
    { property: 'level', at: '/level', unit: '%' },
    { property: 'name', at: '/name', personal: true },
  ],
  media: [{ at: '/picture', type: 'image/jpeg' }],
};

function frame(sequence: number, data: readonly number[], command = 2): readonly number[] {
  const clock = [0, 0, 8, 6, 5, 24];
  const inner = [sequence & 255, sequence >> 8, 1, 1, ...clock, 17, 0, 0, 6, 1, 51, 1, 0, 0, 0, 0];
  inner.push(0, data.length & 255, data.length >> 8, command, ...data);
  return [0x40, 0x40, ...inner, inner.reduce((sum, byte) => sum + byte, 0) & 255, 0x23, 0x23];
}

const clock = [0, 0, 8, 6, 5, 24];
const description = [0xd2, 0xbb, 0xb2, 0xe3, 0xa3, 0xc1, ...Array.from({ length: 25 }, () => 0)];
const component = [1, 1, 42, 7, 0, 0, 0, 3, 0, ...description, ...clock];
const frames: readonly (readonly number[])[] = [
  frame(1, [2, 1, ...component]),
  frame(2, [2, 2, ...component, ...component]),
  frame(3, [1, 1, 1, 1, 1, 1, ...clock]),
  frame(4, [3, 1, 11, 1, 99, 5, 0, 0, 0, 4, 3, 0, ...clock]),
  frame(5, [21, 1, 41, ...clock]),
  frame(6, [24, 1, 4, 3, ...clock]),
  frame(7, [6, 1, 1, 1, 4, 0xd2, 0xbb, 0x41, 0]),
  frame(8, [], 3),
];

const xml = (members: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<EventNotificationAlert version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">\n<ipAddress>10.1.2.3</ipAddress><macAddress>44:19:b6:00:00:01</macAddress>\n<channelID>3</channelID><dateTime>2024-05-06T08:00:00+08:00</dateTime>${members}</EventNotificationAlert>\n`;
const alerts = [
  xml(
    '<eventType>fielddetection</eventType><eventState>active</eventState><channelName>东门 &amp; A</channelName><DetectionRegionList><DetectionRegion><RegionCoordinatesList><RegionCoordinates><positionX>0</positionX><positionY>560</positionY></RegionCoordinates></RegionCoordinatesList></DetectionRegion></DetectionRegionList>',
  ),
  xml(
    '<eventType>videoloss</eventType><eventState>inactive</eventState><activePostCount>0</activePostCount>',
  ),
  xml(
    '<eventType>duration</eventType><DurationList><Duration><relationEvent>VMD</relationEvent></Duration></DurationList><![CDATA[x]]><!-- c -->',
  ),
];
const alertJson = {
  ipAddress: '10.1.2.4',
  macAddress: '44:19:b6:00:00:02',
  channelID: 1,
  dateTime: '2024-05-06T08:00:00+08:00',
  eventType: 'AccessControllerEvent',
  eventState: 'active',
  AccessControllerEvent: { majorEventType: 5, subEventType: 75, serialNo: 991, name: '测试' },
};
const plate = {
  ...alertJson,
  eventType: 'ANPR',
  ANPR: { licensePlate: '浙G12345', confidenceLevel: 97 },
  DetectionRegionList: [{ RegionCoordinatesList: [{ positionX: 1, positionY: 2 }] }],
};
const part = (type: string, body: string) =>
  `--b\r\nContent-Type: ${type}\r\nContent-Length: ${utf8(body).length}\r\n\r\n${body}\r\n`;
const multipart = `${part('application/xml', alerts[0] ?? '')}${part('image/jpeg', '\u007fJFIF--b\r\n')}${part('application/json', JSON.stringify(plate))}--b--\r\n`;

const jsonTokens = texts(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\\u0000',
    '\\ud800',
    'null',
    'true',
    '-',
    '0',
    '1e999',
  ],
  ...[
    '9007199254740993',
    '"__proto__":',
    '"constructor":',
    '[[[[[[[[[[',
    '{"a":',
    '\ufeff',
    '\u0000',
    '""',
  ],
);
const xmlTokens = texts(
  ...[
    '<',
    '>',
    '</',
    '/>',
    '&',
    '&amp;',
    '&#0;',
    '&#x110000;',
    '&x;',
    '<!DOCTYPE x [',
    '<!ENTITY a "b">',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?x ?>',
    ' xmlns:a=""',
    ' a="1"',
    '<a>',
    '</a>',
    '\u0000',
    '\ufffe',
  ],
);
const bytes = (...list: readonly (readonly number[])[]) =>
  list.map((values) => Uint8Array.from(values));

const uplink = { fPort: 85, fCnt: 12, data: 'AXVk', time: '2024-05-06T00:00:00Z' };

/** Every codec of the package, what it reads in each of its forms. */
export const fuzzFamilies: readonly FuzzFamily[] = [
  {
    name: 'json by mapping',
    protocol: 'json',
    samples: json(
      { station: 's1', port: 2, seq: 9, ts: 1_714_953_600_000, type: 'smoke', level: 92 },
      { station: 's1', port: '2', seq: 'x', ts: 0, level: -1, name: '张三', picture: 'http://a/b' },
    ),
    tokens: jsonTokens,
  },
  {
    name: 'gb26875',
    protocol: 'gb26875',
    samples: bytes(...frames, frames.flat()),
    tokens: bytes([0x40, 0x40], [0x23, 0x23], [0xff, 0xff], [0, 4], [0x40], ...frames.slice(0, 3)),
  },
  {
    name: 'isapi xml',
    protocol: 'isapi',
    contentType: 'application/xml',
    samples: texts(...alerts),
    tokens: xmlTokens,
  },
  {
    name: 'isapi json',
    protocol: 'isapi',
    contentType: 'application/json',
    samples: json(alertJson, plate),
    tokens: jsonTokens,
  },
  {
    name: 'isapi multipart',
    protocol: 'isapi',
    contentType: 'multipart/mixed; boundary=b',
    samples: texts(multipart, multipart.repeat(3), `\n${multipart}`),
    tokens: [
      ...texts(
        '--b',
        '--b\r\n',
        '--b--',
        '\r\n',
        '\n',
        'Content-Length: 99999999\r\n',
        'Content-Length: 0\r\n',
      ),
      ...xmlTokens.slice(0, 8),
    ],
  },
  {
    name: 'chirpstack',
    protocol: 'chirpstack',
    samples: json(
      { deviceInfo: { devEui: '24e124785d154161' }, deduplicationId: 'x', ...uplink },
      { devEUI: 'JOEkeF0VQWE=', rxInfo: [{ time: '2024-05-06T00:00:00Z' }], ...uplink },
    ),
    tokens: jsonTokens,
  },
  {
    name: 'tts',
    protocol: 'tts',
    samples: json({
      end_device_ids: { dev_eui: '24E124785D154161' },
      uplink_message: { f_port: 85, f_cnt: 1, frm_payload: 'AXVk', received_at: uplink.time },
    }),
    tokens: jsonTokens,
  },
  {
    name: 'loriot',
    protocol: 'loriot',
    samples: json(
      { cmd: 'rx', EUI: '0004A30B001ADCB5', port: 3, fcnt: 7, data: '01f4', ts: 1_714_953_600_123 },
      { cmd: 'gw', EUI: '0004A30B001ADCB5', port: 3, fcnt: 7, data: '', gws: [{ rssi: -1 }] },
    ),
    tokens: jsonTokens,
  },
  {
    name: 'thingpark',
    protocol: 'thingpark',
    samples: json({
      DevEUI_uplink: {
        DevEUI: '70B3D57BA000156B',
        FPort: '85',
        FCntUp: '9',
        payload_hex: '0175',
        Time: '2024-05-06T08:00:00.123+08:00',
      },
    }),
    tokens: jsonTokens,
  },
];
