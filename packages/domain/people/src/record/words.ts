import type { RecordErrorCode } from './record-error.ts';

/** What people read for the codes that households, volunteers and programmes share. */
export const recordWords: Readonly<
  Record<RecordErrorCode, Readonly<Record<'zh-CN' | 'en', string>>>
> = {
  'people/invalid-instant': { 'zh-CN': '时间无效。', en: 'The time is not valid.' },
  'people/future-instant': {
    'zh-CN': '登记的时间尚未到来。',
    en: 'The time that was entered is still to come.',
  },
  'people/past-instant': {
    'zh-CN': '该时间须晚于登记时间。',
    en: 'This time must lie after the entry.',
  },
  'people/unknown-command': { 'zh-CN': '没有这样的操作。', en: 'There is no such action.' },
  'people/not-a-code': {
    'zh-CN': '此处只能填写编码（字母、数字和符号）；涉及个人的文字请写入密封部分。',
    en: 'Only a code of letters, digits and signs goes here; words about persons are sealed.',
  },
  'people/not-a-title': { 'zh-CN': '名称应为1至80个字。', en: 'A title has 1 to 80 characters.' },
  'people/not-a-count': {
    'zh-CN': '此处应为规定范围内的整数。',
    en: 'A whole number within its bounds goes here.',
  },
  'people/personal-twice': {
    'zh-CN': '同一人同一用途的信息填写了两次。',
    en: 'What is kept about one person for one purpose was given twice.',
  },
  'people/foreign-part': {
    'zh-CN': '信息所属的人与本次操作无关。',
    en: 'The entry has nothing to do with the person whom a part is about.',
  },
  'people/unknown-purpose': {
    'zh-CN': '此处不收集该用途的个人信息。',
    en: 'Nothing personal is kept here for that purpose.',
  },
  'people/broken-evidence': {
    'zh-CN': '佐证材料缺少有效的引用、摘要或类型。',
    en: 'A proof lacks a valid reference, hash or type.',
  },
};
