import { type HashOption, isBytes, sha256 } from '../hash.ts';
import { joinedBytes } from '../joined-bytes.ts';
import { refuse } from '../ledger-error.ts';
import { cosignedMessage, timestampBytes } from './cosigned-message.ts';
import { ed25519 } from './ed25519.ts';
import { checkKeyName, keyIdOf } from './key-id.ts';
import type { SignatureScheme } from './signature-scheme.ts';

/** Signs notes in a key's name (签名者). A host whose keys lie in a device of their own writes one itself. */
export interface Signer {
  readonly name: string;
  /** The key's id, four bytes as a number. */
  readonly keyId: number;
  /** The signature of a note's text. */
  sign(text: Uint8Array): Uint8Array;
}

/** Co-signs checkpoints in a witness's name (见证签名者). */
export interface Cosigner {
  readonly name: string;
  /** The key's id, four bytes as a number. */
  readonly keyId: number;
  /** The time in whole seconds and the signature of both it and a checkpoint's text. `at` is UTC milliseconds. */
  cosign(text: Uint8Array, at: number): Uint8Array;
}

/** A secret key (私钥) with the name it signs in. */
export interface SecretKey extends HashOption {
  readonly name: string;
  readonly secretKey: Uint8Array;
  /** Ed25519 if left out. */
  readonly scheme?: SignatureScheme;
}

/** Signs with a secret key. Refuses with `ledger/bad-key-name` and `ledger/bad-key`. */
export function signer({ name, secretKey, scheme = ed25519, hash = sha256 }: SecretKey): Signer {
  const publicKey = publicKeyOf(name, secretKey, scheme);
  const key = secretKey.slice();
  return {
    name,
    keyId: keyIdOf({ name, type: scheme.type, publicKey }, hash),
    sign: (text) => scheme.sign(key, text),
  };
}

/**
 * Co-signs with a secret key (tlog-cosignature v1). A key must not serve two names. Refuses with
 * `ledger/bad-key-name` and `ledger/bad-key`; `cosign` refuses a time before 1970 with `ledger/bad-instant`.
 */
export function cosigner(key: SecretKey): Cosigner {
  const { name, secretKey, scheme = ed25519, hash = sha256 } = key;
  const publicKey = publicKeyOf(name, secretKey, scheme);
  const held = secretKey.slice();
  return {
    name,
    keyId: keyIdOf({ name, type: scheme.cosignatureType, publicKey }, hash),
    cosign(text, at) {
      const seconds = Math.floor(at / 1000);
      if (!Number.isSafeInteger(seconds) || seconds < 0)
        throw refuse('ledger/bad-instant', 'A time is UTC milliseconds from 1970 on.');
      return joinedBytes(
        timestampBytes(seconds),
        scheme.sign(held, cosignedMessage(seconds, text)),
      );
    },
  };
}

function publicKeyOf(name: string, secretKey: Uint8Array, scheme: SignatureScheme): Uint8Array {
  checkKeyName(name);
  if (!isBytes(secretKey) || secretKey.length !== scheme.secretKeyBytes)
    throw refuse('ledger/bad-key', 'A secret key of another length.', {
      why: 'length',
      wanted: scheme.secretKeyBytes,
    });
  return scheme.publicKey(secretKey);
}
