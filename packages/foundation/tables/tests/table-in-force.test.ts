import { compileTable, type Table } from '@civigrid/tables';
import { tableInForce } from '@civigrid/tables/versions';
import { expect, test } from 'vitest';

const version = (lead: string, effective?: Table['effective']): Table<'first'> => ({
  hit: 'first',
  version: lead,
  ...(effective && { effective }),
  inputs: [{ name: 'category', type: 'tree' }],
  outputs: [{ name: 'lead' }],
  rules: [
    {
      id: 'snow',
      when: { category: { within: ['weather'] } },
      then: { lead: 'snowTeam' },
      effective: { from: '2026-01-10', until: '2026-03-01' },
    },
    { id: 'rest', when: {}, then: { lead } },
  ],
});
const old = version('street', { until: '2026-02-01' });
const young = version('community', { from: '2026-02-01', until: '2027-01-01' });

test('a case is decided by the version of its own day', () => {
  const decided = (day: string) => {
    const inForce = tableInForce([young, old], day);
    if (!inForce.ok) return inForce.code;
    const decision = compileTable(inForce.table).decide({ category: 'weather.snow' });
    return [inForce.version, inForce.rules, decision?.outcome];
  };
  expect(decided('2026-01-09')).toEqual([1, [1], { lead: 'street' }]);
  expect(decided('2026-01-10')).toEqual([1, [0, 1], { lead: 'snowTeam' }]);
  expect(decided('2026-02-01')).toEqual([0, [0, 1], { lead: 'snowTeam' }]);
  expect(decided('2026-03-01')).toEqual([0, [1], { lead: 'community' }]);
  expect(decided('2027-01-01')).toBe('tables/no-version');
});

test('two versions in force at once are told, and a day that is none is refused', () => {
  expect(tableInForce([version('always'), young, old], '2026-02-01')).toEqual({
    ok: false,
    code: 'tables/several-versions',
    versions: [0, 1],
  });
  expect(() => tableInForce([young], '2026-02-30')).toThrow(
    expect.objectContaining({ code: 'tables/bad-day' }),
  );
});
