import { createHmac, randomUUID } from 'node:crypto';
import { canonicalJson, type SubjectIndex, type SubjectRef, subjectRef } from '@civigrid/kernel';
import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';
import { checkpoint, damaged } from './vault-keys.ts';
import { boundTo, newKey, unwrap, wrap } from './wrapping.ts';

/** The way from a number to a random reference: only an HMAC-SHA256 of it under the tenant's random key is kept. */
export function sqliteSubjectIndex(
  driver: SqlDriver,
  commits: GroupCommit,
  master: Uint8Array | undefined,
): SubjectIndex {
  const keyOf = driver.prepare<{ readonly key: Uint8Array }>(
    'SELECT key FROM index_keys WHERE tenant = ?',
  );
  const addKey = driver.prepare('INSERT INTO index_keys (tenant, key) VALUES (?, ?)');
  const found = driver.prepare<{ readonly subject: string }>(
    'SELECT subject FROM subjects WHERE tenant = ? AND code = ?',
  );
  const add = driver.prepare('INSERT INTO subjects (tenant, code, subject) VALUES (?, ?, ?)');
  const drop = driver.prepare('DELETE FROM subjects WHERE tenant = ? AND subject = ?');
  const bound = (tenant: string) => boundTo('index', tenant);

  function tenantKey(tenant: string): Uint8Array | undefined {
    const row = keyOf.get(tenant);
    if (row === undefined) return undefined;
    const key = unwrap(row.key, master, bound(tenant));
    if (key === undefined) throw damaged();
    return key;
  }

  function makeKey(tenant: string): Uint8Array {
    const key = newKey();
    addKey.run(tenant, wrap(key, master, bound(tenant)));
    return key;
  }

  const codeOf = (key: Uint8Array, text: string) =>
    new Uint8Array(createHmac('sha256', key).update(text).digest());

  function look(tenant: string, text: string): SubjectRef | undefined {
    const key = tenantKey(tenant);
    const row = key && found.get(tenant, codeOf(key, text));
    return row && subjectRef(row.subject);
  }

  return {
    find: async (tenant, kind, value) => look(tenant, canonicalJson([kind, value])),
    put: async (tenant, kind, value) => {
      const text = canonicalJson([kind, value]);
      const known = look(tenant, text);
      if (known !== undefined) return known;
      return commits.run(() => {
        const meanwhile = look(tenant, text);
        if (meanwhile !== undefined) return meanwhile;
        const key = tenantKey(tenant) ?? makeKey(tenant);
        const subject = subjectRef(randomUUID());
        add.run(tenant, codeOf(key, text), subject);
        return subject;
      });
    },
    erase: async (tenant, subject) => {
      await commits.run(() => drop.run(tenant, subject));
      checkpoint(driver);
    },
  };
}
