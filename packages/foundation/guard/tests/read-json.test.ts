import { type GuardIssue, type JsonLimits, readJson } from '@civigrid/guard';
import { isWellFormed } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const issueOf = (input: Uint8Array | string, limits?: JsonLimits): GuardIssue | undefined => {
  const result = readJson(input, limits);
  return result.ok ? undefined : result.issues[0];
};

describe('what is refused, and where', () => {
  const hazards: readonly (readonly [string, string, GuardIssue])[] = [
    [
      'a key that stands twice, signed one way and routed another',
      '{"grid":"A","grid":"B"}',
      { code: 'guard/duplicate-key', byte: 12, path: ['grid'] },
    ],
    [
      'a key that stands twice, once with an escape',
      '{"网":{"a":1,"\\u0061":2}}',
      { code: 'guard/duplicate-key', byte: 14, path: ['网', 'a'] },
    ],
    [
      'the key __proto__',
      '[1,{"__proto__":{"polluted":1}}]',
      { code: 'guard/forbidden-key', byte: 4, path: [1, '__proto__'] },
    ],
    [
      'the key __proto__ behind an escape',
      '{"\\u005f_proto__":1}',
      { code: 'guard/forbidden-key', byte: 1, path: ['__proto__'] },
    ],
    [
      'an integer that would lose digits',
      '{"id":12345678901234567890}',
      { code: 'guard/unsafe-integer', byte: 6, path: ['id'] },
    ],
    ['2 to the 53rd', '9007199254740992', { code: 'guard/unsafe-integer', byte: 0 }],
    [
      'a number that would be infinite',
      '[1e400]',
      { code: 'guard/number-overflow', byte: 1, path: [0] },
    ],
    [
      'half a surrogate pair in an escape',
      '["a\\ud800"]',
      { code: 'guard/lone-surrogate', byte: 3, path: [0] },
    ],
    ['half a surrogate pair in a text', '"\udc00"', { code: 'guard/lone-surrogate', byte: 1 }],
    ['a comma too many', '{"a":[1,]}', { code: 'guard/invalid-json', byte: 8, path: ['a', 1] }],
    ['an end that comes too early', '{"a":1', { code: 'guard/invalid-json', byte: 6, path: ['a'] }],
    ['an object without its key', '{"a":1,', { code: 'guard/invalid-json', byte: 7 }],
    ['something after the end', '{} x', { code: 'guard/invalid-json', byte: 3 }],
    ['nothing at all', '', { code: 'guard/invalid-json', byte: 0 }],
  ];

  test.each(hazards)('%s', (_, text, issue) => {
    expect(issueOf(text)).toEqual(issue);
    if (!text.includes('\udc00')) expect(issueOf(Buffer.from(text))).toEqual(issue);
  });

  test('bytes that are no UTF-8, with the byte where they go wrong', () => {
    expect(issueOf(Uint8Array.of(0x5b, 0x22, 0xc3, 0x28, 0x22, 0x5d))).toEqual({
      code: 'guard/invalid-bytes',
      byte: 2,
    });
  });

  test('what is neither bytes nor text', () => {
    for (const input of [undefined, null, 1, {}, [], new Uint16Array(2), new ArrayBuffer(2)])
      expect(issueOf(input as unknown as string)).toEqual({ code: 'guard/not-bytes-or-text' });
  });

  test('a very long key is not repeated in the issue', () => {
    const key = 'k'.repeat(1000);
    expect(issueOf(`{"${key}":01}`)).toEqual({ code: 'guard/invalid-json', byte: 1005 });
  });
});

describe('limits', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  test('64 levels are read and 65 are not', () => {
    expect(issueOf(nested(64))).toBeUndefined();
    expect(issueOf(nested(65))).toMatchObject({ code: 'guard/too-deep', byte: 64, limit: 64 });
    expect(issueOf(nested(65), { maxDepth: 65 })).toBeUndefined();
  });

  test('a million levels are refused', () => {
    expect(issueOf('['.repeat(1_000_000))?.code).toBe('guard/too-deep');
    expect(issueOf('{"a":'.repeat(200_000))?.code).toBe('guard/too-deep');
  });

  test('bytes count, not characters', () => {
    expect(issueOf('"网格"', { maxBytes: 8 })).toBeUndefined();
    expect(issueOf('"网格"', { maxBytes: 7 })).toEqual({ code: 'guard/too-large', limit: 7 });
    expect(issueOf(Buffer.from('"网格"'), { maxBytes: 7 })?.code).toBe('guard/too-large');
    expect(issueOf(`"${'a'.repeat(1_048_575)}"`)?.code).toBe('guard/too-large');
  });

  test('a string may have 256 KiB, measured by what it stands for', () => {
    expect(issueOf(`"${'a'.repeat(262_144)}"`)).toBeUndefined();
    expect(issueOf(`"${'a'.repeat(262_145)}"`)?.code).toBe('guard/string-too-long');
    expect(issueOf('"\\u7f51"', { maxStringBytes: 3 })).toBeUndefined();
    expect(issueOf('"\\u7f51"', { maxStringBytes: 2 })?.code).toBe('guard/string-too-long');
    expect(issueOf('"\\ud83d\\udd25"', { maxStringBytes: 4 })).toBeUndefined();
    expect(issueOf('"\\ud83d\\udd25"', { maxStringBytes: 3 })?.code).toBe('guard/string-too-long');
  });

  test('keys of all objects count together', () => {
    expect(issueOf('[{"a":1},{"a":{"b":2}}]', { maxKeys: 3 })).toBeUndefined();
    expect(issueOf('[{"a":1},{"a":{"b":2}}]', { maxKeys: 2 })).toEqual({
      code: 'guard/too-many-keys',
      byte: 15,
      path: [1, 'a'],
      limit: 2,
    });
  });

  test('a limit that is no number lets nothing pass', () => {
    for (const limits of [
      { maxBytes: Number.NaN },
      { maxDepth: Number.NaN },
      { maxKeys: Number.NaN },
      { maxStringBytes: Number.NaN },
    ])
      expect(readJson('{"a":"b"}', limits).ok).toBe(false);
  });
});

