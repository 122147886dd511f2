import { type HashOption, isBytes, sha256 } from '../hash.ts';
import { refuse } from '../ledger-error.ts';
import { treeHash } from './tree-hash.ts';

/** The hash of a leaf (叶哈希): of the byte 0x00 and the entry's bytes (RFC 9162 §2.1.1). Refuses with `ledger/bad-bytes` what is no Uint8Array. */
export function leafHash(bytes: Uint8Array, { hash = sha256 }: HashOption = {}): Uint8Array {
  if (!isBytes(bytes)) throw refuse('ledger/bad-bytes', 'An entry is a Uint8Array.');
  return treeHash(hash).leaf(bytes);
}
