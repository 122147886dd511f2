import { type Hash, hashBytes } from '../hash.ts';

/** The hashes of a tree of RFC 9162 §2.1.1, made without an allocation besides the hash itself. */
export interface TreeHash {
  /** Of an empty tree: of no bytes. */
  empty(): Uint8Array;
  /** Of a leaf: of 0x00 and its bytes. */
  leaf(bytes: Uint8Array): Uint8Array;
  /** Of a node: of 0x01 and both children. */
  node(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** Of a node whose children lie beside each other in `hashes`, the left one from `at` on. */
  pair(hashes: Uint8Array, at: number): Uint8Array;
}

/** Leaves up to this length are hashed out of one buffer that is used again. */
const shortLeaf = 4096;

export function treeHash(hash: Hash): TreeHash {
  const nodeBytes = new Uint8Array(1 + 2 * hashBytes);
  nodeBytes[0] = 1;
  let leafBytes: Uint8Array | undefined;
  return {
    empty: () => hash(new Uint8Array(0)),
    leaf(bytes) {
      const length = 1 + bytes.length;
      leafBytes ??= new Uint8Array(1 + shortLeaf);
      const joined = length > leafBytes.length ? new Uint8Array(length) : leafBytes;
      joined.set(bytes, 1);
      return hash(joined.subarray(0, length));
    },
    node(left, right) {
      nodeBytes.set(left, 1);
      nodeBytes.set(right, 1 + hashBytes);
      return hash(nodeBytes);
    },
    pair(hashes, at) {
      nodeBytes.set(hashes.subarray(at, at + 2 * hashBytes), 1);
      return hash(nodeBytes);
    },
  };
}
