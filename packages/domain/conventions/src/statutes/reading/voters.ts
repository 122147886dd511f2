import type { Body } from '../threshold.ts';
import type { ReadThreshold } from './reading.ts';

/** Chinese puts the head of a phrase last: what it ends in says who they are. The first that fits holds. */
const heads: readonly (readonly [ending: RegExp, who: Body | 'owners'])[] = [
  [/小组(?:选举的)?代表$/, 'group-representatives'],
  [/户的?代表$|户$|家庭$/, 'households'],
  [/代表$/, 'representatives'],
  [/小组$/, 'groups'],
  [/组成人员$|成员$|委员$/, 'members'],
  [/选民$|(?:登记参加选举|有选举权).{0,20}(?:居民|村民)$/, 'voters'],
  [/居民$|村民$|周岁以上的人$/, 'adults'],
  [/业主$/, 'owners'],
];

/** Who stands in a phrase such as 全体十八周岁以上的居民、户的代表或者居民小组选举的代表的. */
export function whoStandsIn(phrase: string): ReadThreshold['who'] {
  const parts = phrase.split(/、|或者?|和/);
  return parts.flatMap((part) => {
    const end = part.slice(-60).replace(/[的，,]+$/, '');
    const [, who] = heads.find(([ending]) => ending.test(end)) ?? [];
    return who === undefined ? [] : [who];
  });
}
