import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/**
 * A hash (散列) of 32 bytes: the port by which another one, such as SM3 (国密), takes the place of SHA-256. It must not
 * keep the bytes it is given: they are overwritten. The method of kernel's `Digest` has this form.
 */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** What every function that hashes can be told. */
export interface HashOption {
  /** SHA-256 if left out. */
  readonly hash?: Hash;
}

/** SHA-256 (FIPS 180-4) on any runtime, by a well-kept library. */
export const sha256: Hash = nobleSha256;

/** How many bytes every hash here has. */
export const hashBytes = 32;

/** Whether a value is bytes, of any realm. */
export function isBytes(value: unknown): value is Uint8Array {
  return (
    ArrayBuffer.isView(value) &&
    (value as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'Uint8Array'
  );
}

/** Whether a value is the 32 bytes of a hash. */
export function isHash(value: unknown): value is Uint8Array {
  return isBytes(value) && value.length === hashBytes;
}

/** Whether two runs of bytes are the same. Nothing here is secret: it stops at the first difference. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
