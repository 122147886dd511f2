import type { CodecContext } from '@civigrid/devices';
import { type IsapiAlert, isapiCodec, isapiFields, readAlert } from '@civigrid/devices/isapi';
import { readXml, type XmlElement } from '@civigrid/guard';
import { tenantId } from '@civigrid/kernel';
import { XMLParser } from 'fast-xml-parser';
import { alternate, type Contender } from '../../../tools/testing/bench/alternate.ts';
import type { Contest, HoldContest } from '../../../tools/testing/bench/contests.ts';
import { randomNumbers } from './random.ts';

const namespaces = [
  'http://www.hikvision.com/ver20/XMLSchema',
  'http://www.isapi.org/ver20/XMLSchema',
];
const types = ['fielddetection', 'linedetection', 'VMD', 'videoloss', 'regionEntrance', 'IO'];
const places = ['东门', '3号楼2单元走廊', 'Lift A &amp; B', '北门 &lt;临时&gt;', 'Camera 07'];

/** An alert as cameras of this kind write it: some with a region, some heartbeats. */
function alert(random: () => number): string {
  const pick = <Value>(list: readonly Value[]) => list[Math.floor(random() * list.length)] as Value;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const beat = random() < 0.4;
  const type = beat ? 'videoloss' : pick(types);
  const corner = () =>
    `<RegionCoordinates><positionX>${Math.floor(1001 * random())}</positionX><positionY>${Math.floor(1001 * random())}</positionY></RegionCoordinates>`;
  const region =
    !beat && random() < 0.5
      ? `<DetectionRegionList size="1"><DetectionRegion><regionID>1</regionID><sensitivityLevel>60</sensitivityLevel><RegionCoordinatesList>${corner()}${corner()}${corner()}${corner()}</RegionCoordinatesList></DetectionRegion></DetectionRegionList>\n`
      : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<EventNotificationAlert version="2.0" xmlns="${pick(namespaces)}">
<ipAddress>10.1.${Math.floor(256 * random())}.${Math.floor(256 * random())}</ipAddress>
<portNo>80</portNo>
<protocol>HTTP</protocol>
<macAddress>44:19:b6:00:${two(99 * random())}:${two(99 * random())}</macAddress>
<channelID>${1 + Math.floor(32 * random())}</channelID>
<dateTime>2024-05-06T08:${two(60 * random())}:${two(60 * random())}+08:00</dateTime>
<activePostCount>${beat ? 0 : 1 + Math.floor(9 * random())}</activePostCount>
<eventType>${type}</eventType>
<eventState>${beat ? 'inactive' : 'active'}</eventState>
<eventDescription>${type} alarm</eventDescription>
<channelName>${pick(places)}</channelName>
${region}</EventNotificationAlert>
`;
}

/** What every contender must find in an alert. */
type Answer = readonly [
  version: string | undefined,
  fields: readonly (string | undefined)[],
  corners: readonly (readonly [number, number])[],
];

/** A corner back in the device's own count, as the peers read it. */
const counted = ([x, y]: readonly [number, number]) =>
  [Math.round(x * 1000), Math.round((1 - y) * 1000)] as const;

function ofAlert({ version, text, region }: IsapiAlert): Answer {
  return [version, isapiFields.map((field) => text(field)), region];
}

const paths = isapiFields.map((field) => field.split('/'));
const cornerPath = ['DetectionRegionList', 'DetectionRegion', 'RegionCoordinatesList'];

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** Its usual options, attributes kept; numbers come out as numbers and are compared by their text. */
const parser = new XMLParser({ ignoreAttributes: false, processEntities: true });
const written = (value: unknown): string | undefined =>
  value === undefined || value === '' ? undefined : String(value);

function byFastXmlParser(bytes: Uint8Array): Answer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const root = member(parser.parse(text), 'EventNotificationAlert');
  const version = member(root, '@_version');
  const list = member(cornerPath.reduce(member, root), 'RegionCoordinates');
  const corners = Array.isArray(list) ? list : [];
  return [
    typeof version === 'string' ? version : undefined,
    paths.map((path) => written(path.reduce(member, root))),
    corners.map((corner) => [
      Number(member(corner, 'positionX')),
      Number(member(corner, 'positionY')),
    ]),
  ];
}

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find(({ local }) => local === name);

function byReadXml(bytes: Uint8Array): Answer {
  const read = readXml(bytes);
  const root = read.ok ? read.value : undefined;
  const number = (corner: XmlElement, name: string) => Number(child(corner, name)?.text);
  return [
    root?.attributes.get('version'),
    paths.map((path) => path.reduce(child, root)?.text || undefined),
    (cornerPath.reduce(child, root)?.children ?? []).map((corner) => [
      number(corner, 'positionX'),
      number(corner, 'positionY'),
    ]),
  ];
}

function byReadAlert(bytes: Uint8Array): Answer {
  const { alert: found } = readAlert('application/xml', bytes);
  return found === undefined ? [undefined, [], []] : ofAlert(found);
}

const context: CodecContext = { mappings: () => [] };
const message = {
  protocol: 'isapi',
  headers: { 'content-type': 'application/xml' },
  receivedAt: 1_714_960_000_000,
  tenant: tenantId('street'),
};
const byCodec = (body: Uint8Array): unknown => isapiCodec.decode({ ...message, body }, context);

const contender = (
  name: string,
  read: (bytes: Uint8Array) => unknown,
): Contender<readonly Uint8Array[], { last: unknown }> => ({
  name,
  // An answer is looked at and let go, as events are.
  ask(bodies, answer) {
    for (const body of bodies) answer.last = read(body);
  },
});

/** Whether two contenders found the same in every alert; a position is compared as it was sent. */
function differences(bodies: readonly Uint8Array[], peer: (bytes: Uint8Array) => Answer): number {
  return bodies.filter((bytes) => {
    const [version, fields, corners] = byReadAlert(bytes);
    const ours = [version, fields, corners.map(counted)];
    return JSON.stringify(ours) !== JSON.stringify(peer(bytes));
  }).length;
}

/** Alerts of ISAPI from bytes to the values that are asked for, beside fast-xml-parser and the bounded parser. */
export const isapiContest: HoldContest = (quick): Contest => {
  const random = randomNumbers(8000);
  const bodies = Array.from({ length: quick ? 200 : 4000 }, () =>
    new TextEncoder().encode(alert(random)),
  );
  const different = {
    fastXmlParser: differences(bodies, byFastXmlParser),
    readXml: differences(bodies, byReadXml),
  };
  const figures = alternate(
    [
      contender('civigrid, the alert', byReadAlert),
      contender('civigrid, the whole codec', byCodec),
      contender('fast-xml-parser', byFastXmlParser),
      contender('civigrid guard readXml', byReadXml),
    ],
    (start, count) => [bodies.slice(start, start + count), { last: undefined }],
    { questions: bodies.length, rounds: quick ? 3 : 21, runMs: quick ? 5 : 40 },
  );
  const [ours, codec, peer, tree] = figures.map(({ perSecond }) => perSecond);
  const ratio = (ours ?? 0) / (peer ?? Number.NaN);
  const same = different.fastXmlParser === 0 && different.readXml === 0;
  const times = (n: number) => `${n.toFixed(1)} ×`;
  return {
    results: {
      alerts: bodies.length,
      bytesPerAlert: bodies.reduce((sum, { length }) => sum + length, 0) / bodies.length,
      different,
      figures,
      ratioToFastXmlParser: ratio,
      ratioOfCodecToFastXmlParser: (codec ?? 0) / (peer ?? Number.NaN),
      ratioToReadXml: (ours ?? 0) / (tree ?? Number.NaN),
    },
    targets: [
      {
        what: 'ISAPI XML, bytes to values',
        wanted: '≥ 20 × fast-xml-parser, its answers',
        measured: `${times(ratio)} (whole codec ${times((codec ?? 0) / (peer ?? Number.NaN))})${same ? '' : ', but NOT the same answers'}`,
        met: same && ratio >= 20,
      },
    ],
  };
};
