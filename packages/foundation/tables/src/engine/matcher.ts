import { matches, type Plan } from '../plan.ts';
import type { TableInput } from '../table-input.ts';
import { reordered } from './boxes.ts';
import { ruleIndex } from './rule-index.ts';

/** How the rules of a table are found (查找方式): one by one, by masks side by side, or told apart by columns first. */
export type MatcherShape = 'scan' | 'bitsets' | 'hashing';

/** Finds the rules of a table that an input satisfies, in the order in which they count. */
export interface Matcher {
  readonly shape: MatcherShape;
  /** The first rule, by its index in the table; -1 where none matches. */
  first(input: TableInput): number;
  /** All rules, in that order. */
  all(input: TableInput): readonly number[];
}

/** So few rules are read one by one. */
const scanned = 6;

/** The matcher of a table whose rules count in the order given by their indexes. */
export function matcherOf(plan: Plan, order: Int32Array): Matcher {
  return order.length <= scanned ? scan(plan, order) : indexed(plan, order);
}

function scan(plan: Plan, order: Int32Array): Matcher {
  return {
    shape: 'scan',
    first(input) {
      const ranks = plan.ranksOf(input);
      for (const rule of order) if (matches(plan, rule, ranks, input)) return rule;
      return -1;
    },
    all(input) {
      const ranks = plan.ranksOf(input);
      return Array.from(order).filter((rule) => matches(plan, rule, ranks, input));
    },
  };
}

function indexed(plan: Plan, order: Int32Array): Matcher {
  const { boxes, open } = plan;
  const index = ruleIndex(reordered(boxes, order));
  /** Cells that name other inputs are read plainly. */
  const recheckOf = (ranks: Int32Array, input: TableInput) =>
    open.size === 0
      ? undefined
      : (position: number) => {
          const rule = order[position] as number;
          return !open.has(rule) || matches(plan, rule, ranks, input);
        };
  return {
    shape: index.shape,
    first(input) {
      const ranks = plan.ranksOf(input);
      const position = index.first(ranks, recheckOf(ranks, input));
      return position < 0 ? -1 : (order[position] as number);
    },
    all(input) {
      const ranks = plan.ranksOf(input);
      return index.all(ranks, recheckOf(ranks, input)).map((position) => order[position] as number);
    },
  };
}
