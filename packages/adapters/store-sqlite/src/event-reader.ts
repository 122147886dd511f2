import type {
  ActorId,
  CommandId,
  CorrelationId,
  EventId,
  Head,
  Json,
  ReadOptions,
  Recorded,
  SealedPart,
  StreamId,
  TenantId,
} from '@civigrid/kernel';
import { toHex } from '@civigrid/kernel';
import { unpackId } from './packed-id.ts';
import type { SqlDriver, SqlStatement } from './sql-driver.ts';

/** Reads what is committed. */
export interface EventReader {
  read(tenant: TenantId, stream: StreamId, options?: ReadOptions): AsyncIterable<Recorded>;
  readLog(tenant: TenantId, partition: number, options?: ReadOptions): AsyncIterable<Recorded>;
  heads(tenant: TenantId): readonly Head[];
}

interface EventRow {
  readonly id: string | Uint8Array;
  readonly command: string | Uint8Array;
  readonly cause: string | Uint8Array | null;
  readonly stream: StreamId;
  readonly type: string;
  readonly schema: number;
  readonly data: string;
  readonly sealed: string | null;
  readonly at: number;
  readonly actor: ActorId;
  readonly correlation: CorrelationId;
  readonly version: number;
  readonly partition: number;
  readonly position: number;
  readonly recorded: number;
  readonly digest: Uint8Array;
}

/** Rows are fetched so many at a time, so that a long log never stands in memory as a whole. */
const pageSize = 256;

const columns = `e.id, e.command, e.cause, s.name AS stream, e.type, e.schema, e.data, e.sealed, e.at, e.actor,
  e.correlation, e.version, e.partition, e.position, e.recorded, e.digest
  FROM events e JOIN streams s ON s.tenant = e.tenant AND s.id = e.stream`;

function recordedOf(row: EventRow, tenant: TenantId): Recorded {
  const { id, command, cause, data, sealed, recorded, digest, ...same } = row;
  return {
    ...same,
    tenant,
    // What comes out of these columns is what append put in.
    id: unpackId(id) as EventId,
    command: unpackId(command) as CommandId,
    data: JSON.parse(data) as Json,
    ...(sealed === null ? {} : { sealed: JSON.parse(sealed) as readonly SealedPart[] }),
    ...(cause === null ? {} : { cause: unpackId(cause) as EventId }),
    recordedAt: recorded,
    digest: toHex(digest),
  };
}

/** Reads events in pages, each page one statement: what is appended meanwhile may follow. */
export function eventReader(driver: SqlDriver): EventReader {
  const streamPage = driver.prepare<EventRow>(
    `SELECT ${columns} WHERE e.tenant = (SELECT id FROM tenants WHERE name = ?1)
       AND e.stream = (SELECT id FROM streams WHERE tenant = (SELECT id FROM tenants WHERE name = ?1) AND name = ?2)
       AND e.version > ?3 ORDER BY e.version LIMIT ?4`,
  );
  const logPage = driver.prepare<EventRow>(
    `SELECT ${columns} WHERE e.tenant = (SELECT id FROM tenants WHERE name = ?1)
       AND e.partition = ?2 AND e.position > ?3 ORDER BY e.position LIMIT ?4`,
  );
  const heads = driver.prepare<Head>(
    `SELECT partition, position FROM heads
     WHERE tenant = (SELECT id FROM tenants WHERE name = ?) ORDER BY partition`,
  );

  async function* pages(
    statement: SqlStatement<EventRow>,
    range: {
      readonly tenant: TenantId;
      readonly key: string | number;
      readonly number: 'version' | 'position';
    },
    { after = 0, limit = Infinity, cancel }: ReadOptions,
  ): AsyncIterable<Recorded> {
    const stopped = () => cancel?.aborted === true;
    let from = after;
    let left = limit;
    while (left > 0 && !stopped()) {
      const size = Math.min(left, pageSize);
      const rows = statement.all(range.tenant, range.key, from, size);
      for (const row of rows) {
        if (stopped()) return;
        yield recordedOf(row, range.tenant);
        from = row[range.number];
      }
      if (rows.length < size) return;
      left -= rows.length;
    }
  }

  return {
    read: (tenant, stream, options = {}) =>
      pages(streamPage, { tenant, key: stream, number: 'version' }, options),
    readLog: (tenant, partition, options = {}) =>
      pages(logPage, { tenant, key: partition, number: 'position' }, options),
    heads: (tenant) =>
      heads.all(tenant).map(({ partition, position }) => ({ partition, position })),
  };
}
