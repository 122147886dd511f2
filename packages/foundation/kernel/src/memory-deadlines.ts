import type { Deadline, DeadlineChange, Deadlines } from './deadlines.ts';
import type { CommandId, TenantId } from './ids.ts';

interface Armed {
  readonly deadline: Deadline;
  leasedUntil: number;
}

/** The deadlines of a store in memory, and how its appends change them. */
export interface MemoryDeadlines extends Deadlines {
  change(tenant: TenantId, armed: CommandId, changes: readonly DeadlineChange[]): void;
}

/** No deadlines yet. */
export function memoryDeadlines(): MemoryDeadlines {
  const tenants = new Map<TenantId, Map<string, Armed>>();
  return {
    change: (tenant, armed, changes) => {
      const rows = tenants.get(tenant) ?? new Map<string, Armed>();
      tenants.set(tenant, rows);
      for (const change of changes) {
        if ('cancel' in change) rows.delete(change.key);
        else {
          const { key, due, stream } = change;
          rows.set(key, { deadline: { tenant, key, due, stream, armed }, leasedUntil: -Infinity });
        }
      }
    },
    claim: async (tenant, now, limit, leaseMs) => {
      const free = [...(tenants.get(tenant)?.values() ?? [])]
        .filter(({ leasedUntil }) => leasedUntil <= now || leasedUntil > now + leaseMs)
        .filter(({ deadline }) => deadline.due <= now)
        .sort(
          (a, b) => a.deadline.due - b.deadline.due || (a.deadline.key < b.deadline.key ? -1 : 1),
        )
        .slice(0, limit);
      for (const armed of free) armed.leasedUntil = now + leaseMs;
      return free.map(({ deadline }) => deadline);
    },
    done: async (claimed) => {
      for (const { tenant, key, due, armed } of claimed) {
        const rows = tenants.get(tenant);
        const row = rows?.get(key)?.deadline;
        if (row?.due === due && row.armed === armed) rows?.delete(key);
      }
    },
    next: async (tenant) => {
      let earliest: number | undefined;
      for (const { deadline } of tenants.get(tenant)?.values() ?? [])
        if (earliest === undefined || deadline.due < earliest) earliest = deadline.due;
      return earliest;
    },
  };
}
