import { zone as zoneOf } from '@civigrid/calendar';
import type { JsonObject } from '@civigrid/kernel';
import type { Column } from '../column.ts';
import { fallbackOf, saidBy } from '../computed-outcome.ts';
import { inOrder } from '../select.ts';
import type { Rule, Table } from '../table.ts';
import { type Candidates, candidates } from '../verify/candidates.ts';
import { numberOf } from '../verify/proof.ts';
import { ruleBoxes } from '../verify/rule-boxes.ts';
import { outcomeKey, ruleKey } from '../verify/standing.ts';

/** The rules of two tables on common axes: those of the first by their indexes, then those of the second. */
export interface SideBySide {
  readonly tables: readonly [before: Table, after: Table];
  /** The first slot of the second table. */
  readonly middle: number;
  readonly index: Candidates;
  /** Equal numbers for equal outcomes. */
  readonly outcomes: Int32Array;
  /** What each table says where no rule matches. */
  readonly fallbacks: readonly (number | undefined)[];
  /** Which rule goes before which of its own table: the lower first. */
  readonly strengths: Int32Array;
  /** 1 where a rule has no like in the other table that stands alike among the others. */
  readonly differs: Uint8Array;
  /** Whether equal rules give equal answers in both tables. */
  readonly isAlike: boolean;
}

export function sideBySide(before: Table, after: Table, columns: readonly Column[]): SideBySide {
  const rules = [...before.rules, ...after.rules];
  const middle = before.rules.length;
  const zone = zoneOf(before.zone ?? 'Asia/Shanghai');
  const realms = columns.map(() => ({ optional: true }));
  const boxes = ruleBoxes({ inputs: columns }, realms, rules, zone);
  const numbers = new Map<string, number>();
  const outcomes = Int32Array.from(rules, (rule, slot) =>
    numberOf(numbers, saidKey(slot < middle ? before : after, rule)),
  );
  const fallbacks = [before, after].map((table) => {
    const fallback = fallbackOf(table);
    return fallback && numberOf(numbers, outcomeKey(fallback.outcome));
  });
  const orders = [before, after].map((table, at) => strongestFirst(table, at * middle));
  const strengths = new Int32Array(rules.length);
  for (const order of orders)
    order.forEach((slot, strength) => {
      strengths[slot] = strength;
    });
  const keys = rules.map((rule, slot) =>
    boxes.vague[slot] === 1
      ? JSON.stringify([rule.when, outcomes[slot]])
      : [...boxes.cells.map((row) => row[slot]), outcomes[slot]].join(),
  );
  const [first = [], second = []] = orders;
  const differs = new Uint8Array(rules.length).fill(1);
  const isAlike =
    before.hit === after.hit &&
    before.aggregate === after.aggregate &&
    fallbacks[0] === fallbacks[1];
  if (isAlike)
    for (const [a, b] of alike(first, second, keys, isOrderless(before))) {
      differs[a] = 0;
      differs[b] = 0;
    }
  const index = candidates(boxes, rules.keys());
  return {
    tables: [before, after],
    middle,
    index,
    outcomes,
    fallbacks,
    strengths,
    differs,
    isAlike,
  };
}

/** Whether the order of rules does not matter. */
function isOrderless({ hit }: Table): boolean {
  return hit === 'unique' || hit === 'any';
}

/** What a rule makes its table answer, as a key; what is computed has one of its own. */
function saidKey(table: Table, rule: Rule): string {
  if (!rule.compute) return outcomeKey(saidBy(table)(rule.then as JsonObject));
  const [only] = table.outputs;
  return `${only?.bare ? only.name : ''} ${ruleKey(rule)}`;
}

function strongestFirst(table: Table, from: number): readonly number[] {
  return inOrder(table, [...table.rules.keys()], {}).map((rule) => rule + from);
}

/** Pairs of equal rules: of those that come more than once the first with the first; in the same order if it counts. */
function alike(
  before: readonly number[],
  after: readonly number[],
  keys: readonly string[],
  orderless: boolean,
): readonly (readonly [number, number])[] {
  const waiting = new Map<string, number[]>();
  for (const slot of [...before].reverse()) {
    const key = keys[slot] ?? '';
    const slots = waiting.get(key);
    if (slots) slots.push(slot);
    else waiting.set(key, [slot]);
  }
  const places = new Map(before.map((slot, place) => [slot, place] as const));
  const pairs = after.flatMap((slot): readonly (readonly [number, number])[] => {
    const like = waiting.get(keys[slot] ?? '')?.pop();
    return like === undefined ? [] : [[like, slot]];
  });
  if (orderless) return pairs;
  const rising = longestRising(pairs.map(([slot]) => places.get(slot) ?? 0));
  return rising.map((at) => pairs[at] as readonly [number, number]);
}

/** The indexes of a longest rising row among numbers. */
function longestRising(numbers: readonly number[]): readonly number[] {
  /** The index that ends the best row of each length. */
  const ends: number[] = [];
  const previous = new Int32Array(numbers.length).fill(-1);
  numbers.forEach((number, at) => {
    let from = 0;
    let until = ends.length;
    while (from < until) {
      const middle = (from + until) >> 1;
      if ((numbers[ends[middle] as number] as number) < number) from = middle + 1;
      else until = middle;
    }
    previous[at] = ends[from - 1] ?? -1;
    ends[from] = at;
  });
  const row: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] as number) row.push(at);
  return row.reverse();
}
