import { canonicalJson, isWellFormed, type Json, type Progress } from '@civigrid/kernel';
import type { GroupCommit } from './group-commit.ts';
import type { SqlDriver } from './sql-driver.ts';

/** The checkpoints of the store's file. */
export function sqliteProgress(driver: SqlDriver, commits: GroupCommit): Progress {
  const load = driver.prepare<{ readonly up_to: number; readonly snapshot: string | null }>(
    'SELECT up_to, snapshot FROM progress WHERE reader = ? AND partition = ?',
  );
  const save = driver.prepare(
    `INSERT INTO progress (reader, partition, up_to, snapshot) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET up_to = excluded.up_to, snapshot = excluded.snapshot`,
  );
  return {
    load: async (group, partition) => {
      const row = load.get(group, partition);
      if (row === undefined) return undefined;
      const { up_to: upTo, snapshot } = row;
      return snapshot === null ? { upTo } : { upTo, snapshot: JSON.parse(snapshot) as Json };
    },
    save: async (group, partition, upTo, snapshot) => {
      if (!isWellFormed(group)) throw new Error('The name of a group holds no lone surrogate.');
      const text = snapshot === undefined ? null : canonicalJson(snapshot);
      await commits.run(() => save.run(group, partition, upTo, text));
    },
  };
}
