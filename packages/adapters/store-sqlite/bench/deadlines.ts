import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeDigest, sqliteStore } from '@civigrid/store-sqlite';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { deadlineContest as contest } from '../../../tools/testing/bench/deadlines.ts';

/** Deadlines in one file, by the clock of its process. */
export const deadlineContest: HoldContest = async (quick) => {
  const folder = mkdtempSync(join(tmpdir(), 'civigrid-deadlines-'));
  const store = sqliteStore({ file: join(folder, 'street.db') });
  const now = async () => Date.now();
  try {
    return await contest({ name: 'SQLite', store, digest: nodeDigest, now, quick });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
