import { duplicateIndex, wordsLikeness } from '@civigrid/cases/duplicates';
import { caseId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monday9 } from './town.ts';

const phrases = [
  '井盖',
  '破了',
  '三号楼',
  '漏水',
  '𠮷',
  'Water',
  ' leak',
  '12',
  '３号',
  'ｗater',
  '，',
  '😀',
];
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...phrases)).map((list) => list.join('')),
);

describe('how alike two texts are', () => {
  test('is the same both ways, from 0 to 1, and 1 for a text and itself', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const likeness = wordsLikeness(one, other);
        expect(wordsLikeness(other, one)).toBe(likeness);
        if (likeness !== undefined) expect(likeness >= 0 && likeness <= 1).toBe(true);
        expect([1, undefined]).toContain(wordsLikeness(one, one));
      }),
    );
  });

  test('does not depend on case, width or signs', () => {
    expect(wordsLikeness('Ａ座１２楼漏水！', 'a座12楼，漏水')).toBeLessThan(1);
    expect(wordsLikeness('Ａ座１２楼漏水！', ' a座12楼漏水。')).toBe(1);
  });

  test('is undefined where one of them has no words', () => {
    expect(wordsLikeness('', '漏水')).toBeUndefined();
    expect(wordsLikeness('漏水', '！？… 😀')).toBeUndefined();
  });

  test('counts neighbouring characters, threes of letters, and numbers as a whole', () => {
    // Of 井盖, 盖破 and 破了 two are shared with 井盖 and 盖破.
    expect(wordsLikeness('井盖破了', '井盖破')).toBeCloseTo(2 / Math.sqrt(6), 12);
    // ^le lea eak ak^ beside ^le lea eak aks ks^.
    expect(wordsLikeness('leak', 'leaks')).toBeCloseTo(3 / Math.sqrt(20), 12);
    expect(wordsLikeness('1203', '1204')).toBe(0);
    expect(wordsLikeness('𠮷', '𠮷')).toBe(1);
  });

  test('looks at the first 2,000 characters and 256 pieces, however long a text is', () => {
    const long = Array.from({ length: 100_000 }, (_, i) =>
      String.fromCharCode(0x4e00 + (i % 20_000)),
    );
    expect(wordsLikeness(long.join(''), long.slice(0, 257).join(''))).toBe(1);
    expect(wordsLikeness(`${'。'.repeat(2000)}漏水`, '漏水')).toBeUndefined();
  });
});

test('what everybody says weighs less than what few say', () => {
  const index = duplicateIndex();
  const report = { category: 'a.b', point: [113.57, 22.27] as const, at: monday9 };
  for (let i = 0; i < 30; i++)
    index.put({ ...report, category: 'c.d', case: caseId(`other-${i}`), words: '请处理' });
  index.put({ ...report, case: caseId('common'), words: '请处理 路灯不亮' });
  index.put({ ...report, case: caseId('rare'), words: '快来人 护栏倒了' });
  const found = index.suggest({ ...report, words: '请处理 护栏倒了' });
  const likeness = new Map(
    found.map(({ case: id, parts }) => [
      id,
      parts.flatMap((part) => (part.ground === 'words' ? [part.likeness] : []))[0] ?? 0,
    ]),
  );
  expect(likeness.get(caseId('rare'))).toBeGreaterThan(0.6);
  expect(likeness.get(caseId('common'))).toBeLessThan(0.2);
});
