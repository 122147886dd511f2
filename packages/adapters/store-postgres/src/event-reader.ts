import type {
  ActorId,
  ArchiveTables,
  CommandId,
  CorrelationId,
  EventId,
  Head,
  Json,
  Recorded,
  StreamId,
  TenantId,
} from '@civigrid/kernel';
import type { Database } from './database.ts';
import type { KnownNames } from './known-names.ts';
import { restFrom } from './rest-text.ts';
import { plainText } from './stored-text.ts';

/** Reads what is committed and not sealed. */
export interface EventReader extends Pick<ArchiveTables, 'streamPage' | 'logPage'> {
  heads(tenant: TenantId): Promise<readonly Head[]>;
}

type EventRow = readonly [
  id: string,
  command: string,
  stream: StreamId,
  kind: number,
  data: string,
  at: number,
  actor: string,
  correlation: string,
  version: number,
  partition: number,
  position: number,
  recorded: number,
  digest: Buffer,
  rest: string,
];

function recordedOf(row: EventRow, tenant: TenantId, names: KnownNames): Recorded {
  const [id, command, stream, kind, data, at, actor, correlation] = row;
  const [, , , , , , , , version, partition, position, recorded, digest, rest] = row;
  return {
    // What comes out of these columns is what append put in.
    id: id as EventId,
    ...names.kind(kind),
    data: JSON.parse(data) as Json,
    at,
    actor: plainText(actor) as ActorId,
    correlation: plainText(correlation) as CorrelationId,
    tenant,
    stream,
    command: command as CommandId,
    version,
    partition,
    position,
    recordedAt: recorded,
    digest: digest.toString('hex'),
    ...restFrom(rest),
  };
}

/** Reads what stands in the tables, each page one statement. */
export function eventReader(database: Database, schema: string, names: KnownNames): EventReader {
  const text = (name: 'read_stream' | 'read_log') =>
    `SELECT e.id, e.command, (SELECT s.name FROM ${schema}.streams s
       WHERE s.tenant = e.tenant AND s.id = e.stream), e.kind, e.data, e.at, e.actor, e.correlation,
       e.version, e.partition, e.position, e.recorded, e.digest, e.rest
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
