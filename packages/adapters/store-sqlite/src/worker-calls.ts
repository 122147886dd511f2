import { Worker } from 'node:worker_threads';
import { preparedAppend } from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-core';
import { type Answer, type Call, crossesAsText, errorOf, type WorkerOptions } from './crossing.ts';
import { isPlain } from './plain.ts';
import type { StoreCalls } from './store-calls.ts';

/** The program of the worker lies beside this module: in the sources, or built, for either system of modules. */
function startWorker(file: string, shared: boolean): Worker {
  const here: string | undefined = import.meta.url;
  // A bundle of a host's own has put this module elsewhere.
  if (here === undefined)
    throw new Error('A bundle has lost the worker: leave the package outside.');
  const form = here.slice(here.lastIndexOf('.'));
  const workerData: WorkerOptions = { 'civigrid/store-sqlite': { file, shared } };
  return new Worker(new URL(`./store-worker${form}`, here), {
    workerData,
    ...(form === '.ts' ? { execArgv: ['--conditions=civigrid-source'] } : {}),
  });
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Opens the file of a store in a worker of its own; answers of one turn cross as one message. */
export async function workerCalls(file: string, shared: boolean): Promise<StoreCalls> {
  const worker = startWorker(file, shared);
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let gone: Error | undefined;
  let closing: Promise<void> | undefined;

  /** The process waits for answers and for the worker's end when it is closed, and for nothing else of it. */
  function settled(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0 && closing === undefined) worker.unref();
    return one;
  }

  function send(name: keyof StoreCalls, values: readonly unknown[]): Promise<unknown> {
    if (gone !== undefined) return Promise.reject(gone);
    return new Promise((resolve, reject) => {
      const id = calls++;
      // Cloned at once: what the caller changes afterwards is not meant.
      worker.postMessage({ id, name, values } satisfies Call);
      if (waiting.size === 0) worker.ref();
      waiting.set(id, { resolve, reject });
    });
  }

  function hear(answers: readonly Answer[]): void {
    for (const answer of answers) {
      const one = settled(answer.id ?? 0);
      if ('fault' in answer) one?.reject(errorOf(answer.fault));
      else one?.resolve(answer.value);
    }
  }

  function die(cause: unknown): void {
    gone ??= new Error(
      'The worker of this file has ended: what was asked of it may or may not be done.',
      {
        cause,
      },
    );
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }

  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      die(new Error(`It ended with ${code}.`));
      resolve();
    });
  });
  worker.on('error', die);
  worker.on('message', hear);
  const opening = calls++;
  await new Promise((resolve, reject) => waiting.set(opening, { resolve, reject }));

  function call<Name extends keyof StoreCalls>(name: Name) {
    type Value = Awaited<ReturnType<StoreCalls[Name]>>;
    return async (...values: Parameters<StoreCalls[Name]>): Promise<Value> => {
      if (closing !== undefined) throw new Error('The file is closed.');
      const value = await send(name, values);
      // What the worker's side of this call gave.
      return (crossesAsText(name) ? JSON.parse(value as string) : value) as Value;
    };
  }

  async function close(): Promise<void> {
    if (gone !== undefined) return;
    await send('close', []);
    await ended;
  }

  const append = call('append');
  const appendPrepared = call('appendPrepared');
  return {
    // The worker checks and copies a batch, which takes several times as long as to send it.
    append: async (batch, at) =>
      isPlain(batch) ? append(batch, at) : appendPrepared(preparedAppend(batch, nodeDigest), at),
    appendPrepared,
    first: call('first'),
    streamPage: call('streamPage'),
    logPage: call('logPage'),
    heads: call('heads'),
    claim: call('claim'),
    done: call('done'),
    next: call('next'),
    load: call('load'),
    save: call('save'),
    keep: call('keep'),
    list: call('list'),
    remove: call('remove'),
    files: call('files'),
    fileOfStream: call('fileOfStream'),
    fileOfLog: call('fileOfLog'),
    enter: call('enter'),
    writeRestored: call('writeRestored'),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
