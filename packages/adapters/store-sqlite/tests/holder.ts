/**
 * A process that opens a store and holds it, or is refused, and tells which. Run by the tests:
 * `node --conditions=civigrid-source holder.ts <hold | try> <alone | shared> <file>`.
 */
import { isDomainError } from '@civigrid/kernel';
import { sqliteStore } from '@civigrid/store-sqlite';
import { reportAll } from './events.ts';

const [mode = '', lock = '', file = ''] = process.argv.slice(2);
try {
  const store = sqliteStore({ file, shared: lock === 'shared' });
  if (mode === 'hold') await reportAll(store, 1, 3);
  console.log('opened');
  if (mode === 'hold') setInterval(() => undefined, 1_000);
  else await store.close();
} catch (error) {
  console.log(isDomainError(error) ? error.code : String(error));
}
