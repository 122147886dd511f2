import { isDomainError } from '@civigrid/kernel';
import { merkleLog } from '@civigrid/ledger';
import {
  addCheckpoint,
  type Checkpoint,
  checkpointText,
  cosigner,
  ed25519,
  type LogTrust,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  signer,
  signNote,
  verifier,
  verifierKey,
  withCosignatures,
  witnessPolicy,
} from '@civigrid/ledger/notes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cosigners,
  logKey,
  logSigner,
  morning,
  origin,
  trust,
  witnessed,
  witnessKeys,
} from './log-keys.ts';

const log = merkleLog();
for (let i = 0; i < 9; i++) log.append(Uint8Array.of(i));
const checkpoint: Checkpoint = { origin, size: 9, root: log.root() };
const note = signCheckpoint(checkpoint, [logSigner]);

const issue = (opened: ReturnType<typeof openCheckpoint> | ReturnType<typeof parseCheckpoint>) =>
  opened.ok ? 'no issue' : opened.issues[0];

function code(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

/** The checkpoint under the cosignatures of some witnesses. */
function cosigned(which: readonly number[], at = morning): string {
  const logs = [{ origin, keys: [logKey] }];
  return which.reduce((held, i) => {
    const mine = cosigners.slice(i, i + 1);
    const answer = addCheckpoint(`old 0\n\n${note}`, { logs, heads: [], cosigners: mine, at });
    return answer.answer === 'cosigned' ? held + answer.cosignatures : held;
  }, note);
}

describe('the text of a checkpoint', () => {
  test('is the one of C2SP tlog-checkpoint, byte for byte', () => {
    const root = Uint8Array.from(
      Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64'),
    );
    const text = checkpointText({ origin: 'example.com/behind-the-sofa', size: 20852163, root });
    expect(text).toBe(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    );
  });

  test('is read back as it was written', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => Array.from(text).every((letter) => letter >= ' '));
    fc.assert(
      fc.property(
        fc.record({
          origin: line,
          size: fc.maxSafeNat(),
          root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
          extensions: fc.array(line, { maxLength: 3 }),
        }),
        (one) => {
          expect(parseCheckpoint(checkpointText(one))).toEqual({ ok: true, value: one });
        },
      ),
    );
  });

  test('that has not its form says where', () => {
    const [a = '', b = '', c = ''] = checkpointText(checkpoint).split('\n');
    const cases: readonly [string, string, number][] = [
      ['', 'bad-origin', 1],
      [`\n${b}\n${c}\n`, 'bad-origin', 1],
      [`${a}\n`, 'bad-tree-size', 2],
      ...['09', '-1', '1.0', '1e3', ' 9', '', '９', '9007199254740992'].map(
        (size): [string, string, number] => [`${a}\n${size}\n${c}\n`, 'bad-tree-size', 2],
      ),
      [`${a}\n${b}\n${c.slice(4)}\n`, 'bad-root', 3],
      [`${a}\n${b}\n${c.replace(/.=$/, 'B=')}\n`, 'bad-root', 3],
      [`${a}\n${b}\n`, 'bad-root', 3],
      [`${a}\n${b}\n${c}`, 'bad-extension', 4],
      [`${a}\n${b}\n${c}\n\n`, 'bad-extension', 4],
      [`${a}\n${b}\n${c}\nx\n\ny\n`, 'bad-extension', 5],
      [`${a}\n${b}\n${c}\nx\ny`, 'bad-extension', 5],
    ];
    for (const [text, what, line] of cases)
      expect(issue(parseCheckpoint(text))).toEqual({ code: `ledger/${what}`, line });
  });

  test('is refused where it could not be read back', () => {
    const odd: readonly Partial<Record<keyof Checkpoint, unknown>>[] = [
      { origin: '' },
      { origin: 'a\nb' },
      { size: -1 },
      { size: 0.5 },
      { size: 2 ** 53 },
      { root: new Uint8Array(31) },
      { extensions: [''] },
      { extensions: ['a\nb'] },
    ];
    for (const part of odd)
      expect(code(() => checkpointText({ ...checkpoint, ...part } as Checkpoint))).toBe(
        'ledger/bad-checkpoint',
      );
  });
});

describe('opening a checkpoint', () => {
  test('gives what the log’s key signed', () => {
    expect(openCheckpoint(note, trust)).toEqual({
      ok: true,
      value: { ...checkpoint, extensions: [], signedBy: [origin], cosignatures: [] },
    });
  });

  test('extension lines are signed like the rest', () => {
    const extended = signCheckpoint({ ...checkpoint, extensions: ['投票箱已封'] }, [logSigner]);
    const opened = openCheckpoint(extended, trust);
    expect(opened.ok && opened.value.extensions).toEqual(['投票箱已封']);
    expect(issue(openCheckpoint(extended.replace('已封', '未封'), trust))).toMatchObject({
      code: 'ledger/failing-signature',
    });
  });

  test('a key does not speak for another log', () => {
    const elsewhere = signCheckpoint({ ...checkpoint, origin: 'other.example' }, [logSigner]);
    const refused = { code: 'ledger/other-origin', line: 1 };
    expect(issue(openCheckpoint(elsewhere, trust))).toEqual(refused);
    expect(openCheckpoint(elsewhere, { ...trust, origin: 'other.example' }).ok).toBe(true);
    expect(issue(openCheckpoint(note, { ...trust, origin: 'other.example' }))).toEqual(refused);
  });

  test('a signed text that is no checkpoint is none', () => {
    expect(issue(openCheckpoint(signNote('公告\n', [logSigner]), trust))).toEqual({
      code: 'ledger/bad-tree-size',
      line: 2,
    });
  });
});

