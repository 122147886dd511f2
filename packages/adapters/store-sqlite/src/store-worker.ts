import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type Answer, type Call, crossesAsText, faultOf, type WorkerOptions } from './crossing.ts';
import { fileCalls } from './file-calls.ts';
import { nodeSqliteDriver } from './node-sqlite-driver.ts';
import type { StoreCalls } from './store-calls.ts';

/** Answers each call; what is answered in one turn crosses as one message. */
function serve(calls: StoreCalls, port: MessagePort): void {
  let answers: Answer[] = [];

  function answer(one: Answer): void {
    if (answers.length === 0)
      setImmediate(() => {
        const told = answers;
        answers = [];
        port.postMessage(told);
      });
    answers.push(one);
  }

  async function run({ id, name, values }: Call): Promise<void> {
    try {
      const call = calls[name] as (...values: readonly unknown[]) => unknown;
      const value = await call(...values);
      answer({ id, value: crossesAsText(name) ? JSON.stringify(value) : value });
    } catch (error) {
      answer({ id, fault: faultOf(error) });
    }
    // Behind the answers that are on their way.
    if (name === 'close') setImmediate(() => port.close());
  }

  port.on('message', (call: Call) => void run(call));
}

function start(port: MessagePort, { file, shared }: WorkerOptions['civigrid/store-sqlite']): void {
  try {
    serve(fileCalls({ file, shared, open: nodeSqliteDriver }), port);
    port.postMessage([{ value: undefined }] satisfies readonly Answer[]);
  } catch (error) {
    port.postMessage([{ fault: faultOf(error) }] satisfies readonly Answer[]);
    port.close();
  }
}

// The program of a worker that `sqliteStore` has started; in any other thread it is nobody's.
const options = (workerData as WorkerOptions | null)?.['civigrid/store-sqlite'];
if (parentPort !== null && options !== undefined) start(parentPort, options);
