import { createHash } from 'node:crypto';
import {
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  caseDeadlines,
  caseDecider,
  caseDeciderUnder,
} from '@civigrid/cases';
import {
  type CommandId,
  commandHandler,
  commandId,
  correlationId,
  fireDue,
  fold,
  type Handling,
  memoryStore,
  memoryVault,
  step,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import { expect, test } from 'vitest';
import {
  by,
  dispatch,
  file,
  hour,
  minute,
  monday9,
  plainTime,
  report,
  route,
  type Step,
  theCase,
} from './town.ts';

const digest = {
  sha256: (content: string | Uint8Array) =>
    new Uint8Array(createHash('sha256').update(content).digest()),
};
const tenant = tenantId('LS');
const stream = streamId('case', theCase);

const handling: Handling<CaseState, CaseCommand, CaseEvent> = {
  decider: caseDeciderUnder(plainTime),
  wakes: (state) => caseDeadlines(state, plainTime).deadlines,
};

function street() {
  const store = memoryStore({ digest, clock: { now: () => monday9 } });
  const handler = commandHandler({ store, vault: memoryVault(), digest });
  const give = (
    id: CommandId,
    doing: Step,
    at: number,
    fired?: Parameters<typeof handler.handle>[2],
  ) => {
    const command = { ...doing, at, actor: by } as CaseCommand;
    const meta = { id, tenant, at, actor: by, correlation: correlationId('matter-1') };
    return handler.handle(meta, [step({ handling, stream, partition: 0, command })], fired);
  };
  const tick = (now: number) =>
    fireDue({
      deadlines: store.deadlines,
      digest,
      tenant,
      now,
      fire: async (deadline, id) => {
        const name = deadline.key.slice(deadline.stream.length + 1);
        await give(id, { type: 'timer', name, due: deadline.due }, now, { fired: deadline });
      },
    });
  const events = async () => {
    const list: { type: string; data: unknown }[] = [];
    for await (const event of store.read(tenant, stream)) list.push(event);
    return list;
  };
  return { store, give, tick, events };
}

const id = (n: number) => commandId(`0197a5c0-0000-7000-8000-00000000000${n}`);

test('a case lives in the record: its personal parts are sealed, its clocks wake it, each rung once', async () => {
  const { store, give, tick, events } = street();
  for (const [n, each] of [report, file, route, dispatch].entries())
    expect(await give(id(n), each, monday9 + n * minute)).toMatchObject({ outcome: 'appended' });
  expect(await give(id(0), report, monday9)).toMatchObject({ outcome: 'repeated' });
  const written = JSON.stringify(await events());
  expect(written).not.toMatch(/invented-phone|blocks the fire lane|113\.5123/);
  expect(written).toContain('"purpose":"place"');

  expect(await tick(monday9)).toBe(0);
  expect(await tick(monday9 + 11 * hour)).toBe(6);
  expect(await tick(monday9 + 11 * hour)).toBe(0);
  const escalated = (await events()).filter(({ type }) => type === 'cases/escalated');
  expect(escalated).toHaveLength(6);
  expect(await store.deadlines.next(tenant)).toBe(monday9 + 34 * hour);
  expect(await tick(monday9 + 40 * hour)).toBe(1);
  expect(await store.deadlines.next(tenant)).toBeUndefined();

  const { state, version } = await fold(caseDecider, store.read(tenant, stream));
  // Three clocks ran out below the top: grid, community, street, and the top answers for itself.
  expect(state).toMatchObject({ status: 'dispatched', level: 'street', supervisedBy: ['street'] });
  expect(version).toBe(11);
});
