import { categories } from './clerk-table.ts';

/** One report as it came in. */
export type Report = Readonly<{ category: string; severity: number; at: number }>;

/** A synthetic autumn of reports, the same in every run. */
export function reports(count: number): readonly Report[] {
  let state = 20_261_101;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const from = Date.parse('2026-09-01T00:00+08:00');
  return Array.from({ length: count }, () => ({
    category: categories[random(categories.length)] ?? '',
    severity: 1 + random(5),
    at: from + random(60 * 1440) * 60_000,
  }));
}
