import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { child } from './command.ts';
import { type OneCase, oneCase, runCase } from './one-case.ts';
import { essence, recordOf, sound } from './record.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-boundary-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = new URL('./one-case-process.ts', import.meta.url);

/** What became of a life that was to end at its n-th point, and of the file after it. */
interface Fate {
  readonly point: number;
  /** The call at which it died; undefined where it ended by itself before. */
  readonly died?: string;
  readonly told: string;
}

test('control: two runs that nobody disturbed agree, and one with another word in it does not', async () => {
  const world = oneCase();
  const changed = (text: string) => ({
    ...world,
    inputs: world.inputs.map((input) =>
      input.kind === 'report' ? { ...input, report: { ...input.report, text } } : input,
    ),
  });
  const seen = async (name: string, day: OneCase) => {
    const file = join(folder, `${name}.db`);
    await runCase(file, day);
    return essence(await recordOf(file));
  };
  const one = await seen('one', changed('a car'));
  expect(await seen('two', changed('a car'))).toEqual(one);
  expect(await seen('three', changed('a cart'))).not.toEqual(one);
});

test('killed just before and just after every write of one case, and run again: always the case that nobody disturbed', async () => {
  const world = oneCase();
  const calls: string[] = [];
  const calm = join(folder, 'calm.db');
  const rightNote = await runCase(calm, world, (call) => calls.push(call));
  const right = essence(await recordOf(calm));
  expect(right).toMatchObject({ ...sound, photos: 1 });
  expect(rightNote).toMatchObject({ done: true, counts: { case: 1, letter: 1 } });

  const told = join(folder, 'case.bin');
  writeFileSync(told, serialize(world));
  const life = (file: string, point: number) =>
    child(script, [told, file, String(point)], join(folder, 'compiled')).ended;
  // It lives to its end, and only therefore leaves its compiled sources to the others.
  const longest = await life(join(folder, 'longest.db'), Number.POSITIVE_INFINITY);
  expect(longest).toMatchObject({ code: 0, out: `ended after ${calls.length} points` });

  async function fateOf(point: number): Promise<Fate> {
    const file = join(folder, `${point}.db`);
    const { signal, code, out, err } = await life(file, point);
    expect({ point, err }).toEqual({ point, err: '' });
    if (signal !== 'SIGKILL') expect({ point, code }).toEqual({ point, code: 0 });
    const note = await runCase(file, world);
    const found = essence(await recordOf(file));
    expect({ point, note }).toEqual({ point, note: rightNote });
    expect({ point, found }).toEqual({ point, found: right });
    for (const end of ['', '.keys', '.keys.media']) rmSync(`${file}${end}`);
    return signal === 'SIGKILL' ? { point, died: out, told: out } : { point, told: out };
  }

  const fates: Fate[] = [];
  let next = 1;
  let ended = false;
  /** Takes one point after another until a life has ended by itself. */
  async function worker(): Promise<void> {
    while (!ended) {
      const point = next++;
      const fate = await fateOf(point);
      fates.push(fate);
      if (fate.died === undefined) ended = true;
    }
  }
  await Promise.all(Array.from({ length: 6 }, worker));

  const died = fates
    .toSorted((a, b) => a.point - b.point)
    .flatMap(({ died: call }) => (call === undefined ? [] : [call]));
  // Each life went the same way as the undisturbed one until it died, so none of its points was left out.
  expect(died).toEqual(calls);
  expect(fates.filter((fate) => fate.died === undefined).map(({ told }) => told)).toContain(
    `ended after ${calls.length} points`,
  );
  const counts = new Map<string, number>();
  for (const call of died) counts.set(call, (counts.get(call) ?? 0) + 1);
  process.stdout.write(
    `killed at ${died.length} points: ${[...counts].map(([call, n]) => `${n} ${call}`).join(', ')}\n`,
  );
  for (const call of [
    'append',
    'progress.save',
    'deadlines.claim',
    'deadlines.done',
    'deadLetters.keep',
    'vault.seal',
    'subjects.put',
    'media.put',
  ])
    expect(counts.get(`before ${call}`)).toBeGreaterThan(0);
}, 600_000);
