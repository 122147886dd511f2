import type { Column } from '../column.ts';
import { matcherOf } from '../engine/matcher.ts';
import { planOf } from '../plan.ts';
import type { Rule, Table } from '../table.ts';
import type { TableInput } from '../table-input.ts';
import type { SideBySide } from './side-by-side.ts';

/**
 * Tells inputs that two tables may answer differently from those that they surely answer alike, by asking the rules of
 * both at once. Undefined where so much differs that nothing is won.
 */
export function mayChange(
  sides: SideBySide,
  columns: readonly Column[],
): ((input: TableInput) => boolean) | undefined {
  const { tables, middle, differs, isAlike } = sides;
  const [before, after] = tables;
  const differing = differs.reduce((sum, one) => sum + one, 0);
  if (!isAlike || differing > middle / 4) return undefined;
  const isOrdered = before.hit === 'first' || before.hit === 'priority';
  const slots = isOrdered ? merged(sides) : [...differs.keys()].filter((slot) => differs[slot]);
  const rules = slots.map((slot) => before.rules[slot] ?? after.rules[slot - middle]) as Rule[];
  const table: Table = { ...before, inputs: columns, rules };
  const matcher = matcherOf(planOf(table), Int32Array.from(slots.keys()));
  return (input) => {
    const first = matcher.first(input);
    return first >= 0 && differs[slots[first] as number] === 1;
  };
}

/**
 * The rules of both tables by strength, those that have their like once: where such a one is the first that matches, it
 * is the first in both tables.
 */
function merged({ strengths, middle, differs }: SideBySide): readonly number[] {
  const byStrength = (from: number, until: number): readonly number[] => {
    const order = new Array<number>(until - from);
    for (let slot = from; slot < until; slot++) order[strengths[slot] as number] = slot;
    return order;
  };
  const order: number[] = [];
  const others = byStrength(middle, differs.length).values();
  const untilAlike = (): void => {
    for (let next = others.next(); !next.done && differs[next.value]; next = others.next())
      order.push(next.value);
  };
  for (const slot of byStrength(0, middle)) {
    if (!differs[slot]) untilAlike();
    order.push(slot);
  }
  untilAlike();
  return order;
}
