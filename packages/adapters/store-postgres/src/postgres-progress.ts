import { canonicalJson, isWellFormed, type Json, type Progress, queue } from '@civigrid/kernel';
import type { Database } from './database.ts';
import { storedText } from './stored-text.ts';

/** The checkpoints of the database. */
export function postgresProgress(database: Database, schema: string): Progress {
  // Connections overtake each other: what is saved of one group and partition goes one after another.
  const saving = queue();
  return {
    load: async (group, partition) => {
      const [row] = await database.query<readonly [number, string | null]>(
        'load-progress',
        `SELECT up_to, snapshot FROM ${schema}.progress WHERE reader = $1 AND partition = $2`,
        [storedText(group), partition],
      );
      if (row === undefined) return undefined;
      const [upTo, snapshot] = row;
      return snapshot === null ? { upTo } : { upTo, snapshot: JSON.parse(snapshot) as Json };
    },
    save: async (group, partition, upTo, snapshot) => {
      if (!isWellFormed(group)) throw new Error('The name of a group holds no lone surrogate.');
      const text = snapshot === undefined ? null : canonicalJson(snapshot);
      await saving.run([`${partition} ${group}`], () =>
        database.query(
          'save-progress',
          `INSERT INTO ${schema}.progress (reader, partition, up_to, snapshot) VALUES ($1, $2, $3, $4)
           ON CONFLICT (reader, partition) DO UPDATE SET up_to = excluded.up_to, snapshot = excluded.snapshot`,
          [storedText(group), partition, upTo, text],
        ),
      );
    },
  };
}
