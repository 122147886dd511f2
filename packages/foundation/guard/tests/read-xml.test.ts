import { type GuardIssue, readXml, type XmlElement, type XmlLimits } from '@civigrid/guard';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const issueOf = (input: Uint8Array | string, limits?: XmlLimits): GuardIssue | undefined => {
  const result = readXml(input, limits);
  return result.ok ? undefined : result.issues[0];
};

const rootOf = (input: Uint8Array | string): XmlElement => {
  const result = readXml(input);
  if (!result.ok) throw new Error(result.issues[0].code);
  return result.value;
};

const joined = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
  );

test('an alarm of a camera becomes a tree with names, namespaces, attributes and text', () => {
  const root = rootOf(
    '<i:Event xmlns:i="urn:isapi" xml:lang="zh" version="2.0">\n<i:kind>烟<![CDATA[&雾]]>!</i:kind></i:Event>',
  );
  expect(root).toEqual({
    name: 'i:Event',
    local: 'Event',
    namespace: 'urn:isapi',
    attributes: new Map([
      ['xmlns:i', 'urn:isapi'],
      ['xml:lang', 'zh'],
      ['version', '2.0'],
    ]),
    text: '\n',
    children: [
      {
        name: 'i:kind',
        local: 'kind',
        namespace: 'urn:isapi',
        attributes: new Map(),
        text: '烟&雾!',
        children: [],
      },
    ],
  });
});

test('an attribute called __proto__ is an ordinary attribute', () => {
  const { attributes, children } = rootOf('<r __proto__="p" constructor="c"><__proto__/></r>');
  expect([...attributes]).toEqual([
    ['__proto__', 'p'],
    ['constructor', 'c'],
  ]);
  expect(children[0]?.name).toBe('__proto__');
});

test('a namespace ends with the element that declared it', () => {
  const root = rootOf('<r><a xmlns="u"><b/></a><c/></r>');
  expect(root.children.map(({ namespace }) => namespace)).toEqual(['u', undefined]);
  expect(issueOf('<r><a xmlns:p="u"/><p:b/></r>')?.code).toBe('guard/invalid-xml');
});

describe('encodings', () => {
  const yan = [0xd1, 0xcc];

  test.each(['GB2312', 'gbk', 'GB18030'])('declared %s', (name) => {
    const bytes = joined(`<?xml version="1.0" encoding="${name}"?><r>`, yan, '</r>');
    expect(rootOf(bytes).text).toBe('烟');
  });

  test('UTF-16 without a byte-order mark shows itself by its first bytes', () => {
    expect(rootOf(Buffer.from('<?xml version="1.0"?><r>烟</r>', 'utf16le')).text).toBe('烟');
    expect(rootOf(Buffer.from('<r>烟</r>', 'utf16le').swap16()).text).toBe('烟');
  });

  test('a declaration that contradicts the bytes is refused: nobody in between shall have read something else', () => {
    const conflicts = [
      joined([0xef, 0xbb, 0xbf], '<?xml version="1.0" encoding="GBK"?><r/>'),
      Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-8"?><r/>', 'utf16le'),
      joined('<?xml version="1.0" encoding="UTF-16"?><r/>'),
      joined(`<?xml version="1.0"${' '.repeat(300)}encoding="GBK"?><r/>`),
    ];
    for (const bytes of conflicts) expect(issueOf(bytes)?.code).toBe('guard/encoding-conflict');
  });

  test('an encoding that is not on the list is refused, also where it hides behind a long blank', () => {
    for (const name of ['UTF-7', 'ISO-8859-1', 'US-ASCII', 'UTF-32', 'Shift_JIS']) {
      const late = `<?xml version="1.0"${' '.repeat(300)}encoding="${name}"?><r/>`;
      expect(issueOf(joined(`<?xml version='1.0' encoding='${name}'?><r/>`))?.code).toBe(
        'guard/encoding-unsupported',
      );
      expect(issueOf(joined(late))?.code).toBe('guard/encoding-unsupported');
    }
  });

  test('a text is what it is, whatever it declares', () => {
    expect(rootOf('<?xml version="1.0" encoding="GBK"?><r>烟</r>').text).toBe('烟');
  });

  test('a broken sequence of GB 18030 is refused', () => {
    const bytes = joined('<?xml version="1.0" encoding="GBK"?><r>', [0xd1], '</r>');
    expect(issueOf(bytes)?.code).toBe('guard/invalid-bytes');
  });

  test('half a surrogate pair is refused in a text and in UTF-16', () => {
    expect(issueOf('<r>\ud800</r>')?.code).toBe('guard/lone-surrogate');
    expect(issueOf(Buffer.from('\ufeff<r>\ud800</r>', 'utf16le'))).toEqual({
      code: 'guard/invalid-bytes',
      byte: 8,
    });
  });
});

describe('where an issue stands', () => {
  const broken = '<r>烟🔥</q>';

  test('in bytes of the document, in each encoding', () => {
    const utf8 = issueOf(Buffer.from(broken));
    expect(utf8).toEqual({ code: 'guard/invalid-xml', byte: Buffer.byteLength(broken) });
    expect(issueOf(broken)).toEqual(utf8);
    expect(issueOf(Buffer.from(`\ufeff${broken}`, 'utf16le'))?.byte).toBe(2 + 2 * broken.length);
    const head = '<?xml version="1.0" encoding="GB18030"?><r>';
    const gb = joined(head, [0xd1, 0xcc, 0x94, 0x39, 0xda, 0x33, 0x81, 0x30, 0x84, 0x36], '</q>');
    expect(issueOf(gb)?.byte).toBe(gb.length);
  });

  test('a DOCTYPE, even an empty one', () => {
    expect(issueOf('<!DOCTYPE f><f/>')?.code).toBe('guard/doctype');
  });
});

