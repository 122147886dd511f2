import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answersIn, examined, wholeRun } from './examined.ts';
import { bundledPrograms, type Programs } from './programs.ts';
import { script } from './script.ts';
import { countedCalls, runFailing, tracingMissing } from './system-calls.ts';
import { inLanes, long, nothingYet, tell } from './tally.ts';

const missing = tracingMissing();

describe.skipIf(missing !== undefined)(
  `system calls that fail${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let folder = '';
    let programs: Programs;
    let states: readonly string[] = [];
    let calls: ReadonlyMap<string, number> = new Map();
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'civigrid-system-calls-'));
      programs = await bundledPrograms();
      states = await wholeRun(join(folder, 'whole.db'));
      calls = await countedCalls(life('plain', 'counted.db'), join(folder, 'calls'));
    }, 120_000);
    afterAll(() => {
      programs.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    const life = (mode: string, name: string) => {
      const file = join(folder, name);
      return [process.execPath, programs.pathOf('script-life'), mode, file];
    };

    /** Every `by`-th occurrence of a call. */
    const places = (call: string, by: number) =>
      Array.from({ length: Math.ceil((calls.get(call) ?? 0) / by) }, (_, i) => ({
        call,
        n: 1 + i * by,
      }));

    let walks = 0;
    /** Runs a life once for each place, and holds what it left behind against what it told. */
    async function walked(
      mode: string,
      at: readonly { readonly call: string; readonly n: number }[],
      inject: (n: number) => string,
    ) {
      const tally = nothingYet();
      const wrong: string[] = [];
      let killed = 0;
      let opened = 0;
      let whole = 0;
      let rejected = 0;
      await inLanes(at, async ({ call, n }) => {
        const name = `${++walks}.db`;
        const { lines, signal } = await runFailing(life(mode, name), `${call}:${inject(n)}`);
        if (signal === 'SIGKILL') killed++;
        const answers = answersIn(lines);
        if (answers.filter(({ step }) => step !== undefined).length === script.length) whole++;
        if (lines.includes('"opened"')) opened++;
        if (lines.some((line) => line.includes('"rejected"'))) rejected++;
        const found = await examined({ file: join(folder, name), lines }, states, tally);
        wrong.push(...found.map((one) => `${call} ${n}: ${one}`));
        rmSync(join(folder, name), { force: true });
      });
      return { tally, wrong, killed, opened, whole, rejected };
    }

    test(`killed at ${long ? 'every' : 'some'} call by which it writes, the writer has lost nothing that it told`, async () => {
      const every = long ? [1, 1] : [17, 4];
      const at = [
        ...places('pwrite64', every[0] ?? 1),
        ...['fsync', 'fdatasync', 'ftruncate', 'unlink', 'rename'].flatMap((call) =>
          places(call, every[1] ?? 1),
        ),
      ];
      const { tally, wrong, killed } = await walked('plain', at, (n) => `signal=SIGKILL:when=${n}`);
      tell('kill -9 of the writer at its system calls', tally);
      expect(wrong).toEqual([]);
      expect(tally).toMatchObject({ lost: 0, doubled: 0 });
      // Calls of several threads are counted together, but each thread is killed by its own count.
      expect(killed).toBeGreaterThan(at.length * 0.9);
    }, 1_800_000);

    test.each(['EIO', 'ENOSPC'])(
      'a sync that fails with %s rejects; the same command sent again on the same store stands once',
      async (error) => {
        const at = places('fsync', long ? 1 : 3);
        const inject = (n: number) => `error=${error}:when=${n}`;
        const found = await walked('stubborn', at, inject);
        const { tally, wrong, rejected, opened, whole } = found;
        tell(`${error} from a sync`, tally);
        expect(wrong).toEqual([]);
        expect(tally).toMatchObject({ lost: 0, doubled: 0 });
        expect(rejected).toBeGreaterThan(0);
        // Only a store that could not be opened has not come to the end of the script.
        expect(opened).toBeGreaterThan(at.length / 2);
        expect(whole).toBe(opened);
      },
      1_800_000,
    );

    test('a disk that is full for forty writes rejects meanwhile, and the same store goes on afterwards', async () => {
      const at = places('pwrite64', long ? 1 : 25);
      const inject = (n: number) => `error=ENOSPC:when=${n}..${n + 40}`;
      const { tally, wrong, rejected, opened, whole } = await walked('stubborn', at, inject);
      tell('ENOSPC from forty writes', tally);
      expect(wrong).toEqual([]);
      expect(tally).toMatchObject({ lost: 0, doubled: 0 });
      expect(rejected).toBeGreaterThan(0);
      // Only a store that could not be opened has not come to the end of the script.
      expect(opened).toBeGreaterThan(at.length / 2);
      expect(whole).toBe(opened);
    }, 1_800_000);

    test('control: where a rejection is passed over as if it were an answer, a loss is seen', async () => {
      const at = places('pwrite64', 40);
      const { tally } = await walked('careless', at, (n) => `error=ENOSPC:when=${n}..${n + 40}`);
      tell('control: rejections passed over', tally);
      expect(tally.lost).toBeGreaterThan(0);
    }, 1_800_000);
  },
);
