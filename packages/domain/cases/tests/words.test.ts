import { limitWords, requestWords, taskWords } from '@civigrid/cases/messages';
import { describe, expect, test } from 'vitest';

/** Every sentence with the way to it. */
function sentences(words: object, path = ''): readonly (readonly [path: string, text: string])[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}/${key}`, value] as const]
      : sentences(value as object, `${path}/${key}`),
  );
}

describe.each([
  ['tasks', taskWords],
  ['service requests', requestWords],
  ['limits', limitWords],
])('the words of %s', (_, words) => {
  test('are the same in both languages, and each speaks its own', () => {
    const chinese = sentences(words['zh-CN']);
    const english = sentences(words.en);
    expect(english.map(([path]) => path).sort()).toEqual(chinese.map(([path]) => path).sort());
    for (const [path, text] of chinese)
      expect(text, path).toMatch(/^[\p{Script=Han}，。：“”、-]+$/u);
    for (const [path, text] of english) expect(text, path).toMatch(/^[\p{Script=Latin} ,.:;’-]+$/u);
  });

  test('tell what differs differently', () => {
    for (const language of ['zh-CN', 'en'] as const)
      for (const [group, list] of Object.entries(words[language])) {
        const told = Object.values(list as Record<string, string>);
        expect(new Set(told).size, `${language} ${group}`).toBe(told.length);
      }
  });
});

test('the words of the field are those of the field', () => {
  expect(taskWords['zh-CN'].kinds).toEqual({
    visit: '入户走访',
    errand: '跑腿代办',
    care: '关爱探访',
    patrol: '巡查',
  });
  expect(requestWords['zh-CN'].facts['cases/missing-notified']).toBe('一次性告知');
  expect(requestWords.en.statuses.declined).toBe('not accepted');
  expect(limitWords['zh-CN'].clocks.sign).toBe('签收时限');
});
