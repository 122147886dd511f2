import {
  type Appended,
  type AppendResult,
  appendedBehind,
  eventIdTaken,
  fromHex,
  meets,
  nextLink,
  type PreparedAppend,
  type PreparedEntry,
  type PreparedEvent,
  type PreparedRecorded,
  withRestored,
} from '@civigrid/kernel';
import { answerFrom, answerText, nodeDigest } from '@civigrid/store-core';
import { packId } from './packed-id.ts';
import type { LastEvent } from './record-head.ts';
import { returned, type SqlDriver, type SqlStatement, type SqlValue } from './sql-driver.ts';

/** The answer to an append, and what it added. */
export interface Written {
  readonly result: AppendResult;
  /** How many events. */
  readonly events: number;
  /** The last of them. */
  readonly last?: LastEvent;
}

/** Writes prepared batches; every call stands in a transaction of its caller. */
export interface Appender {
  /** `at` is when it is written. */
  append(batch: PreparedAppend, at: number): Written;
  first(tenant: string, command: string): readonly Appended[] | undefined;
  /** Writes one event as another store recorded it, behind a stream and a head that are there, and adds it to its command's answer. */
  take(tenant: number, event: PreparedRecorded): LastEvent;
}

interface StreamRow {
  readonly id: number;
  readonly partition: number;
  readonly version: number;
  readonly digest: Uint8Array;
}

function statements(driver: SqlDriver) {
  return {
    tenant: driver.prepare<{ readonly id: number }>('SELECT id FROM tenants WHERE name = ?'),
    bear: driver.prepare<{ readonly id: number }>(
      'INSERT INTO tenants (name) VALUES (?) RETURNING id',
    ),
    answer: driver.prepare<{ readonly answer: string }>(
      'SELECT answer FROM commands WHERE tenant = ? AND id = ?',
    ),
    remember: driver.prepare('INSERT INTO commands (tenant, id, answer) VALUES (?, ?, ?)'),
    rememberMore: driver.prepare(
      `INSERT INTO commands (tenant, id, answer) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET answer = excluded.answer`,
    ),
    stream: driver.prepare<StreamRow>(
      'SELECT id, partition, version, digest FROM streams WHERE tenant = ? AND name = ?',
    ),
    open: driver.prepare<{ readonly id: number }>(
      `INSERT INTO streams (tenant, name, partition, version, digest) VALUES (?, ?, ?, ?, ?) RETURNING id`,
    ),
    grow: driver.prepare('UPDATE streams SET version = ?, digest = ? WHERE tenant = ? AND id = ?'),
    head: driver.prepare<{ readonly position: number }>(
      `INSERT INTO heads (tenant, partition, position) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET position = position + excluded.position RETURNING position`,
    ),
    event: driver.prepare(
      `INSERT INTO events (tenant, partition, position, stream, version, recorded, digest,
         id, command, type, schema, data, sealed, at, actor, cause, correlation)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, id) DO NOTHING`,
    ),
    arm: driver.prepare(
      `INSERT INTO deadlines (tenant, key, due, stream, armed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
       SET due = excluded.due, stream = excluded.stream, armed = excluded.armed, leased = NULL`,
    ),
    cancel: driver.prepare('DELETE FROM deadlines WHERE tenant = ? AND key = ?'),
  } satisfies Record<string, SqlStatement<never> | SqlStatement<object>>;
}

/** The links by which events continue the chain of their stream. */
function chained(
  before: Uint8Array | undefined,
  events: readonly PreparedEvent[],
): readonly Uint8Array[] {
  let link = before;
  return events.map(({ content }) => {
    link = nextLink(link, content, nodeDigest);
    return link;
  });
}

/** id, command, type, schema, data, sealed, at, actor, cause, correlation: in the order of the columns. */
function valuesOf(event: PreparedEvent, command: string | Uint8Array): readonly SqlValue[] {
  const { id, type, schema, data, sealed = null, at, actor, cause, correlation } = event;
  const packed = cause === undefined ? null : packId(cause);
  return [packId(id), command, type, schema, data, sealed, at, actor, packed, correlation];
}

