import { isWithin } from '../statistics/code-paths.ts';
import type { ReplayedLimits } from './routed-by.ts';

/** Limits of a category, with all below it; the longest code that holds a case counts before what the table says. */
export interface CategoryLimits extends ReplayedLimits {
  readonly category: string;
}

/** The limits of a category, looked up once. */
export function limitsBy(
  list: readonly CategoryLimits[] = [],
): (category: string) => ReplayedLimits | undefined {
  if (list.length === 0) return () => undefined;
  const longest = list.toSorted((a, b) => b.category.length - a.category.length);
  const known = new Map<string, ReplayedLimits | undefined>();
  return (category) => {
    if (known.has(category)) return known.get(category);
    const found = longest.find((each) => isWithin(category, each.category));
    known.set(category, found);
    return found;
  };
}
