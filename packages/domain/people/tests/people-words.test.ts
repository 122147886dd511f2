import { householdMessages, programmeMessages, volunteerMessages } from '@civigrid/people/messages';
import { expect, test } from 'vitest';

test.each([
  ['households', householdMessages],
  ['volunteers', volunteerMessages],
  ['programmes', programmeMessages],
])('every code of %s is worded in Chinese and in English, each by itself', (_part, messages) => {
  const words = Object.entries(messages);
  for (const [code, { 'zh-CN': chinese, en }] of words) {
    expect(code).toMatch(/^people\/[a-z-]+$/);
    expect(chinese).toMatch(/^[\p{Script=Han}\d“”，。：；（）、]+。$/u);
    expect(en).toMatch(/^[A-Z][A-Za-z\d ,;:'_-]*\.$/);
  }
  expect(new Set(words.map(([, { 'zh-CN': chinese }]) => chinese)).size).toBe(words.length);
});
