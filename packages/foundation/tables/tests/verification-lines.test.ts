import { compileTable, type Table, verifyTable } from '@civigrid/tables';
import { verificationLines, whyNotLine } from '@civigrid/tables/messages';
import { expect, test } from 'vitest';

const table: Table<'first'> = {
  hit: 'first',
  inputs: [
    { name: 'category', type: 'tree' },
    { name: 'severity', type: 'integer' },
  ],
  outputs: [{ name: 'lead' }],
  rules: [
    { id: 'noise', when: { category: { within: ['noise'] } }, then: { lead: 'gridLeader' } },
    {
      when: { category: { within: ['noise.dogs'] }, severity: { gte: 4 } },
      then: { lead: 'police' },
    },
    {
      id: 'waste',
      when: { category: { within: ['waste'] }, severity: { lte: 4 } },
      then: { lead: 'gridLeader' },
    },
  ],
};
const universe = {
  category: { values: ['noise.dogs', 'waste.bin'] },
  severity: { gte: 1, lte: 5 },
} as const;

test('findings are told with the input that shows them, in both languages', () => {
  const report = verifyTable(table, universe);
  expect(verificationLines(report, table, { language: 'en' })).toEqual([
    'Not every input is answered.',
    'Gap: no rule answers category = waste.bin, severity = 5.',
    'Dead rule: Rule 2 never wins; category = noise.dogs, severity = 4 is answered by Rule 1 (noise).',
    '1 overlaps are settled by order.',
  ]);
  const words = { column: (name: string) => (name === 'severity' ? '严重程度' : '类别') };
  expect(verificationLines(report, table, { language: 'zh-CN', words })).toEqual([
    '并非每种情形都有规则回答。',
    '缺口：没有规则回答类别为waste.bin、严重程度为5。',
    '死规则：规则 2从不生效，如类别为noise.dogs、严重程度为4由规则 1（noise）回答。',
    '1 处重叠由次序决定。',
  ]);
});

test('what is proven, and what could not be, is said first', () => {
  const all = { ...table, rules: [...table.rules, { when: {}, then: { lead: 'backstop' } }] };
  expect(verificationLines(verifyTable(all, universe), all, { language: 'en' })[0]).toBe(
    'Every input is answered: proven.',
  );
  const stopped = verifyTable(table, universe, { nodes: 0 });
  expect(stopped.complete).toBe(false);
  expect(verificationLines(stopped, table, { language: 'zh-CN' })[0]).toBe(
    '未能证明每种情形都有规则回答。',
  );
});

test('why a named rule does not decide is one line', () => {
  const compiled = compileTable(table);
  const line = (input: Record<string, unknown>, rule: number | string) =>
    whyNotLine(compiled.whyNot(input, rule), table, { language: 'en' });
  expect(line({ category: 'noise.dogs', severity: 5 }, 'noise')).toBe('Rule 1 (noise) decides.');
  expect(line({ category: 'noise.dogs', severity: 5 }, 1)).toBe(
    'Rule 2 matches too, but Rule 1 (noise) comes first.',
  );
  expect(line({ category: 'waste', severity: 5 }, 1)).toBe(
    'Rule 2 does not match: it asks that category lies in noise.dogs, but met waste.',
  );
  expect(line({ category: 'noise' }, 'waste')).toBe(
    'Rule 3 (waste) does not match: it asks that category lies in waste, but met noise; it asks that severity is ≤ 4, but met nothing.',
  );
  expect(() => compiled.whyNot({}, 'snow')).toThrow(
    expect.objectContaining({ code: 'tables/unknown-rule', details: { rule: 'snow' } }),
  );
  const unique = compileTable({ ...table, hit: 'unique' });
  expect(
    whyNotLine(unique.whyNot({ category: 'noise.dogs', severity: 5 }, 1), table, {
      language: 'zh-CN',
    }),
  ).toBe('规则 2：多条规则同时命中，本表不允许。');
});
