import type { ReadingIssue, ReadingIssueCode } from '../statutes/reading/reading.ts';
import { statute } from '../statutes/statute.ts';
import type { TermsWarning, TermsWarningCode } from '../statutes/terms/vote-terms.ts';
import { cited, type Language, type Words } from './language.ts';

const warnings = {
  'conventions/silence-counted': {
    'zh-CN':
      '注意：未参加投票的业主将计入多数票。此做法与“参与表决”的要求是否相符存有疑问，表决结果可能被诉请撤销。',
    en: 'Warning: owners who do not vote are counted with the majority. Whether that agrees with 参与表决 is doubtful, and a court may be asked to annul the result.',
  },
  'conventions/proxies-unsaid': {
    'zh-CN': '所引条文没有说明可否委托投票，按不可委托处理。',
    en: 'No sentence quoted says whether one may vote for another: taken as not allowed.',
  },
  'conventions/shorter-notice': {
    'zh-CN': '地方规定允许较短的通知时间，按较长的通知时间处理。',
    en: 'A local rule allows a shorter notice: the longer holds.',
  },
  'conventions/days-uncertain': {
    'zh-CN': '下列条文的施行日期有待核实。',
    en: 'The days in force of these sentences are to be checked.',
  },
} as const satisfies Record<TermsWarningCode, Words>;

const issues = {
  'conventions/unreadable-text': {
    'zh-CN': '不是文字，或者文字过长。',
    en: 'Not a text, or too long a one.',
  },
  'conventions/unread-share': {
    'zh-CN': '比例没有写明“以上”“超过”等，或者前后矛盾。',
    en: 'A share without a word that compares, or with two that contradict each other.',
  },
  'conventions/unread-role': {
    'zh-CN': '看不出该比例是参加、同意还是提议的比例。',
    en: 'It cannot be seen what this share is for.',
  },
  'conventions/impossible-share': {
    'zh-CN': '没有这样的比例。',
    en: 'There is no such share.',
  },
} as const satisfies Record<ReadingIssueCode, Words>;

/** A warning about the terms of a vote in words (提示), with the sentences that it is about and the note of whoever collected them. */
export function tellTermsWarning(warning: TermsWarning, language: Language): string {
  const { code, statutes, note } = warning;
  const quoted = statutes.flatMap((id) => {
    const found = statute(id);
    return found === undefined ? [] : [cited(found, language)];
  });
  return [warnings[code][language], ...(note === undefined ? [] : [note]), ...quoted].join('\n');
}

/** What could not be read in a sentence, in words (读不出的文字), with the phrase. */
export function tellReadingIssue({ code, phrase }: ReadingIssue, language: Language): string {
  const words = issues[code][language];
  if (phrase === '') return words;
  return language === 'zh-CN' ? `“${phrase}”：${words}` : `“${phrase}”: ${words}`;
}
