import { calendarUnits, isBudget, isCalendarUnit } from '@civigrid/calendar';
import { budgetText, calendarMessages, dayKindMessages } from '@civigrid/calendar/messages';
import { expect, test } from 'vitest';

test('a limit has a known unit and a value of at least nothing, whole in working days', () => {
  for (const unit of calendarUnits) {
    expect(isCalendarUnit(unit)).toBe(true);
    expect(isBudget({ value: 4, unit })).toBe(true);
    expect(isBudget({ value: 0.5, unit })).toBe(unit !== 'workDay');
    expect(isBudget({ value: -1, unit })).toBe(false);
    expect(isBudget({ value: '4', unit })).toBe(false);
  }
  for (const wrong of [null, 4, {}, { value: 4 }, { value: 4, unit: 'constructor' }])
    expect(isBudget(wrong)).toBe(false);
});

test('limits and codes have words in both languages', () => {
  expect(budgetText({ value: 4, unit: 'workHour' }, 'zh-CN')).toBe('4 工作时');
  expect(budgetText({ value: 1, unit: 'workDay' }, 'en')).toBe('1 working day');
  expect(budgetText({ value: 15, unit: 'workDay' }, 'en')).toBe('15 working days');
  const words = (language: 'zh-CN' | 'en') =>
    Object.entries({ ...calendarMessages[language], ...dayKindMessages[language] });
  expect(words('zh-CN').map(([key]) => key)).toEqual(words('en').map(([key]) => key));
  for (const [, text] of words('zh-CN')) expect(text).toMatch(/\p{Script=Han}/u);
  for (const [, text] of words('en')) expect(text).not.toMatch(/\p{Script=Han}/u);
});
