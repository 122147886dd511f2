import { type ArchiveTables, fromHex, type SealedFile, type TenantId } from '@civigrid/kernel';
import type { Database } from './database.ts';
import type { EventReader } from './event-reader.ts';
import type { KnownNames } from './known-names.ts';

type SealedRow = readonly [
  name: string,
  partition: number,
  from: number,
  to: number,
  since: number,
  until: number,
  bytes: number,
  hash: Buffer,
];

const columns = 'f.name, f.partition, f.first, f.last, f.since, f.until, f.bytes, f.hash';

function fileOf(row: SealedRow, tenant: TenantId): SealedFile {
  const [name, partition, from, to, since, until, bytes, hash] = row;
  return { name, tenant, partition, from, to, since, until, bytes, hash: hash.toString('hex') };
}

/** The catalogue of sealed files in the schema, and the removal of what they hold. */
export function postgresArchiveTables(
  database: Database,
  schema: string,
  { names, reader }: { readonly names: KnownNames; readonly reader: EventReader },
): ArchiveTables {
  async function files(
    name: string,
    rest: string,
    tenant: TenantId,
    values: readonly (string | number)[] = [],
  ): Promise<readonly SealedFile[]> {
    const number = await names.tenant(tenant);
    if (number === undefined) return [];
    const text = `SELECT ${columns} FROM ${schema}.sealed f ${rest}`;
    const rows = await database.query<SealedRow>(name, text, [number, ...values]);
    return rows.map((row) => fileOf(row, tenant));
  }

  return {
    streamPage: reader.streamPage,
    logPage: reader.logPage,
    files: (tenant) => files('sealed', 'WHERE f.tenant = $1 ORDER BY f.partition, f.last', tenant),
    fileOfStream: async (tenant, stream, after) => {
      const rest = `JOIN ${schema}.sealed_streams s ON s.tenant = f.tenant AND s.file = f.id
        WHERE f.tenant = $1 AND s.tenant = $1 AND s.last > $3
          AND s.stream = (SELECT t.id FROM ${schema}.streams t WHERE t.tenant = $1 AND t.name = $2)
        ORDER BY s.last LIMIT 1`;
      return (await files('sealed-stream', rest, tenant, [stream, after]))[0];
    },
    fileOfLog: async (tenant, partition, after) => {
      const rest =
        'WHERE f.tenant = $1 AND f.partition = $2 AND f.last > $3 ORDER BY f.last LIMIT 1';
      return (await files('sealed-log', rest, tenant, [partition, after]))[0];
    },
    enter: async ({ tenant, partition, from, to, since, until, bytes, hash, name }) => {
      const number = await names.tenant(tenant);
      if (number === undefined) return false;
      const [row] = await database.query<readonly [boolean]>(
        'enter-file',
        `SELECT ${schema}.enter_file($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [number, partition, from, to, since, until, bytes, Buffer.from(fromHex(hash)), name],
      );
      return row?.[0] === true;
    },
  };
}
