/** Documents of one kind, as bytes: what the contenders read. */
export interface Sample {
  readonly name: string;
  readonly documents: readonly Uint8Array[];
}

const encoder = new TextEncoder();

const messages = Array.from({ length: 2_000 }, (_, i) => ({
  deviceId: `SM-${1000 + i}`,
  productKey: `smoke-${i % 7}`,
  time: 1_780_000_000_000 + i * 1000,
  type: i % 5 === 0 ? 'alarm' : 'reading',
  place: `三楼东侧走廊${i % 40}号`,
  battery: 87.5 - (i % 30),
  data: { smoke: 0.12 + (i % 100) / 1000, temperature: 23.4, alarm: i % 5 === 0 },
  at: '2026-05-01T08:00:00+08:00',
  tags: ['a', 'b'],
}));

const json = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

const cases = Array.from({ length: 150 }, (_, i) => ({
  id: i,
  name: `case number ${i}`,
  note: 'reported by a neighbour: "the lid is gone",\nseen twice since the morning',
  open: i % 3 > 0,
  votes: [1, 2, 3],
}));

const ring = (n: number) =>
  Array.from({ length: 80 }, (_, j) => [
    121.5 + Math.round(Math.sin(n * 80 + j) * 1e5) / 1e7,
    29.8 + Math.round(Math.cos(n + j) * 1e5) / 1e7,
  ]);

const cells = {
  type: 'FeatureCollection',
  features: Array.from({ length: 40 }, (_, i) => ({
    type: 'Feature',
    properties: { code: `LS.${i}`, name: `网格${i}` },
    geometry: { type: 'Polygon', coordinates: [ring(i)] },
  })),
};

/** JSON as it comes: messages of devices, documents, a map. */
export const jsonSamples: readonly Sample[] = [
  { name: 'device messages of ~ 250 B', documents: messages.map(json) },
  { name: 'a list of messages, 26 kB', documents: [json(messages.slice(0, 100))] },
  { name: 'a list of cases in ASCII, 21 kB', documents: [json(cases)] },
  { name: 'GeoJSON, 87 kB', documents: [json(cells)] },
];

const alert = (i: number) => `<?xml version="1.0" encoding="UTF-8"?>
<EventNotificationAlert version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">
<ipAddress>10.0.3.${i % 250}</ipAddress>
<portNo>80</portNo>
<protocol>HTTP</protocol>
<macAddress>c0:56:e3:00:00:${(i % 90) + 10}</macAddress>
<channelID>${i % 16}</channelID>
<dateTime>2026-05-01T08:00:00+08:00</dateTime>
<activePostCount>1</activePostCount>
<eventType>fielddetection</eventType>
<eventState>active</eventState>
<eventDescription>三号楼东侧 &amp; 消防通道</eventDescription>
<DetectionRegionList><DetectionRegionEntry><regionID>1</regionID><sensitivityLevel>50</sensitivityLevel>
<RegionCoordinatesList><RegionCoordinates><positionScreenX>100</positionScreenX><positionScreenY>200</positionScreenY></RegionCoordinates></RegionCoordinatesList>
</DetectionRegionEntry></DetectionRegionList>
</EventNotificationAlert>`;

const soap = (
  i: number,
) => `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://docs.oasis-open.org/wsn/b-2" xmlns:t="http://www.onvif.org/ver10/schema">
<s:Body><w:Notify><w:NotificationMessage><w:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">tns1:RuleEngine/LineDetector/Crossed</w:Topic>
<w:Message><t:Message UtcTime="2026-05-01T00:00:00Z" PropertyOperation="Changed"><t:Source><t:SimpleItem Name="VideoSource" Value="${i}"/><t:SimpleItem Name="Rule" Value="line ${i % 4}"/></t:Source>
<t:Data><t:SimpleItem Name="ObjectId" Value="${i}"/></t:Data></t:Message></w:Message></w:NotificationMessage></w:Notify></s:Body></s:Envelope>`;

const placemarks = Array.from(
  { length: 300 },
  (_, i) =>
    `<Placemark id="p${i}"><name>网格${i}</name><Point><coordinates>121.5,29.8</coordinates></Point></Placemark>`,
);

const many = (make: (i: number) => string) =>
  Array.from({ length: 500 }, (_, i) => encoder.encode(make(i)));

/** XML as it comes: alerts of cameras, notifications with prefixes, a map. */
export const xmlSamples: readonly Sample[] = [
  { name: 'camera alerts of ~ 1 kB', documents: many(alert) },
  { name: 'notifications with prefixes, ~ 1 kB', documents: many(soap) },
  {
    name: 'placemarks, 33 kB',
    documents: [
      encoder.encode(`<kml xmlns="http://www.opengis.net/kml/2.2">${placemarks.join('\n')}</kml>`),
    ],
  },
];