describe('what is read', () => {
  test('a byte-order mark in front is skipped and counts in the byte of an issue', () => {
    expect(readJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
    expect(readJson('\ufeff{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(issueOf(Buffer.from('\ufeff{"a":x}'))?.byte).toBe(8);
    expect(issueOf(Buffer.from('\ufeff\ufeff{}'))?.code).toBe('guard/invalid-json');
  });

  test('the keys constructor, prototype and toString are ordinary', () => {
    const text = '{"constructor":{"prototype":{"polluted":1}},"toString":"x"}';
    const result = readJson(text);
    expect(result).toEqual({ ok: true, value: JSON.parse(text) });
    expect('polluted' in {}).toBe(false);
  });

  test('duplicate keys where they are allowed: the last one wins, __proto__ stays refused', () => {
    const limits = { allowDuplicateKeys: true };
    expect(readJson('{"a":1,"a":2}', limits)).toEqual({ ok: true, value: { a: 2 } });
    expect(issueOf('{"a":1,"a":2,"__proto__":3}', limits)?.code).toBe('guard/forbidden-key');
  });

  test('large numbers that are no integer literals, and the largest safe integers', () => {
    for (const text of ['1e30', '1.23e67', '9007199254740991', '-9007199254740991', '-0', '1e-400'])
      expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test('without the TextDecoder of the platform the same bytes give the same answers', () => {
    const texts = ['{"grid":"三江🔥"}', `["${'网'.repeat(20_000)}"]`, '[\u0080]', '"é"'];
    const withIt = texts.map((text) => readJson(Buffer.from(text)));
    const { TextDecoder: kept } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, 'TextDecoder');
      expect(texts.map((text) => readJson(Buffer.from(text)))).toEqual(withIt);
    } finally {
      globalThis.TextDecoder = kept;
    }
  });
});

/** What JSON.parse says of a text and its literals, by the reviver's third argument. */
function oracle(text: string): { readonly value: unknown; readonly refused: boolean } | undefined {
  let refused = false;
  const revive = (key: string, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source ?? '';
    if (typeof value === 'number' && /^-?\d+$/.test(source) && !Number.isSafeInteger(value))
      refused = true;
    if (typeof value === 'number' && !Number.isFinite(value)) refused = true;
    if (typeof value === 'string' && !isWellFormed(value)) refused = true;
    if (key === '__proto__' || !isWellFormed(key)) refused = true;
    return value;
  };
  try {
    JSON.parse(text, revive as (key: string, value: unknown) => unknown);
    return { value: JSON.parse(text), refused };
  } catch {
    return undefined;
  }
}

describe('beside JSON.parse', () => {
  test('every JSON that fast-check makes is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const expected = oracle(text);
        const result = readJson(text);
        expect(result.ok).toBe(expected?.refused === false);
        if (result.ok) expect(result.value).toEqual(expected?.value);
        expect(readJson(Buffer.from(text))).toEqual(result);
      }),
      { numRuns: 2000 },
    );
  });

  test('a JSON with a few units changed is read exactly when JSON.parse reads it', () => {
    const unit = fc.constantFrom(
      ...'{}[]",:\\/ \n\t0123456789.eE+-truefalsn\u0000\u001fu\ud83dé网'.split(''),
    );
    const edit = fc.tuple(fc.nat(), fc.nat(2), unit);
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.array(edit, { maxLength: 4 }), (json, edits) => {
        const text = edits.reduce((sofar, [place, cut, inserted]) => {
          const at = place % (sofar.length + 1);
          return sofar.slice(0, at) + inserted + sofar.slice(at + cut);
        }, json);
        const expected = oracle(text);
        const result = readJson(text, { allowDuplicateKeys: true });
        expect(result.ok).toBe(expected !== undefined && !expected.refused);
        if (result.ok) expect(result.value).toEqual(expected?.value);
      }),
      { numRuns: 5000 },
    );
  });

  test('objects with keys drawn from a few: refused exactly when one stands twice', () => {
    const key = fc.constantFrom('a', 'b', 'c', '\\u0061', '网', '\\u7f51', '');
    fc.assert(
      fc.property(fc.array(fc.array(key, { maxLength: 4 }), { maxLength: 4 }), (objects) => {
        const text = `[${objects.map((keys) => `{${keys.map((k) => `"${k}":0`).join()}}`).join()}]`;
        const twice = objects.some(
          (keys) => new Set(keys.map((k) => JSON.parse(`"${k}"`))).size < keys.length,
        );
        const code = twice ? 'guard/duplicate-key' : undefined;
        expect({ text, code: issueOf(text)?.code }).toEqual({ text, code });
      }),
      { numRuns: 1000 },
    );
  });

  test('any bytes are answered by a value or an issue whose byte lies within them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = readJson(bytes);
        if (!result.ok) expect(result.issues[0].byte ?? 0).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 5000 },
    );
  });
});
