import { numeral, numeralValue } from './numeral.ts';
import type { ReadItem, ReadThreshold } from './reading.ts';

const item = new RegExp(`(?:^|[\\n：；;])\\s?[（(](${numeral})[）)]([^；;。\\n]{1,200})`, 'g');
const reference = new RegExp(
  `第[（(]?(${numeral})[）)]?项(?:至第[（(]?(${numeral})[）)]?项)?`,
  'g',
);
const most = 100;

/** The items of a list of matters (项): （一）…；（二）…. */
export function itemsOf(text: string): readonly ReadItem[] {
  return Array.from(text.matchAll(item)).flatMap((match): readonly ReadItem[] => {
    const [whole, number = '', words = ''] = match;
    const value = numeralValue(number);
    return value === undefined
      ? []
      : [{ item: value, text: words, at: match.index + whole.length - words.length }];
  });
}

/** The matters that the words before a share name: items of a list, or all others (其他事项). */
export function mattersIn(before: string): ReadThreshold['matters'] {
  const listed = Array.from(before.matchAll(reference)).flatMap(([, from = '', to]) => {
    const first = numeralValue(from);
    const last = to === undefined ? first : numeralValue(to);
    if (first === undefined || last === undefined || last < first || last - first > most) return [];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  if (listed.length > 0) return listed;
  return /其他(?:事项|决定)/.test(before) ? 'others' : undefined;
}
