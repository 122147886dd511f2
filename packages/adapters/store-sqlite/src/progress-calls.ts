import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';
import type { StoreCalls } from './store-calls.ts';

/** The checkpoints of the store's file. */
export function progressCalls(
  driver: SqlDriver,
  commits: GroupCommit,
): Pick<StoreCalls, 'load' | 'save'> {
  const load = driver.prepare<{ readonly up_to: number; readonly snapshot: string | null }>(
    'SELECT up_to, snapshot FROM progress WHERE reader = ? AND partition = ?',
  );
  const save = driver.prepare(
    `INSERT INTO progress (reader, partition, up_to, snapshot) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET up_to = excluded.up_to, snapshot = excluded.snapshot`,
  );
  return {
    load: (group, partition) => {
      const row = load.get(group, partition);
      if (row === undefined) return undefined;
      const { up_to: upTo, snapshot } = row;
      return snapshot === null ? { upTo } : { upTo, snapshot };
    },
    save: async (group, partition, { upTo, snapshot = null }) => {
      await commits.run(() => save.run(group, partition, upTo, snapshot));
    },
  };
}
