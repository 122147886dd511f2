import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TenantId, tenantId } from '@civigrid/kernel';
import { postgresStore } from '@civigrid/store-postgres';
import { seededRandom } from '@civigrid/testing';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examined, printed, sound } from './examined.ts';
import { type Matter, telling } from './matters.ts';

const patient = { timeout: 600_000 };
const mebibyte = 2 ** 20;

const asked = (program: string, ...args: readonly string[]) =>
  spawnSync(program, args, { encoding: 'utf8' });

let disk = '';

/** A file system of its own in memory; tells why there is none. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'civigrid-disk-'));
  const { status, stderr, error } = asked(
    'mount',
    '-t',
    'tmpfs',
    '-o',
    'size=160m',
    'tmpfs',
    folder,
  );
  if (status === 0) {
    disk = folder;
    chmodSync(folder, 0o755);
    return undefined;
  }
  rmSync(folder, { recursive: true });
  const reason = `a small disk cannot be mounted: ${(error?.message ?? stderr).trim()}`;
  if (process.env['CIVIGRID_STRICT'] === '1' && process.getuid?.() === 0) throw new Error(reason);
  process.stderr.write(`skipped: tests with a full disk, for ${reason}\n`);
  return reason;
}

const missing = serverMissing('postgres') ?? smallDisk();

describe.skipIf(missing)(`a full disk${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await privatePostgres({ within: disk });
  }, 60_000);
  afterAll(async () => {
    await server?.close();
    asked('umount', disk);
    rmSync(disk, { recursive: true });
  }, 60_000);

  const random = seededRandom('disk');
  /** 100 kB that no compression makes smaller. */
  const noise = () => {
    let text = '';
    while (text.length < 100_000) text += random.next().toString(36).slice(2);
    return text;
  };

  const large = (tenant: TenantId, n: number): Matter => ({
    tenant,
    name: `large/${n}`,
    events: [{ stream: 'large', partition: 1 }],
    ballast: noise(),
  });

  const file = () => join(disk, 'ballast');

  /** Takes all room but this. */
  function fill(left: number): void {
    const { bavail, bsize } = statfsSync(disk);
    const taken = Math.max(0, bavail * bsize - left);
    // Not by fallocate: what is written takes room on every file system.
    writeFileSync(file(), Buffer.alloc(taken, 1));
  }

  const makeRoom = () => rmSync(file());

  function hasEnded(): boolean {
    try {
      process.kill(server.pid, 0);
      return false;
    } catch {
      return true;
    }
  }

  test.each([
    { left: 3 * mebibyte, where: 'no room for a table' },
    { left: 20 * mebibyte, where: 'no room for the log of what was written' },
  ])(
    '$where: appends are rejected, nothing acknowledged is lost, and with room again the same store goes on',
    patient,
    async ({ left, where }) => {
      const tenant = tenantId(`street-${left}`);
      const store = await postgresStore({ connectionString: server.url });
      const acknowledged: string[] = [];
      const swallowed: string[] = [];
      const rejected: Matter[] = [];
      fill(left);
      const errors = new Set<string>();
      for (let n = 1; rejected.length < 30; n++) {
        const matter = large(tenant, n);
        swallowed.push(matter.name);
        try {
          await store.append(telling(matter));
          acknowledged.push(matter.name);
        } catch (error) {
          errors.add(String((error as { readonly code?: unknown }).code ?? error));
          rejected.push(matter);
        }
      }
      makeRoom();
      if (hasEnded()) await server.restart();
      for (const matter of rejected)
        for (let isStored = false; !isStored; )
          try {
            await store.append(telling(matter));
            isStored = true;
          } catch {
            await sleep(50);
            if (hasEnded()) await server.restart();
          }
      process.stdout.write(`${where}: ${[...errors].join(', ')}\n`);
      const found = await examined(store, tenant, [
        ...acknowledged,
        ...rejected.map(({ name }) => name),
      ]);
      printed(`disk full, ${where}`, {
        faults: rejected.length,
        acknowledged: acknowledged.length,
        ...found,
      });
      expect(found).toEqual(sound);
      expect(acknowledged.length).toBeGreaterThan(0);
      await store.close();
    },
  );

  test(
    'control: errors that are swallowed are losses, and the harness sees them',
    patient,
    async () => {
      const tenant = tenantId('control');
      const store = await postgresStore({ connectionString: server.url });
      fill(mebibyte);
      const told: string[] = [];
      for (let n = 1; n <= 60; n++) {
        const matter = large(tenant, n);
        await store.append(telling(matter)).catch(() => undefined);
        told.push(matter.name);
      }
      makeRoom();
      if (hasEnded()) await server.restart();
      await store.close();
      const after = await postgresStore({ connectionString: server.url });
      const found = await examined(after, tenant, told);
      printed('control: errors swallowed', { faults: 60, acknowledged: told.length, ...found });
      expect(found.lost).toBeGreaterThan(0);
      await after.close();
    },
  );
});
