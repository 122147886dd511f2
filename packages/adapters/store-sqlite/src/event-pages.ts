import type {
  ActorId,
  CommandId,
  CorrelationId,
  EventId,
  Head,
  Json,
  Recorded,
  SealedPart,
  StreamId,
  TenantId,
} from '@civigrid/kernel';
import { toHex } from '@civigrid/kernel';
import { unpackId } from './packed-id.ts';
import type { SqlDriver } from './sql-driver.ts';
import type { StoreCalls } from './store-calls.ts';
import { textOf, wholeText } from './whole-text.ts';

interface EventRow {
  readonly id: string | Uint8Array;
  readonly command: string | Uint8Array;
  readonly cause: string | Uint8Array | null;
  readonly stream: StreamId;
  readonly type: string | Uint8Array;
  readonly schema: number;
  readonly data: string;
  readonly sealed: string | null;
  readonly at: number;
  readonly actor: ActorId | Uint8Array;
  readonly correlation: CorrelationId | Uint8Array;
  readonly version: number;
  readonly partition: number;
  readonly position: number;
  readonly recorded: number;
  readonly digest: Uint8Array;
}

const columns = `e.id, e.command, e.cause, s.name AS stream, ${wholeText('e.type')} AS type, e.schema, e.data,
  e.sealed, e.at, ${wholeText('e.actor')} AS actor, ${wholeText('e.correlation')} AS correlation, e.version, e.partition, e.position, e.recorded, e.digest
  FROM events e JOIN streams s ON s.tenant = e.tenant AND s.id = e.stream`;

function recordedOf(row: EventRow, tenant: TenantId): Recorded {
  const { id, command, cause, type, actor, correlation, data, sealed, recorded, digest, ...same } =
    row;
  return {
    ...same,
    tenant,
    // What comes out of these columns is what append put in.
    id: unpackId(id) as EventId,
    command: unpackId(command) as CommandId,
    type: textOf(type),
    actor: textOf(actor),
    correlation: textOf(correlation),
    data: JSON.parse(data) as Json,
    ...(sealed === null ? {} : { sealed: JSON.parse(sealed) as readonly SealedPart[] }),
    ...(cause === null ? {} : { cause: unpackId(cause) as EventId }),
    recordedAt: recorded,
    digest: toHex(digest),
  };
}

/** Reads what is committed, a page in one statement. */
export function eventPages(
  driver: SqlDriver,
): Pick<StoreCalls, 'streamPage' | 'logPage'> & { heads(tenant: TenantId): readonly Head[] } {
  const streamPage = driver.prepare<EventRow>(
    `SELECT ${columns} WHERE e.tenant = (SELECT id FROM tenants WHERE name = ?)
       AND e.stream = (SELECT id FROM streams WHERE tenant = (SELECT id FROM tenants WHERE name = ?) AND name = ?)
       AND e.version > ? ORDER BY e.version LIMIT ?`,
  );
  const logPage = driver.prepare<EventRow>(
    `SELECT ${columns} WHERE e.tenant = (SELECT id FROM tenants WHERE name = ?)
       AND e.partition = ? AND e.position > ? ORDER BY e.position LIMIT ?`,
  );
  const heads = driver.prepare<Head>(
    `SELECT partition, position FROM heads
     WHERE tenant = (SELECT id FROM tenants WHERE name = ?) ORDER BY partition`,
  );
  return {
    streamPage: (tenant, stream, after, most) =>
      streamPage.all(tenant, tenant, stream, after, most).map((row) => recordedOf(row, tenant)),
    logPage: (tenant, partition, after, most) =>
      logPage.all(tenant, partition, after, most).map((row) => recordedOf(row, tenant)),
    heads: (tenant) =>
      heads.all(tenant).map(({ partition, position }) => ({ partition, position })),
  };
}
