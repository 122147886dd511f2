import { taskId } from '@civigrid/cases/tasks';
import type {
  GovernanceOptions,
  HealthRefusalCode,
  IngestMessage,
  Town,
  TownDevices,
} from '@civigrid/governance';
import { tellHealthRefusal } from '@civigrid/governance/messages';
import {
  actorId,
  type DeviceId,
  type GridCode,
  gridCode,
  isDomainError,
  memoryProgress,
  memoryStore,
  memorySubjectIndex,
  memoryVault,
  personId,
  postId,
  type Recorded,
  type Store,
  tenantId,
} from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { seededIds } from '@civigrid/testing';
import { expect, test } from 'vitest';
import { morning, open, rosterOf } from './town.ts';

const minute = 60_000;
const hour = 60 * minute;
const tenant = tenantId('LS');
const card = '000-5550-7788';
const home = gridCode('LS.01.01.01');
const carerPost = postId('LS.01.01/carer');
const carer = { actor: actorId('p-carer'), purpose: 'health-finding' };
const roster = {
  posts: [...rosterOf.posts, { id: carerPost, grid: gridCode('LS.01.01'), role: 'carer' }],
  tenures: [...rosterOf.tenures, { post: carerPost, person: personId('p-carer'), from: 0 }],
};

const reading = (
  kind: string,
  topic: string,
  observations: readonly (readonly [string, string])[],
) => ({
  id: topic,
  protocol: 'json',
  match: { topic },
  device: '/id',
  message: '/n',
  time: { at: '/ts', as: 'ms' as const },
  kind,
  phase: 'reading',
  observations: [
    // Its maker forgot to say that this is personal.
    { property: 'subject', at: '/card' },
    ...observations.map(([property, unit]) => ({ property, at: `/${property}`, unit })),
  ],
});

const devices: TownDevices = {
  registry: [{ device: 'kiosk-1' as DeviceId, category: 'kiosk', grid: gridCode('LS.01.02.02') }],
  mappings: [
    reading('health.bp', 'bp', [
      ['bp.systolic', 'mm[Hg]'],
      ['bp.diastolic', 'mm[Hg]'],
    ]),
    reading('health.spo2', 'spo2', [['spo2', '%']]),
    {
      id: 'abnormal',
      protocol: 'json',
      match: { topic: 'abnormal' },
      device: '/id',
      message: '/n',
      kind: 'health.abnormal',
      phase: 'raise',
      severity: 3,
      observations: [{ property: 'subject', at: '/card' }],
    },
  ],
};

let sent = 0;
function message(topic: string, body: Record<string, unknown>, at = morning): IngestMessage {
  sent++;
  const text = JSON.stringify({ id: 'kiosk-1', n: `h-${sent}`, ts: at, card, ...body });
  return { protocol: 'json', topic, body: new TextEncoder().encode(text), receivedAt: at };
}
const high = { 'bp.systolic': 187.625, 'bp.diastolic': 111.375 };
const raisedOnly = { 'bp.systolic': 151.125, 'bp.diastolic': 80.5 };

interface World {
  readonly town: Town;
  readonly store: Store;
  readonly asked: unknown[];
  readonly refused: unknown[];
  readonly subject: string;
}

/** A town in which whoever has the card has agreed, unless told otherwise. */
async function world(
  more: Partial<GovernanceOptions> & { readonly agreed?: boolean } = {},
): Promise<World> {
  const { agreed = true, ...options } = more;
  const store =
    options.store ?? memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const subjects = memorySubjectIndex(seededIds('kiosk', morning));
  const subject = await subjects.put(tenant, 'health-card', card);
  const asked: unknown[] = [];
  const refused: unknown[] = [];
  const town = await open({
    roster,
    devices,
    store,
    subjects,
    vault: memoryVault(),
    health: {
      basis: {
        permits: async (question) => {
          asked.push(question);
          return agreed
            ? { permitted: true, basis: { kind: 'separateConsent', reference: 'consent-2026-7' } }
            : { permitted: false };
        },
      },
      home: async () => home,
    },
    ...options,
  });
  town.on('refusal', (each) => refused.push(each));
  return { town, store, asked, refused, subject };
}

