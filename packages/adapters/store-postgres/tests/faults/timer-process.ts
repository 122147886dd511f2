/**
 * A process that fires what is due until nothing is armed any more and tells each deadline that it fires. Run by the
 * tests: `node --conditions=civigrid-source timer-process.ts <mode> <url> <tenant>`.
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Deadline, fireDue, tenantId } from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { digest } from './matters.ts';
import { aheadMs, leaseMs, woken } from './woken.ts';

const [mode = '', url = '', street = ''] = process.argv.slice(2);
const tenant = tenantId(street);

/** A server that was killed takes a moment to come back. */
async function opened(): Promise<PostgresStore> {
  for (;;)
    try {
      return await postgresStore({ connectionString: url });
    } catch {
      await sleep(50);
    }
}
const store = await opened();

async function fire(deadline: Deadline, command: Parameters<typeof woken>[1]): Promise<void> {
  // The time of the effect is the database's, asked for anew: what was claimed too early is found out.
  const at = await store.now();
  await store.append(woken(deadline, command, at));
  writeSync(1, `${deadline.key} ${deadline.due}\n`);
}

async function fireAll(): Promise<void> {
  const now = (await store.now()) + (mode === 'ahead' ? aheadMs : 0);
  const { deadlines } = store;
  if (mode !== 'hasty') {
    await fireDue({ deadlines, digest, tenant, now, leaseMs, limit: 20, fire });
    return;
  }
  // The control: done with before it has fired.
  await fireDue({
    deadlines: { ...deadlines, done: async () => undefined },
    digest,
    tenant,
    now,
    leaseMs,
    limit: 20,
    fire: async (deadline, command) => {
      await deadlines.done([deadline]);
      writeSync(1, `${deadline.key} ${deadline.due}\n`);
      await sleep(200);
      await fire(deadline, command);
    },
  });
}

for (let isOver = false; !isOver; )
  try {
    await fireAll();
    isOver = (await store.deadlines.next(tenant)) === undefined;
    await sleep(20);
  } catch {
    // The server is gone, or its connections are: it comes back.
    await sleep(50);
  }
await store.close();
