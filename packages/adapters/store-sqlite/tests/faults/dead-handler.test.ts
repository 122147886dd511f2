import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { board } from './board.ts';
import { passedIn } from './examined.ts';
import { bundledPrograms, type Programs, run } from './programs.ts';
import { report, reported, tenant, thanked } from './reports.ts';
import { inLanes, long, nothingYet, type Tally, tell } from './tally.ts';

const reports = 7;

let folder = '';
let programs: Programs;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-dead-handler-'));
  programs = await bundledPrograms();
  const home = join(folder, 'reported');
  mkdirSync(home);
  const store = sqliteStore({ file: join(home, 'street.db') });
  for (let n = 1; n <= reports; n++) await store.append(report(n));
  await store.close();
}, 120_000);
afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A street of its own, in which everything is reported and nothing is done yet. */
function street(name: string): string {
  cpSync(join(folder, 'reported'), join(folder, name), { recursive: true });
  return join(folder, name, 'street.db');
}

const life = (mode: string, file: string, diesAt: number) =>
  run([process.execPath, programs.pathOf('policy-life'), mode, file, String(diesAt)]);

/** How often something was done because of each report. */
async function thanksIn(file: string): Promise<ReadonlyMap<string, number>> {
  const store = sqliteStore({ file });
  const times = new Map<string, number>();
  for (const { partition } of await store.heads(tenant))
    for await (const { type, id, cause = '' } of store.readLog(tenant, partition)) {
      if (type === reported) times.set(id, times.get(id) ?? 0);
      if (type === thanked) times.set(cause, (times.get(cause) ?? 0) + 1);
    }
  await store.close();
  return times;
}

function countsIn(file: string): ReadonlyMap<string, number> {
  const own = board(`${file}.board`);
  const counts = own.counts();
  own.close();
  return counts;
}

/** Kills a life at each of its points, lets the next one end, and counts what was done for each report. */
async function walked(
  mode: string,
  timesIn: (file: string) => Promise<ReadonlyMap<string, number>>,
): Promise<Tally> {
  const all = passedIn((await life(mode, street(`${mode}-whole`), 0)).lines) ?? 0;
  expect(all).toBeGreaterThan(30);
  const tally = nothingYet();
  const every = long ? 1 : Math.ceil(all / 36);
  const points = Array.from({ length: Math.floor(all / every) }, (_, i) => 1 + i * every);
  await inLanes(points, async (n) => {
    const file = street(`${mode}-${n}`);
    expect((await life(mode, file, n)).signal).toBe('SIGKILL');
    const { errors, code } = await life(mode, file, 0);
    expect({ errors, code }).toEqual({ errors: '', code: 0 });
    tally.faults++;
    const times = await timesIn(file);
    for (let i = 1; i <= reports; i++) {
      const found = times.get(`report-${i}`) ?? 0;
      tally.acknowledged++;
      if (found === 0) tally.lost++;
      tally.doubled += Math.max(0, found - 1);
    }
  });
  return tally;
}

test('a policy whose process dies between its effect and its checkpoint: every cause has one effect', async () => {
  const tally = await walked('derived', thanksIn);
  tell('kill -9 of a policy', tally);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
}, 600_000);

test('control: where commands have ids of their own, effects are seen to be doubled', async () => {
  const tally = await walked('fresh', thanksIn);
  tell('control: ids that are not derived', tally);
  expect(tally.doubled).toBeGreaterThan(0);
}, 600_000);

test('a projection that keeps its checkpoint in the transaction of its rows counts every event once', async () => {
  const tally = await walked('inside', async (file) => countsIn(file));
  tell('kill -9 of a projection', tally);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
}, 600_000);

test('control: with its checkpoint outside of the transaction it is seen to count twice', async () => {
  const tally = await walked('outside', async (file) => countsIn(file));
  tell('control: a checkpoint outside', tally);
  expect(tally.doubled).toBeGreaterThan(0);
}, 600_000);
