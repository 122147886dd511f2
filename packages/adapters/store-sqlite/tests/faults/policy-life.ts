/**
 * A process that reacts to what is in the log. Bundled and run by the tests:
 * `node policy-life.mjs <mode> <file> <dies at>`; the last line says how many points it has passed.
 * Modes: `derived` runs a policy; `fresh` gives its commands new ids (the control); `inside` keeps a projection with
 * its checkpoint in one transaction, `outside` keeps the checkpoint in the store (the control).
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { commandId, eventId, runPolicy, subscribe } from '@civigrid/kernel';
import { nodeDigest, sqliteStore } from '@civigrid/store-sqlite';
import { board } from './board.ts';
import { mortalDriver } from './mortal-driver.ts';
import { effectOf, reported, tenant } from './reports.ts';

const [mode = '', file = '', diesAt = '0'] = process.argv.slice(2);
const life = mortalDriver(Number(diesAt));
const store = sqliteStore({ file, driver: life.open });

if (mode === 'derived' || mode === 'fresh') {
  const policy = runPolicy({
    store,
    progress: store.progress,
    tenant,
    from: 'start',
    views: undefined,
    digest: nodeDigest,
    policy: {
      name: 'thanks',
      on: [reported],
      react: (event) => [{ slot: 'thanks', order: event.data }],
    },
    perform: async (meta, order) => {
      const fresh = mode === 'fresh';
      const command = fresh ? commandId(randomUUID()) : meta.id;
      const event = fresh ? eventId(randomUUID()) : eventId(`${meta.id}/0`);
      await store.append(effectOf({ ...meta, id: command }, event, order));
    },
  });
  await policy.poll();
} else {
  const own = board(`${file}.board`, life.point);
  const checkpoint = mode === 'inside' ? own.progress : store.progress;
  const subscription = subscribe({
    store,
    progress: checkpoint,
    tenant,
    group: 'board',
    from: 'start',
    pageSize: 4,
    handle: async (page) => own.take(page),
  });
  await subscription.poll();
  own.close();
}
await store.close();
writeSync(1, `${JSON.stringify({ passed: life.passed() })}\n`);
