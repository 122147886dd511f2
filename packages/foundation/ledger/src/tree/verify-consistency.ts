import { type HashOption, isHash, sameBytes, sha256 } from '../hash.ts';
import { treeHash } from './tree-hash.ts';

/** What a consistency proof claims (一致性声明): that the log of `size1` entries and `root1` is the beginning of the one of `size2` and `root2`. */
export interface ConsistencyClaim {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether a consistency proof holds (RFC 9162 §2.1.4.2): nothing of the first log was taken out or rewritten in the
 * second. Equal sizes need an empty proof and equal roots. Whatever is not as it should be is `false`, never a throw:
 * a first size of 0, of which nothing can be proved, a first size above the second, numbers that are not whole or pass
 * 2^53, a proof of another length, hashes that are not 32 bytes.
 */
export function verifyConsistency(claim: ConsistencyClaim, options: HashOption = {}): boolean {
  if (typeof claim !== 'object' || claim === null) return false;
  const { size1, size2, root1, root2, proof } = claim;
  if (!Number.isSafeInteger(size1) || !Number.isSafeInteger(size2)) return false;
  if (size1 < 1 || size1 > size2 || !isHash(root1) || !isHash(root2)) return false;
  if (!Array.isArray(proof)) return false;
  if (size1 === size2) return proof.length === 0 && sameBytes(root1, root2);
  const tree = treeHash(options.hash ?? sha256);
  let at = size1 - 1;
  let last = size2 - 1;
  while (at % 2 === 1) {
    at = (at - 1) / 2;
    last = Math.floor(last / 2);
  }
  // a first log of a power of two is one node, whose hash both sides know
  const known = at === 0;
  const start: unknown = known ? root1 : proof[0];
  if (!isHash(start)) return false;
  let old = start;
  let sum = start;
  for (let i = known ? 0 : 1; i < proof.length; i++) {
    const sibling: unknown = proof[i];
    if (last === 0 || !isHash(sibling)) return false;
    if (at % 2 === 1 || at === last) {
      old = tree.node(sibling, old);
      sum = tree.node(sibling, sum);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else sum = tree.node(sum, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(old, root1) && sameBytes(sum, root2);
}
