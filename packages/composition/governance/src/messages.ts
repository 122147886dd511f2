import { tellMatrixIssue } from '@civigrid/cases/messages';
import type { HealthRefusalCode } from './governance-error.ts';
import type { ResponsibilityIssue, ResponsibilityNote } from './responsibilities/reading.ts';

/** The languages of the words. */
export type MessageLanguage = 'zh-CN' | 'en';

type OwnIssue = Exclude<ResponsibilityIssue['code'], `cases/${string}`>;
type Words<Code extends string> = Readonly<Record<MessageLanguage, Readonly<Record<Code, string>>>>;

const issues: Words<OwnIssue> = {
  'zh-CN': {
    'governance/inner-backstop': '兜底岗位不在最上级网格，责任矩阵无法表示它最后才被问到。',
    'governance/unknown-year': '值班表依据工作日历，而日历没有这一年的数据。',
  },
  en: {
    'governance/inner-backstop':
      'The backstop has a post below the root; a matrix cannot say that it is asked last.',
    'governance/unknown-year':
      'The rota goes by the work calendar, which has no data for this year.',
  },
};

const notes: Words<ResponsibilityNote['code']> = {
  'zh-CN': {
    'governance/other-matters': '规则的其他条件不适用于所问事项，未列入',
    'governance/other-hours': '规则不在所问时段内，未列入',
    'governance/otherwise-unused': '规则表的默认结论不用于派遣，无规则时由兜底岗位牵头',
    'governance/post-elsewhere': '岗位不在本辖区网格内，未列入',
    'governance/unlike-outcomes':
      '规则与牵头相同的另一条规则结论不一；两条同时适用时规则表不作裁定，由兜底岗位牵头',
  },
  en: {
    'governance/other-matters':
      'Left out: other conditions of the rule do not hold for these matters',
    'governance/other-hours': 'Left out: the rule does not hold in these hours',
    'governance/otherwise-unused':
      'Not used for dispatch: where no rule matches, the backstop leads and not the default of the table',
    'governance/post-elsewhere': 'Left out: the post stands in no cell of the town',
    'governance/unlike-outcomes':
      'The rule and another of the same lead say different things; where both match, the table decides nothing and the backstop leads',
  },
};

const healthRefusals: Words<HealthRefusalCode> = {
  'zh-CN': {
    'governance/unknown-subject': '检测人未登记，未作处理。',
    'governance/no-basis': '没有处理健康信息的合法性基础，未作处理。',
    'governance/no-cell': '不知道应由哪个网格走访。',
    'governance/no-carer': '网格没有关爱员，也没有人代为走访。',
  },
  en: {
    'governance/unknown-subject': 'The town does not know who was measured; nothing was done.',
    'governance/no-basis': 'There is no legal basis for using it; nothing was done.',
    'governance/no-cell': 'It is not known in which cell to visit.',
    'governance/no-carer': 'The cell has no carer, and nobody answers in their place.',
  },
};

/** Tells why an abnormal reading led to no visit (未走访原因). */
export function tellHealthRefusal(code: HealthRefusalCode, language: MessageLanguage): string {
  return healthRefusals[language][code];
}

function isOwn(code: ResponsibilityIssue['code']): code is OwnIssue {
  return code.startsWith('governance/');
}

/** Tells why a town has no responsibility matrix (责任矩阵问题). */
export function tellResponsibilityIssue(
  { code, path, what }: ResponsibilityIssue,
  language: MessageLanguage,
): string {
  const said = isOwn(code) ? issues[language][code] : tellMatrixIssue(code, language);
  const about = what === undefined ? '' : language === 'en' ? ` (${what})` : `（${what}）`;
  return `${path.join('.')}: ${said}${about}`;
}

/** Tells what a responsibility matrix leaves out (责任矩阵说明). */
export function tellResponsibilityNote(
  { code, what, column }: ResponsibilityNote,
  language: MessageLanguage,
): string {
  const about = column === undefined ? what : `${what}, ${column}`;
  return language === 'en' ? `${notes.en[code]}: ${about}.` : `${notes['zh-CN'][code]}：${about}。`;
}
