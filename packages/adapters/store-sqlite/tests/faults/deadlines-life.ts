/**
 * A process that fires what is due. Bundled and run by the tests:
 * `node deadlines-life.mjs <mode> <file> <dies at> <now>`; the last line says how many points it has passed.
 * Modes: `alone`; `shared` with other processes on the same file; `hasty` is done with what it has not fired yet, and
 * `fresh` gives what it fires new ids (the controls).
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { actorId, commandId, correlationId, eventId, fireDue } from '@civigrid/kernel';
import { nodeDigest, sqliteStore } from '@civigrid/store-sqlite';
import { mortalDriver } from './mortal-driver.ts';
import { effectOf, tenant } from './reports.ts';

const [mode = '', file = '', diesAt = '0', time = '0'] = process.argv.slice(2);
const now = Number(time);
const life = mortalDriver(Number(diesAt));
const store = sqliteStore({ file, driver: life.open, shared: mode === 'shared' });

await fireDue({
  deadlines: store.deadlines,
  digest: nodeDigest,
  tenant,
  now,
  limit: 4,
  leaseMs: 30_000,
  fire: async (deadline, derived) => {
    if (mode === 'hasty') await store.deadlines.done([deadline]);
    const { key, due } = deadline;
    const id = mode === 'fresh' ? commandId(randomUUID()) : derived;
    const meta = { id, tenant, at: now, actor: actorId('timer') };
    const event = eventId(`${id}/0`);
    const correlation = correlationId('timer');
    await store.append(effectOf({ ...meta, correlation }, event, { key, due, now }));
  },
});
await store.close();
writeSync(1, `${JSON.stringify({ passed: life.passed() })}\n`);
