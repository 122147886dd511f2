import type { Aggregate, HitPolicy } from '../hit-policy.ts';

/** Hit policies as DMN writes them. */
export const hitWords: Readonly<Record<HitPolicy, string>> = {
  unique: 'UNIQUE',
  first: 'FIRST',
  priority: 'PRIORITY',
  any: 'ANY',
  collect: 'COLLECT',
  ruleOrder: 'RULE ORDER',
  outputOrder: 'OUTPUT ORDER',
};

/** Aggregators as DMN writes them. */
export const aggregateWords: Readonly<Record<Aggregate, string>> = {
  sum: 'SUM',
  min: 'MIN',
  max: 'MAX',
  count: 'COUNT',
};

/** The key whose word it is. */
export function keyOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  word: string,
): Key | undefined {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word);
}
