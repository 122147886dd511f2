import { existsSync, readFileSync } from 'node:fs';
import { aes256Gcm } from '@civigrid/store-core';
import { describe, expect, test } from 'vitest';

interface Group {
  readonly keySize: number;
  readonly ivSize: number;
  readonly tagSize: number;
  readonly tests: readonly Vector[];
}

interface Vector {
  readonly tcId: number;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: 'valid' | 'invalid';
}

const file = new URL(
  '../../../../../shared/vectors/security/wycheproof-aes-gcm.json',
  import.meta.url,
);
const present = existsSync(file);
if (!present && process.env['CIVIGRID_STRICT'] === '1')
  throw new Error('The Wycheproof vectors for AES-GCM are missing.');

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

function agrees({ key, iv, aad, msg, ct, tag, result }: Vector): boolean {
  const sealed = { nonce: bytes(iv), box: bytes(ct + tag) };
  const opened = aes256Gcm.open(bytes(key), sealed, bytes(aad));
  if (result === 'invalid') return opened === undefined;
  const { box } = aes256Gcm.seal(bytes(key), bytes(iv), bytes(msg), bytes(aad));
  return (
    opened !== undefined &&
    Buffer.from(opened).toString('hex') === msg &&
    Buffer.from(box).toString('hex') === ct + tag
  );
}

describe.skipIf(!present)(
  `Wycheproof AES-GCM${present ? '' : ': skipped, the vectors are not here'}`,
  () => {
    test('all vectors with a key of 256, a nonce of 96 and a tag of 128 bits are answered as they should', () => {
      const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly testGroups: readonly Group[];
      };
      const fits = ({ keySize, ivSize, tagSize }: Group) =>
        keySize === 256 && ivSize === 96 && tagSize === 128;
      const mine = testGroups.filter(fits).flatMap(({ tests }) => tests);
      const others = testGroups.filter((group) => !fits(group)).flatMap(({ tests }) => tests);
      const failed = mine.filter((vector) => !agrees(vector)).map(({ tcId }) => tcId);
      const passed = mine.length - failed.length;
      expect(
        `${passed} of ${mine.length} passed, ${others.length} of other sizes, failed: ${failed}`,
      ).toBe('66 of 66 passed, 250 of other sizes, failed: ');
    });

    test('nonces of other sizes are not sealed with and not opened', () => {
      const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly testGroups: readonly Group[];
      };
      const odd = testGroups
        .filter(({ keySize, ivSize }) => keySize === 256 && ivSize !== 96)
        .flatMap(({ tests }) => tests);
      for (const { key, iv, aad, msg, ct, tag } of odd) {
        const sealed = { nonce: bytes(iv), box: bytes(ct + tag) };
        expect(aes256Gcm.open(bytes(key), sealed, bytes(aad))).toBeUndefined();
        expect(() => aes256Gcm.seal(bytes(key), bytes(iv), bytes(msg), bytes(aad))).toThrow(
          'nonce',
        );
      }
      expect(odd.length).toBeGreaterThan(0);
    });
  },
);
