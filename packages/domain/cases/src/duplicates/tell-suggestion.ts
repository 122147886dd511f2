import type { MessageLanguage } from '../messages.ts';
import type { DuplicateErrorCode } from './duplicate-error.ts';
import type { DuplicateSuggestion, ScorePart } from './duplicate-suggestion.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Words {
  readonly part: (part: ScorePart) => string;
  readonly whole: (score: string, parts: string, closed: boolean) => string;
  readonly between: string;
  readonly refusals: Readonly<Record<DuplicateErrorCode, string>>;
}

const hundredths = (share: number) => `${Math.round(share * 100)}`;

/** A time in the largest unit of which it has at least two, or in minutes. */
function apart(ms: number, units: readonly [string, string, string]): string {
  if (ms >= 2 * day) return `${Math.round(ms / day)}${units[0]}`;
  if (ms >= 2 * hour) return `${Math.round(ms / hour)}${units[1]}`;
  return `${Math.round(ms / minute)}${units[2]}`;
}

const chinese: Words = {
  part: (part) => {
    const points = `（${hundredths(part.adds)}/${hundredths(part.of)}分）`;
    switch (part.ground) {
      case 'category':
        return `${part.kinship === 'same' ? '小类相同' : '同一大类'}${points}`;
      case 'distance':
        return `相距${part.metres}米${points}`;
      case 'time':
        return `相隔${apart(part.apartMs, ['天', '小时', '分钟'])}${points}`;
      case 'words':
        return `文字相似${hundredths(part.likeness)}%${points}`;
    }
  },
  whole: (score, parts, closed) =>
    `疑似重复${closed ? '（原案已结，可考虑重办）' : ''}，${score}分：${parts}`,
  between: '、',
  refusals: {
    'cases/invalid-duplicate-policy':
      '重复件规则有误：半径、时间、权重须为不小于0的数，分数须在0到1之间。',
  },
};

const english: Words = {
  part: (part) => {
    const points = ` (${hundredths(part.adds)} of ${hundredths(part.of)} points)`;
    switch (part.ground) {
      case 'category':
        return `${part.kinship === 'same' ? 'the same category' : 'a sibling category'}${points}`;
      case 'distance':
        return `${part.metres} m apart${points}`;
      case 'time':
        return `${apart(part.apartMs, [' days', ' hours', ' min'])} between them${points}`;
      case 'words':
        return `words alike by ${hundredths(part.likeness)} %${points}`;
    }
  },
  whole: (score, parts, closed) =>
    `Perhaps the same matter${closed ? ' (closed: it may be reopened)' : ''}, ${score} points: ${parts}`,
  between: ', ',
  refusals: {
    'cases/invalid-duplicate-policy':
      'The rules for duplicates cannot be meant: radii, times and weights are not below 0, scores lie from 0 to 1.',
  },
};

const words: Readonly<Record<MessageLanguage, Words>> = { 'zh-CN': chinese, en: english };

/** Tells why a case may be the same matter as a report, in points of a hundred; no place is in it. */
export function tellSuggestion(
  { score, parts, closed }: DuplicateSuggestion,
  language: MessageLanguage,
): string {
  const { part, whole, between } = words[language];
  return whole(hundredths(score), parts.map(part).join(between), closed);
}

/** Tells why rules for duplicates were refused. */
export function tellDuplicateRefusal(code: DuplicateErrorCode, language: MessageLanguage): string {
  return words[language].refusals[code];
}
