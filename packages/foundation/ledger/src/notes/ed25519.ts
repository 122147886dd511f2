import { ed25519 as curve } from '@noble/curves/ed25519.js';
import type { SignatureScheme } from './signature-scheme.ts';

/**
 * Ed25519 (RFC 8032) by a well-kept library, with the strict rules of FIPS 186-5: no small-order key, no second
 * encoding of a point or a number. Secret keys are seeds of 32 bytes.
 */
export const ed25519: SignatureScheme = {
  type: [0x01],
  cosignatureType: [0x04],
  secretKeyBytes: 32,
  publicKeyBytes: 32,
  publicKey: (secretKey) => curve.getPublicKey(secretKey),
  sign: (secretKey, message) => curve.sign(message, secretKey),
  verify: (publicKey, message, signature) =>
    publicKey.length === 32 &&
    signature.length === 64 &&
    curve.verify(signature, message, publicKey, { zip215: false }),
};
