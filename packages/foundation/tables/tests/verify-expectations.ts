import { compileTable, type Table, type Universe, type Verification } from '@civigrid/tables';
import { expect } from 'vitest';
import { isInRegion, outcomeText, pointsOf, rulesIn, type Value } from './verify-oracle.ts';

/** Whether a report says what trying every input of the pool says. */
export function expectSame(table: Table, universe: Universe, found: Verification): void {
  const points = pointsOf(table, universe);
  const { hit, rules } = table;
  for (const { values, mask } of points) {
    const inGap = found.gaps.some(({ where }) => isInRegion(table, where, values));
    if (inGap !== (mask === 0)) expect({ values, mask, inGap }).toBe('as the gaps say');
  }
  expect(found.complete).toBe(points.every(({ mask }) => mask !== 0));
  const unlike = (a: number, b: number) => outcomeText(rules[a]) !== outcomeText(rules[b]);
  const pairs = new Set<string>();
  const reached = new Set<number>();
  const needed = new Set<number>();
  for (const { mask } of points) {
    const matched = rulesIn(table, mask);
    const inOrder = [...matched].sort((a, b) => a - b);
    inOrder.forEach((a, i) => {
      for (const b of inOrder.slice(i + 1))
        if (hit === 'unique' || unlike(a, b)) pairs.add(`${a},${b}`);
    });
    const [winner, heir] = matched;
    if (hit === 'first' || hit === 'priority') {
      if (winner !== undefined) reached.add(winner);
      if (winner !== undefined && (heir === undefined || unlike(winner, heir))) needed.add(winner);
    } else
      for (const one of matched) {
        reached.add(one);
        if (hit !== 'any' || matched.every((other) => other === one || unlike(one, other)))
          needed.add(one);
      }
  }
  const told = (list: Verification['conflicts']) => list.map(({ rules: two }) => two.join()).sort();
  const isOrdered = hit === 'first' || hit === 'priority';
  const all = isOrdered || hit === 'unique' || hit === 'any' ? [...pairs].sort() : [];
  expect(told(found.conflicts)).toEqual(isOrdered ? [] : all);
  expect(told(found.overlaps)).toEqual(isOrdered ? all : []);
  const indexes = rules.map((_, i) => i);
  expect(found.unreachable.map(({ rule }) => rule)).toEqual(indexes.filter((i) => !reached.has(i)));
  expect(found.redundant.map(({ rule }) => rule)).toEqual(
    indexes.filter((i) => reached.has(i) && !needed.has(i)),
  );
  for (const { rules: two, where } of [...found.conflicts, ...found.overlaps])
    for (const { values, mask } of points) {
      const inBoth = two.every((one) => (mask & (1 << one)) !== 0);
      if (isInRegion(table, where, values) !== inBoth) expect({ values, two }).toBe('in both');
    }
}

/** Whether every witness is one, by the compiled table. */
export function expectWitnesses(table: Table, found: Verification): void {
  const compiled = compileTable(table as unknown);
  const valuesOf = (witness: object): readonly Value[] =>
    table.inputs.map(({ name }) => {
      expect(Object.hasOwn(witness, name)).toBe(true);
      return (witness as Record<string, Value>)[name] ?? null;
    });
  for (const { witness, where } of found.gaps) {
    expect(compiled.explain(witness).matched).toEqual([]);
    expect(isInRegion(table, where, valuesOf(witness))).toBe(true);
  }
  for (const { witness, rules, where } of [...found.conflicts, ...found.overlaps]) {
    expect(compiled.explain(witness).matched).toEqual(expect.arrayContaining([...rules]));
    expect(isInRegion(table, where, valuesOf(witness))).toBe(true);
    if (found.conflicts.length > 0) expect(() => compiled.decide(witness)).toThrow();
  }
  for (const { witness, rule, by } of found.unreachable) {
    const { matched, winner } = compiled.explain(witness);
    expect(matched).toContain(rule);
    if (by !== undefined) expect(winner).toBe(by);
  }
  for (const { witness, rule, by } of found.redundant) {
    expect(compiled.explain(witness).matched).toEqual(expect.arrayContaining([rule, by]));
    expect(outcomeText(table.rules[rule])).toBe(outcomeText(table.rules[by]));
    if (table.hit !== 'any') expect(compiled.explain(witness).winner).toBe(rule);
  }
}
