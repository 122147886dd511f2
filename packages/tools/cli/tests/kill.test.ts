import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '@civigrid/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, civigrid } from './command.ts';
import { essence, recordOf, sound } from './record.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-demo-kill-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (file: string, ...more: readonly string[]) =>
  child(civigrid, ['demo', '--lang', 'en', '--file', file, ...more], join(folder, 'compiled'));

/** How many events stand in a file that another process is writing; none where it has no tables yet. */
function eventsIn(file: string): number {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
    const row = database.prepare('SELECT max(row) AS events FROM events').get();
    return Number(row?.['events'] ?? 0);
  } catch {
    return 0;
  } finally {
    database?.close();
  }
}

/** Where a life ends: when the file has so many events and a moment more, or so long after its beginning. */
type End = { readonly events: number; readonly moreMs: number } | { readonly afterMs: number };

/** Lives until its end, unless it is done before; tells which. */
async function life(file: string, end: End): Promise<'killed' | 'done'> {
  const { process: living, ended } = start(file);
  let over = false;
  const death = ended.finally(() => {
    over = true;
  });
  if ('afterMs' in end) await pause(end.afterMs);
  else {
    while (!over && eventsIn(file) < end.events) await pause(10);
    await pause(end.moreMs);
  }
  living.kill('SIGKILL');
  const { signal, code, err } = await death;
  if (signal === 'SIGKILL') return 'killed';
  expect({ code, err }).toEqual({ code: 0, err: expect.any(String) });
  return 'done';
}

const seed = 20_260_615;
/** About as many events as a day leaves: where the ends of the lives are spread over. */
const aboutEvents = 2_500;

test(`kill -9 at twenty random points of the street's day: the file ends like that of a run which nobody disturbed (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const [calm, killed] = [join(folder, 'calm.db'), join(folder, 'killed.db')];
  // A day without an input ends by itself, and so leaves its compiled sources to the others.
  writeFileSync(join(folder, 'nothing.ndjson'), '');
  const empty = start(join(folder, 'empty.db'), '--payloads', join(folder, 'nothing.ndjson'));
  expect(await empty.ended).toMatchObject({ code: 0 });
  const undisturbed = start(calm).ended;
  const marks = Array.from({ length: 16 }, () => 1 + random.integer(aboutEvents));
  const ends: readonly End[] = marks
    .toSorted((a, b) => a - b)
    .flatMap((events, i): readonly End[] => {
      const working = { events, moreMs: random.integer(25) };
      // Every fourth is followed by one that dies while it opens the file or catches up.
      return i % 4 === 0 ? [working, { afterMs: random.integer(900) }] : [working];
    });
  const fates: string[] = [];
  const grown: number[] = [];
  for (const end of ends) {
    fates.push(await life(killed, end));
    grown.push(eventsIn(killed));
  }
  const last = await start(killed).ended;
  expect(last).toMatchObject({ code: 0, signal: null });
  const found = essence(await recordOf(killed));
  expect(await undisturbed).toMatchObject({ code: 0, signal: null });
  const right = essence(await recordOf(calm));
  process.stdout.write(
    `killed with ${grown.join(', ')} events in the file; ${right.events} at the end\n`,
  );
  // A life for which the end came too late has ended by itself.
  expect(fates).toHaveLength(20);
  expect(fates.filter((fate) => fate === 'killed').length).toBeGreaterThanOrEqual(15);
  expect(new Set(grown).size).toBeGreaterThanOrEqual(10);
  expect(found).toMatchObject(sound);
  expect(found).toEqual(right);
  expect(last.out).toMatch(/^Opening killed\.db\nResuming: /);
  // All below the first heading is the same day.
  const day = (out: string) => out.slice(out.indexOf('== '));
  expect(day(last.out)).toBe(day((await undisturbed).out));
}, 600_000);
