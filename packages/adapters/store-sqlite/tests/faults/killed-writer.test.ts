import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWorld, examined, openWorld, passedIn, wholeRun } from './examined.ts';
import { bundledPrograms, type Programs, run } from './programs.ts';
import { reportedAnew } from './script.ts';
import { inLanes, long, nothingYet, tell } from './tally.ts';

let folder = '';
let programs: Programs;
let states: readonly string[] = [];
/** How many boundaries a whole life has. */
let all = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-killed-writer-'));
  programs = await bundledPrograms();
  states = await wholeRun(join(folder, 'whole.db'));
  const { lines, errors } = await life('plain', join(folder, 'counted.db'), 0);
  expect(errors).toBe('');
  all = passedIn(lines) ?? 0;
}, 120_000);
afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

const life = (mode: string, file: string, diesAt: number) =>
  run([process.execPath, programs.pathOf('script-life'), mode, file, String(diesAt)]);

const upTo = (last: number, by: number) =>
  Array.from({ length: Math.floor((last - 1) / by) + 1 }, (_, i) => 1 + i * by);

test(`killed at ${long ? 'each' : 'one in seven'} of its boundaries, the writer has lost nothing that it told, and the next one goes on`, async () => {
  expect(all).toBeGreaterThan(300);
  const tally = nothingYet();
  const wrong: string[] = [];
  await inLanes(upTo(all, long ? 1 : 7), async (n) => {
    const file = join(folder, `killed-${n}.db`);
    const { lines, signal, errors } = await life('plain', file, n);
    expect({ signal, errors }).toEqual({ signal: 'SIGKILL', errors: '' });
    wrong.push(...(await examined({ file, lines }, states, tally)).map((one) => `${n}: ${one}`));
  });
  tell('kill -9 of the writer at its boundaries', tally);
  expect(wrong).toEqual([]);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
  expect(tally.acknowledged).toBeGreaterThan(tally.faults);
}, 900_000);

test('control: a writer that tells before it has an answer is found to have lost what it told', async () => {
  const tally = nothingYet();
  await inLanes(upTo(all, 23), async (n) => {
    const file = join(folder, `hasty-${n}.db`);
    const { lines } = await life('hasty', file, n);
    await examined({ file, lines }, states, tally);
  });
  tell('control: told before the answer', tally);
  expect(tally.lost).toBeGreaterThan(5);
}, 900_000);

test('control: what is sent again with ids of its own is seen to stand twice', async () => {
  const tally = nothingYet();
  const file = join(folder, 'anew.db');
  const { lines } = await life('plain', file, Math.floor(all / 2));
  const world = openWorld(file);
  await reportedAnew(world.store);
  await closeWorld(world);
  await examined({ file, lines }, states, tally);
  tell('control: sent again as something new', tally);
  expect(tally.doubled).toBeGreaterThan(0);
}, 120_000);