describe('k of n witnesses', () => {
  test('enough of them, each with its time', () => {
    const opened = openCheckpoint(cosigned([0, 2]), witnessed(2));
    expect(opened.ok && opened.value.cosignatures).toEqual([
      { name: 'street.example', at: morning },
      { name: 'neighbours.example', at: morning },
    ]);
  });

  test('one too few, and one twice, are too few', () => {
    for (const which of [[0], [0, 0], [1, 1, 1]])
      expect(issue(openCheckpoint(cosigned(which), witnessed(2)))).toEqual({
        code: 'ledger/too-few-witnesses',
        found: 1,
        wanted: 2,
      });
    expect(issue(openCheckpoint(note, witnessed(1)))).toEqual({
      code: 'ledger/too-few-witnesses',
      found: 0,
      wanted: 1,
    });
  });

  test('witnesses without the log’s own signature are not enough', () => {
    const all = cosigned([0, 1, 2]);
    const text = checkpointText(checkpoint);
    const withoutLog = `${text}\n${all.slice(note.length)}`;
    expect(issue(openCheckpoint(withoutLog, witnessed(2)))).toEqual({
      code: 'ledger/unknown-signers',
    });
  });

  test('a log’s key is no witness, and a witness’s is no log', () => {
    expect(code(() => witnessPolicy(1, [logKey]))).toBe('ledger/bad-witness-policy');
    const both: LogTrust = { keys: [logKey], witnesses: { threshold: 1, witnesses: [logKey] } };
    expect(issue(openCheckpoint(note, both))).toMatchObject({ code: 'ledger/too-few-witnesses' });
    const [street] = witnessKeys;
    const turned: LogTrust = { keys: street ? [street] : [], origin };
    expect(issue(openCheckpoint(cosigned([0]), turned))).toEqual({
      code: 'ledger/unknown-signers',
    });
  });

  test('a key that stands only among the witnesses does not speak for the log', () => {
    const name = 'stranger.example';
    const secretKey = new Uint8Array(32).fill(77);
    const strange = verifier(verifierKey({ name, publicKey: ed25519.publicKey(secretKey) }));
    const forged = signCheckpoint({ ...checkpoint, origin: name }, [signer({ name, secretKey })]);
    const careless: LogTrust = {
      keys: [logKey],
      witnesses: { threshold: 0, witnesses: [strange] },
    };
    expect(issue(openCheckpoint(forged, careless))).toEqual({ code: 'ledger/unknown-signers' });
  });

  test('a time that cannot be told exactly is a failing cosignature', () => {
    const secretKey = new Uint8Array(32).fill(10);
    const time = (seconds: bigint) => {
      const bytes = Buffer.alloc(12);
      bytes.writeUInt32BE(cosigners[0]?.keyId ?? 0);
      bytes.writeBigUInt64BE(seconds, 4);
      const message = `cosignature/v1\ntime ${Number(seconds)}\n${checkpointText(checkpoint)}`;
      const signature = ed25519.sign(secretKey, new TextEncoder().encode(message));
      return `${note}— street.example ${Buffer.concat([bytes, signature]).toString('base64')}\n`;
    };
    expect(openCheckpoint(time(2n ** 53n - 1n), witnessed(1)).ok).toBe(true);
    for (const seconds of [2n ** 53n, 2n ** 53n + 1n, 2n ** 64n - 1n])
      expect(issue(openCheckpoint(time(seconds), witnessed(1)))).toMatchObject({
        code: 'ledger/failing-signature',
      });
  });

  test('one key under two names counts once', () => {
    const secretKey = new Uint8Array(32).fill(10);
    const publicKey = ed25519.publicKey(secretKey);
    const [street] = witnessKeys;
    const alias = verifier(verifierKey({ name: 'alias.example', publicKey, kind: 'cosignature' }));
    expect(code(() => witnessPolicy(2, street ? [street, alias] : []))).toBe(
      'ledger/bad-witness-policy',
    );
    // nor where the policy was not made by the function that refuses it
    const careless: LogTrust = {
      keys: [logKey],
      witnesses: { threshold: 2, witnesses: street ? [street, alias] : [] },
    };
    const logs = [{ origin, keys: [logKey] }];
    const both = [...cosigners.slice(0, 1), cosigner({ name: 'alias.example', secretKey })];
    const answer = addCheckpoint(`old 0\n\n${note}`, {
      logs,
      heads: [],
      cosigners: both,
      at: morning,
    });
    const lines = answer.answer === 'cosigned' ? answer.cosignatures : '';
    expect(issue(openCheckpoint(note + lines, careless))).toEqual({
      code: 'ledger/too-few-witnesses',
      found: 1,
      wanted: 2,
    });
  });

  test('one name with two keys is no policy', () => {
    const name = 'street.example';
    const publicKey = ed25519.publicKey(new Uint8Array(32).fill(60));
    const second = verifier(verifierKey({ name, publicKey, kind: 'cosignature' }));
    expect(code(() => witnessPolicy(1, [...witnessKeys, second]))).toBe(
      'ledger/bad-witness-policy',
    );
  });

  test('a witness that co-signed twice is named once, with its last time', () => {
    const [early, late] = [cosigned([0], morning), cosigned([0], morning + 60_000)];
    for (const lines of [early + late.slice(note.length), late + early.slice(note.length)]) {
      const opened = openCheckpoint(lines, witnessed(1));
      expect(opened.ok && opened.value.cosignatures).toEqual([
        { name: 'street.example', at: morning + 60_000 },
      ]);
    }
  });

  test('a changed time is a failing cosignature', () => {
    const both = cosigned([0]);
    const line = both.slice(note.length);
    const [, , base64 = ''] = line.trim().split(' ');
    const bytes = Buffer.from(base64, 'base64');
    bytes[11] = (bytes[11] as number) ^ 1;
    const changed = both.replace(base64, bytes.toString('base64'));
    expect(issue(openCheckpoint(changed, witnessed(1)))).toEqual({
      code: 'ledger/failing-signature',
      line: 6,
      key: 'street.example',
    });
  });

  test('a threshold that cannot be met or asks nothing is refused', () => {
    for (const threshold of [0, 4, -1, 1.5, Number.NaN])
      expect(code(() => witnessPolicy(threshold, witnessKeys))).toBe('ledger/bad-witness-policy');
    expect(code(() => witnessPolicy(1, [...witnessKeys, ...witnessKeys]))).toBe(
      'ledger/bad-witness-policy',
    );
  });
});

