import { randomBytes } from 'node:crypto';
import { canonicalJson, type Json } from '@civigrid/kernel';
import { aes256Gcm } from './aes-256-gcm.ts';

const keyLength = 32;
const nonceLength = 12;

/** A fresh key. */
export function newKey(): Uint8Array {
  return new Uint8Array(randomBytes(keyLength));
}

/** Random bytes for the next nonces: to ask the system for each costs as much as to seal. */
let pool: Uint8Array = new Uint8Array(0);
let used = 0;

/** A fresh nonce. */
export function newNonce(): Uint8Array {
  if (used + nonceLength > pool.length) {
    pool = new Uint8Array(randomBytes(256 * nonceLength));
    used = 0;
  }
  const nonce = pool.slice(used, used + nonceLength);
  used += nonceLength;
  return nonce;
}

/** What a box is bound to, in the one way of writing it: no two contexts give the same bytes. */
export function boundTo(...parts: readonly Json[]): Uint8Array {
  return Buffer.from(canonicalJson(parts), 'utf8');
}

/** A key under another: nonce and box in one piece. Without another it stays as it is. */
export function wrap(
  key: Uint8Array,
  outer: Uint8Array | undefined,
  bound: Uint8Array,
): Uint8Array {
  if (outer === undefined) return key;
  const { nonce, box } = aes256Gcm.seal(outer, newNonce(), key, bound);
  return new Uint8Array(Buffer.concat([nonce, box]));
}

/** The key that {@link wrap} wrapped; undefined where the other key or the place is not the same. */
export function unwrap(
  wrapped: Uint8Array,
  outer: Uint8Array | undefined,
  bound: Uint8Array,
): Uint8Array | undefined {
  if (outer === undefined) return wrapped.length === keyLength ? wrapped : undefined;
  const nonce = wrapped.subarray(0, nonceLength);
  return aes256Gcm.open(outer, { nonce, box: wrapped.subarray(nonceLength) }, bound);
}
