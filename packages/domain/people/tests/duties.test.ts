import { fieldRoles } from '@civigrid/people';
import { checkDuties, type DutyChecklist, sampleDuties } from '@civigrid/people/duties';
import { peopleMessages } from '@civigrid/people/messages';
import { expect, test } from 'vitest';

test('the samples are in order, say that they are invented, and are for roles of the field', () => {
  expect(checkDuties(sampleDuties)).toEqual([]);
  for (const { invented, role, title } of sampleDuties) {
    expect(invented).toBe(true);
    expect(fieldRoles).toContain(role);
    expect(title['zh-CN']).toContain('示例');
  }
  expect(sampleDuties.find(({ id }) => id === 'knowledge')?.items).toHaveLength(3 + 3 + 6);
});

test('ids that are used twice, lists without items and missing words are found, with their place', () => {
  const words = { 'zh-CN': '巡查', en: 'patrols' };
  const list: DutyChecklist = {
    id: 'round',
    role: 'patroller',
    title: words,
    items: [
      { id: '__proto__', words },
      { id: '__proto__', words: { ...words, en: '' } },
    ],
  };
  const issues = checkDuties([list, { ...list, items: [] }]);
  expect(issues).toEqual([
    { code: 'people/duplicate-item', index: 0, checklist: 'round', item: 1 },
    { code: 'people/missing-words', index: 0, checklist: 'round', item: 1 },
    { code: 'people/duplicate-checklist', index: 1, checklist: 'round' },
    { code: 'people/empty-checklist', index: 1, checklist: 'round' },
  ]);
  for (const { code } of issues) expect(peopleMessages[code].en).not.toBe('');
});
