import { isapiFields, readAlert } from '@civigrid/devices/isapi';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveAlert, naiveMended, type PlainAlert } from './naive-alert.ts';
import { securityRows, securityVectors, utf8 } from './shared-vectors.ts';

function spelled(bytes: Uint8Array): PlainAlert {
  const { alert, issues } = readAlert('application/xml', bytes);
  const said = issues.map(({ code, byte }) => `${code} ${byte ?? ''}`);
  if (alert === undefined) return { issues: said };
  const fields: Record<string, string> = {};
  for (const field of isapiFields) {
    const text = alert.text(field);
    if (text !== undefined) fields[field] = text;
  }
  const { version, region } = alert;
  return { fields, version, region, issues: said };
}

const names = [
  ...new Set(isapiFields.flatMap((field) => field.split('/'))),
  'DetectionRegionList',
  'DetectionRegion',
  'RegionCoordinatesList',
  'RegionCoordinates',
  'positionX',
  'positionY',
  'constructor',
  '__proto__',
  'x',
];

const space = fc.constantFrom('', ' ', '\n', '\r\n', '\t', ' \r');
const scrap = fc.constantFrom(
  '东门',
  'a',
  ' ',
  '12',
  '1000',
  '7.5',
  '&amp;',
  '&lt;b&gt;',
  '&#65;',
  '&#x1F600;',
  '&#13;',
  '&#0;',
  '&#xD800;',
  '&#x110000;',
  '&nbsp;',
  '& ',
  '&',
  ']]>',
  ']]',
  '>',
  '\r\n',
  '\u0085',
  '\ufffe',
  '\u0001',
  '𠮷',
  '<![CDATA[x < y & z\r\n]]>',
  '<![CDATA[]]>',
  '<!-- c -->',
  '<!-- c -- d -->',
  '<!---->',
  '<!-->',
  '<?pi x?>',
  '<x/>',
  '<x>skipped</x>',
);
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('3', 'active', '东门', '44:19:b6:00:00:01', '', ' 9 ') },
  { weight: 2, arbitrary: fc.array(scrap, { maxLength: 4 }).map((scraps) => scraps.join('')) },
);
const attribute = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ' version="2.0"',
      " version = '1 < 2'",
      ' a="1" b="2"',
      ' a="1" a="2"',
      ' a="1"b="2"',
      ' xmlns="http://www.isapi.org/ver20/XMLSchema"',
      ' xmlns:q="urn:q"',
      ' xmlns:h="urn:h" h:a="1"',
      ' h:a="1" q:a="2"',
      ' xmlns:h=""',
      ' xmlns:xml="urn:x"',
      ' xmlns="http://www.w3.org/2000/xmlns/"',
      ' a="&amp;\n"',
      ' a="&b;"',
      ' version="&#50;.1"',
      ' version="2\t0"',
      ' a',
      ' a=1',
      ' 名="1"',
      ' /',
      '\n',
    ),
  },
);
const prefix = fc.constantFrom('', '', '', '', '', 'h:', 'q:', ':', 'xml:');
const { element } = fc.letrec<{ element: string; body: string }>((tie) => ({
  element: fc
    .tuple(prefix, fc.constantFrom(...names), attribute, tie('body'), space)
    .map(([before, name, attributes, body, gap]) =>
      body === '' && gap === '\n'
        ? `<${before}${name}${attributes}/>`
        : `<${before}${name}${attributes}>${body}</${before}${name}${gap}>`,
    ),
  body: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    value,
    fc.array(fc.tuple(space, tie('element')), { maxLength: 5 }).map((list) => list.flat().join('')),
  ),
}));
const corner = fc
  .tuple(fc.nat(1100), fc.nat(1100))
  .map(([x, y]) => `<c><positionX>${x}</positionX> <positionY>${y}</positionY></c>`);
const region = fc
  .array(corner, { maxLength: 4 })
  .map(
    (list) =>
      `<DetectionRegionList><DetectionRegion><RegionCoordinatesList>${list.join('')}</RegionCoordinatesList></DetectionRegion></DetectionRegionList>`,
  );
