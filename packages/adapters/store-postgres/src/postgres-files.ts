import { type SealedFiles, sealedFileRefusal } from '@civigrid/kernel';
import type { Database } from './database.ts';

/** Sealed files in a table of the schema, where every machine finds them; compressed as PostgreSQL does it. */
export function postgresFiles(database: Database, schema: string): SealedFiles {
  const get = async (name: string): Promise<Uint8Array | undefined> => {
    const text = `SELECT bytes FROM ${schema}.sealed_files WHERE name = $1`;
    const [row] = await database.query<readonly [Buffer]>('sealed-file', text, [name]);
    return row && new Uint8Array(row[0]);
  };
  return {
    put: async (name, bytes) => {
      await database.query(
        'put-sealed-file',
        `INSERT INTO ${schema}.sealed_files (name, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
        [name, Buffer.from(bytes)],
      );
      const kept = await get(name);
      if (kept === undefined || Buffer.compare(kept, bytes) !== 0)
        throw sealedFileRefusal('kernel/sealed-file-altered', name);
    },
    get,
  };
}
