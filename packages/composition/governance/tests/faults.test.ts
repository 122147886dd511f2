import { workCalendar } from '@civigrid/calendar';
import type { MergedData } from '@civigrid/cases';
import type { Notification, Town } from '@civigrid/governance';
import {
  actorId,
  type DeviceId,
  gridCode,
  isDomainError,
  type MediaStore,
  mediaRef,
  memoryMediaStore,
  memoryStore,
  memoryVault,
  type Store,
  type Vault,
} from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { expect, test } from 'vitest';
import { inFirst, morning, open } from './town.ts';

/** A store whose `n`-th append from now on fails before or after it was done. */
function fragile(when: 'before' | 'after') {
  const inner = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const fault = { in: Number.POSITIVE_INFINITY };
  const store: Store = {
    ...inner,
    append: async (batch) => {
      fault.in--;
      if (fault.in === 0 && when === 'before') throw new Error('no connection');
      const result = await inner.append(batch);
      if (fault.in === 0) throw new Error('no connection');
      return result;
    },
  };
  return { store, fault };
}

const devices = {
  registry: [{ device: 'smoke-1' as DeviceId, category: 'smoke', grid: gridCode('LS.01.01.01') }],
  mappings: [
    { id: 's', protocol: 'json', device: '/id', message: '/n', kind: 'fire.smoke', phase: 'raise' },
  ],
} as const;
const body = new TextEncoder().encode('{"id":"smoke-1","n":"1"}');
const smoke = { protocol: 'json', body, receivedAt: morning };
const car = { id: 'r-1', category: '01.01.01', text: '小车', at: morning, point: inFirst } as const;

async function steady(act: (town: Town) => Promise<unknown>): Promise<readonly string[]> {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ store, vault: memoryVault(), devices });
  await act(town);
  return events(store, town);
}

async function events(store: Store, town: Town): Promise<readonly string[]> {
  const list: string[] = [];
  for (const { partition } of await store.heads(town.tenant))
    for await (const { id, type } of store.readLog(town.tenant, partition))
      list.push(`${type} ${id}`);
  return list;
}

const acts = {
  report: (town: Town) => town.report(car),
  alarm: (town: Town) => town.ingest(smoke),
} as const;

test.each(
  (['report', 'alarm'] as const).flatMap((what) =>
    (['before', 'after'] as const).flatMap((when) =>
      [1, 2, 3, 4, 5].map((at) => [what, when, at] as const),
    ),
  ),
)(
  'a lost connection during a %s, %s append %i, loses and doubles nothing: it is sent again',
  async (what, when, at) => {
    const { store, fault } = fragile(when);
    const town = await open({ store, vault: memoryVault(), devices });
    fault.in = at;
    const once = await acts[what](town).catch(() => 'failed');
    fault.in = Number.POSITIVE_INFINITY;
    await acts[what](town);
    expect(await events(store, town)).toEqual(await steady(acts[what]));
    expect(town.cases.list().map(({ status }) => status)).toEqual(['dispatched']);
    expect(once === 'failed' || at > 4).toBe(true);
  },
);

test('whoever cannot be reached keeps nobody waiting, and is told when it works again', async () => {
  const told: string[] = [];
  let broken = true;
  const notify = async ({ role = 'nobody' }: Notification) => {
    if (broken && role === 'gridLeader') throw new Error('no network');
    told.push(role);
  };
  const town = await open({ notify });
  const refused: string[] = [];
  town.on('refusal', ({ code }) => refused.push(code));
  expect((await town.report(car)).lead?.role).toBe('gridLeader');
  await town.idle();
  expect(refused).toEqual(['governance/not-notified']);
  expect(told).toEqual(['trafficPolice']);
  expect(await town.letters.list({ source: 'notifications' })).toHaveLength(1);
  broken = false;
  await town.tick(morning + 1);
  await town.idle();
  expect(told).toEqual(['trafficPolice', 'gridLeader']);
  expect(await town.letters.list()).toEqual([]);
});

test('a notifier that works on the case itself, or never answers, holds nothing up', async () => {
  const signed = { type: 'sign' } as const;
  const town: Town = await open({
    notify: async (told) => {
      if (told.reason !== 'assigned') return new Promise<void>(() => undefined);
      await town.cases.perform(told.case, signed, { actor: actorId('p-chen'), at: morning + 1 });
    },
  });
  const { caseId } = await town.report(car);
  await town.tick(morning + 2);
  expect((await town.report({ ...car, id: 'r-2', category: '09' })).outcome).toBe('opened');
  await new Promise((resolve) => setImmediate(resolve));
  expect(town.cases.get(caseId)?.status).toBe('signed');
});

