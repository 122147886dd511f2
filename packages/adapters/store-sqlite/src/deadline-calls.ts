import type { CommandId, Deadline, StreamId } from '@civigrid/kernel';
import type { GroupCommit } from './group-commit.ts';
import { packId, unpackId } from './packed-id.ts';
import type { SqlDriver } from './sql-driver.ts';
import type { StoreCalls } from './store-calls.ts';
import { textOf, wholeText } from './whole-text.ts';

interface DeadlineRow {
  readonly key: string | Uint8Array;
  readonly due: number;
  readonly stream: StreamId;
  readonly armed: string | Uint8Array;
}

/** The deadlines of the store's file: armed by append, claimed by a lease. */
export function deadlineCalls(
  driver: SqlDriver,
  commits: GroupCommit,
): Pick<StoreCalls, 'claim' | 'done' | 'next'> {
  const due = driver.prepare<DeadlineRow>(
    `SELECT ${wholeText('key')} AS key, due, stream, armed FROM deadlines
     WHERE tenant = (SELECT id FROM tenants WHERE name = ?) AND due <= ?
       AND (leased IS NULL OR leased <= ? OR leased > ?)
     ORDER BY due, deadlines.key LIMIT ?`,
  );
  const lease = driver.prepare(
    `UPDATE deadlines SET leased = ?
     WHERE tenant = (SELECT id FROM tenants WHERE name = ?) AND key = ?`,
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
          .all(tenant, now, now, until, most)
          .map(({ key: selected, due: at, stream, armed }): Deadline => {
            const key = textOf(selected);
            lease.run(until, tenant, key);
            return { tenant, key, due: at, stream, armed: unpackId(armed) as CommandId };
          });
      }),
    done: (claimed) =>
      commits.run(() => {
        for (const { tenant, key, due: at, armed } of claimed)
          remove.run(tenant, key, at, packId(armed));
      }),
    next: (tenant) => earliest.get(tenant)?.due ?? undefined,
  };
}
