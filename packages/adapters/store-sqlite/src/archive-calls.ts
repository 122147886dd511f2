import { fromHex, type Recorded, type SealedFile, type TenantId, toHex } from '@civigrid/kernel';
import type { GroupCommit } from './group-commit.ts';
import { packId } from './packed-id.ts';
import type { SqlDriver } from './sql-driver.ts';
import type { StoreCalls } from './store-calls.ts';

interface SealedRow {
  readonly partition: number;
  readonly first: number;
  readonly last: number;
  readonly since: number;
  readonly until: number;
  readonly bytes: number;
  readonly hash: Uint8Array;
  readonly name: string;
}

const columns = `f.partition, f.first, f.last, f.since, f.until, f.bytes, f.hash, f.name FROM sealed f`;
const tenantId = '(SELECT id FROM tenants WHERE name = ?)';

function fileOf(
  { first: from, last: to, hash, partition, since, until, bytes, name }: SealedRow,
  tenant: TenantId,
): SealedFile {
  return { name, tenant, partition, from, to, since, until, bytes, hash: toHex(hash) };
}

/** The catalogue of sealed files in the store's own file, and the removal of what they hold. */
export function archiveCalls(
  driver: SqlDriver,
  commits: GroupCommit,
): Pick<StoreCalls, 'files' | 'fileOfStream' | 'fileOfLog' | 'enter'> {
  const list = driver.prepare<SealedRow>(
    `SELECT ${columns} WHERE f.tenant = ${tenantId} ORDER BY f.partition, f.last`,
  );
  const ofLog = driver.prepare<SealedRow>(
    `SELECT ${columns} WHERE f.tenant = ${tenantId} AND f.partition = ? AND f.last > ?
     ORDER BY f.last LIMIT 1`,
  );
  const ofStream = driver.prepare<SealedRow>(
    `SELECT ${columns} JOIN sealed_streams s ON s.file = f.id
     WHERE s.tenant = ${tenantId}
       AND s.stream = (SELECT id FROM streams WHERE tenant = ${tenantId} AND name = ?) AND s.last > ?
     ORDER BY s.last LIMIT 1`,
  );
  const tenantRow = driver.prepare<{ readonly id: number }>(
    'SELECT id FROM tenants WHERE name = ?',
  );
  const end = driver.prepare<{ readonly last: number | null }>(
    'SELECT max(last) AS last FROM sealed WHERE tenant = ? AND partition = ?',
  );
  const enter = driver.prepare<{ readonly id: number }>(
    `INSERT INTO sealed (tenant, partition, first, last, since, until, bytes, hash, name)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const keepStream = driver.prepare(
    `INSERT INTO sealed_streams (tenant, stream, last, file)
     VALUES (?, (SELECT id FROM streams WHERE tenant = ? AND name = ?), ?, ?)`,
  );
  const keepId = driver.prepare('INSERT INTO sealed_events (tenant, id) VALUES (?, ?)');
  const remove = driver.prepare(
    'DELETE FROM events WHERE tenant = ? AND partition = ? AND position BETWEEN ? AND ?',
  );

  function entered(file: SealedFile, events: readonly Recorded[]): boolean {
    const tenant = tenantRow.get(file.tenant)?.id;
    const { partition, from, to, since, until, bytes, hash, name } = file;
    if (tenant === undefined) return false;
    if ((end.get(tenant, partition)?.last ?? 0) !== from - 1) return false;
    const values = [tenant, partition, from, to, since, until, bytes, fromHex(hash), name];
    const row = enter.get(...values);
    if (row === undefined) return false;
    const ends = new Map(events.map(({ stream, version }) => [stream, version]));
    for (const [stream, last] of ends) keepStream.run(tenant, tenant, stream, last, row.id);
    for (const { id } of events) keepId.run(tenant, packId(id));
    const { changes } = remove.run(tenant, partition, from, to);
    // Thrown inside the transaction: nothing has left.
    if (changes !== events.length) throw new Error('The log is not what was sealed.');
    return true;
  }

  return {
    files: (tenant) => list.all(tenant).map((row) => fileOf(row, tenant)),
    fileOfStream: (tenant, stream, after) => {
      const row = ofStream.get(tenant, tenant, stream, after);
      return row && fileOf(row, tenant);
    },
    fileOfLog: (tenant, partition, after) => {
      const row = ofLog.get(tenant, partition, after);
      return row && fileOf(row, tenant);
    },
    enter: (file, events) => commits.run(() => entered(file, events)),
  };
}
