import { nodeDigest } from '@civigrid/store-core';
import { postgresStore } from '@civigrid/store-postgres';
import { privatePostgres } from '@civigrid/testing/servers';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { deadlineContest as contest } from '../../../tools/testing/bench/deadlines.ts';

/** Deadlines on PostgreSQL, by the database's clock. */
export const deadlineContest: HoldContest = async (quick) => {
  const server = await privatePostgres();
  try {
    const store = await postgresStore({ connectionString: server.url });
    const { now } = store;
    const held = await contest({ name: 'PostgreSQL', store, digest: nodeDigest, now, quick });
    await store.close();
    return held;
  } finally {
    await server.close();
  }
};