/** The append of the record: duplicates, expectations, counters, events and deadlines in one piece. */
export function appender(driver: SqlDriver): Appender {
  const sql = statements(driver);

  function answerOf(tenant: number, command: string | Uint8Array): readonly Appended[] | undefined {
    const row = sql.answer.get(tenant, command);
    return row && answerFrom(row.answer);
  }

  /** Takes the counters in ascending order of partition and gives the position behind which the batch begins in each. */
  function takePositions(
    tenant: number,
    entries: readonly { readonly partition: number; readonly count: number }[],
  ): Map<number, number> {
    const counts = new Map<number, number>();
    for (const { partition, count } of entries)
      if (count > 0) counts.set(partition, (counts.get(partition) ?? 0) + count);
    const ordered = [...counts].sort(([a], [b]) => a - b);
    return new Map(
      ordered.map(([partition, count]) => {
        const { position } = returned(sql.head.get(tenant, partition, count));
        return [partition, position - count];
      }),
    );
  }

  function write(
    { stream: name, events }: PreparedEntry,
    row: StreamRow | undefined,
    place: {
      readonly tenant: number;
      readonly command: string | Uint8Array;
      readonly partition: number;
      readonly after: number;
      readonly at: number;
    },
  ): LastEvent | undefined {
    const { tenant, command, partition, after, at } = place;
    const links = chained(row?.digest, events);
    const last = links.at(-1);
    if (last === undefined) return undefined;
    const before = row?.version ?? 0;
    const version = before + events.length;
    if (row !== undefined) sql.grow.run(version, last, tenant, row.id);
    const stream = row?.id ?? returned(sql.open.get(tenant, name, partition, version, last)).id;
    for (const [i, event] of events.entries()) {
      const numbers = [tenant, partition, after + i + 1, stream, before + i + 1, at];
      if (sql.event.run(...numbers, links[i] ?? null, ...valuesOf(event, command)).changes === 0)
        throw eventIdTaken(event.id);
    }
    return { tenant, partition, position: after + events.length, digest: last };
  }

  function arm(changes: PreparedAppend['deadlines'], tenant: number, armed: SqlValue): void {
    for (const change of changes) {
      if ('cancel' in change) sql.cancel.run(tenant, change.key);
      else sql.arm.run(tenant, change.key, change.due, change.stream, armed);
    }
  }

  return {
    append: (batch, at) => {
      const known = sql.tenant.get(batch.tenant)?.id;
      const command = packId(batch.command);
      const before = known === undefined ? undefined : answerOf(known, command);
      if (before !== undefined)
        return { result: { outcome: 'duplicate', entries: before }, events: 0 };
      const rows = batch.entries.map(({ stream }) =>
        known === undefined ? undefined : sql.stream.get(known, stream),
      );
      for (const [i, { stream, expected }] of batch.entries.entries()) {
        const actual = rows[i]?.version ?? 0;
        if (!meets(expected, actual))
          return { result: { outcome: 'conflict', stream, actual }, events: 0 };
      }
      const tenant = known ?? returned(sql.bear.get(batch.tenant)).id;
      const places = batch.entries.map(({ partition, events }, i) => ({
        partition: rows[i]?.partition ?? partition,
        count: events.length,
      }));
      const heads = takePositions(tenant, places);
      let events = 0;
      let last: LastEvent | undefined;
      const answer = batch.entries.map((entry, i) => {
        const { partition, count } = places[i] ?? { partition: entry.partition, count: 0 };
        const after = heads.get(partition) ?? 0;
        heads.set(partition, after + count);
        events += count;
        last = write(entry, rows[i], { tenant, command, partition, after, at }) ?? last;
        const version = rows[i]?.version ?? 0;
        return appendedBehind(
          { stream: entry.stream, partition },
          { version, position: after, count },
        );
      });
      arm(batch.deadlines, tenant, command);
      sql.remember.run(tenant, command, answerText(answer));
      const result: AppendResult = { outcome: 'appended', entries: answer };
      return { result, events, ...(last === undefined ? {} : { last }) };
    },
    first: (tenant, command) => {
      const known = sql.tenant.get(tenant)?.id;
      return known === undefined ? undefined : answerOf(known, packId(command));
    },
    take: (tenant, event) => {
      const { stream: name, partition, position, version, recordedAt, digest } = event;
      const { id } = returned(sql.stream.get(tenant, name));
      const command = packId(event.command);
      const numbers = [tenant, partition, position, id, version, recordedAt];
      const values = valuesOf(event, command);
      const link = fromHex(digest);
      if (sql.event.run(...numbers, link, ...values).changes === 0) throw eventIdTaken(event.id);
      const answer = withRestored(answerOf(tenant, command) ?? [], event);
      sql.rememberMore.run(tenant, command, answerText(answer));
      return { tenant, partition, position, digest: link };
    },
  };
}
