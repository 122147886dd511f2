import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandId, streamId, tenantId } from '@civigrid/kernel';
import {
  betterSqlite3Driver,
  nodeSqliteDriver,
  type OpenSqlDriver,
  sqliteStore,
} from '@civigrid/store-sqlite';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-drivers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const drivers: Record<string, OpenSqlDriver> = {
  'node:sqlite': nodeSqliteDriver,
  libsql: betterSqlite3Driver(Database),
};

describe.each(Object.entries(drivers))('the driver of %s', (name, open) => {
  test('gives rows of plain numbers, texts and bytes, with nothing beside the columns', () => {
    const driver = open(':memory:');
    driver.exec('CREATE TABLE t (n INTEGER, s TEXT, b BLOB, z ANY) STRICT');
    const add = driver.prepare('INSERT INTO t VALUES (?, ?, ?, ?)');
    const latest = 8_640_000_000_000_000;
    expect(add.run(latest, '网格', Uint8Array.of(1, 2), null).changes).toBe(1);
    const select = driver.prepare<Record<string, unknown>>('SELECT n, s, b, z FROM t WHERE n = ?');
    for (const row of [select.get(latest), ...select.all(latest)]) {
      expect(Object.keys(row ?? {})).toEqual(['n', 's', 'b', 'z']);
      expect(row?.['b']).toBeInstanceOf(Uint8Array);
      const { n, s, b, z } = row as { n: number; s: string; b: Uint8Array; z: null };
      expect([n, s, [...b], z]).toEqual([latest, '网格', [1, 2], null]);
    }
    expect(select.get(1)).toBeUndefined();
    expect(select.all(1)).toEqual([]);
    expect(select.all(latest)).toHaveLength(1);
    expect(select.get(1)).toBeUndefined();
    driver.close();
  });

  test('takes a single value that is bytes or nothing for a value', () => {
    const driver = open(':memory:');
    driver.exec('CREATE TABLE t (b ANY) STRICT');
    const add = driver.prepare('INSERT INTO t VALUES (?)');
    add.run(Uint8Array.of(7));
    add.run(null);
    const count = driver.prepare<{ readonly n: number }>(
      'SELECT count(*) AS n FROM t WHERE b IS ?',
    );
    expect(count.get(Uint8Array.of(7))?.n).toBe(1);
    expect(count.get(null)?.n).toBe(1);
    driver.close();
  });

  test('rolls back what throws, and begins anew afterwards', () => {
    const driver = open(join(folder, `${name.replace(':', '-')}.db`));
    driver.exec('CREATE TABLE t (n INTEGER) STRICT');
    const add = driver.prepare('INSERT INTO t VALUES (?)');
    const fail = () =>
      driver.transaction(() => {
        add.run(1);
        throw new Error('no');
      });
    expect(fail).toThrow('no');
    expect(driver.transaction(() => add.run(2)).changes).toBe(1);
    expect(driver.prepare('SELECT n FROM t').all()).toHaveLength(1);
    driver.close();
  });
});

test('a file goes from one driver to the other and back', async () => {
  const file = join(folder, 'moves.db');
  const tenant = tenantId('street');
  for (const [i, driver] of [...Object.values(drivers), nodeSqliteDriver].entries()) {
    const store = sqliteStore({ file, driver });
    const entry = {
      stream: streamId('case', 'bin'),
      partition: 1,
      expected: 'any' as const,
      events: [],
    };
    const command = commandId(`019cc000-0000-7000-8000-00000000000${i}`);
    expect(await store.append({ tenant, command, entries: [entry] })).toEqual({
      outcome: 'appended',
      entries: [{ stream: entry.stream, partition: 1, versions: [], positions: [] }],
    });
    const before = commandId('019cc000-0000-7000-8000-000000000000');
    expect(await store.first(tenant, before)).toHaveLength(1);
    await store.close();
  }
});
