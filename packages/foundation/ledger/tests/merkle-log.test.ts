import { isDomainError, toHex } from '@civigrid/kernel';
import { leafHash, type MerkleLog, merkleLog, merkleLogFromSnapshot } from '@civigrid/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainPath, plainProof, plainRoot, plainSha256 } from './plain-tree.ts';

const entries = (count: number) => Array.from({ length: count }, (_, i) => Uint8Array.of(i, 7));

function logOf(all: readonly Uint8Array[]): MerkleLog {
  const log = merkleLog();
  for (const entry of all) log.append(entry);
  return log;
}

const hexes = (hashes: readonly Uint8Array[]) => hashes.map(toHex);

function code(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

describe('the log equals the recursive text of RFC 9162', () => {
  test('every root, path and proof of every size up to 40', () => {
    const all = entries(40);
    const log = logOf(all);
    let compared = 0;
    for (let size = 0; size <= 40; size++) {
      const first = all.slice(0, size);
      expect(toHex(log.root(size))).toBe(toHex(plainRoot(first)));
      for (let index = 0; index < size; index++, compared++)
        expect(hexes(log.inclusionProof(index, size))).toEqual(hexes(plainPath(index, first)));
      for (let old = 1; old <= size; old++, compared++)
        expect(hexes(log.consistencyProof(old, size))).toEqual(hexes(plainProof(old, first)));
    }
    expect(compared).toBe(1640);
  });

  test('random entries and sizes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 90 }), { minLength: 1, maxLength: 260 }),
        fc.nat(),
        fc.nat(),
        (all, some, other) => {
          const log = logOf(all);
          const size = 1 + (some % all.length);
          const index = other % size;
          const first = all.slice(0, size);
          expect(toHex(log.root())).toBe(toHex(plainRoot(all)));
          expect(hexes(log.inclusionProof(index, size))).toEqual(hexes(plainPath(index, first)));
          expect(hexes(log.consistencyProof(index + 1, size))).toEqual(
            hexes(plainProof(index + 1, first)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a long entry and a short one after it', () => {
    const all = [new Uint8Array(10_000).fill(3), Uint8Array.of(1), new Uint8Array(4096)];
    expect(toHex(logOf(all).root())).toBe(toHex(plainRoot(all)));
    expect(toHex(leafHash(all[0] as Uint8Array))).toBe(
      toHex(plainSha256(Uint8Array.of(0), all[0] as Uint8Array)),
    );
  });
});

test('the empty log has the hash of nothing as its root', () => {
  const log = merkleLog();
  expect(log.size).toBe(0);
  expect(toHex(log.root())).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  expect(log.consistencyProof(0, 0)).toEqual([]);
});

test('an entry and its leaf hash are the same entry, and indexes count up from 0', () => {
  const [byEntry, byHash] = [merkleLog(), merkleLog()];
  const indexes = entries(5).map((entry) => [
    byEntry.append(entry),
    byHash.appendLeaf(leafHash(entry)),
  ]);
  expect(indexes).toEqual([0, 1, 2, 3, 4].map((i) => [i, i]));
  expect(byHash.root()).toEqual(byEntry.root());
});

test('what it gives away is a copy', () => {
  const log = logOf(entries(6));
  const whole = () => [
    toHex(log.root()),
    ...[0, 1, 2, 3, 4, 5].flatMap((i) => hexes(log.inclusionProof(i))),
    ...[1, 2, 3, 4, 5].flatMap((size) => hexes(log.consistencyProof(size))),
  ];
  const before = whole();
  log.root().fill(0);
  for (const size of [1, 2, 4]) log.root(size).fill(0);
  for (let i = 0; i < 6; i++) for (const hash of log.inclusionProof(i)) hash.fill(0);
  for (let size = 1; size < 6; size++) for (const hash of log.consistencyProof(size)) hash.fill(0);
  log.snapshot().fill(0);
  expect(whole()).toEqual(before);
});

test('whoever asks beyond the log, or for what is no number, is refused', () => {
  const log = logOf(entries(5));
  expect([
    code(() => log.root(6)),
    code(() => log.inclusionProof(5)),
    code(() => log.inclusionProof(3, 3)),
    code(() => log.inclusionProof(0, 6)),
    code(() => log.inclusionProof(0, 0)),
    code(() => log.consistencyProof(4, 3)),
    code(() => log.consistencyProof(1, 6)),
  ]).toEqual(Array(7).fill('ledger/beyond-size'));
  const odd = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '3', 3n, null];
  for (const size of odd as number[]) {
    expect(code(() => log.root(size))).toBe('ledger/bad-size');
    expect(code(() => log.inclusionProof(size))).toBe('ledger/bad-size');
    expect(code(() => log.inclusionProof(0, size))).toBe('ledger/bad-size');
    expect(code(() => log.consistencyProof(size, 5))).toBe('ledger/bad-size');
    expect(code(() => log.consistencyProof(1, size))).toBe('ledger/bad-size');
  }
});

test('what is no entry, no leaf hash and no hash is refused, and the log stays as it was', () => {
  const log = logOf(entries(3));
  const root = log.root();
  const oddities: readonly unknown[] = ['text', [1], null, new Int8Array(32), new ArrayBuffer(32)];
  for (const odd of oddities as readonly Uint8Array[])
    expect([
      code(() => log.append(odd)),
      code(() => leafHash(odd)),
      code(() => log.appendLeaf(odd)),
    ]).toEqual(['ledger/bad-bytes', 'ledger/bad-bytes', 'ledger/bad-hash']);
  for (const length of [0, 31, 33])
    expect(code(() => log.appendLeaf(new Uint8Array(length)))).toBe('ledger/bad-hash');
  expect(code(() => merkleLog({ hash: () => new Uint8Array(20) }))).toBe('ledger/bad-hash');
  expect([log.size, log.root()]).toEqual([3, root]);
});

describe('a snapshot', () => {
  test('brings back a log that goes on as the first one would', () => {
    for (let size = 0; size <= 20; size++) {
      const log = logOf(entries(size));
      const restored = merkleLogFromSnapshot(log.snapshot());
      expect([restored.size, restored.root()]).toEqual([size, log.root()]);
      for (const entry of entries(9)) {
        expect(restored.append(entry)).toBe(log.append(entry));
        expect(restored.root()).toEqual(log.root());
      }
      expect(restored.consistencyProof(Math.min(1, size))).toEqual(
        log.consistencyProof(Math.min(1, size)),
      );
      expect(restored.snapshot()).toEqual(log.snapshot());
    }
  });

  test('is refused after any change of any byte, cut short or made longer', () => {
    const snapshot = logOf(entries(5)).snapshot();
    for (let at = 0; at < snapshot.length; at++)
      for (const change of [1, 0x80, 0xff]) {
        const changed = snapshot.slice();
        changed[at] = (changed[at] as number) ^ change;
        expect(code(() => merkleLogFromSnapshot(changed))).toMatch(
          at < 16 ? 'ledger/not-a-snapshot' : 'ledger/broken-snapshot',
        );
      }
    for (let length = 0; length < snapshot.length; length++)
      expect(code(() => merkleLogFromSnapshot(snapshot.slice(0, length)))).toBe(
        'ledger/not-a-snapshot',
      );
    const longer = new Uint8Array(snapshot.length + 32);
    longer.set(snapshot);
    expect(code(() => merkleLogFromSnapshot(longer))).toBe('ledger/not-a-snapshot');
    for (const odd of ['text', null, {}, snapshot.buffer])
      expect(code(() => merkleLogFromSnapshot(odd as Uint8Array))).toBe('ledger/not-a-snapshot');
  });

  test('with two leaves in each other’s place is refused', () => {
    const snapshot = logOf(entries(5)).snapshot();
    const changed = snapshot.slice();
    changed.set(snapshot.subarray(48, 80), 80);
    changed.set(snapshot.subarray(80, 112), 48);
    expect(code(() => merkleLogFromSnapshot(changed))).toBe('ledger/broken-snapshot');
  });

  test('is read from the middle of other bytes too', () => {
    const log = logOf(entries(3));
    const around = new Uint8Array(200);
    around.set(log.snapshot(), 13);
    const within = around.subarray(13, 13 + log.snapshot().length);
    expect(merkleLogFromSnapshot(within).root()).toEqual(log.root());
  });
});
