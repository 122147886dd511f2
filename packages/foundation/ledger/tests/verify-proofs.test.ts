import { existsSync, readFileSync } from 'node:fs';
import {
  type ConsistencyClaim,
  type InclusionClaim,
  leafHash,
  merkleLog,
  verifyConsistency,
  verifyInclusion,
} from '@civigrid/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainRoot, plainSha256, rootByPath, rootsByProof } from './plain-tree.ts';

const vectors = new URL(
  '../../../../../shared/vectors/conventions/merkle-inclusion.json',
  import.meta.url,
);
const present = existsSync(vectors) || process.env['CIVIGRID_STRICT'] === '1';
const reason = present ? '' : ' (skipped: ../shared/vectors is not beside the checkout)';

test.skipIf(!present)(`every inclusion vector is answered as it should be${reason}`, () => {
  const { vectors: cases } = JSON.parse(readFileSync(vectors, 'utf8')) as {
    readonly vectors: readonly {
      readonly name: string;
      readonly leafIdx: number;
      readonly treeSize: number;
      readonly root: string;
      readonly leafHash: string;
      readonly proof: readonly string[] | null;
      readonly wantErr: boolean;
    }[];
  };
  const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
  const wrong = cases.filter(
    (one) =>
      verifyInclusion({
        index: one.leafIdx,
        size: one.treeSize,
        leafHash: bytes(one.leafHash),
        proof: (one.proof ?? []).map(bytes),
        root: bytes(one.root),
      }) === one.wantErr,
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
  expect([cases.length, cases.filter(({ wantErr }) => wantErr).length]).toEqual([98, 92]);
});

const log = merkleLog();
const entries = Array.from({ length: 24 }, (_, i) => Uint8Array.of(i));
for (const entry of entries) log.append(entry);

const inclusion = (index: number, size: number): InclusionClaim => ({
  index,
  size,
  leafHash: leafHash(entries[index] as Uint8Array),
  proof: log.inclusionProof(index, size),
  root: log.root(size),
});

const consistency = (size1: number, size2: number): ConsistencyClaim => ({
  size1,
  size2,
  root1: log.root(size1),
  root2: log.root(size2),
  proof: log.consistencyProof(size1, size2),
});

const flip = (bytes: Uint8Array, at: number, change = 1) => {
  const copy = bytes.slice();
  copy[at] = (copy[at] as number) ^ change;
  return copy;
};

/** Everything that one hand can do to a proof. */
function* tampered(proof: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  const other = new Uint8Array(32).fill(9);
  for (let i = 0; i < proof.length; i++) {
    const hash = proof[i] as Uint8Array;
    for (let at = 0; at < 32; at++)
      for (const change of [1, 0x10, 0xff]) yield proof.with(i, flip(hash, at, change));
    yield proof.toSpliced(i, 1);
    yield proof.toSpliced(i, 0, hash);
    yield proof.toSpliced(i, 0, other);
    yield proof.slice(0, i);
    yield proof.with(i, hash.slice(0, 31));
    yield proof.with(i, Uint8Array.of(...hash, 0));
    yield proof.with(i, new Uint8Array(0));
    for (let j = i + 1; j < proof.length; j++)
      yield proof.with(i, proof[j] as Uint8Array).with(j, hash);
  }
  yield [...proof, other];
  yield [...proof, ...proof.slice(-1), other];
}

describe('an inclusion proof', () => {
  test('holds for every entry of every size, and for no other index, size or leaf', () => {
    let held = 0;
    for (let size = 1; size <= 24; size++)
      for (let index = 0; index < size; index++) {
        const claim = inclusion(index, size);
        for (let other = 0; other <= 25; other++) {
          expect(verifyInclusion({ ...claim, index: other })).toBe(other === index);
          if (other < 24)
            expect(
              verifyInclusion({ ...claim, leafHash: leafHash(entries[other] as Uint8Array) }),
            ).toBe(other === index);
        }
        held++;
      }
    expect(held).toBe(300);
  });

  test('fails after every single change, drop, swap, insertion and truncation', () => {
    for (let size = 1; size <= 12; size++)
      for (let index = 0; index < size; index++) {
        const claim = inclusion(index, size);
        for (const proof of tampered(claim.proof))
          expect(verifyInclusion({ ...claim, proof })).toBe(false);
        for (let at = 0; at < 32; at++) {
          expect(verifyInclusion({ ...claim, root: flip(claim.root, at) })).toBe(false);
          expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, at) })).toBe(false);
        }
      }
  });
});

