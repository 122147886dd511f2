import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { describe, expect, test } from 'vitest';
import { ask, patient } from './ask-postgres.ts';
import { runs } from './runs.ts';

const missing = serverMissing('postgres');

describe.skipIf(missing)(`a private PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  test(
    'two run side by side, each with a folder of its own, and are gone afterwards',
    patient,
    async () => {
      const servers = await Promise.all([privatePostgres(), privatePostgres()]);
      const [one, two] = servers;
      expect(one.port).not.toBe(two.port);
      for (const { url, folder } of servers) {
        expect(await ask(url, 'SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
        expect(await ask(url, 'SHOW data_directory')).toEqual([
          { data_directory: join(folder, 'data') },
        ]);
      }
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
    'it is durable where nothing else is said, and as careless as a test wants',
    patient,
    async () => {
      const settings = ['fsync', 'synchronous_commit', 'full_page_writes'];
      const told = async (url: string) =>
        Promise.all(settings.map(async (name) => (await ask(url, `SHOW ${name}`))[0]?.[name]));
      await using strict = await privatePostgres();
      expect(await told(strict.url)).toEqual(['on', 'on', 'on']);
      await using careless = await privatePostgres({
        settings: { synchronous_commit: false, max_connections: 300 },
      });
      expect(await told(careless.url)).toEqual(['on', 'off', 'on']);
      expect(await ask(careless.url, 'SHOW max_connections')).toEqual([{ max_connections: '300' }]);
    },
  );

  test(
    'a committed row survives a kill in the middle of another transaction, which does not',
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
    },
  );

  test(
    'it may be stopped and started again, and a second restart stops it by itself',
    patient,
    async () => {
      await using server = await privatePostgres();
      await ask(server.url, 'CREATE TABLE bins (name text)', "INSERT INTO bins VALUES ('kept')");
      await server.stop();
      expect(runs(server.pid)).toBe(false);
      await server.restart();
      await server.restart();
      expect(await ask(server.url, 'SELECT name FROM bins')).toEqual([{ name: 'kept' }]);
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
