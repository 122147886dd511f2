import type { MessageLanguage } from '../messages.ts';
import type { ExclusionCondition } from './exclusion.ts';
import type { CountName, RateName } from './figure-names.ts';
import type { Rate } from './figures.ts';
import type { CriterionResult } from './star-rating.ts';
import type { StatisticsCode, StatisticsWords } from './words.ts';
import { englishStatistics } from './words-en.ts';
import { chineseStatistics } from './words-zh.ts';

const words: Readonly<Record<MessageLanguage, StatisticsWords>> = {
  'zh-CN': chineseStatistics,
  en: englishStatistics,
};

/** Tells the name of a rate. */
export function tellRateName(rate: RateName, language: MessageLanguage): string {
  return words[language].rates[rate];
}

/** Tells the name of a count. */
export function tellCountName(count: CountName, language: MessageLanguage): string {
  return words[language].counts[count];
}

/** Tells a rate so that anybody can work it out again: `按期结案率 96.0%（96/100，剔除2）`. */
export function tellRate(
  name: RateName,
  { numerator, denominator, excluded, rate }: Rate,
  language: MessageLanguage,
): string {
  const isChinese = language === 'zh-CN';
  const share = rate === undefined ? '–' : `${(rate * 100).toFixed(1)}%`;
  const out = excluded === 0 ? '' : isChinese ? `，剔除${excluded}` : `, ${excluded} excluded`;
  const sum = `${numerator}/${denominator}${out}`;
  const title = tellRateName(name, language);
  return isChinese ? `${title} ${share}（${sum}）` : `${title} ${share} (${sum})`;
}

/** Tells what a condition of exclusion asks; the codes that it lists stay as they are. */
export function tellCondition(condition: ExclusionCondition, language: MessageLanguage): string {
  const title = words[language].conditions[condition.kind];
  const isChinese = language === 'zh-CN';
  const join = (list: readonly string[]) => list.join(isChinese ? '、' : ', ');
  const gap = isChinese ? '' : ' ';
  switch (condition.kind) {
    case 'category':
    case 'grid':
      return `${title}${gap}${join(condition.within)}`;
    case 'source':
    case 'tier':
      return `${title}${gap}${join(condition.is)}`;
    case 'severity':
      return `${title}${gap}${condition.atMost}`;
    case 'refused':
    case 'unsolved':
    case 'returned':
    case 'suspended':
      if (condition.is === undefined) return title;
      return isChinese ? `${title}（${join(condition.is)}）` : `${title} (${join(condition.is)})`;
    case 'forced':
    case 'mediated':
    case 'outsidePowers':
      return title;
  }
}

/** Tells how a criterion of stars came out. */
export function tellOutcome(
  outcome: CriterionResult['outcome'],
  language: MessageLanguage,
): string {
  return words[language].outcomes[outcome];
}

/** Tells a code of statistics, ratings or what-if. */
export function tellStatisticsCode(code: StatisticsCode, language: MessageLanguage): string {
  return words[language].codes[code];
}
