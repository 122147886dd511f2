import { fork } from 'node:child_process';
import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Answer, Job } from './child.ts';

/** After so long a job is given up. */
const limitMs = 15 * 60_000;

/** Does a job in a process of its own, one after the other: nothing else runs meanwhile. */
export function inChild<Result>(job: Job): Promise<Answer<Result>> {
  const megabytes = Math.floor((totalmem() / 2 ** 20) * 0.75);
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: ['--conditions=civigrid-source', '--expose-gc', `--max-old-space-size=${megabytes}`],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve, reject) => {
    let answer: Answer<Result> | undefined;
    const limit = setTimeout(() => child.kill(), limitMs);
    child.once('message', (message) => {
      answer = message as Answer<Result>;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(limit);
      const why = `its process ended with ${code ?? signal} and no result`;
      resolve(answer ?? { ok: false, why });
    });
    child.send(job);
  });
}
