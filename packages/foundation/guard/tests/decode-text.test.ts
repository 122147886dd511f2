import { decodeText, type TextEncodingName } from '@civigrid/guard';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const strict = (label: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const read = (bytes: Uint8Array, encoding: TextEncodingName): string | undefined => {
  const result = decodeText(bytes, encoding);
  return result.ok ? result.text : undefined;
};

/** Runs without the platform's decoder, as a bare engine would. */
function bare<Answer>(run: () => Answer): Answer {
  const { TextDecoder: kept } = globalThis;
  try {
    Reflect.deleteProperty(globalThis, 'TextDecoder');
    return run();
  } finally {
    globalThis.TextDecoder = kept;
  }
}

test('the place of a fire panel comes in GB 18030', () => {
  const bytes = Uint8Array.of(0xc8, 0xfd, 0xc2, 0xa5, 0xd1, 0xcc, 0xb8, 0xd0);
  expect(decodeText(bytes, 'gb18030')).toEqual({ ok: true, text: '三楼烟感' });
  expect(decodeText(Uint8Array.of(0xc8), 'gb18030')).toEqual({
    ok: false,
    issues: [{ code: 'guard/invalid-bytes' }],
  });
  expect(bare(() => decodeText(bytes, 'gb18030'))).toEqual({
    ok: false,
    issues: [{ code: 'guard/encoding-unsupported' }],
  });
});

test('a byte-order mark in front is dropped, one within the text is kept', () => {
  expect(read(Buffer.from('\ufeffa\ufeff'), 'utf-8')).toBe('a\ufeff');
  expect(read(Buffer.from('\ufeffa', 'utf16le'), 'utf-16le')).toBe('a');
});

test('what is no bytes, too large, or of another encoding is refused by code', () => {
  expect(decodeText('x' as unknown as Uint8Array, 'utf-8')).toMatchObject({
    issues: [{ code: 'guard/not-bytes-or-text' }],
  });
  expect(decodeText(new Uint8Array(5), 'utf-8', { maxBytes: 4 })).toMatchObject({
    issues: [{ code: 'guard/too-large', limit: 4 }],
  });
  expect(decodeText(new Uint8Array(1), 'latin1' as TextEncodingName)).toMatchObject({
    issues: [{ code: 'guard/encoding-unsupported' }],
  });
});

describe('beside the platform', () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: 'binary' }).map((text) => Uint8Array.from(Buffer.from(text))),
    fc
      .array(
        fc.constantFrom(
          0xe0,
          0xed,
          0xf0,
          0xf4,
          0xc1,
          0xc2,
          0x80,
          0x8f,
          0x90,
          0x9f,
          0xa0,
          0xbf,
          0x41,
        ),
        {
          maxLength: 8,
        },
      )
      .map((bytes) => Uint8Array.from(bytes)),
  );

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
    '%s is read as the platform reads it, with and without its help',
    (encoding) => {
      fc.assert(
        fc.property(hostile, (bytes) => {
          const expected = strict(encoding, bytes);
          expect(read(bytes, encoding)).toBe(expected);
          expect(bare(() => read(bytes, encoding))).toBe(expected);
        }),
        { numRuns: 3000 },
      );
    },
  );

  test('every code point comes through UTF-8 and UTF-16 without the platform', () => {
    const all: string[] = [];
    for (let point = 0; point <= 0x10ffff; point++)
      if (point < 0xd800 || point > 0xdfff) all.push(String.fromCodePoint(point));
    const text = `x${all.join('')}`;
    const limits = { maxBytes: 10_000_000 };
    const utf8 = bare(() => decodeText(Buffer.from(text), 'utf-8', limits));
    const utf16 = decodeText(Buffer.from(text, 'utf16le'), 'utf-16le', limits);
    expect(utf8.ok && utf8.text === text).toBe(true);
    expect(utf16.ok && utf16.text === text).toBe(true);
  });
});
