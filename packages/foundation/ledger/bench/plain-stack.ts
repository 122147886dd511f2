import { hash } from 'node:crypto';

/** RFC 9162 as one would write it with node:crypto and nothing else: every hash a Buffer, levels as lists. */
export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

export const plainLeaf = (entry: Uint8Array): Buffer => sha256(Buffer.concat([leafMark, entry]));

const plainNode = (left: Uint8Array, right: Uint8Array): Buffer =>
  sha256(Buffer.concat([nodeMark, left, right]));

/** The root of a log to which entries were appended one by one. */
export function plainStackRoot(entries: readonly Uint8Array[]): Uint8Array {
  const levels: Buffer[][] = [];
  for (const entry of entries) {
    let sum = plainLeaf(entry);
    for (let level = 0; ; level++) {
      levels[level] ??= [];
      const row = levels[level] as Buffer[];
      row.push(sum);
      if (row.length % 2 === 1) break;
      sum = plainNode(row[row.length - 2] as Buffer, sum);
    }
  }
  let root: Buffer | undefined;
  for (const row of levels) {
    const last = row[row.length - 1] as Buffer;
    if (row.length % 2 === 1) root = root === undefined ? last : plainNode(last, root);
  }
  return root ?? sha256(new Uint8Array(0));
}

/** Whether a proof leads to a root, for sizes below 2^31. */
export function plainVerify(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  let at = index;
  let last = size - 1;
  let sum = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if ((at & 1) === 1 || at === last) {
      sum = plainNode(sibling, sum);
      for (; (at & 1) === 0 && at !== 0; at >>= 1) last >>= 1;
    } else sum = plainNode(sum, sibling);
    at >>= 1;
    last >>= 1;
  }
  return last === 0 && Buffer.compare(sum, root) === 0;
}
