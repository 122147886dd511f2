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
import type { Database } from './database.ts';
import type { KnownNames } from './known-names.ts';
import { plainText } from './stored-text.ts';

/** Reads what is committed. */
export interface EventReader {
  read(tenant: TenantId, stream: StreamId, options?: ReadOptions): AsyncIterable<Recorded>;
  readLog(tenant: TenantId, partition: number, options?: ReadOptions): AsyncIterable<Recorded>;
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

/** Rows are fetched so many at a time, so that a long log never stands in memory as a whole. */
const pageSize = 256;

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

/** Which rows, and by which number they are counted. */
interface Range {
  readonly name: 'read_stream' | 'read_log';
  readonly tenant: TenantId;
  readonly key: string | number;
  readonly numberOf: (row: EventRow) => number;
}

/** Reads events in pages, each page one statement: what is appended meanwhile may follow. */
export function eventReader(database: Database, schema: string, names: KnownNames): EventReader {
  const text = (name: Range['name']) =>
    `SELECT e.id, e.command, e.cause, e.odd, (SELECT s.name FROM ${schema}.streams s
       WHERE s.tenant = e.tenant AND s.id = e.stream), e.kind, e.data, e.sealed, e.at, e.actor, e.correlation,
       e.version, e.partition, e.position, e.recorded, e.digest
     FROM ${schema}.${name}($1, $2, $3, $4) e`;

  async function page(range: Range, after: number, size: number): Promise<readonly EventRow[]> {
    const number = await names.tenant(range.tenant);
    if (number === undefined) return [];
    const values = [number, range.key, after, size];
    const rows = await database.query<EventRow>(range.name, text(range.name), values);
    await names.recall(rows.map((row) => row[5]));
    return rows;
  }

  async function* pages(
    range: Range,
    { after = 0, limit = Infinity, cancel }: ReadOptions = {},
  ): AsyncIterable<Recorded> {
    const stopped = () => cancel?.aborted === true;
    let from = after;
    let left = limit;
    while (left > 0 && !stopped()) {
      const size = Math.min(left, pageSize);
      const rows = await page(range, from, size);
      for (const row of rows) {
        if (stopped()) return;
        yield recordedOf(row, range.tenant, names);
        from = range.numberOf(row);
      }
      if (rows.length < size) return;
      left -= rows.length;
    }
  }

  return {
    read: (tenant, stream, options) =>
      pages({ name: 'read_stream', tenant, key: stream, numberOf: (row) => row[11] }, options),
    readLog: (tenant, partition, options) =>
      pages({ name: 'read_log', tenant, key: partition, numberOf: (row) => row[13] }, options),
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
