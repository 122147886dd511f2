import { type HashOption, isHash, sameBytes, sha256 } from '../hash.ts';
import { treeHash } from './tree-hash.ts';

/** What an inclusion proof claims (存在声明): that a leaf stands at an index of the log of that size and root. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  /** From the leaf's sibling up. */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * Whether an inclusion proof holds (RFC 9162 §2.1.3.2). Whatever is not as it should be is `false`, never a throw: an
 * index not below the size, numbers that are not whole or pass 2^53, a proof that is too short or too long, hashes that
 * are not 32 bytes.
 */
export function verifyInclusion(claim: InclusionClaim, options: HashOption = {}): boolean {
  if (typeof claim !== 'object' || claim === null) return false;
  const { index, size, leafHash, proof, root } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size)
    return false;
  if (!isHash(leafHash) || !isHash(root) || !Array.isArray(proof)) return false;
  const tree = treeHash(options.hash ?? sha256);
  let at = index;
  let last = size - 1;
  let sum = leafHash;
  for (let i = 0; i < proof.length; i++) {
    const sibling: unknown = proof[i];
    if (last === 0 || !isHash(sibling)) return false;
    if (at % 2 === 1 || at === last) {
      sum = tree.node(sibling, sum);
      // an edge without siblings is carried up as it is
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else sum = tree.node(sum, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(sum, root);
}