const flat = fc.tuple(fc.constantFrom(...isapiFields), value).map(([field, text]) => {
  const path = field.split('/');
  return `${path.map((name) => `<${name}>`).join('')}${text}${path
    .reverse()
    .map((name) => `</${name}>`)
    .join('')}`;
});
const member = fc.oneof(
  { weight: 5, arbitrary: flat },
  { weight: 1, arbitrary: region },
  { weight: 1, arbitrary: element },
  { weight: 1, arbitrary: scrap },
);
const prolog = fc.constantFrom(
  '',
  '<?xml version="1.0" encoding="UTF-8"?>\n',
  '<?xml version="1.0" encoding="utf8"?>',
  "<?xml version='1.0'?>",
  '<?xml version="1.0" encoding="GBK"?>',
  '<?xml version="1.1"?>',
  '<?xml encoding="UTF-8" version="1.0"?>',
  '\ufeff<?xml version="1.0"?>',
  ' <?xml version="1.0"?>',
  '\n',
  '<!-- c -->',
  '<!DOCTYPE x>',
);
const document = fc
  .tuple(
    prolog,
    fc.constantFrom('', '', '', 'h:'),
    fc.constantFrom(
      ' version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema"',
      ' xmlns:h="urn:h" version="1.0"',
      '',
      " xmlns:h='urn:h' xmlns:q='urn:h' h:a='1' q:a='2'",
    ),
    fc.array(fc.tuple(member, space), { maxLength: 12 }),
    fc.constantFrom('', '', '', '\n', '<!-- c -->', 'x', '<x/>', '</x>', '\u0000'),
  )
  .map(
    ([before, p, attributes, members, after]) =>
      `${before}<${p}EventNotificationAlert${attributes}>${members.flat().join('')}</${p}EventNotificationAlert>${after}`,
  );

test('whatever is made of an alert, the quick reading agrees with the bounded parser’s', () => {
  let read = 0;
  fc.assert(
    fc.property(document, (text) => {
      const found = spelled(utf8(text));
      expect(found).toEqual(naiveMended(text));
      if (found.fields !== undefined) read++;
    }),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(100);
});

const alert = `<?xml version="1.0" encoding="UTF-8"?>
<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema" xmlns:h="urn:h">
<ipAddress>10.1.2.3</ipAddress>\r\n<macAddress>44:19:b6:00:00:01</macAddress><h:channelID h:a='1'>3</h:channelID>
<dateTime>2024-05-06T08:00:00+08:00</dateTime><eventType>fielddetection</eventType><!-- c --><eventState>active</eventState>
<channelName>东门 A &amp; B &#x4e1c;<![CDATA[<x>]]></channelName><empty/>
<DetectionRegionList size="1"><DetectionRegion><RegionCoordinatesList><RegionCoordinates><positionX>0</positionX><positionY>560</positionY></RegionCoordinates></RegionCoordinatesList></DetectionRegion></DetectionRegionList>
</EventNotificationAlert>
`;

/** Nothing but elements and texts: the markup that cameras write again and again. */
const plainAlert = `<?xml version="1.0" encoding="UTF-8"?>
<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
<macAddress>44:19:b6:00:00:01</macAddress>\r\n<channelID>3</channelID><channelName>东门 A &amp; B 𠮷</channelName>
<eventType>fielddetection</eventType><eventState></eventState><portNo>80</portNo>
<DetectionRegionList size="东1"><DetectionRegion><RegionCoordinatesList><c><positionX>0</positionX><positionY>560</positionY></c></RegionCoordinatesList></DetectionRegion></DetectionRegionList>
</EventNotificationAlert>
`;

const stuff = fc.constantFrom(
  ...['<', '>', '/', '&', ';', '"', "'", ' ', '=', ':', '-', '!', ']]>', '<!--', '-->', '\u0000'],
  ...[
    'x',
    '<x>',
    '</x>',
    '<x/>',
    '&amp;',
    '<![CDATA[',
    'xmlns=""',
    '\r',
    'é',
    '名',
    '𠮷',
    '\ufffe',
  ],
);

test.each([
  ['with all that XML has', alert],
  ['as cameras write it', plainAlert],
])(
  'an alert %s that is cut, flipped, doubled and stuffed at any place is read or refused as by the parser',
  (_, whole) => {
    const change = fc.record({ at: fc.nat(whole.length), drop: fc.nat(6), put: fc.option(stuff) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        // Its markup is known; now the text differs.
        readAlert('application/xml', utf8(whole));
        const text = changes.reduce(
          (out, { at, drop, put }) => `${out.slice(0, at)}${put ?? ''}${out.slice(at + drop)}`,
          whole,
        );
        expect(spelled(utf8(text))).toEqual(naiveMended(text));
      }),
      { numRuns: 2000 },
    );
  },
);

