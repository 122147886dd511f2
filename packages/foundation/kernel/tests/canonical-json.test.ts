import { existsSync, readFileSync } from 'node:fs';
import { canonicalJson, type DomainError, isDomainError, isWellFormed } from '@civigrid/kernel';
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

function refusal(value: unknown): DomainError {
  try {
    canonicalJson(value);
  } catch (error) {
    if (isDomainError(error, 'kernel/not-json')) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('a lone surrogate is refused wherever it stands, and what only looks like its escape is written', () => {
  const piece = fc.constantFrom(
    '\ud83d',
    '\ude00',
    '\ud83d\ude00',
    '\\',
    'ud83d',
    '\\ud83d',
    '约',
    '"',
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        for (const value of [text, [text], { [text]: 1 }, { in: text }]) {
          if (isWellFormed(text)) expect(JSON.parse(canonicalJson(value))).toEqual(value);
          else expect(refusal(value).message).toContain('a lone surrogate');
        }
      },
    ),
  );
});

function nested(levels: number): unknown {
  let value: unknown = 'core';
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { in: value };
  return value;
}

test.each([
  ['a number that is not finite', { limit: Number.NaN }],
  ['a lone surrogate', ['\ud800']],
  ['a lone surrogate in a name', { '\udc00': 1 }],
  ['a bigint', 1n],
  ['a function', () => 1],
  ['an object that is no plain record', { at: new Date(0) }],
  ['a member named by a symbol', { [Symbol('x')]: 1 }],
  ['a list with a member named by a symbol', Object.assign([1], { [Symbol('x')]: 1 })],
  ['a hole', Object.assign([], { length: 1 })],
])('refuses %s', (_, value) => {
  expect(refusal(value).code).toBe('kernel/not-json');
});

test('refuses a circle, and takes the same record in two places', () => {
  const circle: { self?: unknown } = {};
  circle.self = [circle];
  expect(refusal(circle).details).toEqual({ why: 'a circle', depth: 2, path: '/*/0' });
  const bin = { full: true };
  expect(canonicalJson([bin, { bin }])).toBe('[{"full":true},{"bin":{"full":true}}]');
});

test('takes what is nested 512 deep, and refuses what is deeper, however deep it is', () => {
  expect(JSON.parse(canonicalJson(nested(512)))).toEqual(nested(512));
  for (const levels of [513, 5_000, 100_000])
    expect(refusal(nested(levels)).details).toMatchObject({
      why: 'nested deeper than 512',
      depth: 512,
    });
});

test('a refusal says where and why, and quotes neither key nor value', () => {
  const refused = [
    refusal({ 'Zhang San': [0, { '13800000000': 'Zhang San \ud800' }] }),
    refusal([{ 'Zhang San': { '13800000000\ud800': 1 } }]),
    refusal({ 'Zhang San': Number.NaN }),
  ];
  expect(refused.map(({ details }) => details)).toEqual([
    { why: 'a lone surrogate', depth: 3, path: '/*/1/*' },
    { why: 'a lone surrogate in a key', depth: 2, path: '/0/*' },
    { why: 'a number that is not finite', depth: 1, path: '/*' },
  ]);
  const told = JSON.stringify(refused.map(({ message, details }) => [message, details]));
  expect(told).not.toMatch(/Zhang|138/);
});

test('every member is read once', () => {
  let reads = 0;
  const moody = {
    get words() {
      reads++;
      return reads === 1 ? 'a lamp' : undefined;
    },
  };
  expect(canonicalJson(moody)).toBe('{"words":"a lamp"}');
  expect(reads).toBe(1);
});
