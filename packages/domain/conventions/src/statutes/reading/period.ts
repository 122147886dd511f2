import { numeral, numeralValue } from './numeral.ts';
import type { ReadCount, ReadPeriod } from './reading.ts';

const units: ReadonlyMap<string, ReadPeriod['unit']> = new Map([
  ['小时', 'hours'],
  ['日', 'days'],
  ['天', 'days'],
  ['工作日', 'work-days'],
  ['个工作日', 'work-days'],
  ['月', 'months'],
  ['个月', 'months'],
  ['年', 'years'],
]);

type Bound = Pick<ReadPeriod, 'bound' | 'strict'>;

const words = (
  bound: Bound['bound'],
  strict: boolean,
  ...list: readonly string[]
): readonly (readonly [string, Bound])[] => list.map((word) => [word, { bound, strict }]);

const bounds: ReadonlyMap<string, Bound> = new Map([
  ...words('least', false, '不得少于', '不少于', '不得低于', '不低于', '至少', '以上'),
  ...words('least', true, '超过'),
  ...words('most', false, '不得超过', '不超过', '不得多于', '不多于', '至多', '最多'),
  ...words('most', false, '以下', '内', '以内'),
  ...words('before', false, '提前', '前', '以前'),
  ...words('after', false, '后', '以后'),
  ...words('exact', false, '为'),
]);

const lead = '不得少于|不少于|不得低于|不低于|不得超过|不超过|不得多于|不多于|至少|至多|最多|超过';
const period = new RegExp(
  `(${lead}|提前|为)?(${numeral})(小时|日|天|个?工作日|个?月|年)((?:以)?(?:内|前|后)|以上|以下)?`,
  'g',
);
const count = new RegExp(
  `(${lead})?(${numeral})(?:(?:至|到)(${numeral}))?(人|名|户)(以上|以下)?`,
  'g',
);
const ratio = new RegExp(
  `每(${numeral})户?(?:至|到)(${numeral})户(?:推选|选举|产生)?(${numeral})(?:人|名)`,
  'g',
);

/** Every period in a text that something compares (期间); a date is none, nor is a bare number of days. */
export function periodsOf(text: string): readonly ReadPeriod[] {
  return Array.from(text.matchAll(period)).flatMap((match): readonly ReadPeriod[] => {
    const [phrase, first, number = '', sign = '', last] = match;
    const at = match.index;
    const bound = bounds.get(last ?? '') ?? bounds.get(first ?? '');
    const unit = units.get(sign);
    const length = numeralValue(number);
    if (bound === undefined || unit === undefined || length === undefined) return [];
    // 2026年1月1日前 is a day, 第三日 an ordinal.
    if (first === undefined && /[年月第]$/.test(text.slice(0, at).slice(-1))) return [];
    if (unit === 'years' && length > 1000) return [];
    return [{ length, unit, ...bound, phrase, at }];
  });
}

/** Every number of persons or households that something compares (人数、户数). */
export function countsOf(text: string): readonly ReadCount[] {
  const ratios = Array.from(text.matchAll(ratio)).flatMap((match): readonly ReadCount[] => {
    const [phrase, from = '', to = '', each = ''] = match;
    const [atLeast, atMost, persons] = [from, to, each].map(numeralValue);
    return atLeast === undefined || atMost === undefined || persons === undefined
      ? []
      : [{ unit: 'households', atLeast, atMost, persons, phrase, at: match.index }];
  });
  const counts = Array.from(text.matchAll(count)).flatMap((match): readonly ReadCount[] => {
    const [phrase, first, from = '', to, sign, last] = match;
    const at = match.index;
    if (ratios.some((one) => at >= one.at && at < one.at + one.phrase.length)) return [];
    const low = numeralValue(from);
    const high = to === undefined ? low : numeralValue(to);
    if (low === undefined || high === undefined) return [];
    const unit = sign === '户' ? 'households' : 'persons';
    const bound = bounds.get(last ?? '') ?? bounds.get(first ?? '');
    if (to !== undefined) return [{ unit, atLeast: low, atMost: high, phrase, at }];
    if (bound === undefined) return [];
    const number = bound.strict ? low + 1 : low;
    return [
      bound.bound === 'most'
        ? { unit, atMost: number, phrase, at }
        : { unit, atLeast: number, phrase, at },
    ];
  });
  return [...ratios, ...counts].sort((a, b) => a.at - b.at);
}