test('known markup around texts of any script: what follows them is read at its place', () => {
  const written = (name: string, ip: string) =>
    `<EventNotificationAlert><channelName>${name}</channelName><portNo>${name}</portNo><ipAddress>${ip}</ipAddress></EventNotificationAlert>`;
  readAlert('application/xml', utf8(written('plain', '10.0.0.1')));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'é', '东', '𠮷', '😀', '&amp;', '\r\n', ' '), { maxLength: 8 }),
      fc.constantFrom('10.0.0.2', '东', '𠮷'),
      (letters, ip) => {
        const text = written(letters.join(''), ip);
        expect(spelled(utf8(text))).toEqual(naiveMended(text));
      },
    ),
  );
});

test.each([
  ' xmlns="http://www.w3.org/2000/xmlns/"',
  ' xmlns="http://www.w3.org/XML/1998/namespace"',
  ' xmlns:a="http://www.w3.org/2000/xmlns/"',
  ' xmlns:a="http://www.w3.org/XML/1998/namespace"',
  ' xmlns:a="http://www.w3.org/2001/XMLSchema-instance"',
  ' xmlns:a=""',
  ' xmlns:xml="http://www.w3.org/XML/1998/namespace"',
  ' xmlns:xml="urn:a"',
  ' xmlns:xmlns="urn:a"',
  ' xmlns:a="urn:a" xmlns:b="urn:a" a:x="1" b:x="2"',
  ' xmlns:a="urn:a" a:x="1" a:x="2"',
  ' a:x="1" xmlns:a="urn:a"',
  ' b:x="1"',
  ' xml:lang="zh"',
  ' x="1" x="1"',
  ' x="<"',
  ' x="&amp;"',
  ' version="1&#48;"',
  ' x="\ufffe"',
  ' x=1',
  ' x',
  'x="1"',
  ' a:b:c="1"',
  ' :a="1"',
  ' a:="1"',
  ' 1a="1"',
])('an attribute%s, on the root and on a member, is what it is to the parser', (attribute) => {
  for (const text of [
    `<EventNotificationAlert${attribute}><ipAddress>1</ipAddress></EventNotificationAlert>`,
    `<EventNotificationAlert><ipAddress${attribute}>1</ipAddress></EventNotificationAlert>`,
    `<EventNotificationAlert><x${attribute}/><ipAddress>1</ipAddress></EventNotificationAlert>`,
  ])
    expect(spelled(utf8(text))).toEqual(naiveMended(text));
});

