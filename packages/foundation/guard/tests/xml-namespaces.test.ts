import { readXml } from '@civigrid/guard';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saxesTree } from './saxes-tree.ts';

const xml = 'http://www.w3.org/XML/1998/namespace';
const xmlns = 'http://www.w3.org/2000/xmlns/';

const prefix = fc.constantFrom('', '', 'a:', 'b:', 'c:', 'xml:', 'xmlns:', ':', 'a:b:');
const local = fc.constantFrom('n', 'n', 'm', 'lang', '__proto__', '网格', 'n:');
const uri = fc.constantFrom('u', 'u', 'v', ' u ', '', '__proto__', xml, xmlns);
const declared = fc.constantFrom(
  ...['xmlns', 'xmlns:a', 'xmlns:b', 'xmlns:c', 'xmlns:a', 'xmlns:xml', 'xmlns:xmlns'],
  'xmlns:__proto__',
);
/** Mostly right, so that documents with something in them come through. */
const rightName = fc.tuple(fc.constantFrom('', 'a:', 'b:'), fc.constantFrom('n', 'm'));
const wildName = fc.tuple(prefix, local);
const names = (wild: boolean) =>
  (wild ? fc.oneof({ weight: 4, arbitrary: rightName }, wildName) : rightName).map((parts) =>
    parts.join(''),
  );
const attribute = (wild: boolean) =>
  fc.oneof(
    fc.tuple(names(wild), fc.constantFrom('1', '', '&lt;')),
    wild
      ? fc.tuple(declared, uri)
      : fc.tuple(fc.constantFrom('xmlns:b', 'xmlns'), fc.constant('w')),
  );

const content = fc.constantFrom(
  '',
  'x',
  '&amp;',
  '<![CDATA[<]]>',
  '<!-- - -->',
  '<?p q?>',
  '<?a:p?>',
);

const documents = (wild: boolean) => {
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc
      .tuple(
        names(wild),
        fc.array(attribute(wild), { maxLength: 4 }),
        wild ? content : fc.constantFrom('', 'x', '<!-- -->'),
        fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
      )
      .map(([name, attributes, text, children]) => {
        const written = attributes.map(([key, value]) => ` ${key}="${value}"`).join('');
        return `<${name}${written}>${text}${children.join(text)}</${name}>`;
      }),
  }));
  const head = fc.constantFrom(
    ...['', '<?xml version="1.0"?>', '<?xml version="1.1"?>', '<?xml version="1.2"?>'],
  );
  return fc
    .tuple(head, tree)
    .map(([start, body]) => `${start}<r xmlns:a="u" xmlns:b="v">${body}</r>`);
};

describe('namespaces beside those of the parser', () => {
  test.each([false, true])('random documents give the same tree, or none; wild: %s', (wild) => {
    let read = 0;
    fc.assert(
      fc.property(documents(wild), (document) => {
        const expected = saxesTree(document);
        const result = readXml(document);
        if (result.ok) read++;
        expect({ document, value: result.ok ? result.value : undefined }).toEqual({
          document,
          value: expected,
        });
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  test('one name made of two prefixes for one namespace is refused', () => {
    const twice = '<r xmlns:a="u" xmlns:b="u" a:n="1" b:n="2"/>';
    expect(readXml(twice)).toEqual({
      ok: false,
      issues: [{ code: 'guard/invalid-xml', byte: twice.length }],
    });
    expect(readXml('<r xmlns:a="u" xmlns:b="v" a:n="1" b:n="2" n="3"/>').ok).toBe(true);
  });

  test('a prefix may be used before its declaration in the same tag, and not behind its element', () => {
    expect(readXml('<a:r a:n="1" xmlns:a="u"/>')).toMatchObject({ value: { namespace: 'u' } });
    expect(readXml('<r><b xmlns:a="u"/><a:c/></r>').ok).toBe(false);
  });

  test('100,000 levels that each declare a prefix are read where the limits let them', () => {
    const depth = 100_000;
    const text = '<a xmlns:p="u">'.repeat(depth) + '</a>'.repeat(depth);
    const limits = { maxBytes: 1e8, maxDepth: depth, maxElements: depth, maxKeys: 3 * depth };
    expect(readXml(text, limits).ok).toBe(true);
  });
});
