import type { Notification, Town } from '@civigrid/governance';
import { actorId, type CaseId } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { inFirst, inLast, morning, open, routingTable } from './town.ts';

const car = { category: '01.01.01', text: '小车堵住消防通道', at: morning } as const;
const hour = 3_600_000;
const by = (name: string, at: number) => ({ actor: actorId(name), at });

function listened(town: Town): Notification[] {
  const told: Notification[] = [];
  town.on('notification', (each) => told.push(each));
  return told;
}

/** From the signature to the check that passed. */
async function worked(town: Town, id: CaseId, at: number): Promise<void> {
  for (const order of [
    { type: 'sign' },
    { type: 'handle', done: true },
    { type: 'check', outcome: 'pass' },
  ] as const)
    await town.cases.perform(id, order, by('p-chen', at));
}

test('two cases of one matter become one and are told apart again, in one append each', async () => {
  const town = await open({ duplicates: { mergeFrom: 2 } });
  const first = await town.report({ ...car, point: inFirst });
  const second = await town.report({ ...car, point: inFirst, at: morning + 1000 });
  const merged = await town.cases.merge(second.caseId, first.caseId, by('p-chen', morning + hour));
  expect(merged).toMatchObject({ outcome: 'appended' });
  expect(town.cases.get(second.caseId)).toMatchObject({ status: 'merged', into: first.caseId });
  expect(town.cases.get(first.caseId)?.reporters).toHaveLength(2);
  const third = await town.report({ ...car, point: inFirst, at: morning + 2000 });
  expect(third.suggestions.map((each) => each.case)).toEqual([first.caseId]);
  await town.cases.separate(second.caseId, by('p-chen', morning + 2 * hour));
  expect(town.cases.get(second.caseId)?.status).toBe('dispatched');
  expect(town.cases.get(first.caseId)?.reporters).toHaveLength(1);
  await expect(
    town.cases.separate(second.caseId, by('p-chen', morning + 3 * hour)),
  ).rejects.toMatchObject({ code: 'cases/not-merged' });
  await expect(
    town.cases.merge(first.caseId, first.caseId, by('p-chen', morning + 3 * hour)),
  ).rejects.toMatchObject({ code: 'cases/merge-into-itself' });
});

test('a case that is reopened is routed and given to somebody anew', async () => {
  const town = await open();
  const { caseId } = await town.report({ ...car, point: inFirst });
  await worked(town, caseId, morning + hour);
  await town.cases.perform(caseId, { type: 'close' }, by('p-chen', morning + 2 * hour));
  const order = { type: 'reopen', reason: 'recurred' } as const;
  await town.cases.perform(caseId, order, by('p-wang', morning + 30 * hour));
  await town.idle();
  expect(town.cases.get(caseId)).toMatchObject({
    status: 'dispatched',
    closures: [{ at: morning + 2 * hour }],
    assignment: { lead: { holder: 'p-chen' } },
  });
});

test('whoever was whistled up and has not come is asked again, and so is the level above', async () => {
  const limits = { reportIn: { value: 30, unit: 'minute' } };
  const rules = routingTable.rules.map((rule) => ({ ...rule, then: { ...rule.then, ...limits } }));
  const outputs = [...routingTable.outputs, { name: 'reportIn' }];
  const town = await open({ routing: { ...routingTable, outputs, rules } });
  const { caseId } = await town.report({ ...car, point: inFirst });
  const whistle = { type: 'whistle', to: 'community', lead: 'secretary' } as const;
  const participants = ['trafficPolice', 'fireStation'];
  const at = morning + 60_000;
  await town.cases.perform(caseId, { ...whistle, participants }, by('p-chen', at));
  const come = { type: 'reportIn', participant: 'fireStation' } as const;
  await town.cases.perform(caseId, come, by('p-fire', at));
  const told = listened(town);
  await town.tick(at + hour / 2);
  await town.idle();
  expect(told.map(({ reason, role }) => [reason, role])).toEqual([
    ['warned', 'trafficPolice'],
    ['warned', 'commandCentre'],
  ]);
});

test('a longer limit is decided a level up, and a higher level that watches is told', async () => {
  const town = await open();
  const { caseId } = await town.report({ ...car, point: inLast });
  await town.idle();
  const told = listened(town);
  const ask = {
    type: 'askExtension',
    clock: 'whole',
    add: { value: 2, unit: 'hour' },
    reason: 'complex',
  } as const;
  await town.cases.perform(caseId, ask, by('p-wang', morning + 1));
  const watch = { type: 'supervise', level: 'street', reason: 'complaint' } as const;
  await town.cases.perform(caseId, watch, by('p-centre', morning + 2));
  await town.idle();
  expect(told.map(({ reason, role }) => [reason, role])).toEqual([
    ['extension', 'secretary'],
    ['supervising', 'commandCentre'],
  ]);
});

test('a report that nobody files in time is told of', async () => {
  const town = await open({ budgets: { intake: { value: 2, unit: 'hour' } } });
  const { caseId } = await town.report({ ...car, point: inFirst });
  expect(town.cases.get(caseId)?.clocks).toContainEqual(
    expect.objectContaining({ clock: 'intake', stoppedAt: morning }),
  );
});
