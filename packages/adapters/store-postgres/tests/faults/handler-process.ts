/**
 * A process that works off a tenant's log and dies at its n-th step. Run by the tests:
 * `node --conditions=civigrid-source handler-process.ts <mode> <url> <tenant> <step>`.
 */
import { randomUUID } from 'node:crypto';
import { tenantId } from '@civigrid/kernel';
import { postgresStore } from '@civigrid/store-postgres';
import { type Mode, worked } from './handlers.ts';

const [mode = '', url = '', street = '', step = ''] = process.argv.slice(2);
const store = await postgresStore({ connectionString: url });
let left = Number(step);
await worked(mode as Mode, {
  store,
  url,
  tenant: tenantId(street),
  fresh: randomUUID,
  step: () => {
    left--;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  },
});
await store.close();
