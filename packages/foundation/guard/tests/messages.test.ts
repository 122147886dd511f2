import { readJson } from '@civigrid/guard';
import { guardMessage, guardMessages } from '@civigrid/guard/messages';
import { expect, test } from 'vitest';

test('every code has a sentence in both languages', () => {
  const { 'zh-CN': chinese, en: english } = guardMessages;
  expect(Object.keys(chinese)).toEqual(Object.keys(english));
  for (const messages of [chinese, english])
    for (const message of Object.values(messages))
      expect(message({ code: 'guard/too-deep', limit: 64 }).length).toBeGreaterThan(5);
});

test('a clerk reads why a body was refused', () => {
  const result = readJson('{"a":[[]]}', { maxDepth: 2 });
  const [issue] = result.ok ? [] : result.issues;
  expect(issue && guardMessage(issue, 'zh-CN')).toBe('嵌套超过 2 层的上限。');
  expect(issue && guardMessage(issue, 'en')).toBe('This nests deeper than the limit of 2 levels.');
});
