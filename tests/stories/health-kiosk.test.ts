import type { TaskOrder, TownDevices } from '@civigrid/governance';
import {
  actorId,
  deviceId,
  gridCode,
  memorySubjectIndex,
  memoryVault,
  personId,
  postId,
  tenantId,
} from '@civigrid/kernel';
import { seededIds } from '@civigrid/testing';
import { expect, test } from 'vitest';
import { follows, given, hour, minute, scenario, when } from './scenario.ts';

// 智慧健康驿站, as in Yuhua: whoever lets a kiosk measure them and agreed to it is looked after. Everybody is invented.
const tenant = tenantId('LS');
const stairs = gridCode('LS.03.01.02');
const station = gridCode('LS.03.02.01');
const card = '000-5550-4401';
const carerPost = postId('LS.03.01/carer');
const carer = actorId('p-carer');

const devices: TownDevices = {
  registry: [
    {
      device: deviceId('kiosk-3'),
      category: 'healthKiosk',
      grid: station,
      organisation: '虚构社区卫生服务中心',
    },
  ],
  mappings: [
    {
      id: 'kiosk',
      protocol: 'json',
      match: { topic: 'kiosk' },
      device: '/station',
      message: '/no',
      time: { at: '/at', as: 'ms' },
      kind: 'health.bp',
      phase: 'reading',
      observations: [
        { property: 'subject', at: '/card', personal: true },
        { property: 'bp.systolic', at: '/sbp', unit: 'mm[Hg]' },
        { property: 'bp.diastolic', at: '/dbp', unit: 'mm[Hg]' },
      ],
    },
  ],
};

test('a reading at the kiosk brings the carer of her grid to her door, and the reading stays where it was made', async () => {
  const subjects = memorySubjectIndex(seededIds('kiosk', 0));
  const her = await subjects.put(tenant, 'health-card', card);
  const agreed = new Set<string>();
  const story = await scenario('kiosk', ({ roster }) => ({
    devices,
    subjects,
    vault: memoryVault(),
    roster: {
      ...roster,
      posts: [...roster.posts, { id: carerPost, grid: gridCode('LS.03.01'), role: 'carer' }],
      tenures: [...roster.tenures, { post: carerPost, person: personId(carer), from: 0 }],
    },
    health: {
      basis: {
        permits: async ({ subject, purpose }) =>
          agreed.has(`${subject} ${purpose}`)
            ? { permitted: true, basis: { kind: 'separateConsent', reference: 'consent-2026-17' } }
            : { permitted: false },
      },
      home: async () => stairs,
    },
  }));
  const { town, told, clock } = story;
  let number = 0;
  const measure = async (at: number, sbp: number, dbp: number) => {
    number++;
    const text = JSON.stringify({ station: 'kiosk-3', no: number, at, card, sbp, dbp });
    const body = new TextEncoder().encode(text);
    const answer = await town.ingest({ protocol: 'json', topic: 'kiosk', body, receivedAt: at });
    await town.idle();
    return answer;
  };

  await given('she has not agreed, and her blood pressure is high', async () => {
    await measure(clock('08:30'), 186.25, 108.5);
    expect(town.tasks.list()).toEqual([]);
    expect(town.health.counts().refused).toEqual(new Map([['governance/no-basis', 1]]));
  });

  const visit = await when('she has agreed, and measures again', async () => {
    agreed.add(`${her} health-visit`);
    await measure(clock('09:00'), 184.75, 107.5);
    await town.tick(clock('09:00') + minute);
    await town.idle();
    const [planned] = town.tasks.list();
    if (planned === undefined) throw new Error('No visit was planned.');
    return planned;
  });

  await follows('the carer of her grid, not of the kiosk’s, is told at once', async () => {
    expect(visit).toMatchObject({
      kind: 'care',
      grid: stairs,
      subject: her,
      doer: { post: carerPost },
    });
    expect(told.at(-1)).toMatchObject({
      about: 'task',
      task: visit.id,
      rung: 'opens',
      person: carer,
    });
    const reader = { actor: carer, purpose: 'health-finding' };
    expect((await town.health.finding(visit.id, reader)).map(({ value }) => value)).toEqual([
      [{ code: 'devices/blood-pressure-high', level: 'urgent', threshold: 'systolic-180' }],
    ]);
  });

  await follows(
    'no case and no incident knows of it, and nothing that was told holds a value',
    async () => {
      expect(town.cases.list()).toEqual([]);
      expect(town.incidents()).toBe(0);
      const said = JSON.stringify([town.tasks.list(), told]);
      for (const word of ['186.25', '184.75', 'systolic', 'health', card])
        expect(said).not.toContain(word);
    },
  );

  await when('the carer has been there', async () => {
    const done: TaskOrder = { type: 'complete', outcome: 'done' };
    await town.tasks.perform(visit.id, done, { actor: carer, at: clock('09:40') });
    await town.idle();
  });

  await follows(
    'what was found is gone, and on what ground it was used is still known',
    async () => {
      const reader = { actor: carer, purpose: 'health-finding' };
      expect((await town.health.finding(visit.id, reader)).map(({ value }) => value)).toEqual([
        'forgotten',
      ]);
      expect(town.health.basis(visit.id)).toEqual({
        kind: 'separateConsent',
        reference: 'consent-2026-17',
      });
      expect(town.tasks.due(clock('09:00') + 8 * hour)).toEqual([]);
    },
  );

  await when('she withdraws', async () => {
    agreed.clear();
    await measure(clock('10:00', 1), 185.5, 104.5);
  });

  await follows('nobody comes any more', () => {
    expect(town.tasks.list()).toHaveLength(1);
    expect(town.health.counts()).toMatchObject({ abnormal: 3, visits: 1 });
  });
});
