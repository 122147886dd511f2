import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, serverMissing } from '@civigrid/testing/servers';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function folderWith(program: string, script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'civigrid-test-'));
  writeFileSync(join(folder, program), script);
  chmodSync(join(folder, program), 0o755);
  return folder;
}

test('a missing program is told by name, once, and its tests are skipped', () => {
  vi.stubEnv('CIVIGRID_STRICT', '0');
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const reason = 'no-such-server is not on this machine';
  expect(serverMissing('no-such-server')).toBe(reason);
  expect(serverMissing('no-such-server')).toBe(reason);
  expect(written.mock.calls).toEqual([[`skipped: tests with real servers, for ${reason}\n`]]);
});

test('where nothing may be skipped a missing program is an error', () => {
  vi.stubEnv('CIVIGRID_STRICT', '1');
  expect(() => serverMissing('no-such-server', 'sh')).toThrow(
    'Nothing may be skipped here, but no-such-server is not on this machine.',
  );
  expect(serverMissing('sh')).toBe(undefined);
});

test('NATS_BIN says where NATS lies, and nothing else is looked for', () => {
  vi.stubEnv('CIVIGRID_STRICT', '1');
  vi.stubEnv('NATS_BIN', '/nowhere/nats-server');
  expect(findProgram('nats-server')).toBe(undefined);
  expect(() => serverMissing('nats-server')).toThrow('(NATS_BIN is /nowhere/nats-server)');
});

test('a program of the PATH that is too old counts as missing', () => {
  vi.stubEnv('CIVIGRID_STRICT', '1');
  vi.stubEnv('NATS_BIN', undefined);
  const { PATH } = process.env;
  for (const [version, isTooOld] of [
    ['2.9.10', true],
    ['2.12.0', false],
    ['3.0.1', false],
  ] as const) {
    const folder = folderWith('nats-server', `#!/bin/sh\necho "nats-server: v${version}"\n`);
    vi.stubEnv('PATH', `${folder}:${PATH}`);
    expect(findProgram('nats-server')).toBe(join(folder, 'nats-server'));
    const missing = () => serverMissing('nats-server');
    if (isTooOld) expect(missing).toThrow(`nats-server ${version} is older than 2.12`);
    else expect(missing()).toBe(undefined);
    rmSync(folder, { recursive: true });
  }
});
