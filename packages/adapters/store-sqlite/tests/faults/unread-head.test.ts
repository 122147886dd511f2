import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSqliteDriver, type OpenSqlDriver, sqliteStore } from '@civigrid/store-sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numbers, report } from '../events.ts';
import { nothingYet, tell } from './tally.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-unread-head-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a disk that fails to read the counters right behind a COMMIT does not keep the answer from anybody', async () => {
  const tally = nothingYet();
  let broken = false;
  const driver: OpenSqlDriver = (path, options) => {
    const real = nodeSqliteDriver(path, options);
    return {
      ...real,
      prepare: <Row>(sql: string) => {
        const statement = real.prepare<Row>(sql);
        if (!sql.includes('sum(position)')) return statement;
        const get: typeof statement.get = (...values) => {
          if (!broken) return statement.get(...values);
          tally.faults++;
          throw new Error('disk I/O error');
        };
        return { ...statement, get };
      },
    };
  };
  const file = join(folder, 'street.db');
  const store = sqliteStore({ file, shared: true, driver });
  broken = true;
  for (let n = 1; n <= 4; n++) {
    expect((await report(store, n)).outcome).toBe('appended');
    tally.acknowledged++;
  }
  broken = false;
  await report(store, 5);
  await store.close();
  const again = sqliteStore({ file });
  expect(await numbers(again)).toEqual([1, 2, 3, 4, 5]);
  await again.close();
  tell('counters that cannot be read behind a COMMIT', tally);
  expect(tally).toEqual({ faults: 4, acknowledged: 4, lost: 0, doubled: 0 });
}, 120_000);
