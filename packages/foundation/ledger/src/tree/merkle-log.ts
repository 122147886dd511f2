import { type Hash, type HashOption, isBytes, isHash, sha256 } from '../hash.ts';
import { refuse } from '../ledger-error.ts';
import { type HashRow, hashRow } from './hash-row.ts';
import { snapshotOf, snapshotParts } from './snapshot.ts';
import { type TreeHash, treeHash } from './tree-hash.ts';

/**
 * An append-only log (只增账本) as a Merkle tree of RFC 9162. It keeps hashes and no entries: 64 bytes
 * for each, up to twice that after it grew.
 * Whatever it gives is a copy.
 */
export interface MerkleLog {
  /** How many entries it has. */
  readonly size: number;
  /** Adds an entry and gives its index, the first being 0. Refuses with `ledger/bad-bytes` what is no Uint8Array. */
  append(bytes: Uint8Array): number;
  /** Adds an entry by its leaf hash, for whoever never sees its bytes. Refuses with `ledger/bad-hash` what is not 32 bytes. */
  appendLeaf(leafHash: Uint8Array): number;
  /**
   * The root (树根) of its first `size` entries, of all if left out. Refuses with `ledger/bad-size` what is no whole
   * number from 0 on, with `ledger/beyond-size` more entries than there are.
   */
  root(size?: number): Uint8Array;
  /**
   * The proof (存在证明) that the entry at `index` is among the first `size`, all if left out: the hashes from its
   * sibling up. Refuses as `root` does, and an index that is not below the size with `ledger/beyond-size`.
   */
  inclusionProof(index: number, size?: number): readonly Uint8Array[];
  /**
   * The proof (一致性证明) that the first `size1` entries are the same in the first `size2`. It is empty where both
   * sizes are one, and from size 0, of which nothing can be proved. Refuses as `root` does.
   */
  consistencyProof(size1: number, size2?: number): readonly Uint8Array[];
  /** All it holds as bytes, for {@link merkleLogFromSnapshot}. */
  snapshot(): Uint8Array;
}

/** An empty log. Refuses with `ledger/bad-hash` a hash that does not give 32 bytes. */
export function merkleLog(options: HashOption = {}): MerkleLog {
  const hash = options.hash ?? sha256;
  return logOver([hashRow()], 0, checked(hash));
}

/**
 * A log as it was when its snapshot was taken. All nodes are hashed anew: bytes that are no snapshot are refused with
 * `ledger/not-a-snapshot`, hashes that do not add up to the root in it, or were made by another hash, with
 * `ledger/broken-snapshot`. Whoever can write the snapshot can write its root too: compare the root with the last
 * signed checkpoint.
 */
export function merkleLogFromSnapshot(snapshot: Uint8Array, options: HashOption = {}): MerkleLog {
  const tree = checked(options.hash ?? sha256);
  const { size, root, leaves } = snapshotParts(snapshot);
  const rows: HashRow[] = [hashRow(leaves)];
  for (let count = Math.floor(size / 2), level = 0; count > 0; count = Math.floor(count / 2)) {
    const below = (rows[level] as HashRow).bytes();
    const row = hashRow();
    for (let i = 0; i < count; i++) row.push(tree.pair(below, 64 * i));
    rows.push(row);
    level++;
  }
  const log = logOver(rows, size, tree);
  if (log.root().some((byte, i) => byte !== root[i]))
    throw refuse('ledger/broken-snapshot', 'The hashes do not add up to the root.', { size });
  return log;
}

function checked(hash: Hash): TreeHash {
  const tree = treeHash(hash);
  if (!isHash(tree.empty())) throw refuse('ledger/bad-hash', 'The hash does not give 32 bytes.');
  return tree;
}

/** `rows[k]` holds the roots of all complete subtrees of 2^k entries, in order. Halving is division: sizes may pass 2^31. */
function logOver(rows: HashRow[], held: number, tree: TreeHash): MerkleLog {
  let size = held;

  const rowAt = (level: number): HashRow => {
    for (let next = rows.length; next <= level; next++) rows.push(hashRow());
    return rows[level] as HashRow;
  };

  function push(leaf: Uint8Array): number {
    rowAt(0).push(leaf);
    size++;
    for (let level = 0, count = size; count % 2 === 0; level++) {
      rowAt(level + 1).push(tree.pair(rowAt(level).bytes(), 32 * (count - 2)));
      count /= 2;
    }
    return size - 1;
  }

  /** The root of the last entries of `of`: those outside the complete subtrees of 2^below entries. */
  function rest(of: number, below: number): Uint8Array | undefined {
    let sum: Uint8Array | undefined;
    for (let level = 0, count = of; count > 0 && level < below; level++) {
      if (count % 2 === 1) {
        const left = (rows[level] as HashRow).at(count - 1);
        sum = sum === undefined ? left.slice() : tree.node(left, sum);
      }
      count = Math.floor(count / 2);
    }
    return sum;
  }

  /** The siblings on the way up from a node, in the tree of the first `of` entries. */
  function climb(proof: Uint8Array[], from: number, index: number, of: number): void {
    let at = index;
    let last = Math.floor((of - 1) / 2 ** from);
    for (let level = from; last > 0; level++) {
      const sibling = at % 2 === 0 ? at + 1 : at - 1;
      if (sibling <= last) {
        const whole = (sibling + 1) * 2 ** level <= of;
        const hash = whole ? (rows[level] as HashRow).at(sibling).slice() : rest(of, level);
        proof.push(hash as Uint8Array);
      }
      at = Math.floor(at / 2);
      last = Math.floor(last / 2);
    }
  }

  function within(asked: number, what: string): void {
    if (!Number.isSafeInteger(asked) || asked < 0)
      throw refuse('ledger/bad-size', `The ${what} is no whole number from 0 on.`, { what });
    if (asked > size)
      throw refuse('ledger/beyond-size', `The ${what} lies beyond the log.`, { what, asked, size });
  }

  return {
    get size() {
      return size;
    },
    append(bytes) {
      if (!isBytes(bytes)) throw refuse('ledger/bad-bytes', 'An entry is a Uint8Array.');
      return push(tree.leaf(bytes));
    },
    appendLeaf(leafHash) {
      if (!isHash(leafHash)) throw refuse('ledger/bad-hash', 'A leaf hash has 32 bytes.');
      return push(leafHash);
    },
    root(of = size) {
      within(of, 'size');
      return rest(of, Number.POSITIVE_INFINITY) ?? tree.empty();
    },
    inclusionProof(index, of = size) {
      within(of, 'size');
      within(index, 'index');
      if (index >= of)
        throw refuse('ledger/beyond-size', 'The index is not below the size.', { index, size: of });
      const proof: Uint8Array[] = [];
      climb(proof, 0, index, of);
      return proof;
    },
    consistencyProof(size1, size2 = size) {
      within(size2, 'second size');
      within(size1, 'first size');
      if (size1 > size2)
        throw refuse('ledger/beyond-size', 'The first size is larger than the second.', {
          size1,
          size2,
        });
      const proof: Uint8Array[] = [];
      if (size1 === 0 || size1 === size2) return proof;
      let level = 0;
      let last = size1 - 1;
      for (; last % 2 === 1; level++) last = (last - 1) / 2;
      // where size1 is a power of two, its root is this node and known to who asks
      if (last > 0) proof.push((rows[level] as HashRow).at(last).slice());
      climb(proof, level, last, size2);
      return proof;
    },
    snapshot: () => snapshotOf(size, (rows[0] as HashRow).bytes(), rest(size, 64) ?? tree.empty()),
  };
}
