import type { KeyOwner, KeyRows, OwnerRows } from '@civigrid/store-core';
import { checkpoint } from './checkpoint.ts';
import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';

/** The keys and tombstones of the key file. */
export function sqliteKeyRows(driver: SqlDriver, commits: GroupCommit): KeyRows {
  const both = driver.prepare<{
    readonly id: string;
    readonly key: Uint8Array;
    readonly person: Uint8Array;
  }>(
    `SELECT s.id, s.key, p.key AS person FROM stream_keys s
     JOIN persons p ON p.tenant = s.tenant AND p.subject = s.subject
     WHERE s.tenant = ? AND s.subject = ? AND s.stream = ?`,
  );
  const person = driver.prepare<{ readonly key: Uint8Array }>(
    'SELECT key FROM persons WHERE tenant = ? AND subject = ?',
  );
  const tombstone = driver.prepare(
    `SELECT 1 FROM forgotten WHERE tenant = ? AND subject = ? AND stream IN ('', ?)`,
  );
  const addPerson = driver.prepare('INSERT INTO persons (tenant, subject, key) VALUES (?, ?, ?)');
  const addKey = driver.prepare(
    'INSERT INTO stream_keys (tenant, subject, stream, id, key) VALUES (?, ?, ?, ?, ?)',
  );
  const bury = driver.prepare(
    'INSERT INTO forgotten (tenant, subject, stream) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const dropPerson = driver.prepare('DELETE FROM persons WHERE tenant = ? AND subject = ?');
  const dropKeys = driver.prepare('DELETE FROM stream_keys WHERE tenant = ? AND subject = ?');
  const dropKey = driver.prepare(
    'DELETE FROM stream_keys WHERE tenant = ? AND subject = ? AND stream = ?',
  );

  function load({ tenant, subject, stream }: KeyOwner): OwnerRows {
    const row = both.get(tenant, subject, stream);
    // Where a key stands no tombstone does: what buries it deletes it in the same transaction.
    if (row !== undefined)
      return { forgotten: false, person: row.person, stream: { id: row.id, key: row.key } };
    if (tombstone.get(tenant, subject, stream) !== undefined) return { forgotten: true };
    const key = person.get(tenant, subject)?.key;
    return { forgotten: false, ...(key === undefined ? {} : { person: key }) };
  }

  return {
    load: (owners) => owners.map(load),
    change: (owners, decide) =>
      commits.run(() => {
        const { result, persons, keys } = decide(owners.map(load));
        for (const { tenant, subject, key } of persons) addPerson.run(tenant, subject, key);
        for (const { tenant, subject, stream, id, key } of keys)
          addKey.run(tenant, subject, stream, id, key);
        return result;
      }),
    forget: async ({ tenant, subject, stream }) => {
      await commits.run(() => {
        bury.run(tenant, subject, stream ?? '');
        if (stream !== undefined) dropKey.run(tenant, subject, stream);
        else {
          dropKeys.run(tenant, subject);
          dropPerson.run(tenant, subject);
        }
      });
      checkpoint(driver);
    },
  };
}
