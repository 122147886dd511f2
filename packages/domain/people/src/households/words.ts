import { recordWords } from '../record/words.ts';
import type { HouseholdErrorCode } from './household-error.ts';

/** What people read for each code of households, the care list and visits (提示语). */
export const householdMessages: Readonly<
  Record<HouseholdErrorCode, Readonly<Record<'zh-CN' | 'en', string>>>
> = {
  ...recordWords,
  'people/household-exists': {
    'zh-CN': '该户已登记。',
    en: 'The household was registered already.',
  },
  'people/household-unknown': { 'zh-CN': '该户尚未登记。', en: 'The household is not registered.' },
  'people/household-closed': { 'zh-CN': '该户已注销。', en: 'The household was closed.' },
  'people/address-missing': {
    'zh-CN': '登记住户须填写地址（密封保存）。',
    en: 'A household is registered with its address, which is sealed.',
  },
  'people/same-grid': {
    'zh-CN': '该户已在此网格，地址也没有变化。',
    en: 'The household lies in this cell already, and its address has not changed.',
  },
  'people/already-member': {
    'zh-CN': '此人已是该户成员。',
    en: 'The person belongs to the household already.',
  },
  'people/not-a-member': {
    'zh-CN': '此人不是该户成员。',
    en: 'The person does not belong to the household.',
  },
  'people/members-remain': {
    'zh-CN': '该户还有成员，不能注销。',
    en: 'The household still has members and cannot be closed.',
  },
  'people/nothing-told': { 'zh-CN': '没有填写任何变更。', en: 'Nothing new was told.' },
  'people/environment-unknown': {
    'zh-CN': '没有登记过这项环境信息。',
    en: 'This fact of the flat was never noted.',
  },
  'people/nothing-confirmed': {
    'zh-CN': '请选择已核实的部分：地址、人员或环境。',
    en: 'Say what was checked: address, persons or environment.',
  },
  'people/already-listed': {
    'zh-CN': '此人已在关爱名单中。',
    en: 'The person is on the care list already.',
  },
  'people/not-listed': {
    'zh-CN': '此人不在关爱名单中。',
    en: 'The person is not on the care list.',
  },
  'people/other-person': {
    'zh-CN': '该记录属于另一人。',
    en: 'This record belongs to another person.',
  },
  'people/reason-missing': {
    'zh-CN': '纳入关爱名单须填写原因（密封保存）。',
    en: 'An entry on the care list has a reason, which is sealed.',
  },
  'people/review-after-end': {
    'zh-CN': '复核日期不得晚于到期日期。',
    en: 'An entry is reviewed before it lapses.',
  },
  'people/visit-recorded': {
    'zh-CN': '这次走访已登记。',
    en: 'This visit was recorded already.',
  },
  'people/outcomes-contradict': {
    'zh-CN': '走访结果矛盾：须为“已走访”或“未遇”之一，未遇时不能办结帮扶事项。',
    en: 'The outcomes contradict: a visit is either done or met nobody, and only a done one settles help.',
  },
  'people/help-open': {
    'zh-CN': '这项帮扶已登记，尚未办结。',
    en: 'This help was promised already and is still open.',
  },
  'people/unknown-help': {
    'zh-CN': '没有这项待办帮扶。',
    en: 'No such help is waiting to be given.',
  },
  'people/unknown-level': {
    'zh-CN': '本地没有这个关爱等级的走访频次。',
    en: 'The town has no rhythm of visits for this care level.',
  },
  'people/invalid-rhythm': {
    'zh-CN': '走访频次无效：天数应为整数，并至少有一种走访。',
    en: 'The rhythm is not valid: whole days and at least one kind of visit.',
  },
};