async function log(store: Store): Promise<readonly Recorded[]> {
  const all: Recorded[] = [];
  for (const { partition } of await store.heads(tenant))
    for await (const event of store.readLog(tenant, partition)) all.push(event);
  return all;
}

test('an abnormal reading becomes a visit of the carer of the grid, within two hours, on the basis that was asked', async () => {
  const { town, asked, subject } = await world();
  const answer = await town.ingest(message('bp', high));
  expect(answer.outcome).toBe('reading');
  expect(asked).toEqual([{ tenant, subject, purpose: 'health-visit', at: morning }]);
  const [visit] = town.tasks.list();
  expect(visit).toMatchObject({
    status: 'planned',
    kind: 'care',
    grid: home,
    subject,
    doer: { post: carerPost },
    schedule: {
      first: '2026-06-15',
      window: { opens: '08:00', budget: { value: 2, unit: 'hour' } },
    },
  });
  const id = visit?.id ?? taskId('none');
  expect(town.health.basis(id)).toEqual({ kind: 'separateConsent', reference: 'consent-2026-7' });
  expect((await town.health.finding(id, carer)).map(({ value }) => value)).toEqual([
    [{ code: 'devices/blood-pressure-high', level: 'urgent', threshold: 'systolic-180' }],
  ]);
  expect(town.tasks.due(morning + 3 * hour)).toMatchObject([{ standing: 'overdue' }]);
  expect(town.cases.list()).toEqual([]);
  expect(town.incidents()).toBe(0);
});

test('the carer is told by the task, and by nothing else', async () => {
  const { town } = await world();
  const told: unknown[] = [];
  town.on('notification', (each) => told.push(each));
  await town.ingest(message('bp', high));
  await town.tick(morning + minute);
  await town.idle();
  expect(told).toMatchObject([{ about: 'task', rung: 'opens', role: 'carer', person: 'p-carer' }]);
});

test('a reading without anything abnormal leaves nothing behind and asks nobody', async () => {
  const { town, store, asked } = await world();
  await town.ingest(message('bp', { 'bp.systolic': 121.5, 'bp.diastolic': 77.5 }));
  expect(asked).toEqual([]);
  expect(await log(store)).toEqual([]);
  expect(town.health.counts()).toMatchObject({ events: 1, abnormal: 0, visits: 0 });
});

test('without a legal basis nothing leaves the health domain, and the refusal is told and counted', async () => {
  const { town, store, refused } = await world({ agreed: false });
  await town.ingest(message('bp', high));
  await town.ingest(message('bp', high));
  expect(await log(store)).toEqual([]);
  expect(town.tasks.list()).toEqual([]);
  await town.idle();
  const told = { by: 'health', code: 'governance/no-basis', stream: 'tenant/LS' };
  expect(refused).toEqual([told, told]);
  expect(town.health.counts()).toMatchObject({ abnormal: 2, visits: 0 });
  expect(town.health.counts().refused).toEqual(new Map([['governance/no-basis', 2]]));
});

test('a town that says nothing of health does nothing with it, not even where the kiosk raises an alarm', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ roster, devices, store });
  expect((await town.ingest(message('abnormal', {}))).transitions).toEqual([]);
  await town.ingest(message('bp', high));
  expect(await log(store)).toEqual([]);
  expect(town.health.counts().refused).toEqual(new Map([['governance/no-basis', 2]]));
});

test.each<[string, HealthRefusalCode, Partial<GovernanceOptions>, Record<string, unknown>]>([
  ['whom the town does not know', 'governance/unknown-subject', {}, { card: 'somebody else' }],
  ['whom the kiosk did not name', 'governance/unknown-subject', {}, { card: '' }],
  [
    'where there is no carer and nobody in their place',
    'governance/no-carer',
    { roster: { posts: [], tenures: [] } },
    {},
  ],
])('nobody is visited %s', async (_, code, options, body) => {
  const { town, store } = await world(options);
  await town.ingest(message('bp', { ...high, ...body }));
  expect(await log(store)).toEqual([]);
  expect(town.health.counts().refused).toEqual(new Map([[code, 1]]));
  for (const language of ['zh-CN', 'en'] as const)
    expect(tellHealthRefusal(code, language)).not.toBe('');
});

