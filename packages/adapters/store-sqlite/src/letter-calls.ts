import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';
import type { StoreCalls } from './store-calls.ts';

/** The refused input in the store's file. */
export function letterCalls(
  driver: SqlDriver,
  commits: GroupCommit,
): Pick<StoreCalls, 'keep' | 'list' | 'remove'> {
  const keep = driver.prepare(
    'INSERT INTO letters (id, tenant, source, letter) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const list = driver.prepare<{ readonly letter: string }>(
    `SELECT letter FROM letters WHERE tenant = ? AND id > ? AND (? IS NULL OR source = ?)
       AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(letter, '$.reasons') WHERE value ->> 'code' = ?))
     ORDER BY id LIMIT ?`,
  );
  const remove = driver.prepare('DELETE FROM letters WHERE id = ?');
  return {
    keep: async ({ id, tenant, source, text }) => {
      await commits.run(() => keep.run(id, tenant, source, text));
    },
    list: ({ tenant, source, code, after = '', limit = Infinity }) => {
      const most = Number.isFinite(limit) ? limit : -1;
      const [from, why] = [source ?? null, code ?? null];
      const rows = list.all(tenant, after, from, from, why, why, most);
      return rows.map(({ letter }) => letter);
    },
    remove: async (id) => {
      await commits.run(() => remove.run(id));
    },
  };
}
