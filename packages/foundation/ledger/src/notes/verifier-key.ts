import { toHex } from '@civigrid/kernel';
import { fromBase64, toBase64 } from '../base64.ts';
import { type HashOption, isBytes, sha256 } from '../hash.ts';
import { joinedBytes } from '../joined-bytes.ts';
import { refuse } from '../ledger-error.ts';
import { cosignedMessage, timestampLength, timestampOf } from './cosigned-message.ts';
import { ed25519 } from './ed25519.ts';
import { checkKeyName, keyIdOf } from './key-id.ts';
import type { SignatureScheme } from './signature-scheme.ts';

/** Checks the signatures of one key (验证公钥). */
export interface Verifier {
  readonly name: string;
  /** The key's id, four bytes as a number. */
  readonly keyId: number;
  /** Whether it is a log's key, or a witness's, whose signatures carry a time. Neither ever counts for the other. */
  readonly kind: 'signature' | 'cosignature';
  readonly publicKey: Uint8Array;
  /** Whether a signature of a note's text is good. */
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

/** A public key (公钥) with the name it signs in. */
export interface PublicKey extends HashOption {
  readonly name: string;
  readonly publicKey: Uint8Array;
  /** A log's key if left out. */
  readonly kind?: Verifier['kind'];
  /** Ed25519 if left out. */
  readonly scheme?: SignatureScheme;
}

const typeOf = (scheme: SignatureScheme, kind: Verifier['kind']) =>
  kind === 'cosignature' ? scheme.cosignatureType : scheme.type;

/** A number of four bytes as eight hexadecimal digits. */
const idText = (keyId: number) =>
  toHex(Uint8Array.of(keyId >>> 24, (keyId >>> 16) & 255, (keyId >>> 8) & 255, keyId & 255));

/** The text of a public key, `name+hex id+base64`, to be published. Refuses with `ledger/bad-key-name` and `ledger/bad-key`. */
export function verifierKey(key: PublicKey): string {
  const { name, publicKey, kind = 'signature', scheme = ed25519, hash = sha256 } = key;
  checkKeyName(name);
  if (!isBytes(publicKey) || publicKey.length !== scheme.publicKeyBytes)
    throw refuse('ledger/bad-key', 'A public key of another length.', {
      why: 'length',
      wanted: scheme.publicKeyBytes,
    });
  const type = typeOf(scheme, kind);
  const keyId = keyIdOf({ name, type, publicKey }, hash);
  return `${name}+${idText(keyId)}+${toBase64(joinedBytes(type, publicKey))}`;
}

/** What reading a key can be told. */
export interface VerifierOptions extends HashOption {
  /** The ways of signing that are understood; Ed25519 alone if left out. */
  readonly schemes?: readonly SignatureScheme[];
}

const keyForm = /^([^+]+)\+([0-9a-f]{8})\+([0-9A-Za-z+/=]+)$/;

/**
 * Reads the text of a public key. Refuses with `ledger/bad-key` what has not its form or not its id, with
 * `ledger/unknown-key-type` a way of signing that is not among the schemes.
 */
export function verifier(key: string, options: VerifierOptions = {}): Verifier {
  const { schemes = [ed25519], hash = sha256 } = options;
  const [, name = '', id = '', base64 = ''] = keyForm.exec(String(key)) ?? [];
  const bad = (why: string) => refuse('ledger/bad-key', `Not a key: ${why}.`, { why });
  if (name === '') throw bad('form');
  checkKeyName(name);
  const bytes = fromBase64(base64);
  if (bytes === undefined) throw bad('base64');
  for (const scheme of schemes)
    for (const kind of ['signature', 'cosignature'] as const) {
      const type = typeOf(scheme, kind);
      if (bytes.length !== type.length + scheme.publicKeyBytes) continue;
      if (type.some((byte, i) => bytes[i] !== byte)) continue;
      const publicKey = bytes.slice(type.length);
      const keyId = keyIdOf({ name, type, publicKey }, hash);
      if (idText(keyId) !== id) throw bad('id');
      return { name, keyId, kind, publicKey, verify: check(scheme, kind, publicKey) };
    }
  throw refuse('ledger/unknown-key-type', 'A way of signing that is not known here.');
}

function check(
  scheme: SignatureScheme,
  kind: Verifier['kind'],
  publicKey: Uint8Array,
): Verifier['verify'] {
  if (kind === 'signature') return (text, signature) => scheme.verify(publicKey, text, signature);
  return (text, signature) => {
    const seconds = timestampOf(signature);
    if (seconds === undefined) return false;
    const message = cosignedMessage(seconds, text);
    return scheme.verify(publicKey, message, signature.slice(timestampLength));
  };
}