test('a proof with a hash too many is refused, even under the root that it would lead to', () => {
  const more = new Uint8Array(32).fill(9);
  const node = (...parts: readonly Uint8Array[]) => plainSha256(Uint8Array.of(1), ...parts);
  for (let size = 1; size <= 12; size++)
    for (let index = 0; index < size; index++) {
      const path = inclusion(index, size);
      const proof = [...path.proof, more];
      for (const root of [node(more, path.root), node(path.root, more)])
        expect(verifyInclusion({ ...path, proof, root })).toBe(false);
      const claim = consistency(index + 1, size);
      const longer = { ...claim, proof: [...claim.proof, more] };
      for (const root1 of [claim.root1, node(more, claim.root1)])
        for (const root2 of [node(more, claim.root2), node(claim.root2, more)])
          expect(verifyConsistency({ ...longer, root1, root2 })).toBe(false);
    }
});

describe('a consistency proof', () => {
  test('holds between any two sizes from 1 on, and is refused from 0', () => {
    for (let size2 = 0; size2 <= 24; size2++)
      for (let size1 = 0; size1 <= size2; size1++) {
        const claim = consistency(size1, size2);
        expect(verifyConsistency(claim)).toBe(size1 > 0);
        if (size1 < size2) {
          const { root1: root2, root2: root1 } = claim;
          expect(verifyConsistency({ ...claim, size1: size2, size2: size1, root1, root2 })).toBe(
            false,
          );
        }
      }
  });

  test('of equal sizes is empty and has equal roots', () => {
    const claim = consistency(7, 7);
    expect(verifyConsistency({ ...claim, proof: [claim.root1] })).toBe(false);
    expect(verifyConsistency({ ...claim, root2: flip(claim.root2, 0) })).toBe(false);
  });

  test('fails after every single change, drop, swap, insertion and truncation', () => {
    for (let size2 = 1; size2 <= 12; size2++)
      for (let size1 = 1; size1 <= size2; size1++) {
        const claim = consistency(size1, size2);
        for (const proof of tampered(claim.proof))
          expect(verifyConsistency({ ...claim, proof })).toBe(false);
        for (let at = 0; at < 32; at++) {
          expect(verifyConsistency({ ...claim, root1: flip(claim.root1, at) })).toBe(false);
          expect(verifyConsistency({ ...claim, root2: flip(claim.root2, at) })).toBe(false);
        }
      }
  });
});

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
/** Whole numbers with many digits: the plain generator prefers small ones. */
const huge = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 26 - 1 }), fc.integer({ min: 1, max: 2 ** 26 }))
  .map(([high, low]) => high * 2 ** 26 + low);

test('sizes far above 2^31 are reckoned exactly', () => {
  let proofs = 0;
  fc.assert(
    fc.property(
      huge,
      fc.nat(),
      hash,
      fc.array(hash, { minLength: 53, maxLength: 53 }),
      (size, some, leaf, all) => {
        const index = Math.min(size - 1, Math.floor((some / 2 ** 31) * size));
        for (let length = 0; length <= all.length; length++) {
          const proof = all.slice(0, length);
          const root = rootByPath(BigInt(index), BigInt(size), leaf, proof);
          const claim = { index, size, leafHash: leaf, proof };
          if (root !== undefined) proofs++;
          expect(verifyInclusion({ ...claim, root: root ?? leaf })).toBe(root !== undefined);
        }
        const old = index + 1;
        for (let length = 0; length <= all.length; length++) {
          const proof = all.slice(0, length);
          const roots = rootsByProof(BigInt(old), BigInt(size), leaf, proof);
          const [root1, root2] = roots ?? [leaf, leaf];
          if (roots !== undefined) proofs++;
          expect(verifyConsistency({ size1: old, size2: size, root1, root2, proof })).toBe(
            roots !== undefined,
          );
        }
      },
    ),
    {
      numRuns: 100,
      examples: [
        [2 ** 31, 2 ** 31 - 1, new Uint8Array(32), Array(31).fill(new Uint8Array(32))],
        [2 ** 32 + 1, 0, new Uint8Array(32), Array(33).fill(new Uint8Array(32))],
        [2 ** 53 - 1, 0, new Uint8Array(32), Array(53).fill(new Uint8Array(32))],
      ],
    },
  );
  // one length each, and no other, is right
  expect(proofs).toBe(200);
});

