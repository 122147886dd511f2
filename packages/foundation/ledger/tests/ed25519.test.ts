import { existsSync, readFileSync } from 'node:fs';
import { fromHex, toHex } from '@civigrid/kernel';
import { ed25519 } from '@civigrid/ledger/notes';
import { expect, test } from 'vitest';

const vectors = new URL(
  '../../../../../shared/vectors/security/wycheproof-ed25519.json',
  import.meta.url,
);
const present = existsSync(vectors) || process.env['CIVIGRID_STRICT'] === '1';
const reason = present ? '' : ' (skipped: ../shared/vectors is not beside the checkout)';

test.skipIf(!present)(`every Wycheproof vector is answered as it should be${reason}`, () => {
  const { testGroups } = JSON.parse(readFileSync(vectors, 'utf8')) as {
    readonly testGroups: readonly {
      readonly publicKey: { readonly pk: string };
      readonly tests: readonly {
        readonly tcId: number;
        readonly comment: string;
        readonly msg: string;
        readonly sig: string;
        readonly result: string;
      }[];
    }[];
  };
  const counts = { valid: 0, invalid: 0 };
  const wrong = testGroups.flatMap(({ publicKey, tests }) =>
    tests.filter(({ msg, sig, result }) => {
      counts[result === 'valid' ? 'valid' : 'invalid']++;
      const good = ed25519.verify(fromHex(publicKey.pk), fromHex(msg), fromHex(sig));
      return good !== (result === 'valid');
    }),
  );
  expect(wrong.map(({ tcId, comment }) => `${tcId} ${comment}`)).toEqual([]);
  expect(counts).toEqual({ valid: 88, invalid: 63 });
});

test('a key of small order verifies nothing', () => {
  // the neutral point: with the loose rules, the signature of zeros below would be good for every message
  const neutral = fromHex(`01${'00'.repeat(31)}`);
  const signature = fromHex(`01${'00'.repeat(63)}`);
  expect(ed25519.verify(neutral, new Uint8Array(3), signature)).toBe(false);
});

test('signs as RFC 8032 does, and checks what has not its length without a throw', () => {
  // RFC 8032 §7.1, test 2
  const secret = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
  const publicKey = ed25519.publicKey(secret);
  expect(toHex(publicKey)).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  const signature = ed25519.sign(secret, Uint8Array.of(0x72));
  expect(toHex(signature)).toBe(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
  expect(ed25519.verify(publicKey, Uint8Array.of(0x72), signature)).toBe(true);
  for (const length of [0, 63, 65])
    expect(ed25519.verify(publicKey, Uint8Array.of(0x72), new Uint8Array(length))).toBe(false);
  for (const length of [0, 31, 33])
    expect(ed25519.verify(new Uint8Array(length), Uint8Array.of(0x72), signature)).toBe(false);
});