test('where a person lives in no cell of the town nobody is sent', async () => {
  const basis = {
    permits: async () =>
      ({ permitted: true, basis: { kind: 'emergency', reference: 'x' } }) as const,
  };
  const { town } = await world({ health: { basis, home: async () => 'XX' as GridCode } });
  await town.ingest(message('bp', high));
  expect(town.health.counts().refused).toEqual(new Map([['governance/no-cell', 1]]));
});

test('who is visited anyway is not visited twice, but sooner where it is urgent', async () => {
  const { town } = await world();
  await town.ingest(message('bp', raisedOnly));
  await town.ingest(message('bp', raisedOnly, morning + minute));
  expect(town.tasks.list()).toHaveLength(1);
  await town.ingest(message('bp', high, morning + 2 * minute));
  await town.ingest(message('spo2', { spo2: 88.5 }, morning + 3 * minute));
  const windows = town.tasks.list().map(({ schedule }) => schedule.window.budget.value);
  expect(windows).toEqual([24, 2]);
  expect(town.health.counts()).toMatchObject({ abnormal: 4, visits: 2, joined: 2 });
});

test('a message that comes again after a restart plans no second visit, not even once the first is over', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const once = message('bp', high);
  const { town } = await world({ store });
  await town.ingest(once);
  const [visit] = town.tasks.list();
  await town.tasks.perform(
    visit?.id ?? taskId('none'),
    { type: 'complete', outcome: 'done' },
    {
      actor: actorId('p-carer'),
      at: morning + hour,
    },
  );
  await town.close();
  const { town: again } = await world({ store });
  await again.ingest(once);
  expect(again.tasks.list()).toHaveLength(1);
});

test('what could not be done because the port was away is done with the next message', async () => {
  let away = true;
  const basis = {
    permits: async () => {
      if (away) throw new Error('no network');
      return { permitted: true, basis: { kind: 'statutoryDuty', reference: 'rule-3' } } as const;
    },
  };
  const { town } = await world({ health: { basis, home: async () => home } });
  await expect(town.ingest(message('bp', high))).rejects.toThrow('no network');
  expect(town.tasks.list()).toEqual([]);
  away = false;
  await town.ingest(message('spo2', { spo2: 98.5 }));
  expect(town.tasks.list()).toHaveLength(1);
});

test('findings go with the visit: then nobody can open them, and the basis is still known', async () => {
  const { town, store } = await world();
  await town.ingest(message('bp', high));
  const id = town.tasks.list()[0]?.id ?? taskId('none');
  const by = (at: number) => ({ actor: actorId('p-carer'), at });
  await town.tasks.perform(
    id,
    { type: 'complete', outcome: 'notMet', again: '2026-06-16' },
    by(morning + hour),
  );
  expect((await town.health.finding(id, carer))[0]?.value).not.toBe('forgotten');
  await town.tasks.perform(id, { type: 'complete', outcome: 'done' }, by(morning + 25 * hour));
  await town.idle();
  expect((await town.health.finding(id, carer)).map(({ value }) => value)).toEqual(['forgotten']);
  expect((await log(store)).map(({ type }) => type)).toContain('devices/finding-released');
  expect(town.health.basis(id)).toMatchObject({ kind: 'separateConsent' });
  // The next reading is a matter of its own.
  await town.ingest(message('bp', high, morning + 26 * hour));
  expect(town.tasks.list()).toHaveLength(2);
});

test('after somebody is forgotten their findings cannot be opened, and the kiosk does not know them any more', async () => {
  const { town, subject } = await world();
  await town.ingest(message('bp', high));
  const id = town.tasks.list()[0]?.id ?? taskId('none');
  await town.forget(subject as never);
  expect((await town.health.finding(id, carer)).map(({ value }) => value)).toEqual(['forgotten']);
  await town.ingest(message('bp', high, morning + minute));
  expect(town.tasks.list()).toHaveLength(1);
  expect(town.health.counts().refused).toEqual(new Map([['governance/unknown-subject', 1]]));
});

