import { createHash } from 'node:crypto';

/** RFC 9162 as its text has it, recursive and without any cleverness: what the engine is compared with. */
export type PlainHash = (...parts: readonly Uint8Array[]) => Uint8Array;

export const plainSha256: PlainHash = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return Uint8Array.from(hash.digest());
};

const split = (size: bigint): bigint => {
  let power = 1n;
  while (power * 2n < size) power *= 2n;
  return power;
};

const leaf = Uint8Array.of(0);
const node = Uint8Array.of(1);

/** MTH(D[n]) of §2.1.1. */
export function plainRoot(entries: readonly Uint8Array[], hash = plainSha256): Uint8Array {
  const [only] = entries;
  if (only === undefined) return hash();
  if (entries.length === 1) return hash(leaf, only);
  const half = Number(split(BigInt(entries.length)));
  return hash(node, plainRoot(entries.slice(0, half), hash), plainRoot(entries.slice(half), hash));
}

/** PATH(m, D[n]) of §2.1.3.1. */
export function plainPath(
  index: number,
  entries: readonly Uint8Array[],
  hash = plainSha256,
): readonly Uint8Array[] {
  if (entries.length <= 1) return [];
  const half = Number(split(BigInt(entries.length)));
  const left = entries.slice(0, half);
  const right = entries.slice(half);
  return index < half
    ? [...plainPath(index, left, hash), plainRoot(right, hash)]
    : [...plainPath(index - half, right, hash), plainRoot(left, hash)];
}

/** PROOF(m, D[n]) of §2.1.4.1. */
export function plainProof(
  size: number,
  entries: readonly Uint8Array[],
  hash = plainSha256,
): readonly Uint8Array[] {
  return subproof(size, entries, true, hash);
}

function subproof(
  size: number,
  entries: readonly Uint8Array[],
  whole: boolean,
  hash: PlainHash,
): readonly Uint8Array[] {
  if (size === entries.length) return whole ? [] : [plainRoot(entries, hash)];
  const half = Number(split(BigInt(entries.length)));
  const left = entries.slice(0, half);
  const right = entries.slice(half);
  return size <= half
    ? [...subproof(size, left, whole, hash), plainRoot(right, hash)]
    : [...subproof(size - half, right, false, hash), plainRoot(left, hash)];
}

/** The root that an inclusion proof leads to, or undefined where it has another length. Sizes are unlimited. */
export function rootByPath(
  index: bigint,
  size: bigint,
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (size === 1n) return proof.length === 0 ? leafHash : undefined;
  const top = proof.at(-1);
  if (top === undefined) return undefined;
  const half = split(size);
  const below = proof.slice(0, -1);
  if (index < half) {
    const left = rootByPath(index, half, leafHash, below);
    return left && plainSha256(node, left, top);
  }
  const right = rootByPath(index - half, size - half, leafHash, below);
  return right && plainSha256(node, top, right);
}

/** Both roots that a consistency proof leads to, or undefined where it has another length. */
export function rootsByProof(
  size1: bigint,
  size2: bigint,
  root1: Uint8Array,
  proof: readonly Uint8Array[],
  whole = true,
): readonly [Uint8Array, Uint8Array] | undefined {
  if (size1 === size2) {
    if (whole) return proof.length === 0 ? [root1, root1] : undefined;
    const [only, more] = proof;
    return only === undefined || more !== undefined ? undefined : [only, only];
  }
  const top = proof.at(-1);
  if (top === undefined) return undefined;
  const half = split(size2);
  const below = proof.slice(0, -1);
  if (size1 <= half) {
    const held = rootsByProof(size1, half, root1, below, whole);
    return held && [held[0], plainSha256(node, held[1], top)];
  }
  const held = rootsByProof(size1 - half, size2 - half, root1, below, false);
  return held && [plainSha256(node, top, held[0]), plainSha256(node, top, held[1])];
}
