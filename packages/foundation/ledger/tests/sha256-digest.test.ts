import { createHash } from 'node:crypto';
import { toHex } from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('agrees with the platform on every text and on all bytes', () => {
  const native = (content: string | Uint8Array) =>
    createHash('sha256').update(content).digest('hex');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ maxLength: 300 }),
      ),
      (content) => {
        expect(toHex(sha256Digest.sha256(content))).toBe(native(content));
      },
    ),
  );
});

test('the empty text has the hash that the standard gives', () => {
  expect(toHex(sha256Digest.sha256(''))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});
