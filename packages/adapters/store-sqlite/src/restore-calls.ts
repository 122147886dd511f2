import {
  fromHex,
  type PreparedRecorded,
  type RestoreStep,
  restorable,
  toHex,
} from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-core';
import type { Appender, Written } from './appender.ts';
import type { GroupCommit } from './group-commit.ts';
import { packId } from './packed-id.ts';
import type { SqlDriver } from './sql-driver.ts';
import type { StoreCalls } from './store-calls.ts';

/** Who writes an event, and who is told what was added. */
interface RestoreHands {
  readonly writer: Appender;
  readonly added: (written: Pick<Written, 'events' | 'last'>) => void;
}

/** Writes events of another store behind what is there. */
export function restoreCalls(
  driver: SqlDriver,
  commits: GroupCommit,
  { writer, added }: RestoreHands,
): Pick<StoreCalls, 'writeRestored'> {
  const bear = driver.prepare('INSERT INTO tenants (name) VALUES (?) ON CONFLICT DO NOTHING');
  const tenantRow = driver.prepare<{ readonly id: number }>(
    'SELECT id FROM tenants WHERE name = ?',
  );
  const head = driver.prepare<{ readonly position: number }>(
    'SELECT position FROM heads WHERE tenant = ? AND partition = ?',
  );
  const stream = driver.prepare<{
    readonly partition: number;
    readonly version: number;
    readonly digest: Uint8Array;
  }>('SELECT partition, version, digest FROM streams WHERE tenant = ? AND name = ?');
  const taken = driver.prepare(
    `SELECT 1 FROM events WHERE tenant = ? AND id = ?
     UNION ALL SELECT 1 FROM sealed_events WHERE tenant = ? AND id = ? LIMIT 1`,
  );
  const moveHead = driver.prepare(
    `INSERT INTO heads (tenant, partition, position) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET position = excluded.position`,
  );
  const growStream = driver.prepare(
    `INSERT INTO streams (tenant, name, partition, version, digest) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (tenant, name) DO UPDATE SET version = excluded.version, digest = excluded.digest`,
  );

  const isTaken = (tenant: number, id: string | Uint8Array) =>
    taken.get(tenant, id, tenant, id) !== undefined;

  /** The tenant is born with its first event. */
  function tenantOf(name: string): number {
    const known = tenantRow.get(name)?.id;
    if (known !== undefined) return known;
    bear.run(name);
    return tenantOf(name);
  }

  function check(
    tenant: number | undefined,
    event: PreparedRecorded,
  ): ReturnType<typeof restorable> {
    const { partition, stream: name, id } = event;
    const there = tenant === undefined ? undefined : stream.get(tenant, name);
    const place = {
      head: (tenant === undefined ? undefined : head.get(tenant, partition)?.position) ?? 0,
      stream: there && { ...there, digest: toHex(there.digest) },
      taken: tenant !== undefined && isTaken(tenant, packId(id)),
    };
    return restorable(event, place, nodeDigest);
  }

  function write(name: string, events: readonly PreparedRecorded[]): RestoreStep {
    for (const [written, event] of events.entries()) {
      const may = check(tenantRow.get(name)?.id, event);
      if (may === 'known') return { written };
      if (may !== 'yes') return { written, refusal: may };
      const tenant = tenantOf(name);
      const { partition, position, version, digest } = event;
      growStream.run(tenant, event.stream, partition, version, fromHex(digest));
      moveHead.run(tenant, partition, position);
      added({ events: 1, last: writer.take(tenant, event) });
    }
    return { written: events.length };
  }

  return {
    writeRestored: async (tenant, events) => {
      const { written, refusal } = await commits.run(() => write(tenant, events));
      if (refusal === undefined) return { written };
      const { code, message, details } = refusal;
      return { written, refusal: { code, message, details } };
    },
  };
}
