/**
 * A process that appends in groups, some of whose batches are refused and rolled back. Bundled and run by the tests:
 * `node poisoning-writer.mjs <file> <name> <groups> <dies at>`; tells what became of each command, a line each.
 */
import { writeSync } from 'node:fs';
import { type AppendBatch, commandId, eventId } from '@civigrid/kernel';
import { sqliteStore } from '@civigrid/store-sqlite';
import { mortalDriver } from './mortal-driver.ts';
import { report, tenant } from './reports.ts';

const [file = '', name = '', groups = '0', diesAt = '0'] = process.argv.slice(2);
const store = sqliteStore({ file, shared: true, driver: mortalDriver(Number(diesAt)).open });

/** The n-th report of this process; a poisoned one repeats an event's id under a command of its own, behind a good entry. */
function batch(n: number, poisoned: boolean): AppendBatch {
  const [entry] = report(n).entries;
  const [event] = entry?.events ?? [];
  if (entry === undefined || event === undefined) throw new Error('A report has an event.');
  const mine = { ...event, id: eventId(`${name}-${n}`), data: { name, n, poisoned } };
  const taken = { ...mine, id: eventId('report-1') };
  const events = poisoned ? [mine, taken] : [mine];
  const expected = n % 11 === 0 ? 'none' : 'any';
  const entries = [{ ...entry, expected, events } as const];
  return { tenant, command: commandId(`${name} ${n}`), entries };
}

let n = 0;
for (let group = 1; group <= Number(groups); group++) {
  const mine = Array.from({ length: 6 }, (_, i) => batch(++n, i === 1 || i === 4));
  const asked = await Promise.allSettled(mine.map((one) => store.append(one)));
  for (const [i, answer] of asked.entries())
    writeSync(
      1,
      `${mine[i]?.command} ${answer.status === 'fulfilled' ? answer.value.outcome : answer.status}\n`,
    );
}
await store.close();
