import { fork } from 'node:child_process';
import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Job } from './child.ts';

/** What a job gave, or why it gave nothing. */
export type Done<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly why: string };

/** After so long a job is given up. */
const limitMs = 15 * 60_000;

/** Does a job in a process of its own, one after the other: nothing else runs meanwhile. */
export function inChild<Result>(job: Job): Promise<Done<Result>> {
  const megabytes = Math.floor((totalmem() / 2 ** 20) * 0.75);
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: ['--conditions=civigrid-source', '--expose-gc', `--max-old-space-size=${megabytes}`],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve, reject) => {
    let result: Result | undefined;
    const limit = setTimeout(() => child.kill(), limitMs);
    child.once('message', (message) => {
      result = message as Result;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(limit);
      if (result !== undefined) resolve({ ok: true, result });
      else resolve({ ok: false, why: `its process ended with ${code ?? signal} and no result` });
    });
    child.send(job);
  });
}
