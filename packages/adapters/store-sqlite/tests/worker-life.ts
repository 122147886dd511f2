/**
 * The life of a process whose store lies in a worker. Run by the tests:
 * `node --conditions=civigrid-source worker-life.ts <death | idle> <file>`.
 */
import { Worker } from 'node:worker_threads';
import { sqliteStore } from '@civigrid/store-sqlite';
import { report, reportAll } from './events.ts';

const [mode = '', file = ''] = process.argv.slice(2);

/** The workers that were started: the store keeps its own to itself. */
const workers = new Set<Worker>();
const { ref } = Worker.prototype;
Worker.prototype.ref = function remembered(this: Worker): void {
  workers.add(this);
  ref.call(this);
};

const store = await sqliteStore({ file, worker: true });
if (mode === 'idle') console.log((await report(store, 1)).outcome);
else {
  await reportAll(store, 1, 5);
  const pending = [report(store, 6), report(store, 7)];
  await Promise.all([...workers].map((worker) => worker.terminate()));
  const settled = await Promise.allSettled(pending);
  const [later] = await Promise.allSettled([report(store, 8)]);
  const [closed] = await Promise.allSettled([store.close()]);
  const told = { pending: settled.map(({ status }) => status) };
  console.log(JSON.stringify({ ...told, later: later.status, closed: closed.status }));
}