describe('limits', () => {
  test('depth, elements, attributes, names, text and bytes each have one', () => {
    const deep = '<a>'.repeat(65) + '</a>'.repeat(65);
    const wide = `<r ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>`;
    expect(issueOf(deep)).toEqual({ code: 'guard/too-deep', byte: 195, limit: 64 });
    expect(issueOf(deep, { maxDepth: 65 })).toBeUndefined();
    expect(issueOf(wide)?.code).toBe('guard/too-many-attributes');
    expect(issueOf(wide, { maxAttributes: 65 })).toBeUndefined();
    expect(issueOf('<r><a/><a/></r>', { maxElements: 2 })?.code).toBe('guard/too-many-elements');
    expect(issueOf('<r><a/><a b=""/></r>', { maxKeys: 3 })?.code).toBe('guard/too-many-keys');
    expect(issueOf('<r><a/><a b=""/></r>', { maxKeys: 4 })).toBeUndefined();
    expect(issueOf('<r/>', { maxBytes: 3 })?.code).toBe('guard/too-large');
  });

  test('the text of one element counts as a whole, in bytes', () => {
    const text = '<r>烟<a/>烟<![CDATA[烟]]></r>';
    expect(issueOf(text, { maxStringBytes: 9 })).toBeUndefined();
    expect(issueOf(text, { maxStringBytes: 8 })?.code).toBe('guard/string-too-long');
    expect(issueOf('<r a="烟烟"/>', { maxStringBytes: 5 })?.code).toBe('guard/string-too-long');
    expect(issueOf('<abcdef/>', { maxStringBytes: 5 })?.code).toBe('guard/string-too-long');
  });

  test('50,000 elements are read and one more is not', () => {
    expect(issueOf(`<r>${'<a/>'.repeat(49_999)}</r>`)).toBeUndefined();
    expect(issueOf(`<r>${'<a/>'.repeat(50_000)}</r>`)?.code).toBe('guard/too-many-elements');
  });

  test('a limit that is no number lets nothing pass', () => {
    const names = ['maxBytes', 'maxDepth', 'maxKeys', 'maxStringBytes', 'maxElements'];
    for (const name of names) expect(readXml('<r>x</r>', { [name]: Number.NaN }).ok).toBe(false);
    expect(readXml('<r a=""/>', { maxAttributes: Number.NaN }).ok).toBe(false);
  });

  test('what is neither bytes nor text is answered', () => {
    for (const input of [undefined, null, 5, {}])
      expect(issueOf(input as unknown as string)?.code).toBe('guard/not-bytes-or-text');
  });
});

interface Tree {
  readonly name: string;
  readonly value: string;
  readonly children: readonly Tree[];
}

const written = ({ name, value, children }: Tree): string => {
  const safe = value.replace(/[&<>"]/g, (c) => `&#${c.codePointAt(0)};`);
  return `<${name} v="${safe}">${safe}${children.map(written).join('')}</${name}>`;
};

const asTree = ({ name, text, attributes, children }: XmlElement): Tree => {
  expect(attributes.get('v')).toBe(text);
  return { name, value: text, children: children.map(asTree) };
};

describe('properties', () => {
  test('a tree that is written comes back', () => {
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.record({
        name: fc.constantFrom('a', 'b', '网格', '__proto__', 'constructor'),
        value: fc.string({
          unit: fc.constantFrom('a', '<', '&', ']', '>', '"', "'", '网', '🔥', ' '),
        }),
        children: fc.oneof(
          { maxDepth: 5 },
          fc.constant([]),
          fc.array(tie('tree'), { maxLength: 3 }),
        ),
      }),
    }));
    fc.assert(
      fc.property(tree, (made) => {
        expect(asTree(rootOf(Buffer.from(written(made))))).toEqual(made);
      }),
      { numRuns: 300 },
    );
  });

  test('any bytes, and any crumbs of XML, are answered by a tree or an issue within them', () => {
    const crumbs = fc.array(
      fc
        .constantFrom('<', '>', '/', '<a', '</a>', '<a/>', '&', '&#x', ';', '"', '=', '<!--', '-->')
        .map((crumb) => Buffer.from(crumb)),
      { maxLength: 30 },
    );
    const pieces = fc.constantFrom(
      '<![CDATA[',
      ']]>',
      '<?xml version="1.0"',
      ' encoding="GBK"?>',
      '<!DOCTYPE',
      'xmlns:',
      '\ufeff',
    );
    const some = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      crumbs.map((parts) => Buffer.concat(parts)),
      fc
        .array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 20 })
        .map((parts) => Buffer.from(parts.join(''))),
    );
    fc.assert(
      fc.property(some, (bytes) => {
        const result = readXml(bytes);
        if (!result.ok) expect(result.issues[0].byte ?? 0).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 5000 },
    );
  });
});
