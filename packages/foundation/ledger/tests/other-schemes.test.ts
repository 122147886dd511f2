import {
  merkleLog,
  merkleLogFromSnapshot,
  verifyConsistency,
  verifyInclusion,
} from '@civigrid/ledger';
import {
  addCheckpoint,
  cosigner,
  openCheckpoint,
  receiptFor,
  receiptText,
  type SignatureScheme,
  signCheckpoint,
  signer,
  verifier,
  verifierKey,
  verifyReceipt,
  witnessPolicy,
} from '@civigrid/ledger/notes';
import { p256 } from '@noble/curves/nist.js';
import { blake2s } from '@noble/hashes/blake2.js';
import { sha3_256 } from '@noble/hashes/sha3.js';
import { describe, expect, test } from 'vitest';
import { morning, origin } from './log-keys.ts';
import { plainProof, plainRoot } from './plain-tree.ts';

/** Stands where SM2 would: another curve, other lengths, a signature type without a byte of the standard's. */
const named = (name: string) => [0xff, ...new TextEncoder().encode(name)];
const standIn: SignatureScheme = {
  type: named('stand-in for SM2'),
  cosignatureType: named('stand-in for SM2, cosignature'),
  secretKeyBytes: 32,
  publicKeyBytes: 33,
  publicKey: (secretKey) => p256.getPublicKey(secretKey),
  sign: (secretKey, message) => p256.sign(message, secretKey),
  verify: (publicKey, message, signature) => p256.verify(signature, message, publicKey),
};

describe.each([
  ['SHA3-256', sha3_256],
  ['BLAKE2s', blake2s],
] as const)('%s in the place of SHA-256', (_, other) => {
  const hash = (bytes: Uint8Array) => other(bytes);
  const all = Array.from({ length: 11 }, (_, i) => Uint8Array.of(i));
  const log = merkleLog({ hash });
  for (const entry of all) log.append(entry);
  const plain = (...parts: readonly Uint8Array[]) =>
    parts.reduce((sum, part) => sum.update(part), other.create()).digest();

  test('gives the log, its proofs and its snapshot', () => {
    expect(log.root()).toEqual(plainRoot(all, plain));
    expect(log.consistencyProof(5)).toEqual(plainProof(5, all, plain));
    const [root, root1] = [log.root(), log.root(5)];
    const leafHash = plain(Uint8Array.of(0), all[4] as Uint8Array);
    const proof = log.inclusionProof(4);
    const claim = { index: 4, size: 11, leafHash, proof, root };
    expect([verifyInclusion(claim, { hash }), verifyInclusion(claim)]).toEqual([true, false]);
    const grown = { size1: 5, size2: 11, root1, root2: root, proof: log.consistencyProof(5) };
    expect([verifyConsistency(grown, { hash }), verifyConsistency(grown)]).toEqual([true, false]);
    expect(merkleLogFromSnapshot(log.snapshot(), { hash }).root()).toEqual(root);
    expect(() => merkleLogFromSnapshot(log.snapshot())).toThrow(/add up/);
  });

  test('and another way of signing give checkpoints, witnesses and receipts', () => {
    const options = { scheme: standIn, hash };
    const secret = (fill: number) => new Uint8Array(32).fill(fill);
    const publicKey = standIn.publicKey(secret(3));
    const key = verifierKey({ name: origin, publicKey, ...options });
    const logKey = verifier(key, { schemes: [standIn], hash });
    const street = cosigner({ name: 'street.example', secretKey: secret(4), ...options });
    const streetKey = verifier(
      verifierKey({
        name: 'street.example',
        publicKey: standIn.publicKey(secret(4)),
        kind: 'cosignature',
        ...options,
      }),
      { schemes: [standIn], hash },
    );
    expect([logKey.kind, streetKey.kind]).toEqual(['signature', 'cosignature']);
    const note = signCheckpoint({ origin, size: 11, root: log.root() }, [
      signer({ name: origin, secretKey: secret(3), ...options }),
    ]);
    const answer = addCheckpoint(`old 0\n\n${note}`, {
      logs: [{ origin, keys: [logKey] }],
      heads: [],
      cosigners: [street],
      at: morning,
      hash,
    });
    const joined = note + (answer.answer === 'cosigned' ? answer.cosignatures : '');
    const trust = { keys: [logKey], witnesses: witnessPolicy(1, [streetKey]), hash };
    expect(openCheckpoint(joined, trust).ok).toBe(true);
    const text = receiptText(receiptFor(log, 7, joined));
    expect(verifyReceipt(text, { ...trust, content: all[7] as Uint8Array }).ok).toBe(true);
    expect(verifyReceipt(text, { ...trust, content: all[6] as Uint8Array }).ok).toBe(false);
    expect(() => verifier(key)).toThrow(/not known/);
  });
});

test('a scheme that throws at what is no signature has not verified it', () => {
  const secretKey = new Uint8Array(32).fill(3);
  const scheme: SignatureScheme = {
    ...standIn,
    verify: () => {
      throw new Error('not in this form');
    },
  };
  const key = verifier(
    verifierKey({ name: origin, publicKey: standIn.publicKey(secretKey), scheme }),
    { schemes: [scheme] },
  );
  const note = signCheckpoint({ origin, size: 0, root: merkleLog().root() }, [
    signer({ name: origin, secretKey, scheme }),
  ]);
  expect(openCheckpoint(note, { keys: [key] })).toMatchObject({
    ok: false,
    issues: [{ code: 'ledger/failing-signature' }],
  });
});
