import { type JsonLimits, readJson } from '@civigrid/guard';
import { isWellFormed } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** An escaped key may be any key: a document that holds one is read by the exact scan, never by the quick pass alone. */
const exactly = '{"\\u0078":0}';

const literals = [
  '0',
  '-0',
  '-1.5',
  '9007199254740991',
  '-9007199254740991',
  '9007199254740992',
  '-9007199254740993',
  '8999999999999999',
  '12345678901234567',
  '12345678901234567.5',
  '0.12345678901234567',
  '12345678901234567e-3',
  '1e99',
  '9e99',
  '1e100',
  '1E308',
  '1e+308',
  '1e309',
  '1E+400',
  '1e-400',
  '0e999',
  '1e0000001',
  '1e-0000000000000000000000001',
  '123456789012345e99',
  '1.5e300',
  '1'.repeat(400),
  `0.${'1'.repeat(400)}`,
  `1${'0'.repeat(310)}e-300`,
  'true',
  'false',
  'null',
];

const units = fc.constantFrom(
  'a',
  'e1',
  ':',
  '{',
  '[',
  ',',
  '网',
  '🔥',
  '\\"',
  '\\\\',
  '\\n',
  '\\u7f51',
  '\\ud83d\\udd25',
  '\\ud800',
  '\\udc00x',
  '\\uD83D',
  '12345678901234567890',
);
const inner = fc.array(units, { maxLength: 5 }).map((parts) => parts.join(''));
const key = fc.oneof(
  inner,
  fc.constantFrom('a', 'b', '1', '__proto__', '__Proto__', '__prot0__', '\\u0061', 'constructor'),
);
const blank = fc.constantFrom('', '', '', ' ', '\n\t');

/** JSON with every hazard in it, as text. */
const { document } = fc.letrec<{ document: string }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...literals),
    inner.map((text) => `"${text}"`),
    fc
      .tuple(fc.array(tie('document'), { maxLength: 4 }), blank)
      .map(([items, space]) => `[${space}${items.join(`${space},`)}${space}]`),
    fc
      .tuple(fc.array(fc.tuple(key, tie('document')), { maxLength: 4 }), blank)
      .map(
        ([members, space]) =>
          `{${members.map(([k, v]) => `${space}"${k}"${space}:${space}${v}`).join(',')}}`,
      ),
  ),
}));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The quick reading and the exact one of the same document; the exact one stands behind it, where it moves no byte. */
function agree(text: string, limits: JsonLimits): void {
  const input = `[${text}]`;
  if (!isWellFormed(input)) {
    expect(readJson(input).ok).toBe(false);
    return;
  }
  const quick = readJson(Buffer.from(input), limits);
  const exact = readJson(Buffer.from(`[${text},${exactly}]`), limits);
  expect({ input, ok: quick.ok }).toEqual({ input, ok: exact.ok });
  if (quick.ok && exact.ok)
    expect(quick.value).toEqual(Array.isArray(exact.value) && exact.value.slice(0, -1));
  else if (isJson(text)) expect(quick).toEqual(exact);
  expect(readJson(input, limits)).toEqual(quick);
}

describe('the quick pass beside the exact scan', () => {
  const limits = fc.record({
    maxDepth: fc.integer({ min: 2, max: 6 }),
    maxStringBytes: fc.integer({ min: 1, max: 30 }),
    allowDuplicateKeys: fc.boolean(),
  });

  test('documents of hazards are answered alike, by value, code, byte and path', () => {
    fc.assert(fc.property(document, fc.oneof(fc.constant({}), limits), agree), { numRuns: 5000 });
  });

  test('documents with a few units changed are answered alike', () => {
    const crumb = fc.constantFrom(...'{}[]",:\\/ \n0189.eE+-tfnu_é网'.split(''), '\\u00', '1e3');
    const edit = fc.tuple(fc.nat(), fc.nat(2), crumb);
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 4 }), (made, edits) => {
        const text = edits.reduce((sofar, [place, cut, inserted]) => {
          const at = place % (sofar.length + 1);
          return sofar.slice(0, at) + inserted + sofar.slice(at + cut);
        }, made);
        if (isJson(text)) agree(text, {});
        else expect(readJson(Buffer.from(text)).ok).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  test.each(literals)('%s alone, in an array and in an object', (literal) => {
    agree(literal, {});
    agree(`1,${literal},1`, {});
    agree(`{"a":${literal},"b":1}`, {});
  });

  test('objects of many keys: a last one that stands there already is found, by its byte', () => {
    for (const count of [1, 2, 15, 16, 17, 18, 1000]) {
      const members = Array.from({ length: count }, (_, i) => `"网${i}":${i}`);
      expect(readJson(Buffer.from(`{${members.join()}}`)).ok).toBe(true);
      for (const again of [0, count - 1]) {
        const text = `{${[...members, members[again]].join()}}`;
        const byte = Buffer.byteLength(`{${members.join()},`);
        expect(readJson(Buffer.from(text))).toEqual({
          ok: false,
          issues: [{ code: 'guard/duplicate-key', byte, path: [`网${again}`] }],
        });
      }
    }
  });

  test('the same key in objects within and beside each other is no duplicate', () => {
    const text = '{"a":{"a":[{"a":1},{"a":2}],"b":{"a":3}},"b":{"b":4}}';
    expect(readJson(Buffer.from(text))).toEqual({ ok: true, value: JSON.parse(text) });
  });
});
