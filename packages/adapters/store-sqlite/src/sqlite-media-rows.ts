import type { MediaRow, MediaRows } from '@civigrid/store-core';
import { checkpoint } from './checkpoint.ts';
import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';

/** The sealed photos in the file beside the keys. */
export function sqliteMediaRows(driver: SqlDriver, commits: GroupCommit): MediaRows {
  const add = driver.prepare(
    'INSERT INTO media (ref, tenant, subject, stream, type, key, nonce, box) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const row = driver.prepare<MediaRow>(
    'SELECT ref, tenant, subject, stream, type, key, nonce, box FROM media WHERE ref = ?',
  );
  const drop = driver.prepare('DELETE FROM media WHERE ref = ?');
  const dropPerson = driver.prepare('DELETE FROM media WHERE tenant = ? AND subject = ?');
  const dropStream = driver.prepare(
    'DELETE FROM media WHERE tenant = ? AND subject = ? AND stream = ?',
  );
  return {
    add: async ({ ref, tenant, subject, stream, type, key, nonce, box }) => {
      await commits.run(() => add.run(ref, tenant, subject, stream, type, key, nonce, box));
    },
    get: (ref) => row.get(ref),
    drop: async (ref) => {
      await commits.run(() => drop.run(ref));
      checkpoint(driver);
    },
    dropAll: async ({ tenant, subject, stream }) => {
      await commits.run(() =>
        stream === undefined
          ? dropPerson.run(tenant, subject)
          : dropStream.run(tenant, subject, stream),
      );
      checkpoint(driver);
    },
  };
}
