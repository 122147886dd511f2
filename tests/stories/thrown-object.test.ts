import { taskId } from '@civigrid/cases/tasks';
import type { DeviceMapping } from '@civigrid/devices';
import type { TaskOrder } from '@civigrid/governance';
import { actorId, postId } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { follows, hour, minute, scenario, when } from './scenario.ts';

/** A vendor's camera that looks up the facade, described as JSON; it sees windows, never faces. */
const camera: DeviceMapping = {
  id: 'facade-camera',
  protocol: 'json',
  match: { topic: 'liushu/facade' },
  device: '/device',
  message: '/event',
  time: { at: '/ts', as: 'ms' },
  kind: 'hazard.thrownObject',
  phase: 'raise',
  severity: 3,
  observations: [{ property: 'floor', at: '/floor', unit: '1' }],
} as DeviceMapping;

test('a camera sees something fall, the property manager answers, and patrols look after the place', async () => {
  const { street, town, told, does, clock } = await scenario('thrown', ({ mappings, devices }) => ({
    devices: {
      registry: devices as never,
      mappings: [...(mappings as readonly DeviceMapping[]), camera],
      alarms: new Map([['hazard.thrownObject', { category: '01.03.01' }]]),
    },
  }));
  const eye = street.devices.find(({ category }) => category.includes('amera'));
  if (eye === undefined) throw new Error('The street has no camera.');
  const message = (event: string, at: number) => ({
    protocol: 'json',
    topic: 'liushu/facade',
    body: new TextEncoder().encode(
      JSON.stringify({ device: eye.device, event, ts: at, floor: 11 }),
    ),
    receivedAt: at + 500,
  });

  const answer = await when('a bottle falls past the camera', () =>
    town.ingest(message('e-1', clock('20:15'))),
  );
  await when('the gateway sends the same message again', async () => {
    expect((await town.ingest(message('e-1', clock('20:15')))).outcome).toBe('duplicate');
  });
  await town.idle();
  await follows(
    'one case is open at the grid of the camera, and the property manager has it',
    () => {
      expect(answer.outcome).toBe('alarm');
      const cases = town.cases.list();
      expect(cases).toHaveLength(1);
      expect(cases[0]).toMatchObject({
        source: 'device',
        category: '01.03.01',
        grid: eye.grid,
        status: 'dispatched',
        assignment: { lead: { role: 'propertyManager' } },
      });
      expect(told.map(({ reason, role }) => `${reason} ${role}`)).toEqual([
        'assigned propertyManager',
        'assisting police',
        'assisting buildingLeader',
      ]);
    },
  );
  const [open] = town.cases.list();
  if (open === undefined) throw new Error('There is no case.');
  await when('nobody signs in half an hour', async () => {
    await town.tick(clock('20:15') + hour);
    await town.idle();
  });
  await follows('the level above has it, and is told', () => {
    const state = town.cases.get(open.id);
    expect(state?.escalations).toBeGreaterThan(0);
    expect(told.some(({ reason }) => reason === 'escalated')).toBe(true);
  });
  await when(
    'the place is made safe, and whoever threw it is not looked for in faces',
    async () => {
      const at = clock('21:30');
      for (const order of [
        { type: 'sign' },
        { type: 'handle', done: false, stage: 'fenced' },
        { type: 'handle', done: true },
        { type: 'check', outcome: 'pass' },
        { type: 'close' },
      ] as const)
        await does('grid', open.id, order, at + 10 * minute);
    },
  );
  await follows('what is recorded knows the window and no person', async () => {
    const written = JSON.stringify(await town.cases.events(open.id));
    expect(written).toContain('hazard.thrownObject');
    expect(written).not.toMatch(/face|feature|plate/i);
    expect(town.cases.get(open.id)?.status).toBe('closed');
  });
  const round = taskId('facade-round');
  const patroller = { actor: actorId('patroller') };
  await when('a patrol of three evenings is planned below the facade', async () => {
    await town.tasks.perform(
      round,
      {
        type: 'plan',
        kind: 'patrol',
        grid: eye.grid,
        post: postId(`${eye.grid}/buildingLeader`),
        stops: [
          { stop: 'entrance', grid: eye.grid },
          { stop: 'bins', grid: eye.grid },
        ],
        schedule: {
          first: '2026-06-16',
          until: '2026-06-18',
          window: { opens: '19:00', budget: { value: 3, unit: 'hour' } },
          rule: { every: 'day', interval: 1 },
        },
      },
      { actor: actorId('grid'), at: clock('22:00') },
    );
  });
  await follows('each evening is walked, and a stop that was missed needs its reason', async () => {
    for (const day of [1, 2, 3]) {
      expect(town.tasks.due(clock('19:30', day)).map(({ standing }) => standing)).toEqual(['due']);
      const walk = (order: TaskOrder, time: string) =>
        town.tasks.perform(round, order, { ...patroller, at: clock(time, day) });
      await walk({ type: 'start' }, '19:30');
      await walk({ type: 'checkStop', stop: 'entrance', result: 'ok' }, '19:40');
      if (day === 2) {
        const done = { type: 'complete', outcome: 'done' } as const;
        await expect(walk(done, '20:00')).rejects.toMatchObject({
          code: 'cases/missed-unexplained',
        });
        await walk({ ...done, missed: 'blocked' }, '20:00');
        continue;
      }
      await walk({ type: 'checkStop', stop: 'bins', result: 'ok' }, '19:50');
      await walk({ type: 'complete', outcome: 'done' }, '20:00');
    }
    expect(town.tasks.get(round)?.status).toBe('ended');
    expect(town.tasks.due(clock('19:30', 9))).toEqual([]);
  });
  await town.close();
});
