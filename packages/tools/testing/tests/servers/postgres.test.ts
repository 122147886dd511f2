import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { describe, expect, test } from 'vitest';
import { ask, patient } from './ask-postgres.ts';
import { runs } from './runs.ts';

const missing = serverMissing('postgres');

const lister = findProgram('ipcs');

const settings = ['data_directory', 'fsync', 'synchronous_commit', 'full_page_writes'];
const told = (url: string) =>
  Promise.all(settings.map(async (name) => (await ask(url, `SHOW ${name}`))[0]?.[name]));

describe.skipIf(missing)(`a private PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  test(
    'two run side by side, one durable and one as careless as asked for, and are gone afterwards',
    patient,
    async () => {
      const careless = { synchronous_commit: false, max_connections: 300 };
      const servers = await Promise.all([
        privatePostgres(),
        privatePostgres({ settings: careless }),
      ]);
      const [one, two] = servers;
      expect(one.port).not.toBe(two.port);
      expect(await told(one.url)).toEqual([join(one.folder, 'data'), 'on', 'on', 'on']);
      expect(await told(two.url)).toEqual([join(two.folder, 'data'), 'on', 'off', 'on']);
      expect(await ask(two.url, 'SHOW max_connections')).toEqual([{ max_connections: '300' }]);
      await ask(one.url, 'CREATE TABLE only_here (id int)');
      await expect(ask(two.url, 'SELECT * FROM only_here')).rejects.toThrow('does not exist');
      for (const server of servers) {
        expect(runs(server.pid)).toBe(true);
        await server.close();
        await server.close();
        expect([runs(server.pid), existsSync(server.folder)]).toEqual([false, false]);
        await expect(ask(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
      }
    },
  );

  test(
    'a committed row survives a kill in the middle of another transaction, which does not; and a stop',
    patient,
    async () => {
      await using server = await privatePostgres();
      const { url, port, pid } = server;
      await ask(url, 'CREATE TABLE bins (name text)', "INSERT INTO bins VALUES ('committed')");
      const open = ask(
        url,
        'BEGIN',
        "INSERT INTO bins VALUES ('open')",
        'SELECT pg_sleep(600)',
      ).then(
        () => 'answered',
        () => 'lost',
      );
      const sleeping = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
      let backend: unknown;
      while (backend === undefined) backend = (await ask(url, sleeping))[0]?.['pid'];
      expect(runs(Number(backend))).toBe(true);
      await server.kill();
      expect([runs(pid), runs(Number(backend)), await open]).toEqual([false, false, 'lost']);
      await server.restart();
      expect([server.port, server.url]).toEqual([port, url]);
      expect(server.pid).not.toBe(pid);
      expect(await ask(url, 'SELECT name FROM bins')).toEqual([{ name: 'committed' }]);
      expect(server.log()).toContain('automatic recovery in progress');
      await server.stop();
      expect(runs(server.pid)).toBe(false);
      await server.restart();
      // one that still runs is stopped by the restart
      await server.restart();
      expect(await ask(url, 'SELECT name FROM bins')).toEqual([{ name: 'committed' }]);
    },
  );

  test.skipIf(!lister)(
    'one that was killed and closed leaves no shared memory behind',
    patient,
    async () => {
      const segments = () => spawnSync(lister as string, ['-m'], { encoding: 'utf8' }).stdout;
      const server = await privatePostgres();
      const pidFile = readFileSync(join(server.folder, 'data', 'postmaster.pid'), 'utf8');
      const segment = pidFile.split('\n')[6]?.trim().split(/\s+/)[1] as string;
      const isListed = () => segments().split(/\s+/).includes(segment);
      expect(isListed()).toBe(true);
      await server.kill();
      await server.close();
      expect(isListed()).toBe(false);
    },
  );

  test('one that cannot start says why and leaves nothing behind', patient, async () => {
    const within = mkdtempSync(join(tmpdir(), 'civigrid-test-'));
    // whoever the server runs as has to get through
    chmodSync(within, 0o755);
    await expect(privatePostgres({ within, settings: { shared_buffers: 'much' } })).rejects.toThrow(
      'invalid value for parameter "shared_buffers"',
    );
    expect(readdirSync(within)).toEqual([]);
    rmSync(within, { recursive: true });
  });
});