test('a command that loses against others five times is asked again, never forgotten', async () => {
  const inner = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  let conflicts = 5;
  const store: Store = {
    ...inner,
    append: async (batch) => {
      const [entry] = batch.entries;
      if (conflicts === 0 || entry?.events[0]?.type !== 'cases/routed') return inner.append(batch);
      conflicts--;
      return { outcome: 'conflict', stream: entry.stream, actual: 99 };
    },
  };
  const town = await open({ store });
  await expect(town.report(car)).rejects.toThrow('Others were faster');
  expect((await town.report(car)).lead?.role).toBe('gridLeader');
});

test('one time that is none wedges nothing: the message is taken when it came', async () => {
  const town = await open({ devices, clock: { now: () => morning } });
  for (const receivedAt of [Number.NaN, 0.5, 1e300, Number.POSITIVE_INFINITY])
    await town.ingest({ ...smoke, receivedAt });
  await town.checkpoint(1);
  expect(town.incidents()).toBe(1);
  expect(town.cases.list().map(({ createdAt }) => createdAt)).toEqual([morning]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e17, morning + 0.5])(
  'a tick of %d is refused and destroys no deadline',
  async (now) => {
    const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
    const town = await open({ store });
    await town.report(car);
    const due = await store.deadlines.next(town.tenant);
    const error = await town.tick(now).catch((caught: unknown) => caught);
    expect(isDomainError(error, 'governance/invalid-instant')).toBe(true);
    expect(await store.deadlines.next(town.tenant)).toBe(due);
    expect((await town.tick(morning + 48 * 60_000)).fired).toBe(1);
  },
);

test('a case that nobody signs goes up once a level and then stays at the top', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ store });
  const { caseId } = await town.report(car);
  for (let i = 0; i < 1_000; i++) {
    const due = await store.deadlines.next(town.tenant);
    if (due === undefined || due > morning + 30 * 86_400_000) break;
    await town.tick(due);
  }
  const types = (await town.cases.events(caseId)).map(({ type }) => type);
  expect(types.filter((type) => type === 'cases/dispatched').length).toBeLessThanOrEqual(4);
  expect(types.length).toBeLessThan(30);
  expect(town.cases.get(caseId)?.level).toBe('street');
});

test('three deliveries of one report at once are one report', async () => {
  let now = morning;
  const town = await open({ clock: { now: () => now++ } });
  const again = { id: 'same', category: '01.01.01', text: '小车', point: inFirst } as const;
  const answers = await Promise.all([again, again, again].map((report) => town.report(report)));
  expect(new Set(answers.map(({ caseId }) => caseId)).size).toBe(1);
  expect(answers.map(({ repeated }) => repeated).sort()).toEqual([false, true, true]);
  expect((await town.report({ ...again, at: morning + 99 })).repeated).toBe(true);
  expect(town.cases.list()).toHaveLength(1);
});

test('a burst of reports about one car, with no case before, is one case', async () => {
  const town = await open();
  const { id: _, ...anybody } = car;
  const answers = await Promise.all(Array.from({ length: 20 }, () => town.report(anybody)));
  expect(new Set(answers.map(({ caseId }) => caseId)).size).toBe(1);
  expect(town.cases.list()[0]?.reporters).toHaveLength(20);
});

test('a vault that fails once leaves the worklist right', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const inner = memoryVault();
  const first = await open({ store, vault: inner });
  const { caseId } = await first.report(car);
  await first.report({ ...car, id: 'r-2' });
  let failing = true;
  const vault: Vault = {
    ...inner,
    open: async (part, context, reader) => {
      if (failing) throw new Error('busy');
      return inner.open(part, context, reader);
    },
  };
  await expect(open({ store, vault })).rejects.toThrow('busy');
  failing = false;
  const second = await open({ store, vault });
  expect(second.cases.get(caseId)).toEqual(first.cases.get(caseId));
});

test('who was forgotten and reports again is a stranger, and welcome', async () => {
  const town = await open();
  const reporter = { name: '林小满', phone: '100 0000 0001' };
  const one = await town.report({ ...car, reporter });
  const subject = town.cases.get(one.caseId)?.reporters[0]?.subject;
  if (subject === undefined) throw new Error('The reporter has no reference.');
  await town.forget(subject);
  const reader = { actor: actorId('p-chen'), purpose: 'call-back' };
  const parts = await town.cases.personal(one.caseId, reader);
  expect(parts.map(({ value }) => value)).toEqual(['forgotten']);
  const two = await town.report({ ...car, id: 'r-2', at: morning + 1, reporter });
  expect(two.outcome).toBe('opened');
  const stranger = town.cases.get(two.caseId)?.reporters[0]?.subject;
  expect(stranger).toBeDefined();
  expect(stranger).not.toBe(subject);
});

