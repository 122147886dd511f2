import { fromHex, isDomainError } from '@civigrid/kernel';
import { toBase64 } from '@civigrid/ledger';
import {
  ed25519,
  openNote,
  parseNote,
  signer,
  signNote,
  verifier,
  verifierKey,
} from '@civigrid/ledger/notes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logKey, logSigner, quickLogKey, tamperedText } from './log-keys.ts';

function code(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

const issue = (result: ReturnType<typeof openNote> | ReturnType<typeof parseNote>) =>
  result.ok ? 'no issue' : result.issues[0];

/** The published example of Go's sumdb/note, which all of C2SP's implementations agree on: a key, its seed, a note. */
const example = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  seed: 'YEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

describe('the published example', () => {
  test('is signed to the same bytes', () => {
    // the standard's seed follows one byte of its type in base64
    const secretKey = Uint8Array.from(Buffer.from(`A${example.seed}`, 'base64')).slice(1);
    const peter = signer({ name: 'PeterNeumann', secretKey });
    expect(signNote(example.text, [peter])).toBe(`${example.text}\n${example.line}`);
    expect(verifierKey({ name: 'PeterNeumann', publicKey: ed25519.publicKey(secretKey) })).toBe(
      example.key,
    );
  });

  test('is opened with its key', () => {
    const opened = openNote(`${example.text}\n${example.line}`, [verifier(example.key)]);
    expect(opened.ok && opened.value.text).toBe(example.text);
  });

  test('every mangling of its key is refused', () => {
    const { key } = example;
    for (let from = 0; from < key.length; from++)
      for (let to = from + 1; to <= key.length; to++)
        if (to - from < key.length)
          expect(code(() => verifier(key.slice(from, to)))).toMatch(/^ledger\/(bad|unknown)-key/);
    for (const mangled of tamperedText(key))
      expect(code(() => verifier(mangled))).toMatch(/^ledger\/(bad|unknown)-key/);
  });
});

const text = '关于文明养犬公约\n\n第一条 出户拴绳\n';
const secret = (fill: number) => new Uint8Array(32).fill(fill);
const other = signer({ name: 'other.example', secretKey: secret(2) });
const otherKey = verifier(
  verifierKey({ name: 'other.example', publicKey: ed25519.publicKey(secret(2)) }),
);

describe('opening a note', () => {
  test('a text with empty lines is parted from its signatures at the last one', () => {
    const opened = openNote(signNote(text, [logSigner]), [logKey]);
    expect(opened.ok && opened.value.text).toBe(text);
    expect(opened.ok && opened.value.signatures.map(({ line }) => line)).toEqual([5]);
  });

  test('signatures of unknown keys are passed over, and one known one must be there', () => {
    const note = signNote(text, [other, logSigner]);
    const opened = openNote(note, [logKey]);
    expect(opened.ok && opened.value.signatures.map(({ verifier: { name } }) => name)).toEqual([
      logSigner.name,
    ]);
    expect(openNote(note, [otherKey]).ok).toBe(true);
    expect(issue(openNote(note, []))).toEqual({ code: 'ledger/unknown-signers' });
    expect(issue(openNote(signNote(text, [other]), [logKey]))).toEqual({
      code: 'ledger/unknown-signers',
    });
  });

  test('a failing signature of a known key refuses the note, also beside a good one', () => {
    const [, , , , , otherLine = ''] = signNote(text, [logSigner, other]).split('\n');
    const forged = `${signNote(text, [logSigner])}${otherLine}\n`;
    expect(openNote(forged, [logKey, otherKey]).ok).toBe(true);
    const changed = `${signNote(text, [logSigner])}${
      signNote('something else\n', [other]).split('\n')[2]
    }\n`;
    expect(issue(openNote(changed, [logKey, otherKey]))).toEqual({
      code: 'ledger/failing-signature',
      line: 6,
      key: 'other.example',
    });
    expect(openNote(changed, [logKey]).ok).toBe(true);
  });

  test('a key that shares only its name, or only its id, is unknown', () => {
    const note = signNote(text, [logSigner]);
    for (const odd of [
      { ...logKey, keyId: logKey.keyId ^ 1 },
      { ...logKey, name: 'other.example' },
    ])
      expect(issue(openNote(note, [odd]))).toEqual({ code: 'ledger/unknown-signers' });
  });

  test('every change, drop, swap, insertion and truncation is found', () => {
    const key = quickLogKey;
    const note = signNote('街道公告\n\n第 3 号\n', [logSigner]);
    let found = 0;
    for (const changed of tamperedText(note)) {
      expect(openNote(changed, [key]).ok).toBe(false);
      found++;
    }
    expect(found).toBeGreaterThan(1000);
    expect(openNote(note, [key]).ok).toBe(true);
  });

  test('what has not the form says so, with the line', () => {
    const [line = ''] = signNote('a\n', [logSigner]).split('\n').slice(-2);
    const cases: readonly [string, unknown][] = [
      ['', { code: 'ledger/no-signature' }],
      ['a\n', { code: 'ledger/no-signature' }],
      ['a\n\n', { code: 'ledger/no-signature' }],
      [`\n\n${line}\n`, { code: 'ledger/no-signature' }],
      [`a\n\n${line}`, { code: 'ledger/bad-signature-line', line: 3 }],
      [`a\n\n${line}\nb\n`, { code: 'ledger/bad-signature-line', line: 4 }],
      [`a\n\n${line.replace('—', '-')}\n`, { code: 'ledger/bad-signature-line', line: 3 }],
      [`a\n\n${line.replace(' ', '  ')}\n`, { code: 'ledger/bad-signature-line', line: 3 }],
      [`a\n\n— a+b AAAAAAA=\n`, { code: 'ledger/bad-signature-line', line: 3 }],
      [`a\n\n— a\u00a0b AAAAAAA=\n`, { code: 'ledger/bad-signature-line', line: 3 }],
      [`a\n\n— ab AAAAAA==\n`, { code: 'ledger/bad-signature-line', line: 3 }],
      [`a\n\n— ab AAAAAAB=\n`, { code: 'ledger/bad-signature-line', line: 3 }],
      [`a\r\n\n${line}\n`, { code: 'ledger/bad-character', line: 1 }],
      [`a\nb\tc\n\n${line}\n`, { code: 'ledger/bad-character', line: 2 }],
      [
        `a\n\n${`${line}\n`.repeat(101)}`,
        { code: 'ledger/too-many-signatures', found: 101, wanted: 100 },
      ],
      [`\ud800\n\n${line}\n`, { code: 'ledger/not-text' }],
    ];
    for (const [note, expected] of cases) expect(issue(parseNote(note))).toEqual(expected);
    expect(parseNote(`a\n\n${`${line}\n`.repeat(100)}`).ok).toBe(true);
    for (const odd of [null, undefined, 1, {}, new Uint8Array(3)])
      expect(issue(parseNote(odd as string))).toEqual({ code: 'ledger/not-text' });
  });

  test('no text makes it throw, and what is signed comes back', () => {
    const pieces = fc.constantFrom('\n', '\n\n', '— ', 'a', '+', ' ', 'AAAAAAA=', '约', '\u0085');
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        expect(openNote(parts.join(''), [logKey]).ok).toBe(false);
        const signed = `${parts.join('')}a\n`;
        const parsed = parseNote(signNote(signed, [logSigner]));
        expect(parsed.ok && parsed.value.text).toBe(signed);
      }),
    );
  });
});

