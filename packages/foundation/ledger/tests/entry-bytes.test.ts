import { existsSync, readFileSync } from 'node:fs';
import { isDomainError, isWellFormed, toHex } from '@civigrid/kernel';
import { entryBytes, fromBase64, leafHash, toBase64 } from '@civigrid/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const vectors = new URL('../../../../../shared/vectors/', import.meta.url);
const present = existsSync(vectors) || process.env['CIVIGRID_STRICT'] === '1';
const reason = present ? '' : ' (skipped: ../shared/vectors is not beside the checkout)';
const read = (file: string) => JSON.parse(readFileSync(new URL(file, vectors), 'utf8'));

describe.skipIf(!present)(`outside data${reason}`, () => {
  test('every RFC 8785 vector gives its bytes', () => {
    const cases: readonly { name: string; input: string; outputHex: string }[] =
      read('conventions/jcs.json').vectors;
    const wrong = cases.filter(
      ({ input, outputHex }) =>
        toHex(entryBytes(JSON.parse(input))) !== outputHex.replace(/\s/g, ''),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(cases.length).toBe(6);
  });

  test('every naughty string comes back, or is refused for its lone surrogates', () => {
    const strings: readonly string[] = [
      ...read('security/naughty-strings.json'),
      ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'],
    ];
    for (const text of strings) {
      const entry = Object.fromEntries([[text, text]]);
      if (!isWellFormed(text)) expect(() => entryBytes(entry)).toThrow();
      else
        expect(Object.entries(JSON.parse(new TextDecoder().decode(entryBytes(entry))))).toEqual([
          [text, text],
        ]);
    }
  });
});

test('a ballot of few words is hidden by a nonce from outside', () => {
  const ballot = { unit: '3-2-501', choice: 'for' };
  const guesses = ['for', 'against', 'abstain'].map((choice) =>
    toHex(leafHash(entryBytes({ ...ballot, choice }))),
  );
  const nonce = new Uint8Array(16).fill(7);
  expect(guesses).toContain(toHex(leafHash(entryBytes(ballot))));
  expect(guesses).not.toContain(toHex(leafHash(entryBytes(ballot, nonce))));
  expect(new TextDecoder().decode(entryBytes(ballot, nonce))).toBe(
    '{"entry":{"choice":"for","unit":"3-2-501"},"nonce":"BwcHBwcHBwcHBwcHBwcHBw=="}',
  );
});

test('a nonce that could be tried out is refused', () => {
  for (const nonce of [new Uint8Array(15), new Uint8Array(0), 'a nonce of 16 ch'])
    try {
      entryBytes({}, nonce as Uint8Array);
      throw new Error('nothing was refused');
    } catch (error) {
      expect(isDomainError(error, 'ledger/short-nonce')).toBe(true);
    }
});

describe('base64', () => {
  test('agrees with the platform, and bytes come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  test('has one form only: whatever is read is written the same', () => {
    const letter = fc.constantFrom(...'AQgw/+9z=', '-', '_', '\n', ' ', 'é');
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 12 }), (text) => {
        const bytes = fromBase64(text);
        if (bytes !== undefined) expect(toBase64(bytes)).toBe(text);
      }),
      { numRuns: 2000 },
    );
    for (const text of ['AB==', 'AAB=', 'A===', '====', '=', 'AA=A', 'AA', 'AA==\n', 'AA==AA=='])
      expect(fromBase64(text)).toBeUndefined();
    expect(fromBase64('')).toEqual(new Uint8Array(0));
  });
});