/** The plain answer to bytes: mended where they are text, the parser's own refusal where they are none. */
function naiveBytes(bytes: Uint8Array): PlainAlert {
  try {
    return naiveMended(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return naiveAlert(bytes);
  }
}

test('a known alert with anything before or behind it, or any bit turned', () => {
  const known = utf8(plainAlert);
  const check = (bytes: Uint8Array) => expect(spelled(bytes)).toEqual(naiveBytes(bytes));
  check(known);
  for (const mark of [
    [0xef, 0xbb, 0xbf],
    [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf],
    [0xef, 0xbc, 0x9c],
    [0xef, 0xbb],
    [0x20],
  ]) {
    check(Uint8Array.from([...mark, ...known]));
    check(Uint8Array.from([...known, ...mark]));
  }
  for (let bit = 0; bit < known.length * 8; bit += 3) {
    const turned = known.slice();
    turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
    check(turned);
  }
});

test('an alert that is cut off after any byte is refused as by the parser', () => {
  const bytes = utf8(alert);
  for (let end = 0; end < bytes.length; end++) {
    const cut = bytes.subarray(0, end);
    expect(spelled(cut)).toEqual(naiveAlert(cut));
  }
});

test('bytes that are no UTF-8 and texts in GBK are the parser’s', () => {
  fc.assert(
    fc.property(fc.nat(utf8(alert).length - 1), fc.integer({ min: 128, max: 255 }), (at, byte) => {
      const bytes = utf8(alert);
      bytes[at] = byte;
      expect(spelled(bytes)).toEqual(naiveAlert(bytes));
    }),
  );
  const gbk = Uint8Array.from([
    ...utf8('<?xml version="1.0" encoding="GB2312"?><EventNotificationAlert><channelName>'),
    ...[0xb6, 0xab, 0xc3, 0xc5],
    ...utf8('</channelName></EventNotificationAlert>'),
  ]);
  expect(spelled(gbk)).toMatchObject({ fields: { channelName: '东门' }, issues: [] });
});

test('as deep, as many and as long as is allowed, and one more', () => {
  const nested = (depth: number) => {
    const inner = depth - 1;
    return `<EventNotificationAlert>${'<a>'.repeat(inner)}${'</a>'.repeat(inner)}</EventNotificationAlert>`;
  };
  const many = (count: number) =>
    `<EventNotificationAlert>${'<a/>'.repeat(count - 1)}</EventNotificationAlert>`;
  const attributes = (count: number) =>
    `<EventNotificationAlert ${Array.from({ length: count }, (_, i) => `a${i}="1"`).join(' ')}/>`;
  const long = (bytes: number) =>
    `<EventNotificationAlert>${' '.repeat(bytes - 49)}</EventNotificationAlert>`;
  for (const text of [32, 33].map(nested)) expect(spelled(utf8(text))).toEqual(naiveMended(text));
  for (const text of [20_000, 20_001].map(many))
    expect(spelled(utf8(text))).toEqual(naiveMended(text));
  for (const text of [64, 65].map(attributes))
    expect(spelled(utf8(text))).toEqual(naiveMended(text));
  for (const text of [262_144, 262_145].map(long))
    expect(spelled(utf8(text))).toEqual(naiveMended(text));
  expect(spelled(utf8(nested(32))).issues).toEqual([]);
  expect(spelled(utf8(nested(33))).issues).toHaveLength(1);
});

interface HostileRow {
  readonly name: string;
  readonly parts?: readonly (string | readonly [string, number])[];
  readonly base64?: string;
}

describe.skipIf(!securityVectors)('hostile XML of the shared vectors', () => {
  const hostile = securityRows<HostileRow>('xml-hostile.ndjson');
  const joined = (parts: HostileRow['parts']): string =>
    (parts ?? [])
      .map((part) => (typeof part === 'string' ? part : part[0].repeat(part[1])))
      .join('');

  test('all 127 documents are refused or read as by the parser, also when their root is an alert’s', () => {
    expect(hostile.length).toBe(127);
    for (const { name, parts, base64 } of hostile) {
      const bytes =
        base64 === undefined ? utf8(joined(parts)) : Uint8Array.from(Buffer.from(base64, 'base64'));
      const found = spelled(bytes);
      const plain = base64 === undefined ? naiveMended(joined(parts)) : naiveAlert(bytes);
      expect([name, found]).toEqual([name, plain]);
      if (parts === undefined) continue;
      // The same inside an alert, and with its own root named as an alert's.
      const inner = joined(parts).slice(0, 300_000);
      const root = /<([A-Za-z][\w:.-]*)/.exec(inner)?.[1] ?? 'Notify';
      for (const text of [
        `<EventNotificationAlert>${inner}</EventNotificationAlert>`,
        inner
          .replaceAll(`<${root}`, '<EventNotificationAlert')
          .replaceAll(`</${root}`, '</EventNotificationAlert'),
      ])
        expect([name, spelled(utf8(text))]).toEqual([name, naiveMended(text)]);
    }
  });
});