describe('signing and keys refuse', () => {
  test('a text that could not be opened again', () => {
    for (const odd of ['', 'a', 'a\r\n', 'a\u0000\n', '\ud800\n', 'a\t\n'])
      expect(code(() => signNote(odd, [logSigner]))).toBe('ledger/bad-note-text');
    expect(code(() => signNote('a\n', []))).toBe('ledger/no-signer');
  });

  test('names that no signature line can hold, and keys of another length', () => {
    for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u3000b', '\ud800', 'a\u0001', 'a\u0085'])
      expect([
        code(() => signer({ name, secretKey: secret(1) })),
        code(() => verifierKey({ name, publicKey: secret(1) })),
      ]).toEqual(['ledger/bad-key-name', 'ledger/bad-key-name']);
    for (const length of [0, 31, 33, 64])
      expect([
        code(() => signer({ name: 'a', secretKey: new Uint8Array(length) })),
        code(() => verifierKey({ name: 'a', publicKey: new Uint8Array(length) })),
      ]).toEqual(['ledger/bad-key', 'ledger/bad-key']);
  });

  test('the text of a key whose name no signature line can hold', () => {
    const [, id, base64] = example.key.split('+');
    for (const name of ['a b', 'a\u00a0b', 'a\nb'])
      expect(code(() => verifier(`${name}+${id}+${base64}`))).toBe('ledger/bad-key-name');
  });

  test('a key of a way of signing that is not known', () => {
    const bytes = Uint8Array.of(0x09, ...fromHex('00'.repeat(32)));
    expect(code(() => verifier(`a+00000000+${toBase64(bytes)}`))).toBe('ledger/unknown-key-type');
  });

  test('names that are names of every object are names like others', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const key = verifierKey({ name, publicKey: ed25519.publicKey(secret(4)) });
      const note = signNote('a\n', [signer({ name, secretKey: secret(4) })]);
      expect(openNote(note, [verifier(key)]).ok).toBe(true);
      expect(openNote(note, [logKey]).ok).toBe(false);
    }
  });
});

test('a secret key that is wiped after the signer was made still signs', () => {
  const secretKey = secret(1);
  const made = signer({ name: logSigner.name, secretKey });
  secretKey.fill(0);
  expect(openNote(signNote('a\n', [made]), [logKey]).ok).toBe(true);
});
