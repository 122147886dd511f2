/**
 * A process that appends and tells on its standard output which matters were acknowledged, a line each. Run by the
 * tests: `node --conditions=civigrid-source writer-process.ts <mode> <url> <tenant> <name>`.
 */
import { writeSync } from 'node:fs';
import { tenantId } from '@civigrid/kernel';
import { postgresStore } from '@civigrid/store-postgres';
import { matterOf, telling } from './matters.ts';
import { play, scripted } from './script.ts';

const [mode = '', url = '', street = '', name = ''] = process.argv.slice(2);
const tenant = tenantId(street);
const tell = (line: string) => writeSync(1, `${line}\n`);
const store = await postgresStore({ connectionString: url });

/** One of many callers, until the process is killed. */
async function caller(number: number, at: number): Promise<never> {
  for (let n = 1; ; n++) {
    const matter = matterOf(tenant, `${name}-${number}`, n, at);
    const pending = store.append(telling(matter));
    if (mode === 'hasty') {
      // The control: it tells before the store has answered, and dies in the same turn of the event loop.
      tell(matter.name);
      process.kill(process.pid, 'SIGKILL');
    }
    await pending;
    tell(matter.name);
  }
}

if (mode === 'script') {
  await play(store, scripted(tenant), tell);
  await store.close();
} else {
  const at = await store.now();
  await Promise.all(Array.from({ length: 16 }, (_, i) => caller(i, at)));
}
