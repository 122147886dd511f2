import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findProgram, serverMissing } from '@civigrid/testing/servers';
import { type Ended, run } from './programs.ts';

/** What a process asks of the system when it writes. */
const writingCalls = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink', 'rename'];

const tracer = () => findProgram('strace') ?? 'strace';

/** Why no process can be traced here; nothing where it can. With CIVIGRID_STRICT=1 that is an error. */
export function tracingMissing(): string | undefined {
  const missing = serverMissing('strace');
  if (missing !== undefined) return missing;
  const { status, stderr } = spawnSync(
    tracer(),
    ['-o', '/dev/null', process.execPath, '--version'],
    {
      encoding: 'utf8',
    },
  );
  if (status === 0) return undefined;
  const reason = `strace may not trace: ${stderr.trim().split('\n')[0]}`;
  if (process.env['CIVIGRID_STRICT'] === '1')
    throw new Error(`Nothing may be skipped here, but ${reason}.`);
  process.stderr.write(`skipped: tests with failing system calls, for ${reason}\n`);
  return reason;
}

/** Runs a command whose system calls fail as they are told to; see `inject` in strace(1). Each thread counts for itself. */
export function runFailing(command: readonly string[], inject: string): Promise<Ended> {
  const [call = ''] = inject.split(':');
  const traced = ['-f', '-qqq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${inject}`];
  return run([tracer(), ...traced, ...command]);
}

/** How often a command makes each call that writes. */
export async function countedCalls(
  command: readonly string[],
  log: string,
): Promise<ReadonlyMap<string, number>> {
  await run([
    tracer(),
    '-f',
    '-qqq',
    '-o',
    log,
    '-e',
    `trace=${writingCalls.join(',')}`,
    ...command,
  ]);
  const counts = new Map<string, number>();
  for (const [, call = ''] of readFileSync(log, 'utf8').matchAll(/^\d+ +(\w+)\(/gm))
    counts.set(call, (counts.get(call) ?? 0) + 1);
  return counts;
}