describe('putting an answer under a checkpoint', () => {
  const answer = cosigned([0, 1]).slice(note.length);

  test('keeps the cosignatures of known witnesses, once, and nothing else', () => {
    const stranger = signer({ name: 'stranger.example', secretKey: new Uint8Array(32).fill(77) });
    const line = signNote(checkpointText(checkpoint), [stranger]).split('\n').at(-2);
    const mixed = `${answer}${line}\n`;
    const joined = withCosignatures(note, mixed, witnessKeys);
    expect(joined).toEqual({ ok: true, value: note + answer });
    expect(withCosignatures(note + answer, mixed, witnessKeys)).toEqual(joined);
    expect(withCosignatures(note, answer + mixed, witnessKeys)).toEqual(joined);
    const strangerKey = verifier(
      verifierKey({
        name: 'stranger.example',
        publicKey: ed25519.publicKey(new Uint8Array(32).fill(77)),
      }),
    );
    expect(withCosignatures(note, mixed, [...witnessKeys, strangerKey])).toEqual(joined);
  });

  test('an answer that is none, of another checkpoint or forged is refused, with its line', () => {
    const first = (answered: ReturnType<typeof withCosignatures>) =>
      answered.ok ? 'no issue' : answered.issues[0];
    const longer = signCheckpoint({ ...checkpoint, extensions: ['x'] }, [logSigner]);
    expect(first(withCosignatures(longer, answer, witnessKeys))).toEqual({
      code: 'ledger/failing-signature',
      line: 1,
      key: 'street.example',
    });
    expect(first(withCosignatures(note, '', witnessKeys))).toEqual({ code: 'ledger/no-signature' });
    expect(first(withCosignatures(note, `${answer}x\n`, witnessKeys))).toEqual({
      code: 'ledger/bad-signature-line',
      line: 3,
    });
    expect(first(withCosignatures(note, answer, []))).toEqual({ code: 'ledger/unknown-signers' });
  });

  test('an answer cannot bring another text with it', () => {
    const head = checkpointText(checkpoint);
    const text = `${head}\nmore\n`;
    const [street] = cosigners;
    const bytes = new TextEncoder().encode(text);
    const key = street?.cosign(bytes, morning) ?? new Uint8Array(0);
    const id = Buffer.alloc(4);
    id.writeUInt32BE(street?.keyId ?? 0);
    const line = `— street.example ${Buffer.concat([id, key]).toString('base64')}\n`;
    expect(withCosignatures(note, `more\n\n${line}`, witnessKeys)).toEqual({
      ok: false,
      issues: [{ code: 'ledger/bad-signature-line', line: 1 }],
    });
  });
});
