import { workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import { taskId, taskPurposes } from '@civigrid/cases/tasks';
import type { Notification, TaskOrder, Town } from '@civigrid/governance';
import {
  actorId,
  type CaseId,
  caseId,
  commandId,
  gridCode,
  isDomainError,
  memoryMediaStore,
  memoryStore,
  memoryVault,
  partitionOf,
  personId,
  postId,
  type Store,
  streamId,
  subjectRef,
} from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { expect, test } from 'vitest';
import { inFirst, morning, open, rosterOf } from './town.ts';

const minute = 60_000;
const hour = 3_600_000;
const day = 24 * hour;
const widow = subjectRef('subject-widow');
const leader = postId('LS.01.01/gridLeader');
const visits = taskId('visits');
const by = (at: number, name = 'p-chen') => ({ actor: actorId(name), at });
const newStore = (): Store => memoryStore({ digest: sha256Digest, clock: { now: () => morning } });

/** A visit every Monday from 09:00 on, for three hours. */
const weekly: Extract<TaskOrder, { type: 'plan' }> = {
  type: 'plan',
  kind: 'care',
  grid: gridCode('LS.01.01'),
  post: leader,
  subject: widow,
  schedule: {
    first: '2026-06-15',
    window: { opens: '09:00', budget: { value: 3, unit: 'hour' } },
    rule: { every: 'week', interval: 1, weekdays: [1] },
  },
  personal: [{ subject: widow, purpose: taskPurposes.address, value: '虚构里7号402' }],
};

function listened(town: Town): Notification[] {
  const told: Notification[] = [];
  town.on('notification', (each) => told.push(each));
  return told;
}

const short = ({ role, post, person, ...each }: Notification) => [
  each.about === 'task' ? each.rung : each.reason,
  role,
  post,
  person,
];

test('the post that does a task is reminded when its window opens, and its leader too when it is over', async () => {
  const town = await open();
  const told = listened(town);
  const plan = { ...weekly, grid: gridCode('LS.01') };
  await town.tasks.perform(visits, plan, by(morning));
  expect((await town.tick(morning + hour - 1)).fired).toBe(0);
  expect((await town.tick(morning + hour)).fired).toBe(1);
  expect((await town.tick(morning + 5 * hour)).fired).toBe(1);
  expect((await town.tick(morning + 6 * hour)).fired).toBe(0);
  await town.idle();
  expect(told).toMatchObject([
    { about: 'task', reason: 'reminded', task: visits, rung: 'opens', day: '2026-06-15' },
    { about: 'task', reason: 'reminded', task: visits, rung: 'due', day: '2026-06-15' },
    { about: 'task', reason: 'reminded', task: visits, rung: 'due', day: '2026-06-15' },
  ]);
  expect(told.map(short)).toEqual([
    ['opens', 'gridLeader', leader, 'p-chen'],
    ['due', 'gridLeader', leader, 'p-chen'],
    ['due', 'secretary', 'LS.01/secretary', 'p-wang'],
  ]);
});

test('a leader who makes the visits is reminded once, not once more as the leader', async () => {
  const town = await open();
  const told = listened(town);
  await town.tasks.perform(visits, weekly, by(morning));
  await town.tick(morning + day);
  await town.idle();
  expect(told.map(short)).toEqual([
    ['opens', 'gridLeader', leader, 'p-chen'],
    ['due', 'gridLeader', leader, 'p-chen'],
  ]);
});

test('while the post is empty or its holder is away, whoever answers in its place is reminded', async () => {
  const leaves = [{ post: leader, person: personId('p-chen'), from: morning }];
  const town = await open({ roster: { ...rosterOf, leaves } });
  const told = listened(town);
  const reminders = [
    { rung: 'opens', when: 'opens', tell: ['holder', 'upperLeader', 'fireStation'] },
  ] as const;
  await town.tasks.perform(visits, { ...weekly, reminders }, by(morning));
  const vacant = { ...weekly, post: postId('LS.01.02/gridLeader'), grid: gridCode('LS.01.02') };
  await town.tasks.perform(taskId('vacant'), { ...vacant, reminders: [] }, by(morning));
  await town.tasks.perform(
    taskId('empty'),
    { ...vacant, reminders: [{ rung: 'opens', when: 'opens', tell: ['holder'] }] },
    by(morning),
  );
  await town.tick(morning + hour);
  await town.idle();
  expect(told.map((each) => (each.about === 'task' ? [each.task, ...short(each)] : []))).toEqual(
    expect.arrayContaining([
      ['visits', 'opens', 'gridLeader', 'LS.01/secretary', 'p-wang'],
      ['visits', 'opens', 'secretary', 'LS.01/secretary', 'p-wang'],
      ['visits', 'opens', 'fireStation', 'LS/fireStation', 'p-fire'],
      ['empty', 'opens', 'gridLeader', 'LS.01/secretary', 'p-wang'],
    ]),
  );
  expect(told).toHaveLength(4);
});

test('a post that the roster does not know is reminded by its name, and by whom the plan names', async () => {
  const town = await open();
  const told = listened(town);
  const volunteers = postId('volunteers');
  const holder = personId('p-volunteer');
  await town.tasks.perform(visits, { ...weekly, post: volunteers, holder }, by(morning));
  await town.tick(morning + hour);
  await town.idle();
  expect(told.map(short)).toEqual([['opens', undefined, volunteers, 'p-volunteer']]);
});

test('whoever could not be reminded is reminded again at the next tick', async () => {
  let broken = true;
  const reached: string[] = [];
  const notify = async ({ id }: Notification) => {
    if (broken) throw new Error('no network');
    reached.push(id);
  };
  const town = await open({ notify });
  const refused: unknown[] = [];
  town.on('refusal', (each) => refused.push(each));
  await town.tasks.perform(visits, weekly, by(morning));
  await town.tick(morning + hour);
  await town.idle();
  expect(refused[0]).toEqual({
    by: 'notifying',
    code: 'governance/not-notified',
    stream: 'task/visits',
  });
  broken = false;
  await town.tick(morning + hour + minute);
  await town.idle();
  expect(reached).toHaveLength(1);
  expect(await town.letters.list()).toEqual([]);
});

test('what is to be done now stands on the desk, what ends first in front; what no calendar knows behind', async () => {
  const town = await open();
  const plans: readonly [string, Partial<typeof weekly.schedule>][] = [
    ['long', { window: { opens: '08:00', budget: { value: 10, unit: 'hour' } } }],
    ['short', { window: { opens: '09:30', budget: { value: 1, unit: 'hour' } } }],
    ['later', { first: '2026-06-16' }],
    ['far', { first: '2199-01-07', onHoliday: 'after' }],
    ['early', { window: { opens: '08:00', budget: { value: 30, unit: 'minute' } } }],
  ];
  for (const [name, schedule] of plans) {
    const plan = { ...weekly, schedule: { ...weekly.schedule, ...schedule } };
    await town.tasks.perform(taskId(name), plan, by(morning));
  }
  const due = (at: number) =>
    town.tasks.due(at).map(({ task, standing }) => `${task.id} ${standing}`);
  expect(due(morning - 1)).toEqual(['far unknown']);
  expect(due(morning)).toEqual(['early due', 'long due', 'far unknown']);
  expect(due(morning + 30 * minute)).toEqual(['early due', 'long due', 'far unknown']);
  expect(due(morning + 90 * minute)).toEqual([
    'early overdue',
    'short due',
    'long due',
    'far unknown',
  ]);
  expect(town.tasks.due(morning).at(-1)).toMatchObject({ standing: 'unknown', year: 2199 });
  await town.tasks.perform(
    taskId('early'),
    { type: 'complete', outcome: 'done' },
    by(morning + hour),
  );
  expect(due(morning + hour)).toEqual(['long due', 'far unknown']);
  expect(town.tasks.list().map(({ id }) => id)).toEqual(['early', 'far', 'later', 'long', 'short']);
});

test('a finding refers to a case that was reported, and to no other', async () => {
  const town = await open();
  await town.tasks.perform(visits, weekly, by(morning));
  const found = (id: string) =>
    ({ type: 'complete', outcome: 'needsCase', case: caseId(id) }) as const;
  const at = morning + hour;
  const error = await town.tasks.perform(visits, found('nobody'), by(at)).catch((e: unknown) => e);
  expect(isDomainError(error, 'governance/unknown-case')).toBe(true);
  expect(town.tasks.get(visits)).toMatchObject({ status: 'planned', tally: { needsCase: 0 } });
  const { caseId: id } = await town.report({
    category: '01.01.01',
    text: '楼道',
    point: inFirst,
    at,
  });
  await town.tasks.perform(visits, found(id), by(at));
  expect(town.tasks.get(visits)).toMatchObject({ status: 'planned', tally: { needsCase: 1 } });
  const round = taskId('round');
  const { subject: _, personal: __, ...rest } = weekly;
  const stops = [{ stop: 'gate', grid: gridCode('LS.01.01.01') }];
  await town.tasks.perform(round, { ...rest, kind: 'patrol', stops }, by(at));
  await town.tasks.perform(round, { type: 'start' }, by(at));
  const check = { type: 'checkStop', stop: 'gate', result: 'finding' } as const;
  await expect(
    town.tasks.perform(round, { ...check, case: caseId('nobody') }, by(at)),
  ).rejects.toMatchObject({ code: 'governance/unknown-case' });
  await town.tasks.perform(round, { ...check, case: id }, by(at));
  await expect(
    town.tasks.perform(
      round,
      { type: 'complete', outcome: 'needsCase', case: '' as CaseId },
      by(at),
    ),
  ).rejects.toMatchObject({ code: 'cases/case-missing' });
});

test('what is planned in no cell of the town, or was not planned, is refused by code and nothing is written', async () => {
  const store = newStore();
  const town = await open({ store });
  const refused = (order: TaskOrder, code: string) =>
    expect(town.tasks.perform(visits, order, by(morning))).rejects.toMatchObject({ code });
  await refused({ ...weekly, grid: gridCode('XX.01') }, 'governance/unknown-grid');
  const stops = [{ stop: 'gate', grid: gridCode('__proto__') }];
  const { subject: _, personal: __, ...rest } = weekly;
  await refused({ ...rest, kind: 'patrol', stops }, 'governance/unknown-grid');
  await refused({ type: 'start' }, 'cases/not-planned');
  await refused(
    { ...weekly, schedule: { ...weekly.schedule, first: '' } },
    'cases/invalid-schedule',
  );
  expect(await store.heads(town.tenant)).toEqual([]);
  expect(town.tasks.get(visits)).toBeUndefined();
  await town.close();
  await refused(weekly, 'governance/closed');
});

test('a task is ordered with its community, and a command is done once', async () => {
  const store = newStore();
  const town = await open({ store });
  const giver = { ...by(morning), id: commandId('00000000-0000-7000-8000-000000000001') };
  await town.tasks.perform(visits, weekly, giver);
  expect(await town.tasks.perform(visits, weekly, giver)).toMatchObject({ outcome: 'repeated' });
  const partitions: number[] = [];
  for await (const { partition } of store.read(town.tenant, streamId('task', visits)))
    partitions.push(partition);
  expect(partitions).toEqual([partitionOf('LS.01')]);
});

test('a town that is opened again knows its tasks as they stood, and reminds nobody twice', async () => {
  const [store, vault] = [newStore(), memoryVault()];
  const first = await open({ store, vault });
  await first.tasks.perform(visits, weekly, by(morning));
  await first.tick(morning + hour);
  await first.idle();
  await first.close();
  const again = await open({ store, vault });
  const told = listened(again);
  expect(again.tasks.list()).toEqual(first.tasks.list());
  await again.tick(morning + hour);
  await again.idle();
  expect(told).toEqual([]);
  await again.tick(morning + 4 * hour);
  await again.idle();
  expect(told.map(short)).toEqual([['due', 'gridLeader', leader, 'p-chen']]);
});

test.each([1, 2])(
  'a connection lost %s appends after the hour struck loses no reminder and gives none twice',
  async (which) => {
    const inner = newStore();
    let left = Number.POSITIVE_INFINITY;
    const store: Store = {
      ...inner,
      append: async (batch) => {
        left--;
        const result = await inner.append(batch);
        if (left === 0) throw new Error('no connection');
        return result;
      },
    };
    const town = await open({ store, leaseMs: 0 });
    const told = listened(town);
    await town.tasks.perform(visits, weekly, by(morning));
    left = which;
    await town.tick(morning + 5 * hour).catch(() => undefined);
    left = Number.POSITIVE_INFINITY;
    await town.tick(morning + 5 * hour);
    await town.idle();
    expect(told.map(short)).toEqual([
      ['opens', 'gridLeader', leader, 'p-chen'],
      ['due', 'gridLeader', leader, 'p-chen'],
    ]);
  },
);

test('when the calendar learns a year, tasks that waited for it are reminded of again', async () => {
  const [store, vault] = [newStore(), memoryVault()];
  const { 2026: _, ...before } = chinaCalendarYears as Readonly<
    Record<number, (typeof chinaCalendarYears)[2026]>
  >;
  const shifts = [['08:30', '17:30']] as const;
  const unknowing = workCalendar({ zone: 'Asia/Shanghai', shifts, years: before });
  const first = await open({ store, vault, calendar: unknowing });
  const schedule = { ...weekly.schedule, onHoliday: 'after' } as const;
  await first.tasks.perform(visits, { ...weekly, schedule }, by(morning));
  expect(first.tasks.due(morning)).toMatchObject([{ standing: 'unknown', year: 2026 }]);
  expect((await first.tick(morning + hour)).fired).toBe(0);
  await first.close();
  const again = await open({ store, vault });
  expect((await again.tick(morning + hour)).fired).toBe(1);
});

test('who is forgotten leaves counts and no words: boxes are empty, photos are gone, the visits go on', async () => {
  const media = memoryMediaStore({ next: () => 'photo-1' });
  const town = await open({ media });
  const stream = streamId('task', visits);
  const type = 'image/jpeg';
  const bytes = new Uint8Array([1, 2, 3]);
  const ref = await media.put(bytes, { tenant: town.tenant, stream, subject: widow, type });
  const photos = [{ media: ref, mediaType: type, hash: 'a'.repeat(64) }];
  const findings = { subject: widow, purpose: taskPurposes.findings, value: '血压偏高' };
  await town.tasks.perform(visits, weekly, by(morning));
  const done = { type: 'complete', outcome: 'done' } as const;
  await town.tasks.perform(visits, { ...done, photos, personal: [findings] }, by(morning + hour));
  const reader = (purpose: string) => ({ actor: actorId('p-chen'), purpose });
  const opened = async (purpose: string) =>
    (await town.tasks.personal(visits, reader(purpose))).map(({ value }) => value);
  expect(await opened('address')).toEqual(['虚构里7号402']);
  expect(await opened('findings')).toEqual(['血压偏高']);
  expect(await opened('curiosity')).toEqual([]);
  await town.forget(widow);
  expect(await opened('address')).toEqual(['forgotten']);
  expect(await opened('findings')).toEqual(['forgotten']);
  expect(await media.get(ref, reader('findings'))).toBeUndefined();
  expect(town.tasks.get(visits)).toMatchObject({ tally: { done: 1 } });
  const next = by(morning + 7 * day + hour);
  await expect(
    town.tasks.perform(visits, { ...done, personal: [findings] }, next),
  ).rejects.toMatchObject({ code: 'kernel/subject-forgotten' });
  await town.tasks.perform(visits, done, next);
  expect(town.tasks.get(visits)).toMatchObject({ status: 'planned', tally: { done: 2 } });
  await town.tasks.perform(visits, { type: 'end', reason: 'notNeeded' }, next);
  expect(town.tasks.due(morning + 30 * day)).toEqual([]);
});
