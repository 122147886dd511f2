import type { ReportedData } from '@civigrid/cases';
import { governance, type Notification } from '@civigrid/governance';
import {
  actorId,
  brokenAt,
  gridCode,
  isDomainError,
  memoryStore,
  memoryVault,
  personId,
  postId,
  type Recorded,
  streamId,
} from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import { expect, test } from 'vitest';
import { cells, inFirst, inLast, morning, open, rosterOf, routingTable } from './town.ts';

const car = { category: '01.01.01', text: '小车堵住消防通道', at: morning } as const;
const resident = { name: '林小满', phone: '10000000001' };

test('a car on the fire lane is located, filed, routed and given to the leader of its grid', async () => {
  const town = await open();
  const told: Notification[] = [];
  town.on('notification', (notification) => told.push(notification));
  const answer = await town.report({ ...car, point: inFirst, reporter: resident });
  expect(answer).toMatchObject({
    outcome: 'opened',
    repeated: false,
    grid: 'LS.01.01.01',
    path: ['LS', 'LS.01', 'LS.01.01', 'LS.01.01.01'],
    lead: { tenure: 'held', role: 'gridLeader', grid: 'LS.01.01', holder: 'p-chen' },
  });
  await town.idle();
  const why = await town.explain(answer.caseId);
  expect(why.routed?.reason).toMatchObject({ rule: 0, ruleId: 'lane' });
  expect(why.table?.winner).toBe(0);
  expect(why.timeline.map(({ type }) => type)).toEqual([
    'cases/reported',
    'cases/filed',
    'cases/routed',
    'cases/dispatched',
  ]);
  expect(told.map(({ reason, role, person }) => [reason, role, person])).toEqual([
    ['assigned', 'gridLeader', 'p-chen'],
    ['assisting', 'trafficPolice', 'p-traffic'],
  ]);
});

test('only a grid and a routing table are needed; a post that nobody holds is vacant', async () => {
  const town = await governance({ grid: cells, routing: routingTable });
  const { lead } = await town.report({ ...car, point: inFirst });
  expect(lead).toEqual({ tenure: 'vacant', role: 'gridLeader', grid: 'LS.01.01.01' });
});

test('a vacancy falls to the community, and the case says for which post', async () => {
  const town = await open();
  const { lead } = await town.report({ ...car, point: inLast });
  expect(lead).toMatchObject({
    tenure: 'standIn',
    for: 'vacancy',
    role: 'gridLeader',
    grid: 'LS.01.02',
    heldIn: 'LS.01',
    holder: 'p-wang',
  });
});

test('a leader on leave is absent, and so is a station outside its hours; in a year without a notice the backstop answers', async () => {
  const leaves = [
    { post: postId('LS.01.01/gridLeader'), person: personId('p-chen'), from: morning },
  ];
  const pattern = { kind: 'office', posts: [postId('LS/fireStation')] } as const;
  const roster = { ...rosterOf, leaves, rotas: [{ id: 'office', from: 0, pattern }] };
  const town = await open({ roster, duplicates: { mergeFrom: 2 } });
  const { lead } = await town.report({ ...car, point: inFirst });
  expect(lead).toMatchObject({
    tenure: 'standIn',
    for: 'absence',
    grid: 'LS.01.01',
    heldIn: 'LS.01',
    holder: 'p-wang',
  });
  const fire = async (at: number) =>
    (await town.report({ ...car, category: 'fire', point: inFirst, at })).lead;
  const hour = 3_600_000;
  expect(await fire(morning + 2 * hour)).toMatchObject({ tenure: 'held', holder: 'p-fire' });
  expect(await fire(morning + 5 * hour)).toMatchObject({
    tenure: 'standIn',
    for: 'absence',
    role: 'fireStation',
    holder: 'p-centre',
  });
  expect(await fire(Date.UTC(2027, 5, 15, 2))).toMatchObject({
    tenure: 'standIn',
    role: 'fireStation',
    holder: 'p-centre',
  });
});

test('what no rule covers goes to the backstop of the street', async () => {
  const town = await open();
  const { caseId, lead } = await town.report({ ...car, category: '09', point: inFirst });
  expect(lead).toMatchObject({ role: 'commandCentre', holder: 'p-centre' });
  expect((await town.explain(caseId)).routed?.reason.rule).toBeNull();
});

