import { merkleLog } from '@civigrid/ledger';
import {
  growthProves,
  ledgerIssueText,
  ledgerMessages,
  receiptProves,
  witnessAnswerText,
} from '@civigrid/ledger/messages';
import {
  addCheckpoint,
  receiptFor,
  signCheckpoint,
  verifyReceipt,
  withCosignatures,
} from '@civigrid/ledger/notes';
import { expect, test } from 'vitest';
import {
  cosigners,
  logKey,
  logSigner,
  morning,
  origin,
  witnessed,
  witnessKeys,
} from './log-keys.ts';

test('every code has its words in both languages, and no two the same', () => {
  for (const texts of Object.values(ledgerMessages)) {
    expect(Object.values(texts).every((text) => /[。.]$/.test(text))).toBe(true);
    expect(new Set(Object.values(texts)).size).toBe(Object.keys(texts).length);
  }
  expect(Object.keys(ledgerMessages['zh-CN'])).toEqual(Object.keys(ledgerMessages.en));
});

test('a good receipt says what it proves, who saw it and what it does not prove', () => {
  const log = merkleLog();
  for (let i = 0; i < 3; i++) log.append(Uint8Array.of(i));
  const note = signCheckpoint({ origin, size: 3, root: log.root() }, [logSigner]);
  const answer = addCheckpoint(`old 0\n\n${note}`, {
    logs: [{ origin, keys: [logKey] }],
    heads: [],
    cosigners: cosigners.slice(0, 2),
    at: morning,
  });
  const lines = answer.answer === 'cosigned' ? answer.cosignatures : '';
  const joined = withCosignatures(note, lines, witnessKeys);
  const receipt = receiptFor(log, 1, joined.ok ? joined.value : '');
  const proven = verifyReceipt(receipt, { ...witnessed(2), content: Uint8Array.of(1) });
  expect(proven.ok && receiptProves(proven.value, 'zh-CN')).toBe(
    '本回执证明：该记录是账本 town.example/ballots/2026-06 共 3 条中的第 2 条，由 town.example/ballots/2026-06 签名，并由 street.example、district.example 会签见证。它证明记录已入账且未被改动，不证明记录的内容属实。',
  );
  expect(proven.ok && receiptProves(proven.value, 'en')).toBe(
    'The receipt proves that this entry is number 2 of the 3 in the log town.example/ballots/2026-06, signed by town.example/ballots/2026-06, witnessed by street.example, district.example. It proves that the entry was recorded and not changed, not that what it says is true.',
  );
});

test('growth, issues and a witness’s answers have words', () => {
  const growth = { origin: 'town.example', from: 4, to: 9 };
  expect(growthProves(growth, 'zh-CN')).toBe(
    '账本 town.example 从 4 条增至 9 条，原有 4 条没有被删除或改动。',
  );
  expect(growthProves(growth, 'en')).toMatch(/none of the first 4 was removed or changed/);
  const failing = { code: 'ledger/failing-signature', line: 6, key: 'street.example' } as const;
  expect(ledgerIssueText(failing, 'zh-CN')).toMatch(/（第 6 行，密钥 street.example）$/);
  expect(ledgerIssueText(failing, 'en')).toMatch(/\(line 6, key street.example\)$/);
  const few = { code: 'ledger/too-few-witnesses', found: 1, wanted: 2 } as const;
  expect(ledgerIssueText(few, 'zh-CN')).toBe('会签的见证方不足。（已有 1，需要 2）');
  expect(ledgerIssueText({ code: 'ledger/no-signature' }, 'en')).toBe('There is no signature.');
  expect(witnessAnswerText('cosigned', 'zh-CN')).toBe('见证方已会签。');
  expect(witnessAnswerText('other-size', 'en')).toMatch(/another size/);
});
