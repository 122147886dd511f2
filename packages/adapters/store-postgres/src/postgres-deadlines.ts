import type { CommandId, Deadline, Deadlines, StreamId } from '@civigrid/kernel';
import type { Database } from './database.ts';
import type { KnownNames } from './known-names.ts';
import { plainText, storedText } from './stored-text.ts';

type DeadlineRow = readonly [key: string, due: number, stream: StreamId, armed: string];

/** The deadlines of the database: armed by append, claimed by a lease; claimers do not wait for each other. */
export function postgresDeadlines(
  database: Database,
  schema: string,
  names: KnownNames,
): Deadlines {
  return {
    claim: async (tenant, now, limit, leaseMs) => {
      const number = await names.tenant(tenant);
      if (number === undefined) return [];
      const rows = await database.query<DeadlineRow>(
        'claim',
        `SELECT * FROM ${schema}.claim($1, $2, $3, $4)`,
        [number, now, Number.isFinite(limit) ? limit : null, now + leaseMs],
      );
      return rows.map(
        ([key, due, stream, armed]): Deadline => ({
          tenant,
          key: plainText(key),
          due,
          stream,
          // It was a command's id when it was written.
          armed: plainText(armed) as CommandId,
        }),
      );
    },
    done: async (claimed) => {
      for (const tenant of new Set(claimed.map((one) => one.tenant))) {
        const number = await names.tenant(tenant);
        if (number === undefined) continue;
        const mine = claimed.filter((one) => one.tenant === tenant);
        await database.query('done', `SELECT ${schema}.done($1, $2, $3, $4)`, [
          number,
          mine.map(({ key }) => storedText(key)),
          mine.map(({ due }) => due),
          mine.map(({ armed }) => storedText(armed)),
        ]);
      }
    },
    next: async (tenant) => {
      const number = await names.tenant(tenant);
      if (number === undefined) return undefined;
      const [row] = await database.query<readonly [number | null]>(
        'next',
        `SELECT min(due) FROM ${schema}.deadlines WHERE tenant = $1`,
        [number],
      );
      return row?.[0] ?? undefined;
    },
  };
}
