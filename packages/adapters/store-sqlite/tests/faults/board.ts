import { DatabaseSync } from 'node:sqlite';
import type { LogPage, Progress } from '@civigrid/kernel';

/** A projection in a file of its own: its rows and its checkpoint in one transaction. */
export interface Board {
  take(page: LogPage): void;
  /** Knows how far the board has read; to save it is not its business, for it is saved with the rows. */
  readonly progress: Progress;
  /** How often each event was counted. */
  counts(): ReadonlyMap<string, number>;
  close(): void;
}

/** Opens a board; `point` is called at each of its boundaries. */
export function board(file: string, point: () => void = () => undefined): Board {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS counts (event TEXT PRIMARY KEY, times INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS reached (partition INTEGER PRIMARY KEY, up_to INTEGER NOT NULL)`);
  const count = database.prepare(
    'INSERT INTO counts VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1',
  );
  const reach = database.prepare('INSERT OR REPLACE INTO reached VALUES (?, ?)');
  const reached = database.prepare('SELECT up_to FROM reached WHERE partition = ?');
  const all = database.prepare('SELECT event, times FROM counts');
  return {
    take: ({ partition, events, upTo }) => {
      database.exec('BEGIN IMMEDIATE');
      for (const { id } of events) {
        point();
        count.run(id);
      }
      point();
      reach.run(partition, upTo);
      point();
      database.exec('COMMIT');
      point();
    },
    progress: {
      load: async (_, partition) => {
        const row = reached.get(partition) as { readonly up_to: number } | undefined;
        return row && { upTo: row.up_to };
      },
      save: async () => undefined,
    },
    counts: () => {
      const rows = all.all() as unknown as readonly { event: string; times: number }[];
      return new Map(rows.map(({ event, times }) => [event, times]));
    },
    close: () => database.close(),
  };
}
