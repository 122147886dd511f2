import {
  compileTable,
  type Table,
  type Universe,
  type Verification,
  verifyTable,
} from '@civigrid/tables';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyNames, tables } from './random-tables.ts';
import {
  columnNames,
  isInRegion,
  narrowed,
  outcomeText,
  pointsOf,
  rulesIn,
  universes,
  type Value,
} from './verify-oracle.ts';

const timeout = 120_000;

describe.each(policyNames)('$name', ({ hit, aggregate }) => {
  const cases = fc
    .tuple(tables(hit, aggregate), columnNames)
    .map(([table, names]) => narrowed(table, names))
    .chain((table) => fc.tuple(fc.constant(table), universes(table)));

  test(
    'finds exactly what trying every input finds, and every witness is one',
    () => {
      const seen = { gaps: 0, complete: 0, unreachable: 0, redundant: 0, pairs: 0 };
      fc.assert(
        fc.property(cases, ([table, universe]) => {
          const found = verifyTable(table, universe);
          expect(found).toMatchObject({ undecided: [], more: [] });
          expectSame(table, universe, found);
          expectWitnesses(table, found);
          seen.gaps += found.gaps.length;
          seen.complete += found.complete ? 1 : 0;
          seen.unreachable += found.unreachable.length;
          seen.redundant += found.redundant.length;
          seen.pairs += found.conflicts.length + found.overlaps.length;
        }),
        { numRuns: 120 },
      );
      expect(seen.gaps).toBeGreaterThan(20);
      expect(seen.complete).toBeGreaterThan(3);
      expect(seen.unreachable).toBeGreaterThan(3);
      if (['first', 'priority', 'any', 'unique'].includes(hit))
        expect(seen.pairs).toBeGreaterThan(20);
      if (['first', 'priority', 'any'].includes(hit)) expect(seen.redundant).toBeGreaterThan(3);
    },
    timeout,
  );
});

function expectSame(table: Table, universe: Universe, found: Verification): void {
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

function expectWitnesses(table: Table, found: Verification): void {
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
