import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';

/** Bytes under a key, with the nonce that is never used twice under it. */
export interface SealedBytes {
  /** 12 bytes. */
  readonly nonce: Uint8Array;
  /** The ciphertext followed by its tag of 16 bytes. */
  readonly box: Uint8Array;
}

/** Authenticated encryption (NIST SP 800-38D) with a key of 32 bytes, a nonce of 12 and a tag of 16, by `node:crypto`. */
export interface Aes256Gcm {
  /** Seals bytes; `bound` is not in the box, but the box opens only beside it. The caller brings a fresh nonce. */
  seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, bound: Uint8Array): SealedBytes;
  /** The plain bytes, or undefined where key, nonce, box or bound are not those of the sealing. */
  open(key: Uint8Array, sealed: SealedBytes, bound: Uint8Array): Uint8Array | undefined;
}

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

// Bare bytes would be taken as well, but to find out that they are neither a key of Node's nor one of the Web's costs
// Node 24 twice as much as the sealing.
const keyOf = (bytes: Uint8Array) => createSecretKey(bytes);

/** The cipher of the vault; given to hosts that seal for other stores in the same way. */
export const aes256Gcm: Aes256Gcm = {
  seal: (key, nonce, plain, bound) => {
    if (nonce.length !== nonceLength) throw new Error('A nonce is 12 bytes long.');
    const cipher = createCipheriv(algorithm, keyOf(key), nonce, { authTagLength: tagLength });
    cipher.setAAD(bound);
    const parts = [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
    return { nonce, box: new Uint8Array(Buffer.concat(parts)) };
  },
  open: (key, { nonce, box }, bound) => {
    const end = box.length - tagLength;
    if (nonce.length !== nonceLength || end < 0) return undefined;
    const decipher = createDecipheriv(algorithm, keyOf(key), nonce, { authTagLength: tagLength });
    decipher.setAAD(bound);
    decipher.setAuthTag(box.subarray(end));
    const plain = decipher.update(box.subarray(0, end));
    try {
      return new Uint8Array(Buffer.concat([plain, decipher.final()]));
    } catch {
      return undefined;
    }
  },
};
