import { type Digest, utf8Bytes } from '@civigrid/kernel';
import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 (FIPS 180-4) on any runtime, by a well-kept library; where Node is, its own is faster. */
export const sha256Digest: Digest = {
  sha256: (content) => sha256(typeof content === 'string' ? utf8Bytes(content) : content),
};
