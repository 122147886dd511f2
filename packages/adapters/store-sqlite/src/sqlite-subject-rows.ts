import type { SubjectRows } from '@civigrid/store-core';
import { checkpoint } from './checkpoint.ts';
import type { GroupCommit } from './group-commit.ts';
import { returned, type SqlDriver } from './sql-driver.ts';

/** The subject index of the key file. */
export function sqliteSubjectRows(driver: SqlDriver, commits: GroupCommit): SubjectRows {
  const keyOf = driver.prepare<{ readonly key: Uint8Array }>(
    'SELECT key FROM index_keys WHERE tenant = ?',
  );
  const addKey = driver.prepare(
    'INSERT INTO index_keys (tenant, key) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const found = driver.prepare<{ readonly subject: string }>(
    'SELECT subject FROM subjects WHERE tenant = ? AND code = ?',
  );
  const add = driver.prepare(
    'INSERT INTO subjects (tenant, code, subject) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const drop = driver.prepare('DELETE FROM subjects WHERE tenant = ? AND subject = ?');
  return {
    key: (tenant) => keyOf.get(tenant)?.key,
    ensureKey: (tenant, candidate) =>
      commits.run(() => {
        addKey.run(tenant, candidate);
        return returned(keyOf.get(tenant)).key;
      }),
    find: (tenant, code) => found.get(tenant, code)?.subject,
    put: (tenant, code, candidate) =>
      commits.run(() => {
        add.run(tenant, code, candidate);
        return returned(found.get(tenant, code)).subject;
      }),
    drop: async (tenant, subject) => {
      await commits.run(() => drop.run(tenant, subject));
      checkpoint(driver);
    },
  };
}
