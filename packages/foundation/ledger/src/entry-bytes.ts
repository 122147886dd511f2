import { canonicalJson, utf8Bytes } from '@civigrid/kernel';
import { toBase64 } from './base64.ts';
import { isBytes } from './hash.ts';
import { refuse } from './ledger-error.ts';

/** Below this, what was hidden by a nonce could be found by trying. */
const shortestNonce = 16;

/**
 * The bytes of an entry (记录): canonical JSON (RFC 8785) in UTF-8, the same on every machine. What has little entropy,
 * such as a ballot, could be guessed from its leaf hash: give it a random `nonce` from outside, at least 16 bytes and
 * never used twice; the bytes are then those of `{ entry, nonce }` with the nonce in base64.
 * Refuses with `kernel/not-json` what is no JSON, with `ledger/short-nonce` a nonce that is shorter.
 */
export function entryBytes(entry: unknown, nonce?: Uint8Array): Uint8Array {
  if (nonce === undefined) return utf8Bytes(canonicalJson(entry));
  if (!isBytes(nonce) || nonce.length < shortestNonce)
    throw refuse('ledger/short-nonce', 'A nonce has at least 16 bytes.', { least: shortestNonce });
  return utf8Bytes(canonicalJson({ entry, nonce: toBase64(nonce) }));
}