test('the same report is taken once, however often it is sent', async () => {
  const town = await open();
  const first = await town.report({ ...car, id: 'wechat-7', point: inFirst });
  const again = await town.report({ ...car, id: 'wechat-7', point: inFirst });
  expect(again).toMatchObject({ caseId: first.caseId, outcome: 'opened', repeated: true });
  expect(town.cases.list()).toHaveLength(1);
});

test('a neighbour who reports the same car joins the case and keeps a call-back', async () => {
  const town = await open();
  const first = await town.report({ ...car, point: inFirst, reporter: resident });
  const second = await town.report({
    ...car,
    at: morning + 60_000,
    point: [inFirst[0] + 0.00001, inFirst[1]],
    reporter: { name: '周一', phone: '10000000002' },
  });
  expect(second).toMatchObject({ outcome: 'merged', caseId: first.caseId });
  expect(town.cases.get(first.caseId)?.reporters).toHaveLength(2);
  const reader = { actor: actorId('p-chen'), purpose: 'call-back' };
  const parts = await town.cases.personal(first.caseId, reader);
  expect(parts.map(({ value }) => value)).toEqual([
    resident,
    { name: '周一', phone: '10000000002' },
  ]);
});

test('twenty residents at once make one case', async () => {
  const town = await open();
  await town.report({ ...car, point: inFirst });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => town.report({ ...car, at: morning + i, point: inFirst })),
  );
  expect(new Set(answers.map(({ caseId }) => caseId)).size).toBe(1);
});

test('a report without a place goes to the street, which has to find it', async () => {
  const town = await open();
  const answer = await town.report(car);
  expect(answer.path).toEqual(['LS']);
  expect(answer.grid).toBeUndefined();
});

test.each([
  ['outside the street', { ...car, point: [100, 20] as const }, 'governance/outside'],
  ['in an unknown grid', { ...car, grid: 'LS.99' }, 'governance/unknown-grid'],
  [
    'with a point that is none',
    { ...car, point: [Number.NaN, 0] as const },
    'governance/invalid-report',
  ],
  ['without a category', { ...car, category: '' }, 'governance/invalid-report'],
  ['with a lone surrogate', { ...car, text: '\ud800' }, 'governance/invalid-report'],
])('a report %s is refused with its code and kept with its reason', async (_, report, code) => {
  const town = await open();
  const error = await town.report({ id: 'r-1', ...report }).catch((caught: unknown) => caught);
  expect(isDomainError(error, code)).toBe(true);
  const again = await town.report({ id: 'r-1', ...report }).catch((caught: unknown) => caught);
  expect(isDomainError(again, code)).toBe(true);
  const letters = await town.letters.list();
  expect(letters.map(({ reasons }) => reasons[0]?.code)).toEqual([code]);
  expect(JSON.stringify(letters)).not.toContain('小车');
  expect(town.cases.list()).toEqual([]);
});

test('a cell may be named instead of a point', async () => {
  const town = await open();
  const { grid } = await town.report({ ...car, grid: 'LS.01.01' });
  expect(grid).toBe('LS.01.01');
});

test('nothing of what a resident said or is stands in the clear in the log', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ store });
  const photo = { type: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]) };
  const { caseId } = await town.report({
    ...car,
    point: inFirst,
    reporter: resident,
    photos: [photo],
    attributes: { plate: '浙G00000' },
  });
  const events: Recorded[] = [];
  for await (const event of store.read(town.tenant, streamId('case', caseId))) events.push(event);
  const text = JSON.stringify(events);
  for (const secret of [resident.name, resident.phone, car.text, '浙G00000', String(inFirst[0])])
    expect(text).not.toContain(secret);
  expect(brokenAt(events, sha256Digest)).toBeUndefined();
});

