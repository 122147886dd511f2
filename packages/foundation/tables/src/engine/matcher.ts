import { matches, type Plan } from '../plan.ts';
import type { TableInput } from '../table-input.ts';
import { boxesOf } from './boxes-of-table.ts';
import { rankReader } from './rank-reader.ts';
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
  const rules = Array.from(order, (index) => plan.ruleAt(index));
  return {
    shape: 'scan',
    first(input) {
      const met = plan.read(input);
      for (const rule of rules) if (matches(rule, met, input)) return rule.index;
      return -1;
    },
    all(input) {
      const met = plan.read(input);
      return rules.flatMap((rule) => (matches(rule, met, input) ? [rule.index] : []));
    },
  };
}

function indexed(plan: Plan, order: Int32Array): Matcher {
  const { boxes, spaces, open } = boxesOf(plan.table, order, plan.zone);
  const index = ruleIndex(boxes);
  const ranksOf = rankReader(spaces);
  /** Cells that name other inputs are read plainly. */
  const recheckOf = (input: TableInput) => {
    if (open.size === 0) return undefined;
    const met = plan.read(input);
    return (position: number) =>
      !open.has(position) || matches(plan.ruleAt(order[position] as number), met, input);
  };
  return {
    shape: index.shape,
    first(input) {
      const position = index.first(ranksOf(input), recheckOf(input));
      return position < 0 ? -1 : (order[position] as number);
    },
    all: (input) =>
      index.all(ranksOf(input), recheckOf(input)).map((position) => order[position] as number),
  };
}
