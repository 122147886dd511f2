import type { SubjectRef, TenantId } from '@civigrid/kernel';
import type { MediaRow, MediaRows } from '@civigrid/store-core';
import { checkpoint } from './checkpoint.ts';
import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';
import { textOf, wholeText } from './whole-text.ts';

type MediaColumns = Pick<MediaRow, 'stream' | 'key' | 'nonce' | 'box'> & {
  readonly tenant: TenantId | Uint8Array;
  readonly subject: SubjectRef | Uint8Array;
  readonly type: string | Uint8Array;
};

/** The sealed photos in the file beside the keys. */
export function sqliteMediaRows(driver: SqlDriver, commits: GroupCommit): MediaRows {
  const add = driver.prepare(
    'INSERT INTO media (ref, tenant, subject, stream, type, key, nonce, box) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const row = driver.prepare<MediaColumns>(
    `SELECT ${wholeText('tenant')} AS tenant, ${wholeText('subject')} AS subject, stream,
       ${wholeText('type')} AS type, key, nonce, box FROM media WHERE ref = ?`,
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
    get: (ref) => {
      const found = row.get(ref);
      if (found === undefined) return undefined;
      const { tenant, subject, type, ...same } = found;
      return {
        ref,
        ...same,
        tenant: textOf(tenant),
        subject: textOf(subject),
        type: textOf(type),
      };
    },
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
