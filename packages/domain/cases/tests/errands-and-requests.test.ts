import { createHash } from 'node:crypto';
import {
  type RequestCommand,
  requestDeadlines,
  requestPurposes,
  serviceRequestDecider,
} from '@civigrid/cases/service-requests';
import { type TaskCommand, taskDeadlines, taskDecider, taskPurposes } from '@civigrid/cases/tasks';
import {
  actorId,
  commandHandler,
  commandId,
  correlationId,
  type Fact,
  fireDue,
  fold,
  type Handling,
  memoryStore,
  memoryVault,
  type StreamId,
  step,
  streamId,
  tenantId,
  wakeName,
} from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { asked, brings, requestUnderOffice } from './counter.ts';
import { beijing, care, office, photo, taskUnderOffice, widow } from './errands.ts';

const digest = {
  sha256: (content: string | Uint8Array) =>
    new Uint8Array(createHash('sha256').update(content).digest()),
};
const tenant = tenantId('SS');
const actor = actorId('actor-1');

/** A street with a record in memory, and one stream in it. */
function street<State, Command extends { readonly at: number }, Event extends Fact>(
  handling: Handling<State, Command, Event>,
  stream: StreamId,
) {
  const store = memoryStore({ digest, clock: { now: () => 0 } });
  const vault = memoryVault();
  const handler = commandHandler({ store, vault, digest });
  let count = 0;
  const give = (at: number, doing: object, fired?: Parameters<typeof handler.handle>[2]) => {
    const id = commandId(`0197a5c0-0000-7000-8000-${String(++count).padStart(12, '0')}`);
    const meta = { id, tenant, at, actor, correlation: correlationId('matter-1') };
    const command = { ...doing, at, actor } as unknown as Command;
    return handler.handle(meta, [step({ handling, stream, partition: 0, command })], fired);
  };
  const tick = (now: number) =>
    fireDue({
      deadlines: store.deadlines,
      digest,
      tenant,
      now,
      fire: async (deadline) => {
        await give(now, { type: 'timer', name: wakeName(deadline) }, { fired: deadline });
      },
    });
  const events = async () => {
    const list = [];
    for await (const event of store.read(tenant, stream)) list.push(event);
    return list;
  };
  return { store, vault, give, tick, events };
}

test('a care visit lives in the record: nothing of hers is in the clear, each reminder comes once', async () => {
  const stream = streamId('task', 'task-care');
  const { store, vault, give, tick, events } = street<
    Parameters<typeof taskDeadlines>[0],
    TaskCommand,
    ReturnType<typeof taskDecider.decide>[number]
  >({ decider: taskUnderOffice, wakes: (state) => taskDeadlines(state, office).deadlines }, stream);
  await give(beijing('2026-09-22 10:00'), care);
  expect(await tick(beijing('2026-09-24 08:59'))).toBe(0);
  expect(await tick(beijing('2026-09-24 18:00'))).toBe(2);
  expect(await tick(beijing('2026-09-24 18:00'))).toBe(0);
  await give(beijing('2026-09-24 18:30'), {
    type: 'complete',
    outcome: 'done',
    answers: [{ item: 'gasHose', value: true }],
    photos: [photo],
    personal: [
      { subject: widow, purpose: taskPurposes.findings, value: 'invented words of hers' },
      { subject: widow, purpose: 'answer/medicine', value: 'low' },
    ],
  });
  // The next Thursday is a holiday: it is due on the day after it.
  expect(await store.deadlines.next(tenant)).toBe(beijing('2026-10-08 09:00'));

  const log = await events();
  expect(log.map(({ type }) => type)).toEqual([
    'cases/task-planned',
    'cases/task-reminded',
    'cases/task-reminded',
    'cases/task-completed',
  ]);
  const written = JSON.stringify(log);
  expect(written).not.toMatch(/invented|lane 7|rings twice|hard of hearing/);
  expect(written).toContain('"purpose":"answer/medicine"');
  expect(JSON.stringify(log[3])).not.toContain('"low"');
  // What was sealed is there for whoever may read it.
  const [planned] = log;
  const [address] = planned?.sealed ?? [];
  if (planned === undefined || address === undefined) throw new Error('nothing sealed');
  const context = { tenant, stream, event: planned.id, schema: planned.schema };
  expect(await vault.open(address, context, { actor, purpose: 'visit' })).toBe(
    'invented lane 7, door 402',
  );

  const { state } = await fold(taskDecider, store.read(tenant, stream));
  expect(state).toMatchObject({ status: 'planned', tally: { done: 1 } });
  expect(JSON.stringify(state)).not.toMatch(/invented|rings twice/);
});

test('a service request lives in the record: answers and telephone are sealed, files are references', async () => {
  const stream = streamId('request', 'request-1');
  const { store, give, tick, events } = street<
    Parameters<typeof requestDeadlines>[0],
    RequestCommand,
    ReturnType<typeof serviceRequestDecider.decide>[number]
  >(
    { decider: requestUnderOffice, wakes: (state) => requestDeadlines(state, office).deadlines },
    stream,
  );
  const monday = beijing('2026-03-02 09:00');
  await give(monday, asked);
  await give(monday, brings('identity', 'lease'));
  expect(await store.deadlines.next(tenant)).toBeUndefined();
  await give(beijing('2026-03-03 09:00'), brings('guardian'));
  expect(await tick(beijing('2026-03-03 16:00'))).toBe(1);
  await give(beijing('2026-03-03 16:10'), { type: 'accept' });
  expect(await store.deadlines.next(tenant)).toBe(beijing('2026-03-10 17:30'));
  const log = await events();
  const written = JSON.stringify(log);
  expect(written).not.toMatch(/invented-phone|"rent"|"home"|"minor"/);
  expect(written).toContain(`"purpose":"${requestPurposes.answers}"`);
  expect(written).toContain('"media":"media-lease-a"');
  const { state } = await fold(serviceRequestDecider, store.read(tenant, stream));
  expect(state).toMatchObject({ status: 'accepted', fired: [`accept/${log[2]?.at}/due`] });
});
