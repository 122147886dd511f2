import { existsSync, readFileSync } from 'node:fs';
import { canonicalJson, isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const vectors = new URL('../../../../../shared/vectors/conventions/jcs.json', import.meta.url);
const present = existsSync(vectors) || process.env['CIVIGRID_STRICT'] === '1';
if (!present) console.warn('skipped: the RFC 8785 vectors are not beside the checkout');

describe.skipIf(!present)('RFC 8785', () => {
  test('every vector gives its bytes', () => {
    const { vectors: cases } = JSON.parse(readFileSync(vectors, 'utf8')) as {
      readonly vectors: readonly {
        readonly name: string;
        readonly input: string;
        readonly output: string;
      }[];
    };
    const failed = cases.filter(({ input, output }) => canonicalJson(JSON.parse(input)) !== output);
    expect(failed.map(({ name }) => name)).toEqual([]);
    expect(cases.length).toBe(6);
  });
});

test('is JSON that reads back to the same value, with members in one order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('the order in which members were given does not matter', () => {
  const one = canonicalJson({ b: 1, a: [{ d: null, c: '约' }], '\u20ac': 2, '\r': 3 });
  expect(one).toBe('{"\\r":3,"a":[{"c":"约","d":null}],"b":1,"€":2}');
  expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}');
});

test.each([
  ['a number that is not finite', { limit: Number.NaN }],
  ['a lone surrogate', ['\ud800']],
  ['a lone surrogate in a name', { '\udc00': 1 }],
  ['a bigint', 1n],
  ['a function', () => 1],
  ['an object that is no plain record', { at: new Date(0) }],
])('refuses %s', (_, value) => {
  let refused: unknown;
  try {
    canonicalJson(value);
  } catch (error) {
    refused = error;
  }
  expect(isDomainError(refused, 'kernel/not-json')).toBe(true);
});

test('refuses a circle', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  expect(() => canonicalJson(circle)).toThrow('a circle');
});
