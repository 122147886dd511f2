import { utf8Bytes } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('the bytes of a text are those of TextEncoder, for every text', () => {
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(utf8Bytes(text)).toEqual(encoder.encode(text));
    }),
    { numRuns: 500 },
  );
  for (const text of ['', '网格🙂', '\ud800', '\udc00a', 'a\ud83d', '\u{10ffff}\uffff\u07ff\u0800'])
    expect(utf8Bytes(text)).toEqual(encoder.encode(text));
});