/** Everything that can be reached from a value, as text. */
function everything(value: unknown, seen: Set<unknown> = new Set()): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  if (value instanceof Map || value instanceof Set)
    return [...value].map((part) => everything(part, seen)).join('\n');
  return Object.entries(value)
    .map(([name, part]) => `${name}\n${everything(part, seen)}`)
    .join('\n');
}

test('no value, no name of a quantity and no card is to be found in the store, on the desks, in answers or in what was told', async () => {
  const progress = memoryProgress();
  const kept: unknown[] = [];
  const inner = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const store: Store = {
    ...inner,
    progress: {
      load: progress.load,
      save: async (...given) => {
        kept.push(given);
        await progress.save(...given);
      },
    },
    append: async (batch) => {
      kept.push(batch);
      return inner.append(batch);
    },
  };
  const { town } = await world({
    store,
    devices: { ...devices, tracker: { lateness: hour, kinds: {} } },
  });
  for (const name of ['event', 'notification', 'refusal'] as const)
    town.on(name, (each: unknown) => kept.push(each));
  const answers = [
    await town.ingest(message('bp', high)),
    await town.ingest(message('bp', raisedOnly, morning + minute)),
    await town.ingest(message('spo2', { spo2: 88.5 }, morning + 2 * minute)),
    await town.ingest(message('abnormal', {}, morning + 3 * minute)),
    await town.ingest(message('bp', { ...high, card: 'a stranger' }, morning + 4 * minute)),
    // Words are no value.
    await town.ingest(message('bp', { ...high, 'bp.diastolic': 'high' }, morning + 5 * minute)),
  ];
  await town.checkpoint(1);
  await town.tick(morning + 3 * hour);
  await town.idle();
  expect(kept.length).toBeGreaterThan(5);
  const letters = await town.letters.list();
  const text = [
    ...kept,
    ...answers,
    await log(store),
    letters,
    town.tasks.list(),
    town.tasks.due(morning + 3 * hour),
    town.cases.list(),
    town.health.counts(),
  ]
    .map((each) => everything(each))
    .join('\n');
  expect(text).toContain('devices/finding-kept');
  for (const secret of ['187.625', '111.375', '151.125', '88.5', card, 'a stranger'])
    expect(text).not.toContain(secret);
  for (const name of [
    'bp.systolic',
    'bp.diastolic',
    'blood-pressure',
    'systolic-180',
    'mm[Hg]',
    'oxygen',
  ])
    expect(text).not.toContain(name);
  for (const { events } of answers)
    for (const { observations } of events) expect(observations).toEqual([]);
});

test('a message of a kiosk that nobody registered is kept sealed and finds nothing: no value and no card stands in the letter', async () => {
  const { town } = await world();
  const answer = await town.ingest(message('bp', { ...high, id: 'kiosk-9' }));
  expect(answer.issues.map(({ code }) => code)).toContain('devices/unknown-device');
  const letters = await town.letters.list();
  expect(letters).toHaveLength(1);
  expect(town.tasks.list()).toEqual([]);
  const text = everything([letters, answer]);
  expect(text).toContain('devices/unknown-device');
  for (const secret of ['187.625', card]) expect(text).not.toContain(secret);
});

test('a wrong threshold stops the town from opening', async () => {
  const opened = world({
    health: {
      basis: { permits: async () => ({ permitted: false }) },
      thresholds: [
        {
          id: 'x',
          quantity: 'oxygen',
          is: 'below',
          limit: 95,
          code: 'devices/oxygen-low',
          level: 'urgent',
          source: { title: '', checked: 'memory' },
        },
      ],
    },
  });
  await expect(opened).rejects.toSatisfy((error) =>
    isDomainError(error, 'devices/invalid-threshold'),
  );
});
