import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.ts';

/** Older ones do not know what the adapters need: schedules and `sync_interval` of NATS, PostgreSQL that is still kept. */
const oldest: ReadonlyMap<string, string> = new Map([
  ['nats-server', '2.12'],
  ['postgres', '13.0'],
]);

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = than.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

function whyMissing(program: string): string | undefined {
  const file = findProgram(program);
  if (!file) {
    const { NATS_BIN: nats } = process.env;
    const named = program === 'nats-server' && nats ? ` (NATS_BIN is ${nats})` : '';
    return `${program} is not on this machine${named}`;
  }
  const least = oldest.get(program);
  if (least === undefined) return undefined;
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  const version = /\d+(\.\d+)+/.exec(stdout ?? '')?.[0];
  if (version === undefined) return `${program} does not tell its version`;
  return isOlder(version, least) ? `${program} ${version} is older than ${least}` : undefined;
}

const told = new Set<string>();

/**
 * Why tests that need these programs cannot run here, as words for their title; nothing where all are present.
 * The reason is printed once a process; with CIVIGRID_STRICT=1 it is thrown, for then nothing may be skipped.
 *
 * @example
 * const missing = serverMissing('postgres', 'pgbouncer');
 * describe.skipIf(missing)(`behind a pooler${missing ? ` (skipped: ${missing})` : ''}`, () => { … });
 */
export function serverMissing(...programs: readonly string[]): string | undefined {
  const reasons = programs.flatMap((program) => whyMissing(program) ?? []);
  if (reasons.length === 0) return undefined;
  const reason = reasons.join(', ');
  if (process.env['CIVIGRID_STRICT'] === '1')
    throw new Error(`Nothing may be skipped here, but ${reason}.`);
  if (!told.has(reason)) process.stderr.write(`skipped: tests with real servers, for ${reason}\n`);
  told.add(reason);
  return reason;
}
