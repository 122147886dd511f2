import { recordWords } from '../record/words.ts';
import type { ProgrammeErrorCode } from './programme-error.ts';

/** What people read for each code of programmes and themed grids (提示语). */
export const programmeMessages: Readonly<
  Record<ProgrammeErrorCode, Readonly<Record<'zh-CN' | 'en', string>>>
> = {
  ...recordWords,
  'people/programme-exists': {
    'zh-CN': '该项目已立项。',
    en: 'The programme was launched already.',
  },
  'people/programme-unknown': { 'zh-CN': '没有这个项目。', en: 'There is no such programme.' },
  'people/programme-ended': { 'zh-CN': '该项目已结项。', en: 'The programme has ended.' },
  'people/programme-reversed': {
    'zh-CN': '项目的结束时间须晚于开始时间。',
    en: 'A programme ends after it begins.',
  },
  'people/measure-twice': {
    'zh-CN': '同一项指标出现了两次。',
    en: 'One measure stands there twice.',
  },
  'people/measure-unknown': {
    'zh-CN': '项目没有这项指标。',
    en: 'The programme has no such measure.',
  },
  'people/activity-exists': {
    'zh-CN': '该活动编号已使用。',
    en: 'The code of this activity has been used.',
  },
  'people/activity-unknown': { 'zh-CN': '没有这项活动。', en: 'There is no such activity.' },
  'people/activity-reversed': {
    'zh-CN': '活动的结束时间须晚于开始时间。',
    en: 'An activity ends after it begins.',
  },
  'people/outcome-exists': {
    'zh-CN': '该成效编号已登记。',
    en: 'This outcome was recorded already.',
  },
  'people/outcome-unknown': { 'zh-CN': '没有这项成效。', en: 'There is no such outcome.' },
  'people/evidence-missing': { 'zh-CN': '请附上佐证材料。', en: 'A proof is wanted.' },
  'people/no-budget': { 'zh-CN': '该项目没有预算。', en: 'The programme has no budget.' },
  'people/budget-exceeded': { 'zh-CN': '预算余额不足。', en: 'The budget does not suffice.' },
  'people/spending-exists': {
    'zh-CN': '该支出编号已登记。',
    en: 'This spending was booked already.',
  },
  'people/spending-unknown': { 'zh-CN': '没有这笔支出。', en: 'There is no such spending.' },
  'people/correction-too-large': {
    'zh-CN': '更正数超过原有数。',
    en: 'The correction is larger than what there was.',
  },
  'people/theme-reversed': {
    'zh-CN': '主题的结束时间须晚于开始时间，且不晚于原定时间。',
    en: 'A theme ends after it begins, and no later than was said.',
  },
  'people/theme-overlaps': {
    'zh-CN': '该网格此时已有一个主题。',
    en: 'The cell has a theme at that time.',
  },
  'people/theme-exists': { 'zh-CN': '该主题已申报。', en: 'The theme was declared already.' },
  'people/theme-unknown': { 'zh-CN': '该网格没有这个主题。', en: 'The cell has no such theme.' },
  'people/programme-linked': {
    'zh-CN': '该项目已属于这个主题。',
    en: 'The programme belongs to the theme already.',
  },
  'people/other-grid': {
    'zh-CN': '该记录属于另一网格。',
    en: 'This record belongs to another cell.',
  },
};