test('nothing that comes as a claim makes a verification throw', () => {
  const odd = [
    undefined,
    null,
    0,
    'text',
    [],
    {},
    Number.NaN,
    -1,
    0.5,
    2 ** 53,
    '1',
    new Uint8Array(31),
    new Uint8Array(33),
    'a'.repeat(32),
    new Array(32).fill(0),
    { length: 32 },
    [null],
    [undefined],
    ['a'.repeat(32)],
    { length: 1, 0: new Uint8Array(32) },
  ];
  const same = (a: unknown, b: unknown) =>
    a === b || JSON.stringify([a, 1]) === JSON.stringify([b, 1]);
  const good = [inclusion(2, 5), inclusion(0, 1), inclusion(4, 5)];
  for (const claim of good)
    for (const key of Object.keys(claim))
      for (const value of odd) {
        if (same(claim[key as keyof InclusionClaim], value)) continue;
        expect(verifyInclusion({ ...claim, [key]: value } as InclusionClaim)).toBe(false);
      }
  for (const claim of [consistency(3, 5), consistency(4, 8), consistency(5, 5)])
    for (const key of Object.keys(claim))
      for (const value of odd) {
        if (same(claim[key as keyof ConsistencyClaim], value)) continue;
        expect(verifyConsistency({ ...claim, [key]: value } as ConsistencyClaim)).toBe(false);
      }
  for (const claim of [...odd, 2n]) {
    expect(verifyInclusion(claim as InclusionClaim)).toBe(false);
    expect(verifyConsistency(claim as ConsistencyClaim)).toBe(false);
  }
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (claim, part) => {
      expect(verifyInclusion(claim as InclusionClaim)).toBe(false);
      expect(verifyConsistency({ ...consistency(3, 5), proof: part } as ConsistencyClaim)).toBe(
        false,
      );
    }),
  );
});

describe('a log that was tampered with no longer fits what was published', () => {
  /** All that one hand can do to the entries of a log, but to append. */
  function* rewritten(all: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
    for (let i = 0; i < all.length; i++) {
      const entry = all[i] as Uint8Array;
      for (let at = 0; at < entry.length; at++)
        for (let change = 1; change < 256; change++) yield all.with(i, flip(entry, at, change));
      yield all.toSpliced(i, 1);
      yield all.toSpliced(i, 0, Uint8Array.of(200));
      // behind the last entry this would be an honest append
      if (i < all.length - 1) yield all.toSpliced(i, 0, entry);
      yield all.slice(0, i);
      yield all.with(i, entry.slice(0, -1));
      yield all.with(i, Uint8Array.of(...entry, 0));
      for (let j = i + 1; j < all.length; j++)
        yield all.with(i, all[j] as Uint8Array).with(j, entry);
    }
  }

  test('every change, drop, swap, insertion and truncation of small logs', () => {
    let found = 0;
    for (let size = 1; size <= 7; size++) {
      const all = Array.from({ length: size }, (_, i) => Uint8Array.of(i, 100 + i));
      const root = plainRoot(all);
      for (const other of rewritten(all)) {
        const grown = merkleLog();
        for (const entry of [...other, Uint8Array.of(250), Uint8Array.of(251)]) grown.append(entry);
        const claim = { size1: size, size2: grown.size, root1: root, root2: grown.root() };
        const proof = grown.size < size ? [] : grown.consistencyProof(size);
        expect(verifyConsistency({ ...claim, proof })).toBe(false);
        found++;
      }
    }
    expect(found).toBeGreaterThan(10_000);
  });

  test('random ones of larger logs', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uint8Array({ minLength: 4, maxLength: 20 }), {
          minLength: 50,
          maxLength: 200,
          selector: (bytes) => bytes.join(),
        }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('change', 'drop', 'swap', 'insert', 'truncate'),
        (distinct, some, other, how) => {
          const all: readonly Uint8Array[] = distinct;
          const i = some % all.length;
          const j = other % all.length;
          fc.pre(how !== 'swap' || i !== j);
          const [a, b] = [all[i] as Uint8Array, all[j] as Uint8Array];
          const changed = {
            change: all.with(i, flip(a, other % a.length, 1 + (other % 255))),
            drop: all.toSpliced(i, 1),
            swap: all.with(i, b).with(j, a),
            insert: all.toSpliced(i, 0, b),
            truncate: all.slice(0, i),
          }[how];
          fc.pre(how !== 'insert' || i !== j);
          const grown = merkleLog();
          for (const entry of [...changed, ...all.slice(0, 60)]) grown.append(entry);
          const proof = grown.size < all.length ? [] : grown.consistencyProof(all.length);
          const root1 = plainRoot(all);
          const sizes = { size1: all.length, size2: grown.size };
          // a log cut short and appended with the same entries again is no other log
          fc.pre(grown.size < all.length || how !== 'truncate' || i > 0);
          expect(verifyConsistency({ ...sizes, root1, root2: grown.root(), proof })).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });
});
