import { toHex } from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';

/** SHA-256 of bytes, lower-case hexadecimal: what pictures are known by once their bytes are dropped. */
export function sha256(bytes: Uint8Array): string {
  return toHex(sha256Digest.sha256(bytes));
}
