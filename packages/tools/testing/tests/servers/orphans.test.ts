import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverMissing } from '@civigrid/testing/servers';
import { describe, expect, test } from 'vitest';
import { patient } from './ask-postgres.ts';
import { runs } from './runs.ts';

const missing = serverMissing('mosquitto', 'postgres');

/** Starts its servers, says where, and then goes on or ends as it is told. */
const program = (starts: string, end: string) => `
  import { privateMosquitto, privatePostgres } from '@civigrid/testing/servers';
  const servers = await Promise.all([${starts}]);
  console.log(JSON.stringify(servers.map(({ pid, folder }) => ({ pid, folder }))));
  ${end}`;

/** Runs the program up to its line, kills it where a signal is named, and gives what it had started. */
async function ended(
  starts: string,
  end: string,
  signal?: NodeJS.Signals,
): Promise<readonly Started[]> {
  const args = ['--conditions=civigrid-source', '--input-type=module', '-e', program(starts, end)];
  const cwd = new URL('.', import.meta.url);
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const started: readonly Started[] = JSON.parse(line);
  if (signal) {
    expect(started.map(({ pid }) => runs(pid))).toEqual(started.map(() => true));
    child.kill(signal);
  }
  await exit;
  return started;
}

interface Started {
  readonly pid: number;
  readonly folder: string;
}

describe.skipIf(missing)(
  `a test process that ends${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    const waits = 'setInterval(() => {}, 1000);';
    const broker = 'privateMosquitto()';
    test.each([
      ['by itself, its servers forgotten', broker, '', undefined],
      ['in the middle', broker, 'process.exit(1);', undefined],
      ['by SIGTERM', broker, waits, 'SIGTERM'],
      ['by SIGKILL', `${broker}, privatePostgres()`, waits, 'SIGKILL'],
    ] as const)(
      '%s leaves neither a server nor a folder',
      patient,
      async (_, starts, end, signal) => {
        const started = await ended(starts, end, signal);
        expect(started.length).toBe(starts.split(',').length);
        // the watchdog gives them a second; the runner's patience is the limit
        while (started.some(({ pid, folder }) => runs(pid) || existsSync(folder))) await sleep(50);
      },
    );
  },
);
