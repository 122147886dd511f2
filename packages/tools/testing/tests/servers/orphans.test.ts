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

/** Starts two servers, says where, and then goes on or ends as it is told. */
const program = (end: string) => `
  import { privateMosquitto, privatePostgres } from '@civigrid/testing/servers';
  const servers = [await privateMosquitto(), await privatePostgres()];
  console.log(JSON.stringify(servers.map(({ pid, folder }) => ({ pid, folder }))));
  ${end}`;

/** Runs the program up to its line, kills it where a signal is named, and gives what it had started. */
async function ended(end: string, signal?: NodeJS.Signals): Promise<readonly Started[]> {
  const args = ['--conditions=civigrid-source', '--input-type=module', '-e', program(end)];
  const cwd = new URL('.', import.meta.url);
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const started: readonly Started[] = JSON.parse(line);
  if (signal) {
    expect(started.map(({ pid }) => runs(pid))).toEqual([true, true]);
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
    test.each([
      ['by itself, its servers forgotten', '', undefined],
      ['in the middle', 'process.exit(1);', undefined],
      ['by SIGTERM', 'setInterval(() => {}, 1000);', 'SIGTERM'],
      ['by SIGKILL', 'setInterval(() => {}, 1000);', 'SIGKILL'],
    ] as const)('%s leaves neither a server nor a folder', patient, async (_, end, signal) => {
      const started = await ended(end, signal);
      expect(started.length).toBe(2);
      // the watchdog gives them a second; the runner's patience is the limit
      while (started.some(({ pid, folder }) => runs(pid) || existsSync(folder))) await sleep(50);
    });
  },
);
