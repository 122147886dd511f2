import { actorId } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { inFirst, morning, open, routingTable } from './town.ts';

const hour = 3_600_000;
const car = { category: '01.01.01', text: '小车堵住消防通道', at: morning } as const;

test('a year is replayed under another table before anybody decides: who would have led, who would have been late', async () => {
  const town = await open({ duplicates: { mergeFrom: 2 } });
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    const { caseId } = await town.report({ ...car, point: inFirst, at: morning + i });
    ids.push(caseId);
    const by = { actor: actorId('p-chen'), at: morning + (1 + 2 * i) * hour };
    for (const order of [
      { type: 'sign' },
      { type: 'handle', done: true },
      { type: 'check', outcome: 'pass' },
      { type: 'close' },
    ] as const)
      await town.cases.perform(caseId, order, by);
  }
  const until = morning + 100 * hour;
  const [lane, ...others] = routingTable.rules;
  const stricter = {
    ...lane,
    then: { ...lane?.then, lead: 'trafficPolice', limit: { value: 2, unit: 'hour' } },
  };
  const before = JSON.stringify(town.cases.list());
  const same = await town.cases.whatIf({ until });
  expect(same).toMatchObject({ rows: 3, replayed: 3, handedOver: 0, failures: [] });
  const found = await town.cases.whatIf({
    routing: { ...routingTable, rules: [stricter, ...others] },
    until,
  });
  expect(found.owners).toEqual([
    { from: 'gridLeader', to: 'trafficPolice', cases: 3, example: ids.toSorted()[0] },
  ]);
  // Closed after one, three and five hours: the limit was four and would be two.
  expect(found.clocks.find(({ clock }) => clock === 'whole')).toMatchObject({
    lateBefore: 1,
    lateAfter: 2,
    newlyLate: 1,
  });
  expect(JSON.stringify(town.cases.list())).toBe(before);
  await expect(town.cases.whatIf({ routing: { hit: 'first' }, until })).rejects.toMatchObject({
    code: 'tables/invalid',
  });
});

test('where a rule sets no limit, that of the category and the jurisdiction holds', async () => {
  const row = {
    jurisdiction: 'LS',
    category: '04',
    from: '2026-01-01',
    version: '2026',
    source: 'invented',
    limits: [
      { clock: 'whole', budget: { value: 30, unit: 'hour' } },
      { clock: 'stage', stage: 1, name: 'look', budget: { value: 4, unit: 'hour' } },
      { clock: 'stage', stage: 2, name: 'mend', budget: { value: 20, unit: 'hour' } },
    ],
  } as const;
  const town = await open({ limits: { jurisdiction: 'LS', data: { rows: [row] } } });
  const leak = await town.report({ ...car, category: '04.01', point: inFirst });
  expect(town.cases.get(leak.caseId)).toMatchObject({
    routing: {
      budgets: {
        whole: { value: 30, unit: 'hour' },
        stages: [{ stage: 'look' }, { stage: 'mend' }],
      },
    },
  });
  const lane = await town.report({ ...car, point: inFirst });
  expect(town.cases.get(lane.caseId)).toMatchObject({
    routing: { budgets: { whole: { value: 4, unit: 'hour' } } },
  });
  await expect(
    open({ limits: { jurisdiction: 'LS', data: { rows: [{ ...row, from: 'soon' }] } } }),
  ).rejects.toMatchObject({ code: 'cases/invalid-limits' });
});