test('an order that comes back goes to the level above, and the whole clock goes on', async () => {
  const town = await open();
  const { caseId } = await town.report({ ...car, point: inFirst });
  const before = town.cases.get(caseId)?.clocks.find(({ clock }) => clock === 'whole')?.since;
  await town.cases.perform(
    caseId,
    { type: 'return', reason: 'wrongTerritory', basis: 'law-1' },
    { actor: actorId('p-chen'), at: morning + 60_000 },
  );
  const state = town.cases.get(caseId);
  expect(state).toMatchObject({ status: 'dispatched', returns: 1 });
  expect((await town.explain(caseId)).lead).toMatchObject({ role: 'secretary', holder: 'p-wang' });
  expect(state?.clocks.find(({ clock }) => clock === 'whole')?.since).toBe(before);
});

test('an order that nobody signs in time goes up a level and to its leader; time that stands still fires nothing', async () => {
  const town = await open();
  const { caseId } = await town.report({ ...car, point: inFirst });
  expect((await town.tick(morning + 47 * 60_000)).fired).toBe(0);
  expect((await town.tick(morning + 48 * 60_000)).fired).toBe(1);
  expect((await town.tick(morning + 60 * 60_000)).fired).toBe(1);
  expect((await town.tick(morning)).fired).toBe(0);
  expect(town.cases.get(caseId)).toMatchObject({ status: 'dispatched', level: 'community' });
  expect((await town.explain(caseId)).lead).toMatchObject({ role: 'secretary', holder: 'p-wang' });
});

test('a town that opens again on the same store knows its cases and does nothing twice', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const vault = memoryVault();
  const first = await open({ store, vault });
  const { caseId } = await first.report({ ...car, id: 'a', point: inFirst });
  await first.close();
  const second = await open({ store, vault });
  expect(second.cases.get(caseId)?.status).toBe('dispatched');
  expect((await second.report({ ...car, id: 'a', point: inFirst })).repeated).toBe(true);
  expect(await second.cases.events(caseId)).toHaveLength(4);
  const error = await first.report(car).catch((caught: unknown) => caught);
  expect(isDomainError(error, 'governance/closed')).toBe(true);
});

test('a table whose rules cannot be carried out does not open a town', async () => {
  const [rule] = routingTable.rules;
  const wrong = {
    ...routingTable,
    rules: [{ ...rule, then: { lead: '', sign: { value: 0.5, unit: 'workDay' } } }],
  };
  const error = await open({ routing: wrong }).catch((caught: unknown) => caught);
  expect(isDomainError(error, 'governance/invalid-routing')).toBe(true);
  const noTable = await open({ routing: { hit: 'first' } }).catch((caught: unknown) => caught);
  expect(isDomainError(noTable, 'tables/invalid')).toBe(true);
  const noGrid = await open({ grid: {} }).catch((caught: unknown) => caught);
  expect(isDomainError(noGrid, 'governance/invalid-options')).toBe(true);
});

test('the responsibility of a cell follows the roster of the instant', async () => {
  const tenures = rosterOf.tenures.map((tenure) =>
    tenure.person === 'p-chen' ? { ...tenure, until: morning } : tenure,
  );
  const town = await open({ roster: { ...rosterOf, tenures } });
  const { lead } = await town.report({ ...car, grid: gridCode('LS.01.01') });
  expect(lead).toMatchObject({ tenure: 'standIn', holder: 'p-wang' });
});

test('what is written down about a place is too coarse to work the sealed point out', async () => {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ store });
  const near = [inFirst[0] + 0.00045, inFirst[1]] as const;
  const { caseId } = await town.report({ ...car, point: near, accuracyMetres: 20 });
  const away = [near[0], near[1] + 0.00005] as const;
  const { outcome, suggestions } = await town.report({ ...car, at: morning + 1, point: away });
  expect(outcome).toBe('merged');
  expect(suggestions[0]?.distanceMetres).toBe(6);
  const facts = (await town.cases.events(caseId)).map(({ type, data }) => [type, data] as const);
  const candidates = facts.flatMap(([type, data]) =>
    type === 'cases/reported' ? (data as ReportedData).candidates : [],
  );
  expect(candidates.length).toBeGreaterThan(1);
  for (const { probability } of candidates) expect(Number.isInteger(probability * 10)).toBe(true);
  const merged = facts.find(([type]) => type === 'cases/merged')?.[1];
  expect(merged).toMatchObject({ suggestion: { case: caseId, score: 1, category: 'same' } });
  expect(JSON.stringify(merged)).not.toMatch(/metres|parts|apart/i);
});
