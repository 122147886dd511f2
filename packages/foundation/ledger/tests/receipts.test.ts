import { isDomainError } from '@civigrid/kernel';
import { entryBytes, leafHash, merkleLog, toBase64 } from '@civigrid/ledger';
import {
  ed25519,
  parseReceipt,
  type Receipt,
  receiptFor,
  receiptText,
  signCheckpoint,
  signer,
  verifier,
  verifierKey,
  verifyGrowth,
  verifyReceipt,
} from '@civigrid/ledger/notes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  logKey,
  logSigner,
  origin,
  quickLogKey,
  tamperedText,
  trust,
  witnessed,
} from './log-keys.ts';

const ballot = (unit: number, choice = 'for') =>
  entryBytes({ unit: `1-${unit}`, choice }, new Uint8Array(16).fill(unit));

function boxOf(size: number) {
  const box = merkleLog();
  for (let unit = 0; unit < size; unit++) box.append(ballot(unit));
  return box;
}

const published = (box: ReturnType<typeof boxOf>, size = box.size) =>
  signCheckpoint({ origin, size, root: box.root(size) }, [logSigner]);

function code(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

const issue = (result: ReturnType<typeof verifyReceipt> | ReturnType<typeof verifyGrowth>) =>
  result.ok ? 'no issue' : result.issues[0];

describe('a receipt', () => {
  test('proves every entry of every box, as data, through JSON and as text', () => {
    for (let size = 1; size <= 9; size++) {
      const box = boxOf(size);
      const checkpoint = published(box);
      for (let index = 0; index < size; index++) {
        const receipt = receiptFor(box, index, checkpoint);
        const asked = { ...trust, content: ballot(index) };
        const proven = verifyReceipt(receipt, asked);
        expect(proven).toMatchObject({ ok: true, value: { index, size, origin } });
        expect(verifyReceipt(JSON.parse(JSON.stringify(receipt)), asked)).toEqual(proven);
        expect(verifyReceipt(receiptText(receipt), asked)).toEqual(proven);
        expect(parseReceipt(receiptText(receipt))).toEqual({ ok: true, value: receipt });
        const byHash = { ...trust, leafHash: leafHash(ballot(index)) };
        expect(verifyReceipt(receipt, byHash)).toEqual(proven);
      }
    }
  });

  test('is the text of C2SP tlog-proof, whose extra line is passed over', () => {
    const box = boxOf(3);
    const checkpoint = published(box);
    const text = receiptText(receiptFor(box, 1, checkpoint));
    expect(text).toBe(
      `c2sp.org/tlog-proof@v1\nindex 1\n${box
        .inclusionProof(1)
        .map((hash) => `${toBase64(hash)}\n`)
        .join('')}\n${checkpoint}`,
    );
    const extra = text.replace('\nindex', '\nextra cGFwZXI=\nindex');
    expect(verifyReceipt(extra, { ...trust, content: ballot(1) }).ok).toBe(true);
  });

  test('of an older checkpoint stays good while the box grows', () => {
    const box = boxOf(4);
    const receipt = receiptFor(box, 2, published(box));
    for (let unit = 4; unit < 9; unit++) box.append(ballot(unit));
    expect(verifyReceipt(receipt, { ...trust, content: ballot(2) }).ok).toBe(true);
    expect(receiptFor(box, 2, published(box, 4))).toEqual(receipt);
  });

  test('fits a QR code in a box of a million', () => {
    const hash = toBase64(new Uint8Array(32).fill(255));
    const receipt = {
      index: 999_999,
      proof: Array(20).fill(hash),
      checkpoint: published(boxOf(1)),
    };
    expect(Buffer.byteLength(receiptText(receipt))).toBeLessThan(1300);
  });

  test('of another ballot, another index or with too few witnesses is refused', () => {
    const box = boxOf(5);
    const receipt = receiptFor(box, 3, published(box));
    const not = { code: 'ledger/not-included', found: 3, wanted: 5 };
    expect(issue(verifyReceipt(receipt, { ...trust, content: ballot(3, 'against') }))).toEqual(not);
    expect(issue(verifyReceipt(receipt, { ...trust, content: ballot(2) }))).toEqual(not);
    expect(issue(verifyReceipt(receipt, { ...trust, leafHash: new Uint8Array(31) }))).toEqual(not);
    const none = undefined as unknown as Uint8Array;
    expect(issue(verifyReceipt(receipt, { ...trust, content: none }))).toEqual(not);
    expect(
      issue(verifyReceipt({ ...receipt, index: 5 }, { ...trust, content: ballot(3) })),
    ).toMatchObject({ code: 'ledger/not-included' });
    expect(issue(verifyReceipt(receipt, { ...witnessed(1), content: ballot(3) }))).toMatchObject({
      code: 'ledger/too-few-witnesses',
    });
  });

  test('is found out after every change, drop, swap, insertion and truncation of its text', () => {
    const key = quickLogKey;
    let found = 0;
    for (const [size, index] of [
      [1, 0],
      [5, 4],
      [6, 2],
    ] as const) {
      const box = boxOf(size);
      const text = receiptText(receiptFor(box, index, published(box)));
      const asked = { keys: [key], content: ballot(index) };
      expect(verifyReceipt(text, asked).ok).toBe(true);
      for (const changed of tamperedText(text)) {
        expect(verifyReceipt(changed, asked).ok).toBe(false);
        found++;
      }
    }
    expect(found).toBeGreaterThan(5000);
  });

  test('that is none says where, and nothing makes it throw', () => {
    const box = boxOf(6);
    const receipt = receiptFor(box, 2, published(box));
    const asked = { ...trust, content: ballot(2) };
    const text = receiptText(receipt);
    const cases: readonly [unknown, unknown][] = [
      [null, { code: 'ledger/not-a-receipt' }],
      [7, { code: 'ledger/not-a-receipt' }],
      ['', { code: 'ledger/not-a-receipt' }],
      [[], { code: 'ledger/not-a-receipt' }],
      [{ ...receipt, index: '2' }, { code: 'ledger/not-a-receipt' }],
      [{ ...receipt, index: -1 }, { code: 'ledger/not-a-receipt' }],
      [{ ...receipt, index: 1e21 }, { code: 'ledger/not-a-receipt' }],
      [{ ...receipt, proof: 'x' }, { code: 'ledger/not-a-receipt' }],
      [{ ...receipt, proof: [null] }, { code: 'ledger/not-a-receipt' }],
      [{ ...receipt, checkpoint: undefined }, { code: 'ledger/not-a-receipt' }],
      [
        { ...receipt, proof: ['AAAA'] },
        { code: 'ledger/bad-proof', line: 1 },
      ],
      [
        { ...receipt, proof: Array(64).fill(receipt.proof[0]) },
        { code: 'ledger/bad-proof', line: 64 },
      ],
      [text.replace('@v1', '@v2'), { code: 'ledger/not-a-receipt', line: 1 }],
      [text.replace('index 2', 'index 02'), { code: 'ledger/not-a-receipt', line: 2 }],
      [text.replace(/=\n/, '\n'), { code: 'ledger/bad-proof', line: 3 }],
      [
        text.replace('\n6\n', '\n06\n'),
        { code: 'ledger/failing-signature', line: 11, key: origin },
      ],
      [text.slice(0, -1), { code: 'ledger/bad-signature-line', line: 11 }],
    ];
    for (const [given, expected] of cases)
      expect(issue(verifyReceipt(given as Receipt, asked))).toEqual(expected);
    fc.assert(
      fc.property(fc.anything(), (given) => {
        expect(verifyReceipt(given as Receipt, asked).ok).toBe(false);
      }),
    );
  });

  test('is not written under a checkpoint that does not fit', () => {
    const box = boxOf(5);
    const other = merkleLog();
    for (let i = 0; i < 5; i++) other.append(Uint8Array.of(i));
    expect(code(() => receiptFor(box, 1, published(other)))).toBe('ledger/other-root');
    expect(code(() => receiptFor(box, 3, published(box, 3)))).toBe('ledger/beyond-size');
    expect(code(() => receiptFor(boxOf(4), 1, published(box)))).toBe('ledger/beyond-size');
    expect(code(() => receiptFor(box, 1, 'no note'))).toBe('ledger/bad-checkpoint');
  });
});

describe('a receipt and a later checkpoint', () => {
  const box = boxOf(12);
  const join = (from: number, to: number, over = box) => ({
    earlier: receiptFor(box, 0, published(box, from)).checkpoint,
    later: published(over, to),
    proof: over.consistencyProof(from, to).map(toBase64),
  });

  test('show together that nothing was taken out or rewritten', () => {
    for (let from = 1; from <= 12; from++)
      for (let to = from; to <= 12; to++)
        expect(verifyGrowth(join(from, to), trust)).toEqual({
          ok: true,
          value: { origin, from, to },
        });
  });

  test('find out a box that was opened in between', () => {
    const opened = merkleLog();
    for (let unit = 0; unit < 12; unit++)
      opened.append(ballot(unit, unit === 4 ? 'against' : 'for'));
    expect(issue(verifyGrowth(join(6, 12, opened), trust))).toEqual({
      code: 'ledger/inconsistent',
      found: 12,
      wanted: 6,
    });
    // before the ballot that was exchanged, both boxes are one
    expect(verifyGrowth({ ...join(4, 12, opened) }, trust).ok).toBe(true);
  });

  test('of one size with two roots are evidence against the log', () => {
    const other = merkleLog();
    for (let unit = 0; unit < 12; unit++) other.append(ballot(unit, 'against'));
    const claim = { earlier: published(box), later: published(other), proof: [] };
    expect(issue(verifyGrowth(claim, trust))).toEqual({ code: 'ledger/split-view', found: 12 });
  });

  test('of two logs whose keys are both known are not compared', () => {
    const name = 'other.example';
    const secretKey = new Uint8Array(32).fill(8);
    const otherKey = verifier(verifierKey({ name, publicKey: ed25519.publicKey(secretKey) }));
    const signers = [signer({ name, secretKey })];
    const later = signCheckpoint({ origin: name, size: 12, root: box.root() }, signers);
    const keys = [logKey, otherKey];
    expect(issue(verifyGrowth({ ...join(5, 12), later }, { keys }))).toEqual({
      code: 'ledger/other-origin',
      line: 1,
    });
    expect(verifyGrowth(join(5, 12), { keys }).ok).toBe(true);
  });

  test('the other way round, of another log, of nothing or with odd proofs are refused', () => {
    const { earlier, later, proof } = join(5, 12);
    const swapped = { earlier: later, later: earlier, proof };
    expect(issue(verifyGrowth(swapped, trust))).toEqual({
      code: 'ledger/older-checkpoint',
      found: 5,
      wanted: 12,
    });
    const empty = signCheckpoint({ origin, size: 0, root: box.root(0) }, [logSigner]);
    expect(issue(verifyGrowth({ earlier: empty, later, proof: [] }, trust))).toEqual({
      code: 'ledger/nothing-to-compare',
    });
    expect(issue(verifyGrowth({ earlier, later, proof: ['AAAA'] }, trust))).toEqual({
      code: 'ledger/bad-proof',
      line: 1,
    });
    const odd = [null, 'x', [null], [new Uint8Array(32)]] as unknown as (readonly string[])[];
    for (const given of odd)
      expect(issue(verifyGrowth({ earlier, later, proof: given }, trust))).toEqual({
        code: 'ledger/bad-proof',
      });
    expect(issue(verifyGrowth({ earlier, later: 'no note', proof }, trust))).toEqual({
      code: 'ledger/no-signature',
    });
    for (let i = 0; i < proof.length; i++) {
      expect(verifyGrowth({ earlier, later, proof: proof.toSpliced(i, 1) }, trust).ok).toBe(false);
      expect(
        verifyGrowth({ earlier, later, proof: proof.toSpliced(i, 0, proof[i] as string) }, trust)
          .ok,
      ).toBe(false);
    }
  });
});
