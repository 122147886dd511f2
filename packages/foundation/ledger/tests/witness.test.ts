import { merkleLog, toBase64 } from '@civigrid/ledger';
import {
  addCheckpoint,
  type Cosigner,
  openCheckpoint,
  parseWitnessRequest,
  signCheckpoint,
  signer,
  type Witness,
  type WitnessAnswer,
  type WitnessedHead,
} from '@civigrid/ledger/notes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cosigners,
  logKey,
  logSigner,
  morning,
  origin,
  quickLogKey,
  tamperedText,
  witnessed,
  witnessKeys,
} from './log-keys.ts';

/** A log of as many entries, all of them `fill` from the one at `from` on. */
function logOf(size: number, from = size, fill = 0) {
  const log = merkleLog();
  for (let i = 0; i < size; i++) log.append(Uint8Array.of(i, i < from ? 0 : fill));
  return log;
}

const noteOf = (log = logOf(0), key = logSigner, of = origin) =>
  signCheckpoint({ origin: of, size: log.size, root: log.root() }, [key]);

function body(old: number, log = logOf(0), proof = log.consistencyProof(Math.min(old, log.size))) {
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${noteOf(log)}`;
}

const headOf = (log = logOf(0)): WitnessedHead => ({
  origin,
  size: log.size,
  root: toBase64(log.root()),
});

const street = cosigners[0] as Cosigner;

/** A witness that has kept these heads is asked. */
const given = (...heads: readonly WitnessedHead[]) => ({
  when: (request: string, more: Partial<Witness> = {}) => {
    const logs = [{ origin, keys: [logKey] }];
    return addCheckpoint(request, { logs, heads, cosigners: [street], at: morning, ...more });
  },
});

const codes = (answer: WitnessAnswer) =>
  'issues' in answer ? answer.issues.map(({ code }) => code) : [];

/** The numbers of C2SP tlog-witness, as a host's transport would have them. */
const status = {
  cosigned: 200,
  'bad-request': 400,
  'old-size-beyond': 400,
  'unsigned-checkpoint': 403,
  'unknown-log': 404,
  'other-size': 409,
  'other-root': 409,
  'bad-consistency': 422,
} satisfies Record<WitnessAnswer['answer'], number>;

describe('a witness co-signs', () => {
  test('the first checkpoint of a log that it knows', () => {
    const answer = given().when(body(0, logOf(5)));
    expect(answer).toMatchObject({ answer: 'cosigned', head: headOf(logOf(5)), before: undefined });
    const joined = noteOf(logOf(5)) + (answer.answer === 'cosigned' ? answer.cosignatures : '');
    const opened = openCheckpoint(joined, witnessed(1));
    expect(opened.ok && opened.value.cosignatures).toEqual([{ name: street.name, at: morning }]);
    expect(status[answer.answer]).toBe(200);
  });

  test('a log that has grown since', () => {
    for (let old = 1; old < 9; old++)
      for (let size = old; size <= 9; size++) {
        const answer = given(headOf(logOf(old))).when(body(old, logOf(size)));
        expect(answer).toMatchObject({
          answer: 'cosigned',
          head: headOf(logOf(size)),
          before: headOf(logOf(old)),
        });
      }
  });

  test('the empty log, and what became of it', () => {
    expect(given().when(body(0, logOf(0)))).toMatchObject({ answer: 'cosigned', head: headOf() });
    expect(given(headOf()).when(body(0, logOf(3)))).toMatchObject({
      answer: 'cosigned',
      head: headOf(logOf(3)),
    });
  });

  test('with all its keys, and passes over signatures that it does not know', () => {
    const stranger = signer({ name: 'stranger.example', secretKey: new Uint8Array(32).fill(99) });
    const root = logOf(2).root();
    const both = signCheckpoint({ origin, size: 2, root }, [stranger, logSigner]);
    const answer = given().when(`old 0\n\n${both}`, { cosigners });
    expect(answer.answer === 'cosigned' && answer.cosignatures.trim().split('\n').length).toBe(3);
  });

  test('in whole seconds, which it signs, and not before 1970', () => {
    const answer = given().when(body(0, logOf(2)), { at: morning + 999 });
    const joined = noteOf(logOf(2)) + (answer.answer === 'cosigned' ? answer.cosignatures : '');
    const opened = openCheckpoint(joined, witnessed(1));
    expect(opened.ok && opened.value.cosignatures[0]?.at).toBe(morning);
    for (const at of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => given().when(body(0, logOf(2)), { at })).toThrow(/1970/);
  });
});

describe('a witness refuses', () => {
  test('a log that it does not know (404)', () => {
    const note = noteOf(logOf(2), logSigner, '__proto__');
    const answer = given().when(`old 0\n\n${note}`);
    expect([status[answer.answer], codes(answer)]).toEqual([404, ['ledger/unknown-log']]);
  });

  test('a checkpoint that the log has not signed, or badly (403)', () => {
    const stranger = signer({ name: origin, secretKey: new Uint8Array(32).fill(99) });
    const unsigned = given().when(`old 0\n\n${noteOf(logOf(2), stranger)}`);
    expect([status[unsigned.answer], codes(unsigned)]).toEqual([403, ['ledger/unknown-signers']]);
    const forged = given().when(body(0, logOf(2)).replace('\n2\n', '\n3\n'));
    expect([status[forged.answer], codes(forged)]).toEqual([403, ['ledger/failing-signature']]);
  });

  test('a checkpoint under a cosignature only, were its key among the log’s (403)', () => {
    const logs = [{ origin, keys: [logKey, ...witnessKeys] }];
    const signed = given().when(body(0, logOf(2)));
    const lines = signed.answer === 'cosigned' ? signed.cosignatures : '';
    const text = noteOf(logOf(2)).split('\n\n')[0];
    const answer = given().when(`old 0\n\n${text}\n\n${lines}`, { logs });
    expect([status[answer.answer], codes(answer)]).toEqual([403, ['ledger/unknown-signers']]);
  });

  test('an old size above the new one (400)', () => {
    const answer = given(headOf(logOf(9))).when(body(9, logOf(5)));
    expect(answer).toEqual({
      answer: 'old-size-beyond',
      issues: [{ code: 'ledger/old-size-beyond', line: 1, found: 9, wanted: 5 }],
    });
    expect(status[answer.answer]).toBe(400);
  });

  test('another old size than it has kept, and says which (409)', () => {
    expect(given(headOf(logOf(4))).when(body(3, logOf(6)))).toEqual({
      answer: 'other-size',
      size: 4,
    });
    expect(given(headOf(logOf(4))).when(body(0, logOf(6)))).toEqual({
      answer: 'other-size',
      size: 4,
    });
    expect(given().when(body(3, logOf(6)))).toEqual({ answer: 'other-size', size: 0 });
    // a replayed request after a newer one was kept brings nothing back
    expect(given(headOf(logOf(8))).when(body(4, logOf(6)))).toEqual({
      answer: 'other-size',
      size: 8,
    });
  });

  test('two roots of one size (409)', () => {
    const answer = given(headOf(logOf(4))).when(body(4, logOf(4, 2, 1)));
    expect([status[answer.answer], codes(answer)]).toEqual([409, ['ledger/split-view']]);
  });

  test('a rewritten past, however it is proved (422)', () => {
    const kept = headOf(logOf(4));
    const rewritten = logOf(7, 2, 1);
    for (const proof of [rewritten.consistencyProof(4), logOf(7).consistencyProof(4), []]) {
      const answer = given(kept).when(body(4, rewritten, proof));
      expect([status[answer.answer], codes(answer)]).toEqual([422, ['ledger/inconsistent']]);
    }
  });

  test('a proof where none is due, and a root of nothing that is not its own (422)', () => {
    const some = logOf(7).consistencyProof(4);
    expect(given().when(body(0, logOf(7), some)).answer).toBe('bad-consistency');
    const kept = headOf(logOf(4));
    expect(given(kept).when(body(4, logOf(4), some)).answer).toBe('bad-consistency');
    const root = new Uint8Array(32);
    const empty = signCheckpoint({ origin, size: 0, root }, [logSigner]);
    expect(given().when(`old 0\n\n${empty}`).answer).toBe('bad-consistency');
  });

  test('a body that has not the form, with the line (400)', () => {
    const good = body(4, logOf(7));
    const lines = good.split('\n');
    const cases: readonly [string, unknown][] = [
      ['', { code: 'ledger/bad-request' }],
      [good.replace('old 4', 'old 04'), { code: 'ledger/bad-request', line: 1 }],
      [good.replace('old 4', 'old  4'), { code: 'ledger/bad-request', line: 1 }],
      [good.replace('old 4', 'new 4'), { code: 'ledger/bad-request', line: 1 }],
      [good.replace('old 4', 'old -4'), { code: 'ledger/bad-request', line: 1 }],
      [good.replace('old 4', 'old 9007199254740992'), { code: 'ledger/bad-request', line: 1 }],
      [lines.with(1, 'AAAA').join('\n'), { code: 'ledger/bad-proof', line: 2 }],
      [
        `old 4\n${`${lines[1]}\n`.repeat(64)}\n${noteOf(logOf(7))}`,
        { code: 'ledger/bad-proof', found: 64, wanted: 63 },
      ],
      [good.slice(0, -1), { code: 'ledger/bad-signature-line', line: lines.length - 1 }],
      [good.replace('\n7\n', '\n07\n'), { code: 'ledger/bad-tree-size', line: 5 }],
    ];
    for (const [request, issue] of cases)
      expect(given(headOf(logOf(4))).when(request)).toEqual({
        answer: 'bad-request',
        issues: [issue],
      });
    expect(parseWitnessRequest(null as unknown as string)).toMatchObject({ ok: false });
  });

  test('every change of one letter of a request: it never signs anything but the right checkpoint', () => {
    const kept = headOf(logOf(4));
    const right = headOf(logOf(7));
    for (const request of tamperedText(body(4, logOf(7)))) {
      const logs = [{ origin, keys: [quickLogKey] }];
      const answer = given(kept).when(request, { logs });
      if (answer.answer === 'cosigned') expect(answer.head).toEqual(right);
    }
  });
});

test('whatever order requests come in, a host that compares and keeps never goes back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.boolean()), { maxLength: 12 }),
      (requests) => {
        let head: WitnessedHead | undefined;
        const signed: WitnessedHead[] = [];
        for (const [old, size, honest] of requests) {
          const log = logOf(size, honest ? size : Math.min(2, size), 1);
          const answer = given(...(head ? [head] : [])).when(body(old, log));
          if (answer.answer !== 'cosigned') continue;
          expect(answer.before).toEqual(head);
          expect(answer.head.size).toBeGreaterThanOrEqual(head?.size ?? 0);
          head = answer.head;
          signed.push(head);
        }
        // all that was signed is of one log: the honest one or the other, never both where they differ
        const tellTale = signed.filter(({ size }) => size > 2);
        const honest = tellTale.filter(({ size, root }) => root === headOf(logOf(size)).root);
        expect([0, tellTale.length]).toContain(honest.length);
      },
    ),
    { numRuns: 60 },
  );
});
