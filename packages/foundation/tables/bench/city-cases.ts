import type { TableInput } from '@civigrid/tables';
import { categories, grids, sources } from './city.ts';
import { type Random, randomFrom } from './random.ts';

/** 2026-01-05T00:00 in Beijing, a Monday. */
const monday = Date.UTC(2026, 0, 4, 16);
const weekMs = 7 * 86_400_000;

/** One case as JSON: its codes are leaves; of a hundred values one is null and one is not there. */
function caseText(random: Random): string {
  const values: readonly (readonly [string, string | number | boolean])[] = [
    ['category', random.pick(categories.leaves)],
    ['grid', random.pick(grids.leaves)],
    ['source', random.pick(sources)],
    ['severity', random.below(5) + 1],
    ['amount', random.below(10_000_001) / 100],
    ['protected', random.chance(0.1)],
    ['at', monday + random.below(52) * weekMs + random.below(weekMs)],
  ];
  const given = values.filter(() => !random.chance(0.01));
  return JSON.stringify(
    Object.fromEntries(given.map(([name, value]) => [name, random.chance(0.01) ? null : value])),
  );
}

/** Cases as they come in: texts out of a queue or a file. */
export function cityCaseTexts(count: number, seed = 2): readonly string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => caseText(random));
}

/** Reads cases; none of their texts is one of the table's, or another case's, in memory. */
export function readCases(texts: readonly string[]): readonly TableInput[] {
  return texts.map((text) => JSON.parse(text) as TableInput);
}
