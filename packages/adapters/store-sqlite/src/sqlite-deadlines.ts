import type { CommandId, Deadline, Deadlines, StreamId } from '@civigrid/kernel';
import type { GroupCommit } from './group-commit.ts';
import { packId, unpackId } from './packed-id.ts';
import type { SqlDriver } from './sql-driver.ts';

interface DeadlineRow {
  readonly key: string;
  readonly due: number;
  readonly stream: StreamId;
  readonly armed: string | Uint8Array;
}

/** The deadlines of the store's file: armed by append, claimed by a lease. */
export function sqliteDeadlines(driver: SqlDriver, commits: GroupCommit): Deadlines {
  const due = driver.prepare<DeadlineRow>(
    `SELECT key, due, stream, armed FROM deadlines
     WHERE tenant = (SELECT id FROM tenants WHERE name = ?1) AND due <= ?2
       AND (leased IS NULL OR leased <= ?2 OR leased > ?3)
     ORDER BY due, key LIMIT ?4`,
  );
  const lease = driver.prepare(
    `UPDATE deadlines SET leased = ?3
     WHERE tenant = (SELECT id FROM tenants WHERE name = ?1) AND key = ?2`,
  );
  const remove = driver.prepare(
    `DELETE FROM deadlines WHERE tenant = (SELECT id FROM tenants WHERE name = ?)
       AND key = ? AND due = ? AND armed = ?`,
  );
  const earliest = driver.prepare<{ readonly due: number | null }>(
    'SELECT min(due) AS due FROM deadlines WHERE tenant = (SELECT id FROM tenants WHERE name = ?)',
  );
  return {
    claim: (tenant, now, limit, leaseMs) =>
      commits.run(() => {
        // A negative LIMIT is none.
        const most = Number.isFinite(limit) ? limit : -1;
        const until = now + leaseMs;
        return due
          .all(tenant, now, until, most)
          .map(({ key, due: at, stream, armed }): Deadline => {
            lease.run(tenant, key, until);
            return { tenant, key, due: at, stream, armed: unpackId(armed) as CommandId };
          });
      }),
    done: (claimed) => {
      const rows = claimed.map(({ tenant, key, due: at, armed }) => ({ tenant, key, at, armed }));
      return commits.run(() => {
        for (const { tenant, key, at, armed } of rows) remove.run(tenant, key, at, packId(armed));
      });
    },
    next: async (tenant) => earliest.get(tenant)?.due ?? undefined,
  };
}
