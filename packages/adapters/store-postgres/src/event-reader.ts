import type {
  ActorId,
  ArchiveTables,
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
import type { Database } from './database.ts';
import type { KnownNames } from './known-names.ts';
import { plainText } from './stored-text.ts';

/** Reads what is committed and not sealed. */
export interface EventReader extends Pick<ArchiveTables, 'streamPage' | 'logPage'> {
  heads(tenant: TenantId): Promise<readonly Head[]>;
}

type EventRow = readonly [
  id: string,
  command: string,
  cause: string | null,
  odd: string | null,
  stream: StreamId,
  kind: number,
  data: string,
  sealed: string | null,
  at: number,
  actor: string,
  correlation: string,
  version: number,
  partition: number,
  position: number,
  recorded: number,
  digest: Buffer,
];

function recordedOf(row: EventRow, tenant: TenantId, names: KnownNames): Recorded {
  const [id, command, cause, oddText, stream, kind, data, sealed, at, actor, correlation] = row;
  const [, , , , , , , , , , , version, partition, position, recorded, digest] = row;
  const odd = oddText === null ? {} : (JSON.parse(oddText) as Partial<Recorded>);
  return {
    // What comes out of these columns is what append put in.
    id: id as EventId,
    ...names.kind(kind),
    data: JSON.parse(data) as Json,
    ...(sealed === null ? {} : { sealed: JSON.parse(sealed) as readonly SealedPart[] }),
    at,
    actor: plainText(actor) as ActorId,
    ...(cause === null ? {} : { cause: cause as EventId }),
    correlation: plainText(correlation) as CorrelationId,
    tenant,
    stream,
    command: command as CommandId,
    version,
    partition,
    position,
    recordedAt: recorded,
    digest: digest.toString('hex'),
    ...odd,
  };
}

/** Reads what stands in the tables, each page one statement. */
export function eventReader(database: Database, schema: string, names: KnownNames): EventReader {
  const text = (name: 'read_stream' | 'read_log') =>
    `SELECT e.id, e.command, e.cause, e.odd, (SELECT s.name FROM ${schema}.streams s
       WHERE s.tenant = e.tenant AND s.id = e.stream), e.kind, e.data, e.sealed, e.at, e.actor, e.correlation,
       e.version, e.partition, e.position, e.recorded, e.digest
     FROM ${schema}.${name}($1, $2, $3, $4) e`;

  async function page(
    name: 'read_stream' | 'read_log',
    tenant: TenantId,
    range: readonly [key: string | number, after: number, size: number],
  ): Promise<readonly Recorded[]> {
    const number = await names.tenant(tenant);
    if (number === undefined) return [];
    const rows = await database.query<EventRow>(name, text(name), [number, ...range]);
    await names.recall(rows.map((row) => row[5]));
    return rows.map((row) => recordedOf(row, tenant, names));
  }

  return {
    streamPage: (tenant, stream, after, size) => page('read_stream', tenant, [stream, after, size]),
    logPage: (tenant, partition, after, size) => page('read_log', tenant, [partition, after, size]),
    heads: async (tenant) => {
      const number = await names.tenant(tenant);
      if (number === undefined) return [];
      const rows = await database.query<readonly [number, number]>(
        'heads',
        `SELECT partition, position FROM ${schema}.heads WHERE tenant = $1 ORDER BY partition`,
        [number],
      );
      return rows.map(([partition, position]) => ({ partition, position }));
    },
  };
}