test('the photos of a report that joins a case lie under that case, and go with their reporter', async () => {
  const media = memoryMediaStore({ next: () => crypto.randomUUID() });
  const contexts: string[] = [];
  const kept: MediaStore = {
    ...media,
    put: (bytes, context) => {
      contexts.push(context.stream);
      return media.put(bytes, context);
    },
  };
  const town = await open({ media: kept });
  const photos = [{ type: 'image/jpeg', bytes: new Uint8Array([1]) }];
  const { caseId } = await town.report({ ...car, photos });
  await town.report({ ...car, id: 'r-2', photos });
  expect(contexts).toEqual([`case/${caseId}`, `case/${caseId}`]);
  const facts = (await town.cases.events(caseId)).map(({ data }) => data as Partial<MergedData>);
  const photo = (data: Partial<MergedData> | undefined) =>
    data?.photos?.[0]?.media ?? mediaRef('none');
  const joined = facts.find(({ report }) => report !== undefined);
  const reader = { actor: actorId('p-chen'), purpose: 'statement' };
  expect(await media.get(photo(joined), reader)).toEqual(new Uint8Array([1]));
  if (joined?.reporter !== undefined) await town.forget(joined.reporter, caseId);
  expect(await media.get(photo(joined), reader)).toBeUndefined();
  expect(await media.get(photo(facts[0]), reader)).toEqual(new Uint8Array([1]));
});

const deep = JSON.parse(`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`) as unknown;

test.each(
  [
    { ...car, id: '\ud800' },
    { ...car, reporter: { phone: '\ud800' } },
    { ...car, reporter: { phone: 123 } },
    { ...car, reporter: 'abc' },
    { ...car, attributes: { n: 1n } },
    { ...car, attributes: deep },
    { ...car, accuracyMetres: Number.POSITIVE_INFINITY },
    { ...car, photos: new Array(1) },
    { ...car, photos: [{ type: '张三.jpg', bytes: new Uint8Array(1) }] },
    { ...car, photos: [{ type: 'image/png', bytes: new DataView(new ArrayBuffer(1)) }] },
    { ...car, category: 'x'.repeat(129) },
    { ...car, at: -8.64e15 },
    null,
    'report',
  ].map((input, i) => [i, input] as const),
)('what is no report (%i) is refused and kept', async (_, input) => {
  const town = await open();
  const error = await town.report(input as never).catch((caught: unknown) => caught);
  expect(isDomainError(error, 'governance/invalid-report')).toBe(true);
  expect(await town.letters.list()).toHaveLength(1);
});

test.each([
  null,
  {},
  { protocol: 'json' },
  { protocol: 'json', body: 'text' },
  { protocol: 7, body },
])('what is no message is answered as refused, and kept: %j', async (message) => {
  const town = await open();
  const answer = await town.ingest(message as never);
  expect(answer.outcome).toBe('refused');
  expect((await town.letters.list()).map(({ id }) => id)).toEqual([answer.letter]);
});

test('a letter says why in codes alone; what it holds is opened, handled and removed', async () => {
  const town = await open();
  const secret = '{"张三 13800000000":1,"张三 13800000000":2}';
  const letter = { protocol: '张三 13800000000', body: new TextEncoder().encode(secret) };
  await town.ingest(letter);
  await town.ingest({ ...letter, protocol: 'json' });
  const letters = await town.letters.list();
  expect(letters.map(({ source }) => source).sort()).toEqual(['devices/json', 'devices/unknown']);
  expect(JSON.stringify(letters)).not.toContain('13800000000');
  for (const { id } of letters) {
    expect(await town.letters.open(id)).toContain('body');
    await town.letters.remove(id);
  }
  expect(await town.letters.list()).toEqual([]);
});

test('a calendar that learns another year states the deadlines of open cases again', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const shifts = [['09:00', '17:00']] as const;
  const limit = { value: 3, unit: 'workDay' };
  const rules = [{ when: {}, then: { lead: 'gridLeader', limit } }];
  const outputs = [{ name: 'lead' }, { name: 'limit' }];
  const routing = { hit: 'first', inputs: [], outputs, rules };
  const first = await open({ store, routing, calendar: workCalendar({ shifts, years: {} }) });
  await first.report(car);
  expect(await store.deadlines.next(first.tenant)).toBeUndefined();
  await open({ store, routing, calendar: workCalendar({ shifts, years: { 2026: [] } }) });
  expect(await store.deadlines.next(first.tenant)).toBeGreaterThan(morning);
});

test('a listener that throws stops nobody else, and is told', async () => {
  const town = await open();
  const seen: string[] = [];
  const refused: string[] = [];
  town.on('cases/reported', () => {
    throw new Error('a listener of the host');
  });
  town.on('event', ({ type }) => seen.push(type));
  town.on('refusal', ({ code }) => refused.push(code));
  await town.report(car);
  await town.idle();
  expect(seen).toContain('cases/dispatched');
  expect(refused).toEqual(['governance/listener-failed']);
});
