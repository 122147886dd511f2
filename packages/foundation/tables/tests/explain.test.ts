import { compileTable } from '@civigrid/tables';
import { explanationLines } from '@civigrid/tables/messages';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failingCells, naiveDecide } from './oracle.ts';
import { inputs, policyNames, tables } from './random-tables.ts';

describe.each(policyNames)('$name', ({ hit, aggregate }) => {
  test('explains every rule as the plain reading does, and never refuses', () => {
    const near = { count: 0 };
    fc.assert(
      fc.property(tables(hit, aggregate), inputs, (table, input) => {
        const explained = compileTable(table as unknown).explain(input);
        const failing = table.rules.map((rule) => failingCells(rule, table, input));
        expect(
          explained.rules.map(({ cells }) =>
            cells.filter(({ fate }) => fate !== 'met').map(({ column }) => column),
          ),
        ).toEqual(failing);
        expect(explained.rules.map(({ cells }) => cells.length)).toEqual(
          table.rules.map(({ when }) => Object.keys(when).length),
        );
        const matching = failing.flatMap((columns, rule) => (columns.length === 0 ? [rule] : []));
        expect([...explained.matched].sort((a, b) => a - b)).toEqual(matching);
        expect(explained.nearMisses.map(({ rule, failed }) => [rule, failed.column])).toEqual(
          failing.flatMap((columns, rule) => (columns.length === 1 ? [[rule, columns[0]]] : [])),
        );
        near.count += explained.nearMisses.length;
        const plain = naiveDecide(table, input);
        expect(explained.winner).toBe(plain && 'rule' in plain ? plain.rule : undefined);
        expect(explained.refusal).toBe(plain && 'refused' in plain ? plain.refused : undefined);
        if (plain && 'rules' in plain) expect(explained.matched).toEqual(plain.rules);
      }),
      { numRuns: 200 },
    );
    expect(near.count).toBeGreaterThan(50);
  });

  test('tells each explanation in both languages', () => {
    fc.assert(
      fc.property(tables(hit, aggregate), inputs, (table, input) => {
        const explained = compileTable(table as unknown).explain(input);
        for (const language of ['zh-CN', 'en'] as const) {
          const lines = explanationLines(explained, { language });
          expect(lines.length).toBeGreaterThan(0);
          for (const line of lines) expect(line).not.toMatch(/undefined|\[object|null/);
        }
      }),
      { numRuns: 100 },
    );
  });
});

const night = compileTable({
  hit: 'first',
  inputs: [
    { name: 'category', type: 'tree' },
    { name: 'at', type: 'weekTime' },
    { name: 'severity', type: 'integer' },
  ],
  outputs: [{ name: 'lead' }],
  rules: [
    {
      id: 'night-noise',
      when: { category: { within: ['noise'] }, at: { between: ['22:00', '06:00'], days: [5, 6] } },
      then: { lead: 'policeOfficer' },
    },
    {
      id: 'grave',
      when: { category: { within: ['noise'] }, severity: { gte: 3 } },
      then: { lead: 'street' },
    },
    { when: { category: { within: ['noise', 'waste'] } }, then: { lead: 'gridLeader' } },
  ],
});
const at = Date.parse('2026-03-07T21:00+08:00');

test('a near miss holds the rule, the one cell that failed and what it met', () => {
  const { winner, matched, nearMisses } = night.explain({ category: 'noise.works', at });
  expect({ winner, matched }).toEqual({ winner: 2, matched: [2] });
  expect(nearMisses).toEqual([
    {
      rule: 0,
      id: 'night-noise',
      failed: {
        column: 'at',
        type: 'weekTime',
        cell: { between: ['22:00', '06:00'], days: [5, 6] },
        fate: 'unmet',
        value: at,
      },
    },
    {
      rule: 1,
      id: 'grave',
      failed: { column: 'severity', type: 'integer', cell: { gte: 3 }, fate: 'missing' },
    },
  ]);
});

test('an explanation is told in Chinese', () => {
  const words = {
    column: (name: string) => ({ category: '类别', at: '时间' })[name] ?? `“${name}”`,
    value: (_: string, value: unknown) => (value === 'noise' ? '噪声' : String(value)),
  };
  const lines = explanationLines(night.explain({ category: 'noise.works', at }), {
    language: 'zh-CN',
    words,
  });
  expect(lines).toEqual([
    '规则 3命中：类别属于 噪声、waste（noise.works）。',
    '规则 1（night-noise）只差一项：要求时间在周五、周六 22:00–06:00 之间，实际为2026-03-07 周六 21:00。',
    '规则 2（grave）只差一项：要求“severity” ≥ 3，实际为空。',
  ]);
});

test('an explanation is told in English, with as many near misses as are wanted', () => {
  const explained = night.explain({ category: 'noise.works', at, severity: 'high' });
  expect(explanationLines(explained, { language: 'en', nearMisses: 1 })).toEqual([
    'Rule 3 matches: category lies in noise, waste (noise.works).',
    'Rule 1 (night-noise) fails by one condition: it asks that at lies in 22:00–06:00 on Fri, Sat, but met 2026-03-07 Sat 21:00.',
    '1 more fail by one condition.',
  ]);
});

test('nothing matched, or too much, is said first', () => {
  const lines = (input: object) =>
    explanationLines(night.explain({ ...input }), { language: 'en', nearMisses: 0 });
  expect(lines({ category: 'fire' })[0]).toBe('No rule matches.');
  const unique = compileTable({ ...night.table, hit: 'unique' } as unknown);
  const explained = unique.explain({ category: 'noise', severity: 4 });
  expect(explained).toMatchObject({ matched: [1, 2], refusal: 'tables/not-unique' });
  expect(explained.winner).toBeUndefined();
  expect(explanationLines(explained, { language: 'zh-CN' }).slice(0, 2)).toEqual([
    '多条规则同时命中，本表不允许。',
    '规则 2（grave）命中：“category”属于 noise（noise）；“severity” ≥ 3（4）。',
  ]);
});
