import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '@civigrid/store-sqlite';
import { seededRandom } from '@civigrid/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passedIn } from './examined.ts';
import { bundledPrograms, type Programs, run } from './programs.ts';
import { report, tenant, thanked } from './reports.ts';
import { inLanes, long, nothingYet, type Tally, tell } from './tally.ts';

const noon = 1_000_000;
/** The last life begins when every lease has run out. */
const later = noon + 30_001;
const dueCount = 11;
const notYet = ['later 1', 'later 2'];
const manyCount = 120;

let folder = '';
let programs: Programs;

/** A street with so many deadlines that are due at noon, and two that are due long after. */
async function arm(name: string, count: number): Promise<void> {
  const home = join(folder, name);
  mkdirSync(home);
  const store = sqliteStore({ file: join(home, 'street.db') });
  for (let n = 1; n <= count; n++) {
    const { entries, ...batch } = report(n);
    const [entry] = entries;
    if (entry === undefined) throw new Error('A report has an entry.');
    const { stream } = entry;
    const mine = [{ key: `due ${n}`, due: noon - n, stream }];
    const far = notYet.map((key) => ({ key, due: later + 50_000, stream }));
    await store.append({ ...batch, entries, deadlines: n === 1 ? [...mine, ...far] : mine });
  }
  await store.close();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-deadlines-'));
  programs = await bundledPrograms();
  await arm('few', dueCount);
  await arm('many', manyCount);
}, 120_000);
afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

function street(from: 'few' | 'many', name: string): string {
  cpSync(join(folder, from), join(folder, name), { recursive: true });
  return join(folder, name, 'street.db');
}

const life = (mode: string, file: string, diesAt: number, now: number) =>
  run([
    process.execPath,
    programs.pathOf('deadlines-life'),
    mode,
    file,
    String(diesAt),
    String(now),
  ]);

interface Firing {
  readonly key: string;
  readonly due: number;
  readonly now: number;
}

async function firedIn(file: string) {
  const store = sqliteStore({ file });
  const fired: Firing[] = [];
  for (const { partition } of await store.heads(tenant))
    for await (const { type, data } of store.readLog(tenant, partition))
      if (type === thanked) fired.push(data as unknown as Firing);
  const left = await store.deadlines.claim(tenant, later + 100_000, Infinity, 0);
  await store.close();
  return { fired, left: left.map(({ key }) => key) };
}

/** What was fired in the end, held against what was armed. */
async function counted(file: string, count: number, tally: Tally): Promise<void> {
  const { fired, left } = await firedIn(file);
  const times = new Map<string, number>();
  for (const { key } of fired) times.set(key, (times.get(key) ?? 0) + 1);
  for (let n = 1; n <= count; n++) {
    const found = times.get(`due ${n}`) ?? 0;
    tally.acknowledged++;
    if (found === 0) tally.lost++;
    tally.doubled += Math.max(0, found - 1);
  }
  expect(fired.filter(({ due, now }) => due > now)).toEqual([]);
  expect(left).toEqual(notYet);
}

async function walked(mode: string): Promise<Tally> {
  const all = passedIn((await life(mode, street('few', `${mode}-whole`), 0, noon)).lines) ?? 0;
  expect(all).toBeGreaterThan(60);
  const tally = nothingYet();
  const every = long ? 1 : Math.ceil(all / 36);
  const points = Array.from({ length: Math.floor(all / every) }, (_, i) => 1 + i * every);
  await inLanes(points, async (n) => {
    const file = street('few', `${mode}-${n}`);
    expect((await life(mode, file, n, noon)).signal).toBe('SIGKILL');
    const { errors, code } = await life(mode, file, 0, later);
    expect({ errors, code }).toEqual({ errors: '', code: 0 });
    tally.faults++;
    await counted(file, dueCount, tally);
  });
  return tally;
}

test('a process killed between claim, effect and done: every deadline is fired, none early, its effect stands once', async () => {
  const tally = await walked('alone');
  tell('kill -9 of a timer', tally);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
}, 600_000);

test('control: one that is done with a deadline before it has fired it is seen to lose some', async () => {
  const tally = await walked('hasty');
  tell('control: done before the effect', tally);
  expect(tally.lost).toBeGreaterThan(0);
}, 600_000);

test('control: with ids of its own it is seen to fire twice', async () => {
  const tally = await walked('fresh');
  tell('control: fired under new ids', tally);
  expect(tally.doubled).toBeGreaterThan(0);
}, 600_000);

const seed = 20_260_305;

test(`two processes fire the same deadlines side by side, one of them is killed: every effect stands once (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const tally = nothingYet();
  for (let round = 1; round <= (long ? 40 : 5); round++) {
    const file = street('many', `shared-${round}`);
    // The first round kills nobody.
    const diesAt = round === 1 ? 0 : 10 + random.integer(200);
    const both = await Promise.all([
      life('shared', file, diesAt, noon),
      life('shared', file, 0, noon),
    ]);
    expect(both.map(({ errors }) => errors)).toEqual(['', '']);
    if (both.some(({ signal }) => signal === 'SIGKILL')) tally.faults++;
    expect((await life('shared', file, 0, later)).errors).toBe('');
    await counted(file, manyCount, tally);
  }
  tell('kill -9 of one of two timers', tally);
  expect(tally.faults).toBeGreaterThan(0);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
}, 600_000);
